import {
  Button,
  ButtonRow,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  FilterBar,
  type FilterSelect,
  Form,
  HiddenField,
  KeyPager,
  LinkButton,
  type NavItem,
  PageHeader,
  Tabs,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { WorkStateBadge } from '../state-badge.tsx'
import { isPastDue, sourceNames } from '../work.ts'
import type { ListedWork } from '../works.ts'

export type WorksPageProps = {
  tabs: NavItem[]
  tabLabel: string
  rows: ListedWork[]
  today: Temporal.PlainDate
  filters: { hidden: Record<string, string>; selects: FilterSelect[]; clearHref?: string }
  pager: { previousHref?: string; nextHref?: string }
  empty: { title: string; next: string }
  mayGive: boolean
  exporting: { formKey: string; fields: Record<string, string> }
}

const columns = (today: Temporal.PlainDate): Column<ListedWork>[] => [
  { key: 'title', label: '任务', cell: ({ title }) => title },
  { key: 'source', label: '来源', tight: true, cell: ({ year, source }) => `${year} ${sourceNames[source]}` },
  {
    key: 'units',
    label: '牵头（配合）',
    cell: ({ leadUnit, jointUnits }) => (jointUnits.length > 0 ? `${leadUnit}（${jointUnits.join('、')}）` : leadUnit),
  },
  {
    key: 'next',
    label: '下一个节点',
    cell: ({ nextDueOn, nextTitle }) =>
      nextDueOn ? (
        <>
          <DateText date={nextDueOn} /> {nextTitle}
        </>
      ) : (
        '节点都办成了'
      ),
  },
  { key: 'done', label: '办成', tight: true, cell: ({ proved, milestones }) => `${proved}/${milestones}` },
  {
    key: 'state',
    label: '状态',
    tight: true,
    cell: (row) => <WorkStateBadge state={row.state} isPastDue={isPastDue(row, today)} />,
  },
]

/** 抓落实台账 at the desk: what is asked of one's unit, or of those one supervises. */
export function WorksPage({ filters, pager, ...props }: WorksPageProps) {
  return (
    <>
      <PageHeader
        title="抓落实台账"
        lead="状态由日期和佐证算出来，不用填。节点到期或者滞后时才需要报告。"
        actions={
          <>
            {props.mayGive && <LinkButton href={urls.newDeskWork()}>登记任务</LinkButton>}
            {props.mayGive && (
              <LinkButton href={urls.deskWorksImport()} variant="secondary">
                导入清单
              </LinkButton>
            )}
            <LinkButton href={urls.deskWorksBoard()} variant="secondary">
              看图表
            </LinkButton>
          </>
        }
      />
      <Tabs items={props.tabs} label="任务列表" />
      <FilterBar
        action={urls.deskWorks()}
        hidden={filters.hidden}
        selects={filters.selects}
        clearHref={filters.clearHref}
      />
      <DataTable
        columns={columns(props.today)}
        rows={props.rows}
        rowKey={({ id }) => id}
        rowHref={({ number }) => urls.deskWork(number)}
        caption={props.tabLabel}
        captionHidden
        empty={
          <EmptyState title={props.empty.title}>
            <p>{props.empty.next}</p>
          </EmptyState>
        }
      />
      {props.rows.length > 0 && (
        <>
          <KeyPager {...pager} shown={props.rows.length} />
          <Form action={urls.deskExports()} formKey={props.exporting.formKey}>
            {Object.entries(props.exporting.fields).map(([name, value]) => (
              <HiddenField key={name} name={name} value={value} />
            ))}
            <ButtonRow>
              <Button variant="quiet" icon="download">
                导出 Excel
              </Button>
            </ButtonRow>
          </Form>
        </>
      )}
    </>
  )
}
