import type { SheetForm } from '#core/documents/index.ts'
import type { FiguresBy, Statistics } from './statistics.ts'

const columns: SheetForm['columns'] = [
  { label: '收到' },
  { label: '已答复' },
  { label: '按时答复' },
  { label: '按时率' },
  { label: '答复用时中位数（天）', width: 20 },
]

/** The figures of the page as sheets: what one sees is what one takes along. */
export function statisticsSheets(
  statistics: Statistics,
  about: { year: number | undefined; asOf: string },
): SheetForm[] {
  const { figures } = statistics
  return [
    {
      name: '总数',
      columns: [{ label: '指标', width: 26 }, { label: '数值' }],
      rows: [
        ['来信年份', about.year ? String(about.year) : '全部'],
        ['统计到', about.asOf],
        ['收到来信（件）', figures.filed],
        ['已答复（件）', figures.answered],
        ['按时答复（件）', figures.answeredInTime],
        ['答复用时中位数（天）', tenth(figures.medianDays)],
        ['九成在多少天内答复', tenth(figures.ninetiethDays)],
        ['正在办理（件）', figures.open],
        ['其中超期（件）', figures.overdue],
        ['有评价（件）', figures.rated],
        ['已解决（件）', figures.solved],
      ],
    },
    by(about.year ? '按月' : '按年', statistics.byTime),
    by('按类别', statistics.byClass),
    by('按地点', statistics.byDivision),
    by('按单位', statistics.byUnit),
    {
      name: '答复用时',
      columns: [{ label: '从来信到答复', width: 18 }, { label: '件数' }],
      rows: statistics.times.map(({ label, letters }) => [label, letters]),
    },
  ]
}

const by = (name: string, items: readonly FiguresBy[]): SheetForm => ({
  name,
  columns: [{ label: name.slice(1), width: 28 }, ...columns],
  rows: items.map((item) => [
    item.label,
    item.filed,
    item.answered,
    item.inTime,
    item.answered === 0 ? null : Math.round((item.inTime / item.answered) * 1000) / 1000,
    tenth(item.medianDays),
  ]),
})

const tenth = (days: number | null): number | null => (days === null ? null : Math.round(days * 10) / 10)

/** One table for programs that read no workbook: which table each line belongs to stands in front. */
export const asOneTable = (sheets: readonly SheetForm[]): Pick<SheetForm, 'columns' | 'rows'> => ({
  columns: [{ label: '表' }, { label: '项目' }, ...columns],
  rows: sheets.flatMap(({ name, rows }) => rows.map((row) => [name, ...row])),
})
