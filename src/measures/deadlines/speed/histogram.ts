/** How many answers took how many working days. */
export type Histogram = ReadonlyMap<number, number>

/**
 * The smallest number of days within which at least this share was done (nearest rank): 0.5 is the median, 0.9 says 九成在几天之内. Always a number of days
 * that really occurred; null of nothing.
 */
export function percentile(histogram: Histogram, share: number): number | null {
  const days = [...histogram].filter(([, count]) => count > 0).sort(([a], [b]) => a - b)
  const all = days.reduce((sum, [, count]) => sum + count, 0)
  let seen = 0
  for (const [day, count] of days) {
    seen += count
    if (seen >= share * all) return day
  }
  return null
}

/** Bars that a person can read: single days as long as they are few, then ever wider spans. */
const bounds = [0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30]

export function barsOf(histogram: Histogram): { label: string; count: number }[] {
  const bars = [...bounds, Number.POSITIVE_INFINITY].map((upTo, at) => {
    const from = at === 0 ? 0 : (bounds[at - 1] ?? 0) + 1
    const count = [...histogram].reduce((sum, [day, n]) => sum + (day >= from && day <= upTo ? n : 0), 0)
    return { label: labelOf(from, upTo), count }
  })
  return bars.slice(0, bars.findLastIndex(({ count }) => count > 0) + 1)
}

function labelOf(from: number, upTo: number): string {
  if (upTo === 0) return '当天'
  if (!Number.isFinite(upTo)) return `${from - 1} 天以上`
  return from === upTo ? `${from} 天` : `${from}–${upTo} 天`
}
