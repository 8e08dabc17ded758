import { type ChartSize, donutChart, stackedBarChart } from '../charts.ts'
import { sampleMonths, sampleShares } from './sample-figures.ts'

/** The pictures of `/styleguide/:name.svg`; null for a name it does not have. */
export function styleguideChart(name: string, size: ChartSize): string | null {
  if (name === 'months') {
    return stackedBarChart(
      {
        labels: sampleMonths.map((month) => month.label),
        series: [
          { name: '按时答复', values: sampleMonths.map((month) => month.inTime) },
          { name: '超期', values: sampleMonths.map((month) => month.letters - month.inTime) },
        ],
      },
      { width: 560, height: 360, ...size },
    )
  }
  return name === 'shares'
    ? donutChart({ parts: sampleShares, middle: '1,284' }, { width: 560, height: 360, ...size })
    : null
}
