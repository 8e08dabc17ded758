import { barChart, type ChartSize, lineChart } from '#ui/charts.ts'
import type { Display } from '#ui/index.ts'
import type { Board } from './board.ts'
import type { BoardRow } from './board-rows.ts'
import { rawRate, standingRate } from './figures.ts'
import { barsOf } from './histogram.ts'
import { percent } from './written-figures.ts'

export const chartNames = ['trend', 'days', 'units'] as const
export type ChartName = (typeof chartNames)[number]

/** Bars side by side fit a screen; more units than this stand in the table only. */
const mostUnits = 16

/** One chart of the board as SVG, in the reader's display. What is hidden in the table is not drawn either. */
export function speedChart(
  name: ChartName,
  board: Board,
  { narrow, display }: { narrow: boolean; display: Display },
): string {
  const size: ChartSize = { theme: display, narrow }
  if (name === 'trend') return trend(board.months, size)
  if (name === 'units') return units(groupShown(board)?.rows ?? [], size)
  const bars = board.total.isHidden ? [] : barsOf(board.total.figures.used)
  const values = bars.map(({ count }) => count)
  return barChart({ labels: bars.map(({ label }) => label), values, horizontal: narrow }, size)
}

function trend(months: readonly BoardRow[], size: ChartSize): string {
  const rate = (of: typeof rawRate) => months.map(({ figures, isHidden }) => (isHidden ? null : percent(of(figures))))
  return lineChart(
    {
      labels: months.map(({ key }, at) => shortMonth(key, at === 0)),
      series: [
        { name: '按时率（原始）%', values: rate(rawRate) },
        { name: '按时率（群众认可）%', values: rate(standingRate) },
      ],
    },
    size,
  )
}

/** 11月; the year stands at the first and at each January. */
function shortMonth(key: string, isFirst: boolean): string {
  const month = Temporal.PlainYearMonth.from(key)
  return isFirst || month.month === 1 ? `${month.year % 100}年${month.month}月` : `${month.month}月`
}

/** Of the wide picture, in its own pixels. */
export const unitsHeight = (units: number): number => Math.max(120, units * 36 + 30)

/** In the order of the directory, as the table. */
function units(rows: readonly BoardRow[], size: ChartSize): string {
  const drawn = drawnUnits(rows)
  return barChart(
    {
      labels: drawn.map(({ label }) => label),
      values: drawn.map(({ figures }) => percent(standingRate(figures)) ?? 0),
      horizontal: true,
      max: 100,
    },
    { ...size, height: size.narrow ? drawn.length * 44 + 30 : unitsHeight(drawn.length) },
  )
}

export const drawnUnits = (rows: readonly BoardRow[]): BoardRow[] =>
  rows.filter(({ figures, isHidden }) => !isHidden && figures.timed > 0).slice(0, mostUnits)

/** The group of like units that the address asks for, or the first. */
export const groupShown = ({ groups, asked }: Board): Board['groups'][number] | undefined =>
  groups.find(({ id }) => id === asked.group) ?? groups[0]
