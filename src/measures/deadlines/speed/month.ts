/** A month of the city: what figures are kept by. In addresses and on pages 2026-11. */
export type Month = Temporal.PlainYearMonth

export const monthAt = (at: Temporal.Instant, timeZone: string): Month =>
  at.toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth()

/** As tables keep it: its first day. */
export const firstDay = (month: Month): Temporal.PlainDate => month.toPlainDate({ day: 1 })

export function readMonth(text: string | undefined): Month | null {
  return text !== undefined && /^2\d{3}-(0[1-9]|1[0-2])$/.test(text) ? Temporal.PlainYearMonth.from(text) : null
}

export const writeMonth = (month: Month): string => month.toString()

/** 2026年11月 */
export const monthWords = (month: Month): string => `${month.year}年${month.month}月`

/** First and last month, both within. */
export type Range = { from: Month; to: Month }

export function monthsOf({ from, to }: Range): Month[] {
  const months: Month[] = []
  for (let at = from; Temporal.PlainYearMonth.compare(at, to) <= 0; at = at.add({ months: 1 })) months.push(at)
  return months
}

/** The same number of months before it, to compare with. */
export function rangeBefore({ from, to }: Range): Range {
  const { months } = from.until(to, { largestUnit: 'months' })
  return { from: from.subtract({ months: months + 1 }), to: from.subtract({ months: 1 }) }
}

/** 本市自定: the twelve months up to now; never more than five years at once. */
export function rangeOf(asked: { from?: string | undefined; to?: string | undefined }, thisMonth: Month): Range {
  const last = earlier(readMonth(asked.to) ?? thisMonth, thisMonth)
  const first = earlier(readMonth(asked.from) ?? last.subtract({ months: 11 }), last)
  const longest = last.subtract({ months: 59 })
  return { from: Temporal.PlainYearMonth.compare(first, longest) < 0 ? longest : first, to: last }
}

const earlier = (a: Month, b: Month): Month => (Temporal.PlainYearMonth.compare(a, b) <= 0 ? a : b)
