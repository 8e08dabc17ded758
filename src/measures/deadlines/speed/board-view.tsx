import {
  Chart,
  type Column,
  DataTable,
  EmptyState,
  FilterBar,
  formatCount,
  formatShare,
  Section,
  StatFigure,
  StatRow,
  Tabs,
} from '#ui/index.ts'
import type { Asked, Board, BoardRow } from './board.ts'
import type { View } from './drill.ts'
import { formulas, medianDays, ninetiethDays, overdue } from './figures.ts'
import { barsOf } from './histogram.ts'
import { monthWords, writeMonth } from './month.ts'
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

/** Where the parts of a board lead: the public page and the desk have the same figures at other addresses. */
export type BoardLinks = {
  board: (asked: Record<string, string | undefined>) => string
  chart: (name: string, asked: Record<string, string | undefined>) => string
  /** To the matters behind a figure; the desk only. */
  matters?: (view: View, asked: Record<string, string | undefined>) => string
}

type Props = { board: Board; links: BoardLinks }

export const addressOf = ({ unit, kind, division, from, to, group }: Asked): Record<string, string | undefined> => ({
  unit,
  kind,
  division,
  from,
  to,
  group,
})

export function BoardFilters({ board, links }: Props) {
  const { asked, choices, range } = board
  const all = { value: '', label: '全部' }
  return (
    <FilterBar
      action={links.board({})}
      hidden={asked.group ? { group: asked.group } : {}}
      submitLabel="看时效"
      selects={[
        { name: 'unit', label: '单位（含下属）', value: asked.unit, options: [all, ...choices.units] },
        { name: 'kind', label: '事项', value: asked.kind, options: [all, ...choices.kinds] },
        { name: 'division', label: '县（区）', value: asked.division, options: [all, ...choices.divisions] },
        {
          name: 'from',
          label: '从',
          value: writeMonth(range.from),
          options: withMonth(choices.months, writeMonth(range.from)),
        },
        { name: 'to', label: '到', value: writeMonth(range.to), options: choices.months },
      ]}
      {...(isNarrowed(asked) && { clearHref: links.board({}) })}
    />
  )
}

const isNarrowed = ({ unit, kind, division, from, to }: Asked) =>
  [unit, kind, division, from, to].some((value) => value)

/** The first month of the range may lie before the first answer. */
const withMonth = (months: Board['choices']['months'], month: string) =>
  months.some(({ value }) => value === month)
    ? months
    : [...months, { value: month, label: monthWords(Temporal.PlainYearMonth.from(month)) }]

/** The sums of the range and what is under way now, each with its formula. */
export function BoardTotals({ board, links }: Props) {
  const { total, asked } = board
  if (total.isHidden)
    return (
      <EmptyState title="件数太少，不公开">符合条件的办结不足 5 件，公开数字可能认出是谁的事。请放宽条件。</EmptyState>
    )
  const { figures } = total
  const href = (view: View) => links.matters?.(view, addressOf(asked))
  const trend = trendText(total)
  const days = (value: number | null) => ({ value: daysText(value), ...(value !== null && { unit: '个工作日' }) })
  return (
    <StatRow>
      <StatFigure
        label="办结"
        value={formatCount(figures.closed)}
        unit="件次"
        delta={trend === '—' ? undefined : `认可的按时率比上期${trend}`}
        formula={`${formulas.closed}${trendRule}`}
        href={href('closed')}
      />
      <StatFigure
        label="按时率（群众认可）"
        value={formatShare(figures.standing, figures.timed)}
        delta={`原始 ${formatShare(figures.met, figures.timed)}；剔除 ${formatCount(figures.excluded)} 件次后 ${afterExclusions(figures)}`}
        formula={`${formulas.standingRate}原始：${formulas.rawRate}剔除后：${formulas.rateAfterExclusions}`}
        href={href('met')}
      />
      <StatFigure
        label="提前办结"
        value={formatCount(figures.early)}
        unit="件次"
        delta={`比期限合计少用 ${formatCount(figures.savedDays)} 个工作日`}
        formula={`${formulas.early}${formulas.savedDays}`}
        href={href('early')}
      />
      <StatFigure
        label="超期答复"
        value={formatCount(overdue(figures))}
        unit="件次"
        delta={`被退回 ${formatCount(figures.rejected)}，延期 ${formatCount(figures.extended)}`}
        formula={`${formulas.overdue}被退回：${formulas.rejected}延期：${formulas.extended}`}
        href={href('overdue')}
      />
      <StatFigure
        label="用时中位数"
        {...days(medianDays(figures))}
        delta={`九成在 ${daysText(ninetiethDays(figures))} 个工作日内`}
        formula={`${formulas.usedDays}${formulas.medianDays}${formulas.ninetiethDays}`}
      />
    </StatRow>
  )
}

export function OpenTotals({ board, links }: Props) {
  const { total, asked, countedAt } = board
  const { open, isOpenHidden } = total
  if (!open || isOpenHidden) return <p>正在办理的{hiddenText(open?.open ?? 0)}。</p>
  const href = (view: View) => links.matters?.(view, addressOf(asked))
  const oldest = open.oldest ? Math.floor(countedAt.since(open.oldest).total('hours') / 24) : null
  return (
    <StatRow>
      <StatFigure
        label="正在办理"
        value={formatCount(open.open)}
        unit="件"
        delta={oldest === null ? undefined : `最久的一件已 ${formatCount(oldest)} 天`}
        formula={`${formulas.open}最久：${formulas.oldest}`}
        href={href('open')}
      />
      <StatFigure label="红灯（已过期限）" value={formatCount(open.red)} unit="件" href={href('red')} />
      <StatFigure label="黄灯（临近期限）" value={formatCount(open.yellow)} unit="件" href={href('yellow')} />
      <StatFigure
        label="绿灯"
        value={formatCount(open.green)}
        unit="件"
        delta={`暂停计时 ${formatCount(open.paused)} 件`}
        href={href('green')}
      />
      <StatFigure
        label="挂账"
        value={formatCount(open.hung)}
        unit="件"
        delta={`另有已答复、等群众评价的 ${formatCount(open.waiting)} 件`}
        formula={formulas.hung}
        href={href('hung')}
      />
    </StatRow>
  )
}

const afterExclusions = ({ standing, excludedStanding, timed, excluded }: Board['total']['figures']): string =>
  formatShare(standing - excludedStanding, timed - excluded)

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

export function TrendSection({ board, links }: Props) {
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

export function DaysSection({ board, links }: Props) {
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
export function UnitsSection({ board, links }: Props) {
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
      <RowsTable caption={group.title} rows={group.rows} links={links} asked={board.asked} part="unit" />
    </Section>
  )
}

export function RowsTable({
  caption,
  rows,
  links,
  asked,
  part,
}: {
  caption: string
  rows: BoardRow[]
  links: BoardLinks
  asked: Asked
  part: 'unit' | 'kind' | 'division'
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
    { key: 'open', label: '在办（绿黄红）', numeric: true, cell: openText },
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

const openText = ({ open, isOpenHidden }: BoardRow): string => {
  if (!open || open.open === 0) return '0'
  if (isOpenHidden) return hiddenText(open.open)
  return `${open.open}（${open.green} ${open.yellow} ${open.red}）`
}
