import { type ChartSize, stackedBarChart } from '#ui/charts.ts'
import type { Display } from '#ui/index.ts'
import { stateWords, type WorkState } from './work.ts'
import type { StateCounts, WorkFigures } from './work-figures.ts'

export const workCharts = ['source', 'unit', 'months'] as const
export type WorkChart = (typeof workCharts)[number]

/** Bars side by side fit a screen; more units than this stand in the table only. */
const mostUnits = 15

/** The palette's third colour is its red: it belongs to what is late. */
const stateOrder: WorkState[] = ['blocked', 'onTrack', 'lagging', 'done', 'signedOff', 'notStarted']

export function workChart(
  name: WorkChart,
  figures: WorkFigures,
  { narrow, display }: { narrow: boolean; display: Display },
): string {
  const size: ChartSize = { theme: display, narrow }
  if (name === 'source') return states(figures.bySource, size)
  if (name === 'unit') return states(figures.byUnit.slice(0, mostUnits), size)
  return stackedBarChart(
    {
      labels: figures.months.map(({ month }) => month),
      series: [
        { name: '还没到期', values: figures.months.map(({ waiting }) => waiting) },
        { name: '已办成', values: figures.months.map(({ proved }) => proved) },
        { name: '过期未办', values: figures.months.map(({ late }) => late) },
      ],
    },
    size,
  )
}

const states = (rows: StateCounts[], size: ChartSize): string =>
  stackedBarChart(
    {
      labels: rows.map(({ label }) => label),
      series: stateOrder.map((state) => ({ name: stateWords[state], values: rows.map((row) => row[state]) })),
      horizontal: true,
    },
    { ...size, height: Math.max(200, rows.length * (size.narrow ? 46 : 42) + 90) },
  )
