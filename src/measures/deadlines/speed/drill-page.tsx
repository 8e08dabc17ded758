import { stateWords } from '#core/matters/index.ts'
import {
  Badge,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  FilterBar,
  KeyPager,
  Light,
  NumberText,
  PageHeader,
  Tabs,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Asked } from './asked.ts'
import { addressOf } from './board-links.ts'
import type { Choices } from './choices.ts'
import { isOpenView, type ListedAnswer, type ListedOpen, type View, viewWords } from './drill.ts'
import { deskUrlOf } from './matter-link.ts'

type Props = {
  view: View
  asked: Asked
  choices: Choices
  list: { answers: ListedAnswer[] } | { open: ListedOpen[] }
  nextHref: string | undefined
  timeZone: string
  mayPropose: boolean
}

/** The matters behind a figure. */
export function DrillPage(props: Props) {
  const { view, asked, choices, list } = props
  const address = addressOf(asked)
  const all = { value: '', label: '全部' }
  const shown = 'answers' in list ? list.answers.length : list.open.length
  return (
    <>
      <PageHeader
        title={`办理时效：${viewWords[view]}`}
        lead="只列您看得到的，所以可能比合计数少。"
        eyebrow={<a href={urls.deskSpeed(address)}>回到办理时效</a>}
      />
      <Tabs
        label="哪些件"
        items={Object.entries(viewWords).map(([id, label]) => ({
          href: urls.deskSpeedMatters({ ...address, view: id }),
          label,
          current: id === view,
        }))}
      />
      <FilterBar
        action={urls.deskSpeedMatters()}
        hidden={{ view }}
        selects={[
          { name: 'unit', label: '单位（含下属）', value: asked.unit, options: [all, ...choices.units] },
          { name: 'kind', label: '事项', value: asked.kind, options: [all, ...choices.kinds] },
          { name: 'division', label: '县（区）', value: asked.division, options: [all, ...choices.divisions] },
          ...(isOpenView(view)
            ? []
            : [
                {
                  name: 'from',
                  label: '从',
                  value: asked.from,
                  options: [{ value: '', label: '一年以来' }, ...choices.months],
                },
                {
                  name: 'to',
                  label: '到',
                  value: asked.to,
                  options: [{ value: '', label: '本月' }, ...choices.months],
                },
              ]),
        ]}
        clearHref={urls.deskSpeedMatters({ view })}
      />
      {'answers' in list ? <Answers {...props} rows={list.answers} /> : <Opens {...props} rows={list.open} />}
      {shown > 0 && (
        <KeyPager shown={shown} nextHref={props.nextHref} note={isOpenView(view) ? '从登记最早的开始' : '从新到旧'} />
      )}
    </>
  )
}

type Listed = ListedAnswer | ListedOpen

const common = <Row extends Listed>(): Column<Row>[] => [
  { key: 'title', label: '事项', cell: (row) => row.title ?? row.className },
  { key: 'number', label: '编号', tight: true, cell: (row) => <NumberText value={row.number} /> },
  { key: 'class', label: '类别', cell: (row) => row.className },
  { key: 'unit', label: '单位', cell: (row) => row.unitName },
  { key: 'division', label: '地点', tight: true, cell: (row) => row.divisionName },
]

const empty = (
  <EmptyState title="没有这样的件">
    <p>换一个标签，或者放宽条件看看。</p>
  </EmptyState>
)

/** Without a page of its own the number leads nowhere, and the first cell is no link. */
const linkOf = (row: Listed): string => deskUrlOf(row.kind, row.number) ?? urls.deskSpeed()

function Answers({ rows, timeZone, mayPropose }: Props & { rows: ListedAnswer[] }) {
  const columns: Column<ListedAnswer>[] = [
    ...common<ListedAnswer>(),
    {
      key: 'answered',
      label: '答复日期',
      tight: true,
      cell: ({ answeredAt }) => <DateText date={answeredAt.toZonedDateTimeISO(timeZone).toPlainDate()} />,
    },
    {
      key: 'used',
      label: '用时（工作日）',
      numeric: true,
      cell: ({ usedDays }) => (usedDays === 0 ? '当天' : usedDays),
    },
    { key: 'result', label: '结果', cell: (row) => <Result row={row} /> },
    ...(mayPropose
      ? [
          {
            key: 'propose',
            label: '剔除',
            tight: true,
            cell: (row: ListedAnswer) =>
              row.met !== null && !row.standing && !row.isExcluded ? (
                <a href={urls.newDeskExclusion(row.number)}>提出剔除</a>
              ) : (
                '—'
              ),
          },
        ]
      : []),
  ]
  return (
    <DataTable
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.id} ${row.seq}`}
      rowHref={linkOf}
      caption="办结的件"
      captionHidden
      empty={empty}
    />
  )
}

function Result({ row }: { row: ListedAnswer }) {
  return (
    <>
      {row.met === null ? '没有期限' : row.met ? '按时' : <Badge tone="bad">超期</Badge>}
      {row.isRejected && <Badge tone="warn">被退回</Badge>}
      {row.isExtended && <Badge>延期</Badge>}
      {row.isExcluded && <Badge tone="info">已剔除</Badge>}
    </>
  )
}

function Opens({ rows }: Props & { rows: ListedOpen[] }) {
  const columns: Column<ListedOpen>[] = [
    ...common<ListedOpen>(),
    {
      key: 'state',
      label: '状态',
      cell: (row) => (
        <>
          {stateWords[row.state]}
          {row.isHung && <Badge tone="warn">挂账</Badge>}
        </>
      ),
    },
    {
      key: 'light',
      label: '期限',
      tight: true,
      cell: ({ light, paused, dueOn }) => (
        <>
          <Light
            color={paused ? 'paused' : light}
            text={paused ? '暂停计时' : { green: '正常', yellow: '临近', red: '已过期限' }[light]}
          />
          {dueOn && (
            <>
              <br />
              <DateText date={dueOn} />
            </>
          )}
        </>
      ),
    },
  ]
  return (
    <DataTable
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={linkOf}
      caption="正在办理的件"
      captionHidden
      empty={empty}
    />
  )
}
