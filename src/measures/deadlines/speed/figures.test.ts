import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hiddenRows, leastShown } from '#platform/small-counts.ts'
import { type Figures, noFigures, rateAfterExclusions, rawRate, standingRate } from './figures.ts'
import { barsOf, percentile } from './histogram.ts'

type Answer = { met: boolean | null; isRejected: boolean; isOut: boolean; days: number }

const answers = fc.array(
  fc.record<Answer>({
    met: fc.constantFrom(true, false, null),
    isRejected: fc.boolean(),
    isOut: fc.boolean(),
    days: fc.nat({ max: 40 }),
  }),
)

/** As the roll-up counts them: only what has a limit can be taken out. */
function summed(all: Answer[]): Figures {
  const count = (is: (one: Answer) => boolean) => all.filter(is).length
  const stands = ({ met, isRejected }: Answer) => met === true && !isRejected
  return {
    ...noFigures,
    closed: all.length,
    timed: count(({ met }) => met !== null),
    met: count(({ met }) => met === true),
    standing: count(stands),
    excluded: count(({ met, isOut }) => met !== null && isOut),
    excludedStanding: count((one) => one.isOut && stands(one)),
    used: histogramOf(all.map(({ days }) => days)),
  }
}

function histogramOf(days: number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1)
  return counts
}

describe('rates', () => {
  test('lie between 0 and 1, or say nothing of nothing', () => {
    fc.assert(
      fc.property(answers, (all) => {
        for (const rate of [rawRate, standingRate, rateAfterExclusions].map((of) => of(summed(all)))) {
          if (rate === null) continue
          expect(rate).toBeGreaterThanOrEqual(0)
          expect(rate).toBeLessThanOrEqual(1)
        }
        expect(rawRate(summed(all)) === null).toBe(all.every(({ met }) => met === null))
      }),
    )
  })

  test('the raw one is never below what people recognise', () => {
    fc.assert(
      fc.property(answers, (all) => {
        const figures = summed(all)
        expect(rawRate(figures) ?? 0).toBeGreaterThanOrEqual(standingRate(figures) ?? 0)
      }),
    )
  })

  test('taking out what does not stand never lowers a rate', () => {
    fc.assert(
      fc.property(answers, (all) => {
        const proposable = all.map((one) => ({ ...one, isOut: one.isOut && !(one.met && !one.isRejected) }))
        const figures = summed(proposable)
        if (figures.timed === figures.excluded) return
        expect(rateAfterExclusions(figures) ?? 0).toBeGreaterThanOrEqual(standingRate(figures) ?? 0)
      }),
    )
  })
})

describe('the histogram', () => {
  test('has the median and the ninetieth percentile of the sorted list', () => {
    const shares = fc.constantFrom(0.5, 0.9, 0.25, 1)
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 60 }), { minLength: 1 }), shares, (days, share) => {
        const sorted = days.toSorted((a, b) => a - b)
        expect(percentile(histogramOf(days), share)).toBe(sorted[Math.ceil(share * sorted.length) - 1])
      }),
    )
  })

  test('of nothing has none', () => {
    expect(percentile(new Map(), 0.5)).toBeNull()
    expect(barsOf(new Map())).toEqual([])
  })

  test('in bars has as many as it has', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 60 })), (days) => {
        expect(barsOf(histogramOf(days)).reduce((sum, { count }) => sum + count, 0)).toBe(days.length)
      }),
    )
    expect(barsOf(histogramOf([0, 0, 6, 40])).map(({ label }) => label)).toContain('6–7 天')
  })
})

describe('small counts', () => {
  const rows = (...counts: number[]) => counts.map((count, at) => ({ key: String(at), count }))
  const hidden = (...counts: number[]) => [...hiddenRows(rows(...counts), ({ count }) => count)].sort()

  test('are hidden, and the only hidden one takes the next smallest along', () => {
    expect(hidden(4, 3, 20)).toEqual(['0', '1'])
    expect(hidden(4, 9, 20)).toEqual(['0', '1'])
    expect(hidden(0, 9, 20)).toEqual([])
    expect(hidden(4)).toEqual(['0'])
  })

  test('no hidden row can be found by taking the shown ones from the sum', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 }), { minLength: 2 }), (counts) => {
        const out = hiddenRows(rows(...counts), ({ count }) => count)
        const left = rows(...counts).filter(({ key }) => out.has(key))
        expect(rows(...counts).every(({ key, count }) => out.has(key) || count === 0 || count >= leastShown)).toBe(true)
        if (left.length === 1) expect(counts.filter((count) => count > 0)).toHaveLength(1)
      }),
    )
  })
})
