import { formatCount, formatShare } from '#ui/index.ts'
import type { BoardRow } from './board.ts'
import { type Figures, medianDays, ninetiethDays, overdue, standingRate } from './figures.ts'
import { leastShown } from './small-counts.ts'

/** A share as a number of percent with one digit, for charts and workbooks; null of nothing. */
export const percent = (rate: number | null): number | null => (rate === null ? null : Math.round(rate * 1000) / 10)

export const daysText = (days: number | null): string => (days === null ? '—' : formatCount(days))

/** Stands instead of every figure of a row that is not public. */
export const hiddenText = (count: number): string => (count < leastShown ? `不足 ${leastShown} 件` : '不公开')

/** Trend before rank: how the rate that people recognise moved against the same number of months before. */
export function trendText({ figures, before }: Pick<BoardRow, 'figures' | 'before'>): string {
  const [now, then] = [standingRate(figures), standingRate(before)]
  if (now === null) return '—'
  if (then === null || before.timed < leastShown) return '上期件数少，不比'
  const points = Math.round((now - then) * 1000) / 10
  if (points === 0) return '与上期持平'
  return `${points > 0 ? '升' : '降'} ${Math.abs(points).toFixed(1)} 个百分点`
}

export type FigureColumn = {
  key: string
  label: string
  text: (figures: Figures) => string
  /** For workbooks. */
  value: (figures: Figures) => number | null
}

const count = (key: string, label: string, of: (figures: Figures) => number): FigureColumn => ({
  key,
  label,
  text: (figures) => formatCount(of(figures)),
  value: of,
})

const share = (key: string, label: string, of: (figures: Figures) => [part: number, whole: number]): FigureColumn => ({
  key,
  label,
  text: (figures) => formatShare(...of(figures)),
  value: (figures) => {
    const [part, whole] = of(figures)
    return whole === 0 ? null : Math.round((part / whole) * 1000) / 1000
  },
})

const days = (key: string, label: string, of: (figures: Figures) => number | null): FigureColumn => ({
  key,
  label,
  text: (figures) => daysText(of(figures)),
  value: of,
})

/** What a table says of each row, in this order; the raw rate always beside the adjusted ones. */
export const figureColumns: FigureColumn[] = [
  count('closed', '办结（件次）', ({ closed }) => closed),
  share('rawRate', '按时率（原始）', ({ met, timed }) => [met, timed]),
  share('standingRate', '按时率（群众认可）', ({ standing, timed }) => [standing, timed]),
  share('rateAfterExclusions', '按时率（剔除后）', ({ standing, excludedStanding, timed, excluded }) => [
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
  days('ninetiethDays', '九成在（工作日）', ninetiethDays),
]
