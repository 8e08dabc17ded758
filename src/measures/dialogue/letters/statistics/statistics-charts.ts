import { barChart, type ChartSize, stackedBarChart } from '#ui/charts.ts'
import type { Display } from '#ui/index.ts'
import type { FiguresBy, Statistics } from './statistics.ts'

export const chartNames = ['time', 'days', 'class', 'division', 'unit'] as const
export type ChartName = (typeof chartNames)[number]

/** Bars side by side fit a screen; more units than this stand in the table only. */
const mostUnits = 12

/** One chart of the statistics page as SVG, in the reader's display. */
export function statisticsChart(
  name: ChartName,
  figures: Statistics,
  { narrow, display }: { narrow: boolean; display: Display },
): string {
  const size: ChartSize = { theme: display, narrow }
  switch (name) {
    case 'time':
      return stackedBarChart(answeredParts(figures.byTime), size)
    case 'days':
      return barChart(
        {
          labels: figures.times.map((item) => item.label),
          values: figures.times.map((item) => item.letters),
          horizontal: narrow,
        },
        narrow ? { ...size, height: 420 } : size,
      )
    case 'class':
      return bars(figures.byClass, size)
    case 'division':
      return bars(figures.byDivision, size)
    case 'unit':
      return bars(figures.byUnit.slice(0, mostUnits), size)
  }
}

function answeredParts(items: FiguresBy[]) {
  return {
    labels: items.map((item) => item.label),
    series: [
      { name: '按时答复', values: items.map((item) => item.inTime) },
      // The third colour is red: it belongs to what was late, not to what is still in time.
      { name: '还没答复', values: items.map((item) => item.filed - item.answered) },
      { name: '超期答复', values: items.map((item) => item.answered - item.inTime) },
    ],
  }
}

function bars(items: FiguresBy[], size: ChartSize): string {
  const rowHeight = size.narrow ? 44 : 40
  return barChart(
    { labels: items.map((item) => item.label), values: items.map((item) => item.filed), horizontal: true },
    { ...size, height: Math.max(160, items.length * rowHeight + 30) },
  )
}
