import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weighedMiddle } from './figures.ts'
import { sinceOf } from './span.ts'

const now = Temporal.Instant.from('2026-11-23T02:00:00Z')
const zone = 'Asia/Shanghai'

describe('the span of the figures', () => {
  it('is twelve months up to the end of this one, or a year, with as long a time before', () => {
    const days = ({ from, to }: { from: Temporal.Instant; to: Temporal.Instant }) =>
      [from, to].map((at) => at.toZonedDateTimeISO(zone).toPlainDate().toString())
    const last = sinceOf({}, now, zone)
    expect(days(last)).toEqual(['2025-12-01', '2026-12-01'])
    expect(days(last.before)).toEqual(['2024-12-01', '2025-12-01'])
    expect(days(sinceOf({ year: 2025 }, now, zone))).toEqual(['2025-01-01', '2026-01-01'])
  })
})

describe('the middle of middles', () => {
  it('is weighed by how much each unit took over', () => {
    expect(weighedMiddle([])).toBeNull()
    const [quick, slow] = [
      { medianHours: 1, accepted: 9 },
      { medianHours: 30, accepted: 1 },
    ]
    expect(weighedMiddle([slow, quick])).toBe(1)
  })

  it('lies between the fastest and the slowest, whatever their order', () => {
    const one = fc.record({ medianHours: fc.integer({ min: 0, max: 500 }), accepted: fc.integer({ min: 1, max: 50 }) })
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), (timed) => {
        const middle = weighedMiddle(timed) ?? -1
        const all = timed.map(({ medianHours }) => medianHours)
        expect(middle).toBeGreaterThanOrEqual(Math.min(...all))
        expect(middle).toBeLessThanOrEqual(Math.max(...all))
        expect(weighedMiddle(timed.toReversed())).toBe(middle)
      }),
    )
  })
})
