import {
  Alert,
  Badge,
  BulkBar,
  Button,
  ButtonRow,
  type Column,
  DataTable,
  DateText,
  DateTimeText,
  EmptyState,
  FilterBar,
  Form,
  HiddenField,
  KeyPager,
  type NavItem,
  NumberText,
  PageHeader,
  SelectField,
  Tabs,
} from '#ui/index.ts'
import { deskUrls, urls } from '#urls.ts'
import type { WatchedRow, WatchFilters, WatchList } from './watches.ts'

export type WatchesPageProps = {
  list: WatchList
  tabs: NavItem[]
  rows: WatchedRow[]
  filters: WatchFilters
  kinds: { value: string; label: string }[]
  units: { value: string; label: string }[]
  /** Who may take over, of the units of these rows. */
  colleagues: { value: string; label: string }[]
  previousHref: string | undefined
  nextHref: string | undefined
  ticked: readonly string[]
  errors: Record<string, string>
  keyOf: () => string
  exporting: Record<string, string>
}

const leads: Record<WatchList, string> = {
  mine: '您是首问责任人，或者接手了盯办：转到哪里都看得到，问事人有了结果才能结束。',
  offered: '同事请您接手的。接手以后由您盯到底；不方便的请退回。',
  unit: '本单位的人盯着的每一件事。',
  orphaned: '盯办的人休假、调走或者账号停用了，请指定同事接手；对方接手之前，仍算在原来的人名下。',
  closed: '您盯过、已经结束的。',
}

const empties: Record<WatchList, [title: string, next: string]> = {
  mine: ['您现在没有盯着的事', '首问登记的事、您最先接到的来信和来电，会出现在这里。'],
  offered: ['没有等您接手的事', '同事休假、调岗时请您接手的，会出现在这里。'],
  unit: ['本单位没有盯着的事', '本单位的人首问登记的事会出现在这里。'],
  orphaned: ['没有断了线的', '盯办的人休假、调走的，会出现在这里。'],
  closed: ['还没有结束的盯办', '结束以后会出现在这里。'],
}

/** 我盯的事: every matter of every kind that one watches, wherever it is. */
export function WatchesPage(props: WatchesPageProps) {
  const { list, rows, filters, errors } = props
  const isFiltered = Object.values(filters).some(Boolean)
  const [title, next] = empties[list]
  return (
    <>
      <PageHeader title="我盯的事" lead={leads[list]} />
      <Tabs items={props.tabs} label="盯办" />
      <FilterBar
        action={urls.deskWatches()}
        hidden={{ list }}
        selects={[
          { name: 'kind', label: '种类', value: filters.kind, options: [all, ...props.kinds] },
          { name: 'state', label: '进展', value: filters.state, options: [all, ...states] },
          { name: 'unit', label: '现在由谁办', value: filters.unitId, options: [all, ...props.units] },
          {
            name: 'news',
            label: '新进展',
            value: filters.news ? 'yes' : '',
            options: [all, { value: 'yes', label: '只看有新进展的' }],
          },
        ]}
        clearHref={isFiltered ? urls.deskWatches({ list }) : undefined}
      />
      {Object.values(errors).map((sentence) => (
        <Alert key={sentence} tone="bad" title="没有办成" live>
          <p>{sentence}</p>
        </Alert>
      ))}
      <DataTable
        caption={`${title}，按最近的进展`}
        captionHidden
        rows={rows}
        rowKey={({ id }) => id}
        rowHref={({ number }) => deskUrls('/desk/matters').one(number)}
        columns={columnsOf(props)}
        selectable={
          list === 'closed'
            ? undefined
            : {
                name: 'watch',
                value: ({ id }) => id,
                label: ({ number }) => `选择 ${number}`,
                form: 'bulk',
                isSelected: ({ id }) => props.ticked.includes(id),
              }
        }
        empty={
          <EmptyState title={isFiltered ? '没有符合条件的' : title}>
            {isFiltered ? '请放宽条件，或清除条件看全部。' : next}
          </EmptyState>
        }
      />
      {rows.length > 0 && (
        <>
          <KeyPager previousHref={props.previousHref} nextHref={props.nextHref} shown={rows.length} />
          {list !== 'closed' && <Bulk {...props} />}
          <Foot {...props} />
        </>
      )}
    </>
  )
}

