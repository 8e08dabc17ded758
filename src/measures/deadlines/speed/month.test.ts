import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { monthsOf, rangeBefore, rangeOf, readMonth, writeMonth } from './month.ts'

const thisMonth = Temporal.PlainYearMonth.from('2026-11')
const written = ({ from, to }: { from: Temporal.PlainYearMonth; to: Temporal.PlainYearMonth }) =>
  [from, to].map(writeMonth)

describe('months', () => {
  test('a year up to now unless something else is asked; never after now, never more than five years', () => {
    expect(written(rangeOf({}, thisMonth))).toEqual(['2025-12', '2026-11'])
    expect(written(rangeOf({ from: '2026-03', to: '2026-05' }, thisMonth))).toEqual(['2026-03', '2026-05'])
    expect(written(rangeOf({ from: '2026-09', to: '2026-05' }, thisMonth))).toEqual(['2026-05', '2026-05'])
    expect(written(rangeOf({ to: '2027-05' }, thisMonth))).toEqual(['2025-12', '2026-11'])
    expect(written(rangeOf({ from: '2001-01' }, thisMonth))).toEqual(['2021-12', '2026-11'])
    expect(['2026-13', '26-01', '2026', undefined].map(readMonth)).toEqual([null, null, null, null])
  })

  test('the range before is as long and ends where the other begins', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.nat({ max: 50 }), (back, length) => {
        const to = thisMonth.subtract({ months: back })
        const range = { from: to.subtract({ months: length }), to }
        const before = rangeBefore(range)
        expect(monthsOf(before)).toHaveLength(monthsOf(range).length)
        expect(before.to.add({ months: 1 }).equals(range.from)).toBe(true)
      }),
    )
  })
})
