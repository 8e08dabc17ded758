import { Chart, type Column, DataTable, EmptyState, Section, Tabs } from '#ui/index.ts'
import type { Asked } from './asked.ts'
import { addressOf, type BoardLinks, type BoardProps } from './board-links.ts'
import type { BoardRow } from './board-rows.ts'
import { formulas, medianDays, ninetiethDays } from './figures.ts'
import { barsOf } from './histogram.ts'
import { oldestDays } from './open-now.ts'
import { drawnUnits, groupShown, unitsHeight } from './speed-charts.ts'
import {
  daysText,
  type FigureColumn,
  figureColumns,
  hiddenText,
  percent,
  trendRule,
  trendText,
} from './written-figures.ts'

/** What fits beside each other on a screen; files have all of it. */
const shortColumns = figureColumns.filter(
  ({ key }) => !['savedDays', 'stopped', 'rejected', 'extended', 'excluded'].includes(key),
)

/** Median and ninetieth share a column there. */
const tableColumns = shortColumns.filter(({ key }) => !['medianDays', 'ninetiethDays'].includes(key))

/** Of a hidden row one cell says why, the others nothing. */
const figureCell = (row: BoardRow, { key, text }: FigureColumn): string => {
  if (!row.isHidden) return text(row.figures)
  return key === 'closed' ? hiddenText(row.figures.closed) : '—'
}

export function TrendSection({ board, links }: BoardProps) {
  return (
    <Section title="一个月一个月地看" id="trend">
      <Chart
        src={links.chart('trend', addressOf(board.asked))}
        narrowSrc={links.chart('trend', { ...addressOf(board.asked), narrow: '1' })}
        alt="每月按时率：原始的，和群众认可的"
        table={{
          caption: '每月办理时效',
          columns: ['月份', ...shortColumns.map(({ label }) => label)],
          rows: board.months.map((row) => [row.label, ...shortColumns.map((column) => figureCell(row, column))]),
        }}
        note="没有办结、或者不足 5 件的月份，线在那里断开。"
      />
    </Section>
  )
}

export function DaysSection({ board, links }: BoardProps) {
  if (board.total.isHidden || board.total.figures.closed === 0) return null
  return (
    <Section title="办一件用了几个工作日" id="days">
      <Chart
        src={links.chart('days', addressOf(board.asked))}
        narrowSrc={links.chart('days', { ...addressOf(board.asked), narrow: '1' })}
        alt="按用时分布的办结件次"
        table={{
          caption: '用时分布',
          columns: ['用了几个工作日', '件次'],
          rows: barsOf(board.total.figures.used).map(({ label, count }) => [label, count]),
        }}
        note={formulas.usedDays}
      />
    </Section>
  )
}

/** Units side by side with their like only, in the order of the directory; how each moved stands first. */
export function UnitsSection({ board, links }: BoardProps) {
  const group = groupShown(board)
  if (!group) return null
  const asked = addressOf(board.asked)
  const drawn = drawnUnits(group.rows)
  return (
    <Section title="同类单位" id="units">
      <Tabs
        label="同类单位"
        items={board.groups.map(({ id, title }) => ({
          href: `${links.board({ ...asked, group: id })}#units`,
          label: title,
          current: id === group.id,
        }))}
      />
      {drawn.length > 1 && (
        <Chart
          src={links.chart('units', { ...asked, group: group.id })}
          narrowSrc={links.chart('units', { ...asked, group: group.id, narrow: '1' })}
          alt={`${group.title}的按时率（群众认可），百分数`}
          height={unitsHeight(drawn.length)}
          table={{
            caption: `${group.title}的按时率（%）`,
            columns: ['单位', '群众认可'],
            rows: drawn.map(({ label, figures }) => [label, percent(figures.standing / figures.timed) ?? '—']),
          }}
          note="按机构顺序排，不排名次：各单位管的事不一样。先看自己比上期是升是降。"
        />
      )}
      <RowsTable
        caption={group.title}
        rows={group.rows}
        links={links}
        asked={board.asked}
        part="unit"
        now={board.countedAt}
      />
    </Section>
  )
}

export function RowsTable({
  caption,
  rows,
  links,
  asked,
  part,
  now,
}: {
  caption: string
  rows: BoardRow[]
  links: BoardLinks
  asked: Asked
  part: 'unit' | 'kind' | 'division'
  now: Temporal.Instant
}) {
  const columns: Column<BoardRow>[] = [
    {
      key: 'label',
      label: caption,
      cell: (row) => <a href={links.board({ ...addressOf(asked), [part]: row.key })}>{row.label}</a>,
    },
    { key: 'trend', label: '比上期', tight: true, cell: (row) => (row.isHidden ? '—' : trendText(row)) },
    ...tableColumns.map(
      (column): Column<BoardRow> => ({
        key: column.key,
        label: column.short,
        numeric: true,
        cell: (row) => figureCell(row, column),
      }),
    ),
    {
      key: 'days',
      label: '用时中位／九成',
      numeric: true,
      cell: ({ figures, isHidden }) =>
        isHidden ? '—' : `${daysText(medianDays(figures))}／${daysText(ninetiethDays(figures))}`,
    },
    { key: 'open', label: '在办（绿黄红），最久', numeric: true, cell: (row) => openText(row, now) },
  ]
  const saysNothing = (row: BoardRow) => row.isHidden && (row.isOpenHidden || !row.open?.open)
  const silent = rows.filter(saysNothing)
  return (
    <>
      <DataTable
        columns={columns}
        rows={rows.filter((row) => !saysNothing(row))}
        rowKey={(row) => row.key}
        caption={caption}
        captionHidden
        empty={<EmptyState title="件数太少，不公开" />}
      />
      <p class="chart-note">
        {trendRule}
        {silent.length > 0 && `件数少、不公开的：${silent.map(({ label }) => label).join('、')}。`}
      </p>
    </>
  )
}

const openText = ({ open, isOpenHidden }: BoardRow, now: Temporal.Instant): string => {
  if (!open || open.open === 0) return '0'
  if (isOpenHidden) return hiddenText(open.open)
  return `${open.open}（${open.green} ${open.yellow} ${open.red}），${oldestDays(open, now)} 天`
}
