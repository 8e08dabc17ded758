import {
  Alert,
  Badge,
  BulkBar,
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
  Light,
  type LightColour,
  LinkButton,
  type NavItem,
  NumberText,
  PageHeader,
  StateBadge,
  Tabs,
  TextField,
  type Tone,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Bulk, BulkReport } from './bulk.ts'
import type { WorkLists } from './work-lists.ts'

/** One matter as a work list shows it. */
export type DeskRow = {
  id: string
  number: string
  href: string
  /** 来信, 交办件: which desk it is on. */
  matter: string
  title: string
  className: string
  holder: string
  /** Without the person: for what leaves the house. */
  holderUnit: string
  divisionName: string
  state: { word: string; tone: Tone }
  light: { colour: LightColour; text: string }
  dueOn: Temporal.PlainDate | null
  marks: string[]
  /** Of the desk's own columns, by key. */
  more: Readonly<Record<string, string>>
}

export type DeskListProps = {
  lists: WorkLists
  /** Whether this person may enter a new one. */
  mayOpen: boolean
  tabs: NavItem[]
  tabLabel: string
  /** 按期限从近到远, or from the newest. */
  order: string
  rows: DeskRow[]
  filters: {
    action: string
    hidden: Record<string, string>
    number: string
    selects: FilterSelect[]
    clearHref?: string
  }
  pager: { previousHref?: string; nextHref?: string }
  /** What may be done to all ticked rows of this list at once. */
  bulk: Bulk | null
  report?: BulkReport
  empty: { title: string; next: string }
  /** The same list as a file. */
  exporting: { formKey: string; fields: Record<string, string> }
}

const columnsOf = ({ words, columns, desks }: WorkLists): Column<DeskRow>[] => [
  {
    key: 'title',
    label: words.matter,
    cell: (row) => (
      <>
        {row.title}
        {row.marks.map((mark) => (
          <>
            {' '}
            <Badge key={mark} tone="warn">
              {mark}
            </Badge>
          </>
        ))}
      </>
    ),
  },
  { key: 'number', label: '编号', tight: true, cell: (row) => <NumberText value={row.number} /> },
  ...(desks().length > 1 ? [{ key: 'matter', label: '种类', tight: true, cell: (row: DeskRow) => row.matter }] : []),
  { key: 'class', label: '类别', tight: true, cell: (row) => row.className },
  ...(columns?.columns ?? []).map(({ key, label }) => ({ key, label, cell: (row: DeskRow) => row.more[key] ?? '' })),
  { key: 'division', label: '地点', tight: true, cell: (row) => row.divisionName },
  { key: 'holder', label: '现在由谁办', cell: (row) => row.holder },
  { key: 'state', label: '状态', tight: true, cell: (row) => <StateBadge {...row.state} state={row.state.word} /> },
  {
    key: 'light',
    label: '期限',
    tight: true,
    cell: (row) => (
      <>
        <Light color={row.light.colour} text={row.light.text} />
        {row.dueOn && (
          <>
            <br />
            <DateText date={row.dueOn} />
          </>
        )}
      </>
    ),
  },
]

