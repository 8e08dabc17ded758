import { leastShown } from '#platform/small-counts.ts'
import { formatCount, formatShare } from '#ui/index.ts'
import type { BoardRow } from './board-rows.ts'
import { type Figures, medianDays, ninetiethDays, overdue, standingRate } from './figures.ts'

/** A share as a number of percent with one digit, for charts and workbooks; null of nothing. */
export const percent = (rate: number | null): number | null => (rate === null ? null : Math.round(rate * 1000) / 10)

export const daysText = (days: number | null): string => (days === null ? '—' : formatCount(days))

/** Stands instead of every figure of a row that is not public. */
export const hiddenText = (count: number): string => (count < leastShown ? `不足 ${leastShown} 件` : '不公开')

/** Trend before rank: by how many points the rate that people recognise moved against the same number of months before. */
export function trendText({ figures, before }: Pick<BoardRow, 'figures' | 'before'>): string {
  const [now, then] = [standingRate(figures), standingRate(before)]
  if (now === null || then === null || before.timed < leastShown) return '—'
  const points = Math.round((now - then) * 1000) / 10
  if (points === 0) return '持平'
  return `${points > 0 ? '升' : '降'} ${Math.abs(points).toFixed(1)} 点`
}

export const trendRule = `比上期：群众认可的按时率，比前面同样多个月升降多少个百分点；上期不足 ${leastShown} 件的不比。`

export type FigureColumn = {
  key: string
  label: string
  /** Where the columns stand close together. */
  short: string
  text: (figures: Figures) => string
  /** For workbooks. */
  value: (figures: Figures) => number | null
}

const count = (key: string, label: string, of: (figures: Figures) => number): FigureColumn => ({
  key,
  label,
  short: label,
  text: (figures) => formatCount(of(figures)),
  value: of,
})

const share = (
  key: string,
  label: string,
  short: string,
  of: (figures: Figures) => [part: number, whole: number],
): FigureColumn => ({
  key,
  label,
  short,
  text: (figures) => formatShare(...of(figures)),
  value: (figures) => {
    const [part, whole] = of(figures)
    return whole === 0 ? null : Math.round((part / whole) * 1000) / 1000
  },
})

const days = (key: string, label: string, of: (figures: Figures) => number | null): FigureColumn => ({
  key,
  label,
  short: label,
  text: (figures) => daysText(of(figures)),
  value: of,
})

/** What a table says of each row, in this order; the raw rate always beside the adjusted ones. */
export const figureColumns: FigureColumn[] = [
  count('closed', '办结（件次）', ({ closed }) => closed),
  share('rawRate', '按时率（原始）', '原始按时率', ({ met, timed }) => [met, timed]),
  share('standingRate', '按时率（群众认可）', '认可按时率', ({ standing, timed }) => [standing, timed]),
  share('rateAfterExclusions', '按时率（剔除后）', '剔除后', ({ standing, excludedStanding, timed, excluded }) => [
    standing - excludedStanding,
    timed - excluded,
  ]),
  count('early', '提前', ({ early }) => early),
  count('savedDays', '节省（工作日）', ({ savedDays }) => savedDays),
  count('overdue', '超期', overdue),
  count('rejected', '被退回', ({ rejected }) => rejected),
  count('extended', '延期', ({ extended }) => extended),
  count('stopped', '暂停过', ({ stopped }) => stopped),
  count('excluded', '剔除', ({ excluded }) => excluded),
  days('medianDays', '用时中位数（工作日）', medianDays),
  days('ninetiethDays', '九成用时不超过（工作日）', ninetiethDays),
]
