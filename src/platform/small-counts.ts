/** 本市自定: fewer answers than this are not shown in public, so that nobody is recognised by a figure. */
export const leastShown = 5

export const smallCountsRule = `少于 ${leastShown} 件的不公开数字，免得有人被认出来；一张表里只有一行少于 ${leastShown} 件时，件数次少的一行也不公开，否则用合计一减就知道了（本市自定）。`

/**
 * Which rows of one table stay hidden: those with a few, and where that is one alone, the next smallest with it. A row with none at all says nothing about
 * anybody and is shown.
 */
export function hiddenRows<Row extends { key: string }>(
  rows: readonly Row[],
  countOf: (row: Row) => number,
): ReadonlySet<string> {
  const small = rows.filter((row) => countOf(row) > 0 && countOf(row) < leastShown)
  const hidden = new Set(small.map(({ key }) => key))
  if (hidden.size !== 1) return hidden
  const next = rows
    .filter((row) => countOf(row) >= leastShown)
    .reduce<Row | null>((least, row) => (least && countOf(least) <= countOf(row) ? least : row), null)
  if (next) hidden.add(next.key)
  return hidden
}