/** A work list. What falls due first is done first, so there is no order to choose. */
export function DeskListPage(props: DeskListProps) {
  const { bulk, filters, lists } = props
  const { words } = lists
  return (
    <>
      <PageHeader
        title={`${words.matter}办理`}
        actions={
          lists.opening &&
          props.mayOpen && (
            <LinkButton href={lists.opening.href} keys="n" keysLabel={lists.opening.label}>
              {lists.opening.label}
            </LinkButton>
          )
        }
      />
      <Tabs items={props.tabs} label="工作列表" />
      <FilterBar
        action={filters.action}
        hidden={filters.hidden}
        search={{ name: 'q', label: '编号', value: filters.number, placeholder: `输入${words.matter}编号` }}
        selects={filters.selects}
        clearHref={filters.clearHref}
      />
      {props.report && <Report report={props.report} lists={lists} />}
      <DataTable
        columns={columnsOf(lists)}
        rows={props.rows}
        rowKey={(row) => row.id}
        caption={`${props.tabLabel}，${props.order}`}
        captionHidden
        rowHref={(row) => row.href}
        selectable={
          bulk
            ? {
                name: 'matter',
                value: (row) => row.number,
                label: (row) => `选择 ${row.number} ${row.title}`,
                form: 'bulk',
                isSelected: (row) => bulk.ticked.includes(row.number),
              }
            : undefined
        }
        empty={
          <EmptyState title={props.empty.title}>
            <p>{props.empty.next}</p>
          </EmptyState>
        }
      />
      {bulk && props.rows.length > 0 && <BulkForm bulk={bulk} lists={lists} />}
      {props.rows.length > 0 && <KeyPager {...props.pager} shown={props.rows.length} note={props.order} />}
      {props.rows.length > 0 && (
        <Form action={urls.deskExports()} formKey={props.exporting.formKey}>
          {Object.entries(props.exporting.fields).map(([name, value]) => (
            <HiddenField key={name} name={name} value={value} />
          ))}
          <ButtonRow>
            <Button variant="quiet" icon="download">
              导出 Excel
            </Button>
            <LinkButton href={lists.urls.handover()} variant="quiet" icon="print">
              打印交接清单
            </LinkButton>
          </ButtonRow>
        </Form>
      )}
    </>
  )
}

function BulkForm({ bulk, lists: { urls: addresses, words, bulkDispatch } }: { bulk: Bulk; lists: WorkLists }) {
  const action = bulk.kind === 'dispatch' ? addresses.dispatches() : addresses.signatures()
  const { matter } = words
  const sendOut = bulkDispatch?.words.button ?? '派出'
  return (
    <BulkBar name="matter">
      <Form id="bulk" action={action} formKey={bulk.formKey}>
        <HiddenField name="list" value={bulk.list} />
        {bulk.kind === 'dispatch' && (
          <TextField
            name="dispatchUnit"
            label={`${bulkDispatch?.words.to ?? '派给'}（按 u 跳到这里）`}
            placeholder="名称、简称或拼音首字母"
            keyFocus="u"
            list={bulk.units.map((unit) => unit.shortName)}
            value={bulk.typed.dispatchUnit}
            error={bulk.errors.dispatchUnit}
            autocomplete="off"
            width="wide"
            required
          />
        )}
        {bulk.kind === 'dispatch' && bulkDispatch?.Fields(bulk)}
        {bulk.kind === 'dispatch' ? (
          <Button keys="d" keysLabel={`${sendOut}勾选的${matter}`}>
            {sendOut}勾选的{matter}
          </Button>
        ) : (
          <Button keys="s" keysLabel={`签收勾选的${matter}`}>
            签收勾选的{matter}
          </Button>
        )}
        {bulk.kind === 'dispatch' && bulkDispatch?.advised && (
          <Button
            name="intent"
            value="advised"
            variant="secondary"
            keys={bulkDispatch.advised.keys}
            keysLabel={bulkDispatch.advised.button}
          >
            {bulkDispatch.advised.button}
          </Button>
        )}
        {bulk.error && (
          <Alert tone="bad" live>
            <p>{bulk.error}</p>
          </Alert>
        )}
      </Form>
    </BulkBar>
  )
}

/** What became of each ticked row: nothing is left to guess. */
function Report({ report, lists }: { report: BulkReport; lists: WorkLists }) {
  return (
    <Alert tone={report.refused.length > 0 ? 'warn' : 'good'} title={report.title} live>
      {report.refused.length > 0 && (
        <ul>
          {report.refused.map((row) => (
            <li key={row.number}>
              <a href={lists.urls.one(row.number)}>
                <NumberText value={row.number} />
              </a>
              ：{row.sentence}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  )
}
