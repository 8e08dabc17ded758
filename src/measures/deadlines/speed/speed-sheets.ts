import type { Cell, SheetForm } from '#core/documents/index.ts'
import { smallCountsRule } from '#platform/small-counts.ts'
import { formatDate } from '#ui/index.ts'
import type { Board } from './board.ts'
import type { BoardRow } from './board-rows.ts'
import { formulas } from './figures.ts'
import { barsOf } from './histogram.ts'
import { writeMonth } from './month.ts'
import { oldestDays } from './open-now.ts'
import { figureColumns, hiddenText, trendText } from './written-figures.ts'

const openColumns = [
  { label: '正在办理' },
  { label: '绿灯' },
  { label: '黄灯' },
  { label: '红灯' },
  { label: '挂账' },
  { label: '最久（天）' },
]

/** The figures of the page as sheets: what one sees is what one takes along, what is hidden there is hidden here. */
export function speedSheets(board: Board, about: { asOf: string; timeZone: string }): SheetForm[] {
  const { range, total } = board
  return [
    {
      name: '说明',
      columns: [
        { label: '项目', width: 26 },
        { label: '内容', width: 90 },
      ],
      rows: [
        ['月份', `${writeMonth(range.from)} 至 ${writeMonth(range.to)}`],
        ['统计到', about.asOf],
        ['不公开的数字', smallCountsRule],
        ...figureColumns.flatMap(({ key, label }) =>
          key in formulas ? [[label, formulas[key as keyof typeof formulas]]] : [],
        ),
      ],
    },
    by('合计', [total], board),
    by('按月', board.months, board),
    ...board.groups.map(({ title, rows }) => by(title, rows, board)),
    by('按事项', board.kinds, board),
    by('按县区', board.divisions, board),
    {
      name: '用时分布',
      columns: [{ label: '用了几个工作日', width: 18 }, { label: '件次' }],
      rows: total.isHidden ? [] : barsOf(total.figures.used).map(({ label, count }) => [label, count]),
    },
    {
      name: '剔除',
      columns: [{ label: '理由', width: 60 }, { label: '件次' }],
      rows: board.exclusions.map(({ ground, count }) => [ground, count]),
    },
    {
      name: '关账和更正',
      columns: ['月份', '版本', '日期', '依据', '办结', '有期限', '按时', '群众认可'].map((label) => ({ label })),
      rows: board.books.map(({ month, version, at, ground, closed, timed, met, standing }) => [
        month,
        version,
        formatDate(at.toZonedDateTimeISO(about.timeZone).toPlainDate()),
        ground ?? '关账',
        ...(board.audience === 'public' && closed < 5 ? [null, null, null, null] : [closed, timed, met, standing]),
      ]),
    },
  ]
}

const by = (name: string, rows: readonly BoardRow[], { countedAt }: Board): SheetForm => ({
  name,
  columns: [
    { label: name, width: 28 },
    ...figureColumns.map(({ label }) => ({ label, width: 16 })),
    { label: '比上期', width: 20 },
    ...openColumns,
  ],
  rows: rows.map((row) => [row.label, ...figureCells(row), ...openCells(row, countedAt)]),
})

function figureCells(row: BoardRow): Cell[] {
  if (row.isHidden) return [hiddenText(row.figures.closed), ...figureColumns.map(() => null)]
  return [...figureColumns.map(({ value }) => value(row.figures)), trendText(row)]
}

function openCells({ open, isOpenHidden }: BoardRow, now: Temporal.Instant): Cell[] {
  if (!open) return []
  if (isOpenHidden) return [hiddenText(open.open), null, null, null, null, null]
  return [open.open, open.green, open.yellow, open.red, open.hung, oldestDays(open, now)]
}

/** One table for programs that read no workbook: which table each line belongs to stands in front. */
export function asOneTable(sheets: readonly SheetForm[]): Pick<SheetForm, 'columns' | 'rows'> {
  const tables = sheets.filter(({ columns }) => columns.length > 8)
  return {
    columns: [{ label: '表' }, { label: '项目' }, ...(tables[0]?.columns.slice(1) ?? [])],
    rows: tables.flatMap(({ name, rows }) => rows.map((row) => [name, ...row])),
  }
}