const all = { value: '', label: '全部' }
const states = [
  { value: 'open', label: '还没有答复' },
  { value: 'late', label: '超期没有答复' },
  { value: 'answered', label: '已答复，等评价' },
]

function columnsOf({ list, keyOf }: WatchesPageProps): Column<WatchedRow>[] {
  const columns: Column<WatchedRow>[] = [
    {
      key: 'title',
      label: '事项',
      cell: (row) => (
        <>
          {row.title} {row.isNew && list !== 'closed' && <Badge tone="sun">新进展</Badge>}
          {row.late === 'law' && <Badge tone="bad">超期</Badge>}
          {row.late === 'promise' && <Badge tone="warn">超过承诺</Badge>}
          {row.offeredTo && <Badge tone="info">等{row.offeredTo}接手</Badge>}
        </>
      ),
    },
    { key: 'number', label: '编号', tight: true, cell: (row) => <NumberText value={row.number} /> },
    { key: 'kind', label: '种类', tight: true, cell: (row) => row.kindTitle },
    { key: 'holder', label: '现在由谁办', cell: (row) => row.holder },
    { key: 'state', label: '状态', tight: true, cell: (row) => row.state },
    {
      key: 'news',
      label: '最近的进展',
      cell: (row) => (
        <>
          {row.news}
          <br />
          <DateTimeText at={row.newsAt} />
        </>
      ),
    },
    { key: 'due', label: '期限', tight: true, cell: (row) => row.dueOn && <DateText date={row.dueOn} /> },
    { key: 'returns', label: '退转', numeric: true, cell: (row) => row.returns },
  ]
  if (list !== 'mine' && list !== 'closed') {
    columns.splice(3, 0, {
      key: 'watcher',
      label: '谁盯着',
      cell: (row) => (row.gone ? `${row.watcher}（${row.gone}）` : row.watcher),
    })
  }
  if (list === 'mine') {
    columns.push({
      key: 'end',
      label: '结束盯办',
      tight: true,
      cell: (row) => (
        <Form action={urls.deskWatchClosure(row.id)} formKey={keyOf()}>
          <Button size="small" variant="quiet">
            结束
          </Button>
        </Form>
      ),
    })
  }
  return columns
}

/** Asked, taken over or given back by ticking. */
function Bulk({ list, colleagues, keyOf }: WatchesPageProps) {
  if (list === 'offered') {
    return (
      <Form id="bulk" action={urls.deskWatchMoveAct('acceptance')} formKey={keyOf()}>
        <BulkBar name="watch">
          <ButtonRow>
            <Button>接手勾选的</Button>
            <Button variant="secondary" formAction={urls.deskWatchMoveAct('refusal')}>
              退回勾选的
            </Button>
          </ButtonRow>
        </BulkBar>
      </Form>
    )
  }
  return (
    <Form id="bulk" action={urls.deskWatchMoves()} formKey={keyOf()}>
      <HiddenField name="list" value={list} />
      <BulkBar name="watch">
        <SelectField name="toPersonId" label="请哪位同事接手" options={colleagues} empty="请选择" width="half" />
        <ButtonRow>
          <Button>请他接手勾选的</Button>
          <Button variant="quiet" formAction={urls.deskWatchMoveAct('withdrawal')}>
            收回勾选的请求
          </Button>
        </ButtonRow>
      </BulkBar>
    </Form>
  )
}

function Foot({ list, rows, keyOf, exporting }: WatchesPageProps) {
  return (
    <ButtonRow>
      {list === 'mine' && rows.some(({ isNew }) => isNew) && (
        <Form action={urls.deskWatchesSeen()} formKey={keyOf()}>
          <Button variant="secondary">全部标为已看</Button>
        </Form>
      )}
      <Form action={urls.deskExports()} formKey={keyOf()}>
        {Object.entries(exporting).map(([name, value]) => (
          <HiddenField key={name} name={name} value={value} />
        ))}
        <Button variant="quiet" icon="download">
          导出 Excel
        </Button>
      </Form>
    </ButtonRow>
  )
}
