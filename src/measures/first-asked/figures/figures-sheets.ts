import type { SheetForm } from '#core/documents/index.ts'
import type { Counts, Figures } from './figures.ts'
import { lengthWord } from './figures-charts.ts'
import { groupName } from './span.ts'

const columns: [name: keyof Counts, label: string][] = [
  ['spot', '当场答复'],
  ['done', '当场办结'],
  ['registered', '登记'],
  ['guided', '引导'],
  ['toTheEnd', '跟到有结果'],
  ['dropped', '断线'],
  ['bounces', '退转'],
  ['offered', '别人转来'],
  ['accepted', '接下'],
  ['returned', '退回'],
  ['lapsed', '逾期没接'],
  ['medianHours', '接下用时（小时）'],
  ['thanks', '感谢'],
]

/** The figures of the page as sheets: what one sees is what one takes along. */
export function figuresSheets(figures: Figures, asOf: string): SheetForm[] {
  const { span, all, before, units, months, flows, lengths } = figures
  return [
    {
      name: '总数',
      columns: [{ label: '指标', width: 22 }, { label: '这段时间' }, { label: '上一年同期' }],
      rows: [
        ['时间', span.year ? `${span.year} 年` : '最近十二个月', null],
        ['统计到', asOf, null],
        ...columns.map(([name, label]) => [label, rounded(all[name]), rounded(before[name])]),
      ],
    },
    {
      name: '各单位',
      columns: [
        { label: '类别', width: 18 },
        { label: '单位', width: 28 },
        ...columns.map(([, label]) => ({ label, width: 12 })),
      ],
      rows: units.map((unit) => [groupName(unit.kind), unit.unit, ...columns.map(([name]) => rounded(unit[name]))]),
    },
    {
      name: '各月',
      columns: [
        { label: '月份' },
        { label: '当场答复' },
        { label: '登记' },
        { label: '退转' },
        { label: '接下用时（小时）', width: 18 },
      ],
      rows: months.map((month) => [
        month.month,
        month.spot,
        month.registered,
        month.bounces,
        rounded(month.medianHours),
      ]),
    },
    {
      name: '从哪里到哪里',
      columns: [
        { label: '从', width: 28 },
        { label: '到', width: 28 },
        { label: '接下' },
        { label: '退回或没人接', width: 16 },
      ],
      rows: flows.map(({ from, to, accepted, returned }) => [from, to, accepted, returned]),
    },
    {
      name: '经过几个单位',
      columns: [{ label: '经过几个单位', width: 16 }, { label: '件数' }],
      rows: lengths.map(({ units: passed, matters }) => [lengthWord(passed), matters]),
    },
  ]
}

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10)

/** One table for programs that read no workbook: the units. */
export const unitsTable = (sheets: readonly SheetForm[]): Pick<SheetForm, 'columns' | 'rows'> =>
  sheets.find(({ name }) => name === '各单位') ?? { columns: [], rows: [] }
