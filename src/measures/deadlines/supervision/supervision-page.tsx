import { dayText } from '#core/calendar/index.ts'
import {
  Badge,
  Button,
  ButtonRow,
  type Column,
  DataTable,
  DateText,
  DateTimeText,
  EmptyState,
  FilterBar,
  type FilterSelect,
  Form,
  HiddenField,
  KeyPager,
  type NavItem,
  NumberText,
  PageHeader,
  StateBadge,
  Tabs,
  type Tone,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { kindTitle } from '../matter-words.ts'
import { type OrderState, orderStateWords, type Proposal, stageWords } from './order.ts'
import type { OrderRow } from './orders.ts'
import type { ProposalRow } from './proposals.ts'

export type SupervisionTab = 'waiting' | 'decided' | 'orders'

type Paging = { firstHref?: string | undefined; nextHref?: string | undefined }

const Head = ({ tabs }: { tabs: NavItem[] }) => (
  <>
    <PageHeader
      title="督办"
      lead="时钟只提出建议，发不发由人决定；发出的督办单都有编号、要求和报告时限。"
      actions={<a href={urls.supervision()}>督办公开</a>}
    />
    <Tabs items={tabs} label="督办" />
  </>
)

/** 超期5个工作日，催办1次，退转2次 */
export function factsText({ facts, stage }: Pick<Proposal, 'facts' | 'stage'>): string {
  const late = `超期${facts.workdaysOver}个工作日`
  const parts =
    stage === 'order'
      ? [late, facts.dueOn && `原定${dayText(Temporal.PlainDate.from(facts.dueOn))}到期`]
      : [`${facts.orderNumber ?? '督办单'}到期没有报告`, late]
  return [
    ...parts,
    facts.urges > 0 && `已催办${facts.urges}次`,
    facts.returns > 0 && `退转${facts.returns}次`,
    facts.extended && '已延期',
  ]
    .filter(Boolean)
    .join('，')
}

const decisionWords = { issued: '已发出', declined: '不采纳', moot: '已答复，不用再决定' } as const

const proposalColumns: Column<ProposalRow>[] = [
  { key: 'title', label: '办件', cell: ({ matter, title }) => `${kindTitle(matter)}：${title}` },
  {
    key: 'stage',
    label: '建议',
    tight: true,
    cell: ({ proposal }) => <Badge tone="warn">{stageWords[proposal.stage]}</Badge>,
  },
  { key: 'unit', label: '承办单位', cell: ({ unit }) => unit },
  { key: 'facts', label: '依据', cell: ({ proposal }) => factsText(proposal) },
  {
    key: 'who',
    label: '由谁决定',
    tight: true,
    cell: ({ proposal }) =>
      proposal.decision ? decisionWords[proposal.decision] : proposal.role === 'leader' ? '分管领导' : '督查人员',
  },
  { key: 'at', label: '提出时间', tight: true, cell: ({ proposal }) => <DateTimeText at={proposal.proposedAt} /> },
]

export function ProposalsPage({
  tabs,
  rows,
  isDecided,
  firstHref,
  nextHref,
}: { tabs: NavItem[]; rows: ProposalRow[]; isDecided: boolean } & Paging) {
  return (
    <>
      <Head tabs={tabs} />
      <DataTable
        columns={proposalColumns}
        rows={rows}
        rowKey={({ proposal }) => proposal.id}
        rowHref={({ proposal }) => urls.deskProposal(proposal.id)}
        caption={isDecided ? '已经决定的督办建议，从新到旧' : '等待决定的督办建议，从新到旧'}
        captionHidden
        empty={
          isDecided ? (
            <EmptyState title="还没有决定过督办建议" />
          ) : (
            <EmptyState title="没有等待决定的督办建议" icon="sun">
              <p>办件超期几天、或者督办单没有人报告时，系统会在这里提出建议，由您决定发不发。</p>
            </EmptyState>
          )
        }
      />
      {rows.length > 0 && <KeyPager previousHref={firstHref} nextHref={nextHref} shown={rows.length} note="从新到旧" />}
    </>
  )
}

export const orderTones: Record<OrderState, Tone> = {
  waiting: 'warn',
  replied: 'sun',
  accepted: 'good',
  raised: 'bad',
  ended: 'neutral',
}

const orderColumns = (
  today: Temporal.PlainDate,
  sort: { issued: string; due: string; by: 'issued' | 'due' },
): Column<OrderRow>[] => [
  { key: 'number', label: '督办单号', tight: true, cell: ({ order }) => order.number },
  {
    key: 'title',
    label: '办件',
    cell: ({ order, matter, title }) => (
      <>
        {title} {order.stage === 'listing' && <Badge tone="bad">挂牌督办</Badge>}
        <br />
        <small>
          {kindTitle(matter)} <NumberText value={matter.number} />
        </small>
      </>
    ),
  },
  { key: 'unit', label: '承办单位', cell: ({ unit }) => unit },
  {
    key: 'state',
    label: '状态',
    tight: true,
    cell: ({ state }) => <StateBadge state={orderStateWords[state]} tone={orderTones[state]} />,
  },
  {
    key: 'due',
    label: '报告时限',
    tight: true,
    sortHref: sort.due,
    ...(sort.by === 'due' && { sorted: 'ascending' as const }),
    cell: ({ order, state }) => (
      <>
        <DateText date={order.replyDueOn} />
        {state === 'waiting' && Temporal.PlainDate.compare(order.replyDueOn, today) < 0 && (
          <>
            {' '}
            <Badge tone="bad">逾期</Badge>
          </>
        )}
      </>
    ),
  },
  {
    key: 'issued',
    label: '发出',
    tight: true,
    sortHref: sort.issued,
    ...(sort.by === 'issued' && { sorted: 'descending' as const }),
    cell: ({ order, byUnit }) => (
      <>
        <DateTimeText at={order.issuedAt} />
        <br />
        <small>{byUnit}</small>
      </>
    ),
  },
]

export type OrdersPageProps = {
  tabs: NavItem[]
  rows: OrderRow[]
  today: Temporal.PlainDate
  sort: { issued: string; due: string; by: 'issued' | 'due' }
  filters: { number: string; selects: FilterSelect[]; clearHref?: string | undefined }
  exporting: { formKey: string; fields: Record<string, string> }
} & Paging

export function OrdersPage({ tabs, rows, today, sort, filters, exporting, firstHref, nextHref }: OrdersPageProps) {
  return (
    <>
      <Head tabs={tabs} />
      <FilterBar
        action={urls.deskSupervision()}
        hidden={{ list: 'orders', sort: sort.by }}
        search={{ name: 'q', label: '督办单号', value: filters.number, placeholder: '例如 〔2026〕12号' }}
        selects={filters.selects}
        clearHref={filters.clearHref}
      />
      <DataTable
        columns={orderColumns(today, sort)}
        rows={rows}
        rowKey={({ order }) => order.id}
        rowHref={({ order }) => urls.deskOrder(order.id)}
        caption="督办单"
        captionHidden
        empty={
          <EmptyState title={filters.clearHref ? '没有符合条件的督办单' : '没有督办单'}>
            <p>
              {filters.clearHref ? '请放宽条件，或清除条件看全部。' : '发给本单位的、由本单位发出的督办单会列在这里。'}
            </p>
          </EmptyState>
        }
      />
      {rows.length > 0 && <KeyPager previousHref={firstHref} nextHref={nextHref} shown={rows.length} />}
      {rows.length > 0 && (
        <Form action={urls.deskExports()} formKey={exporting.formKey}>
          {Object.entries(exporting.fields).map(([name, value]) => (
            <HiddenField key={name} name={name} value={value} />
          ))}
          <ButtonRow>
            <Button variant="quiet" icon="download">
              导出 Excel
            </Button>
          </ButtonRow>
        </Form>
      )}
    </>
  )
}
