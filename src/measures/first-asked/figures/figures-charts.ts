import { barChart, type ChartSize, lineChart, stackedBarChart } from '#ui/charts.ts'
import type { Display } from '#ui/index.ts'
import type { Figures } from './figures.ts'

export const chartNames = ['months', 'acceptance', 'lengths'] as const
export type ChartName = (typeof chartNames)[number]

export const lengthWord = (units: number): string => (units >= 5 ? '5 个以上' : `${units} 个`)

export function figuresChart(
  name: ChartName,
  { months, lengths }: Figures,
  { narrow, display }: { narrow: boolean; display: Display },
): string {
  const size: ChartSize = { theme: display, narrow }
  const labels = months.map(({ month }) => month)
  switch (name) {
    case 'months':
      return stackedBarChart(
        {
          labels,
          series: [
            { name: '当场答复', values: months.map(({ spot }) => spot) },
            { name: '登记的首问事项', values: months.map(({ registered }) => registered) },
          ],
        },
        size,
      )
    case 'acceptance':
      return lineChart(
        {
          labels,
          series: [
            { name: '从转出到接下（小时，中位数）', values: months.map(({ medianHours }) => rounded(medianHours)) },
          ],
        },
        size,
      )
    case 'lengths':
      return barChart(
        {
          labels: lengths.map(({ units }) => lengthWord(units)),
          values: lengths.map(({ matters }) => matters),
          horizontal: true,
        },
        { ...size, height: Math.max(160, lengths.length * 44 + 30) },
      )
  }
}

const rounded = (hours: number | null): number | null => (hours === null ? null : Math.round(hours * 10) / 10)
