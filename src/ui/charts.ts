import { BarChart, LineChart, PieChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { LabelLayout, LegacyGridContainLabel } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'
import type { Display } from './display.ts'
import { formatCount } from './written.ts'

use([
  BarChart,
  LineChart,
  PieChart,
  GridComponent,
  LegendComponent,
  AriaComponent,
  LabelLayout,
  LegacyGridContainLabel,
  SVGRenderer,
])

// ECharts writes it into a double-quoted attribute without escaping.
const fontFamily = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"

/** How one chart is drawn. `narrow` is for a phone: 480 wide, larger words, legend above. */
export type ChartSize = { width?: number; height?: number; theme: Display; narrow?: boolean }

export type Series = { name: string; values: (number | null)[] }

type Palette = { ink: string; soft: string; line: string; surface: string; colours: string[] }

const light: Palette = {
  ink: '#1f2430',
  soft: '#474c59',
  line: '#e6dcc8',
  surface: '#ffffff',
  colours: ['#d98e04', '#2f4f7d', '#bd3a22', '#3b8a5b', '#7a5886', '#8c7b58'],
}

const dark: Palette = {
  ink: '#f1ebdf',
  soft: '#cbc5b8',
  line: '#343c49',
  surface: '#1d232d',
  colours: ['#f0b43a', '#8db6e8', '#ff9a82', '#86d4a1', '#c9a7d6', '#cbb98f'],
}

const contrastLight: Palette = {
  ...light,
  ink: '#000',
  soft: '#000',
  line: '#767676',
  colours: ['#7d4a00', '#00308f', '#8f0000', '#00491f', '#4a1766', '#333333'],
}
const contrastDark: Palette = {
  ...dark,
  ink: '#fff',
  soft: '#fff',
  line: '#999',
  surface: '#000',
  colours: ['#ffd400', '#a9d8ff', '#ffb3a3', '#9cf0b8', '#e3c3f0', '#ffffff'],
}

function paletteOf(theme: Display): Palette {
  if (theme.contrast) return theme.dark ? contrastDark : contrastLight
  return theme.dark ? dark : light
}

function fontSizeOf({ theme, narrow }: ChartSize): number {
  return (narrow ? 17 : 14) + (theme.elder ? 4 : 0)
}

/** Any ECharts option as an SVG picture. Served as `<img>`, so its style attributes meet no policy of the page. */
export function renderChart(option: EChartsCoreOption, size: ChartSize): string {
  const palette = paletteOf(size.theme)
  const width = size.width ?? (size.narrow ? 480 : 960)
  const height = size.height ?? (size.narrow ? 360 : 400)
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({
      animation: false,
      color: palette.colours,
      textStyle: { fontFamily, fontSize: fontSizeOf(size), color: palette.ink },
      aria: { enabled: true, decal: { show: size.theme.contrast } },
      ...option,
    })
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}

type AxisKind = 'category' | 'value'

function axis(kind: AxisKind, size: ChartSize, more: Record<string, unknown> = {}): Record<string, unknown> {
  const palette = paletteOf(size.theme)
  return {
    type: kind,
    axisLine: { show: kind === 'category', lineStyle: { color: palette.soft } },
    axisTick: { show: false },
    axisLabel: { color: palette.soft, fontFamily, fontSize: fontSizeOf(size) - 1, hideOverlap: true },
    splitLine: { show: kind === 'value', lineStyle: { color: palette.line } },
    ...more,
  }
}

/** The first and the last point stand at the edges: their names begin and end there, or half of them would be cut off. */
const edgeToEdge = ({ axisLabel, ...more }: Record<string, unknown>): Record<string, unknown> => ({
  ...more,
  axisLabel: { ...(axisLabel as object), alignMinLabel: 'left', alignMaxLabel: 'right' },
})

function frame(size: ChartSize, hasLegend: boolean): Record<string, unknown> {
  const font = fontSizeOf(size)
  return {
    grid: { left: 8, right: 20, top: hasLegend ? font * 3.2 : font * 1.8, bottom: 6, containLabel: true },
    legend: hasLegend
      ? {
          top: 0,
          left: 0,
          icon: 'roundRect',
          itemWidth: font,
          itemHeight: font * 0.75,
          itemGap: 18,
          textStyle: { color: paletteOf(size.theme).ink, fontFamily, fontSize: font },
        }
      : undefined,
  }
}

const label = (size: ChartSize, position: string) => ({
  show: true,
  position,
  color: paletteOf(size.theme).ink,
  fontFamily,
  fontSize: fontSizeOf(size) - 1,
  formatter: ({ value }: { value: unknown }) => (typeof value === 'number' ? formatCount(value) : ''),
})

/** One series of bars with their numbers; `horizontal` for names too long to stand side by side, `max` where the whole is known (100 of percent). */
export function barChart(
  {
    labels,
    values,
    name = '',
    horizontal = false,
    max,
  }: { labels: string[]; values: number[]; name?: string; horizontal?: boolean; max?: number },
  size: ChartSize,
): string {
  const names = axis('category', size, { data: labels, inverse: horizontal })
  const amounts = axis('value', size, { minInterval: 1, show: !horizontal, max })
  return renderChart(
    {
      ...frame(size, false),
      xAxis: horizontal ? amounts : names,
      yAxis: horizontal ? names : amounts,
      series: [
        {
          type: 'bar',
          name,
          data: values,
          barMaxWidth: size.narrow ? 30 : 38,
          itemStyle: { borderRadius: horizontal ? [0, 6, 6, 0] : [6, 6, 0, 0] },
          label: label(size, horizontal ? 'right' : 'top'),
        },
      ],
      ...(horizontal
        ? { grid: { left: 8, right: fontSizeOf(size) * 3.5, top: 6, bottom: 6, containLabel: true } }
        : {}),
    },
    size,
  )
}

export function lineChart({ labels, series }: { labels: string[]; series: Series[] }, size: ChartSize): string {
  const symbols = ['circle', 'rect', 'triangle', 'diamond']
  return renderChart(
    {
      ...frame(size, series.length > 1),
      xAxis: edgeToEdge(axis('category', size, { data: labels, boundaryGap: false })),
      yAxis: axis('value', size),
      series: series.map((one, index) => ({
        type: 'line',
        name: one.name,
        data: one.values,
        symbol: symbols[index % symbols.length],
        symbolSize: 8,
        lineStyle: { width: 3 },
        areaStyle: series.length === 1 ? { opacity: 0.12 } : undefined,
      })),
    },
    size,
  )
}

export function stackedBarChart(
  { labels, series, horizontal = false }: { labels: string[]; series: Series[]; horizontal?: boolean },
  size: ChartSize,
): string {
  const names = axis('category', size, { data: labels, inverse: horizontal })
  const amounts = axis('value', size, { minInterval: 1 })
  return renderChart(
    {
      ...frame(size, true),
      xAxis: horizontal ? amounts : names,
      yAxis: horizontal ? names : amounts,
      series: series.map((one) => ({
        type: 'bar',
        stack: 'all',
        name: one.name,
        data: one.values,
        barMaxWidth: size.narrow ? 30 : 38,
        itemStyle: { borderColor: paletteOf(size.theme).surface, borderWidth: 1 },
      })),
    },
    size,
  )
}

/** Parts of a whole, at most six: more belong into bars. `middle` stands in the hole. */
export function donutChart(
  { parts, middle }: { parts: { name: string; value: number }[]; middle?: string },
  size: ChartSize,
): string {
  const palette = paletteOf(size.theme)
  const font = fontSizeOf(size)
  const whole = parts.reduce((sum, part) => sum + part.value, 0)
  return renderChart(
    {
      series: [
        {
          type: 'pie',
          radius: size.narrow ? ['34%', '56%'] : ['46%', '72%'],
          data: parts,
          itemStyle: { borderColor: palette.surface, borderWidth: 3, borderRadius: 5 },
          label: {
            color: palette.ink,
            fontFamily,
            fontSize: font,
            lineHeight: font * 1.5,
            formatter: ({ name, value }: { name: string; value: number }) => {
              const share = `${whole === 0 ? 0 : Math.round((value / whole) * 100)}%`
              return size.narrow ? `${name}\n${share}` : `${name}\n${formatCount(value)}（${share}）`
            },
          },
          labelLine: { length: 12, length2: 10, lineStyle: { color: palette.soft } },
        },
        {
          type: 'pie',
          radius: [0, 0],
          silent: true,
          data: [{ value: 1, name: middle ?? '' }],
          label: {
            show: middle !== undefined,
            position: 'center',
            color: palette.ink,
            fontFamily,
            fontSize: font * 1.5,
            fontWeight: 600,
          },
        },
      ],
    },
    size,
  )
}
