import { limitText } from '#core/calendar/index.ts'
import type { Business } from '#core/on-the-spot/index.ts'
import {
  Badge,
  Button,
  DataTable,
  DateText,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  HiddenField,
  LinkButton,
  NumberText,
  PageHeader,
  Section,
  Tabs,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { deskUrlOf } from '../speed/matter-link.ts'
import type { NotKept } from './not-kept.ts'
import type { PublicPromise } from './public-promises.ts'

export type ListedBusiness = Business & { promise: PublicPromise | undefined; onTheSpot: number; endKey: string }

export type DeskPromisesProps = {
  units: readonly { id: string; name: string }[]
  unitId: string
  promises: readonly PublicPromise[]
  notKept: readonly NotKept[]
  businesses: readonly ListedBusiness[]
  usual: string
  today: Temporal.PlainDate
  typed: Record<string, string>
  errors: FieldErrors
  formKey: string
}

/** 承诺时限 of the head's own unit: what it does faster than it must, and its counter's businesses. */
export function DeskPromisesPage(props: DeskPromisesProps) {
  const { units, unitId, errors } = props
  return (
    <>
      <PageHeader
        title="承诺时限"
        lead="公布后群众在“期限规则”里看得到，从执行那天起收到的事项按承诺计算。法定期限只能承诺更短。"
        actions={<LinkButton href={urls.newDeskPromise({ unit: unitId })}>新的承诺</LinkButton>}
      />
      {units.length > 1 && (
        <Tabs
          label="单位"
          items={units.map(({ id, name }) => ({
            href: urls.deskPromises(id),
            label: name,
            current: id === unitId,
          }))}
        />
      )}
      <ErrorSummary errors={errorList(errors, ['title'])} />
      {props.notKept.length > 0 && (
        <Section title="超过了承诺，还没有公开说明理由" id="not-kept">
          <NotKeptTable {...props} />
        </Section>
      )}
      <Section title="比规定更短的">
        <PromiseTable {...props} />
      </Section>
      <Section title="窗口业务" id="businesses">
        <BusinessTable {...props} />
        <AddBusiness {...props} />
      </Section>
    </>
  )
}

function PromiseTable({ promises, today, unitId }: DeskPromisesProps) {
  return (
    <DataTable<PublicPromise>
      caption="本单位的承诺"
      captionHidden
      rows={promises.filter(({ law }) => law !== null)}
      rowKey={({ id }) => id}
      rowHref={({ id }) => urls.deskPromise(id)}
      columns={[
        { key: 'title', label: '事项', cell: ({ title }) => title },
        { key: 'limit', label: '承诺', tight: true, cell: ({ limit }) => limitText(limit) },
        { key: 'law', label: '规定', tight: true, cell: ({ law }) => (law?.limit ? limitText(law.limit) : '') },
        {
          key: 'from',
          label: '执行',
          tight: true,
          cell: ({ from, to }) => <DateText date={from} note={to ? `到 ${to}` : '起'} />,
        },
        {
          key: 'state',
          label: '状态',
          tight: true,
          cell: (promise) => <PromiseState promise={promise} today={today} />,
        },
      ]}
      empty={
        <EmptyState
          title="本单位还没有公布承诺"
          action={<LinkButton href={urls.newDeskPromise({ unit: unitId })}>公布第一项承诺</LinkButton>}
        >
          <p>能比规定办得快的，公布出来；群众按承诺的日子等，不用多等。</p>
        </EmptyState>
      }
    />
  )
}

/** What the clock saw: the head says why, in public (优化营商环境条例 第36条). */
function NotKeptTable({ notKept, promises }: DeskPromisesProps) {
  const titles = new Map(promises.map(({ id, title, limit }) => [id, `${title}（承诺${limitText(limit)}）`]))
  return (
    <DataTable<NotKept>
      caption="超过了承诺，还没有公开说明理由"
      captionHidden
      rows={notKept}
      rowKey={({ matterId }) => matterId}
      columns={[
        {
          key: 'number',
          label: '编号',
          tight: true,
          cell: ({ kind, number }) => (
            <a href={deskUrlOf(kind, number)}>
              <NumberText value={number} />
            </a>
          ),
        },
        { key: 'about', label: '承诺', cell: ({ promiseId }) => titles.get(promiseId) ?? '' },
        { key: 'due', label: '承诺的日期', tight: true, cell: ({ dueOn }) => <DateText date={dueOn} /> },
        {
          key: 'done',
          label: '答复',
          tight: true,
          cell: ({ doneOn }) => (doneOn ? <DateText date={doneOn} /> : '还在办理'),
        },
        {
          key: 'act',
          label: '办理',
          tight: true,
          cell: ({ promiseId, matterId }) => (
            <LinkButton href={urls.deskPromise(promiseId, matterId)} variant="secondary" size="small">
              说明理由
            </LinkButton>
          ),
        },
      ]}
    />
  )
}

export function PromiseState({ promise: { from, to }, today }: { promise: PublicPromise; today: Temporal.PlainDate }) {
  if (to && Temporal.PlainDate.compare(to, from) < 0) return <Badge>未执行即撤回</Badge>
  if (to && Temporal.PlainDate.compare(to, today) < 0) return <Badge>已结束</Badge>
  if (Temporal.PlainDate.compare(from, today) > 0) return <Badge tone="info">等待执行</Badge>
  return <Badge tone="good">执行中</Badge>
}

function BusinessTable({ businesses, usual }: DeskPromisesProps) {
  return (
    <DataTable<ListedBusiness>
      caption="窗口业务"
      captionHidden
      rows={businesses}
      rowKey={({ id }) => id}
      columns={[
        { key: 'title', label: '业务', cell: ({ title }) => title },
        {
          key: 'limit',
          label: '公布的时限',
          cell: ({ promise }) =>
            promise ? (
              <a href={urls.deskPromise(promise.id)}>{limitText(promise.limit)}</a>
            ) : (
              `没有公布，不能当场办结的按${usual}`
            ),
        },
        { key: 'count', label: '近30天当场办结', numeric: true, cell: ({ onTheSpot }) => `${onTheSpot} 件` },
        {
          key: 'act',
          label: '办理',
          cell: ({ id, unitId, promise, endKey }) => (
            <div class="inline-acts">
              <LinkButton href={urls.newDeskPromise({ unit: unitId, business: id })} variant="secondary" size="small">
                {promise ? '改时限' : '公布时限'}
              </LinkButton>
              <Form action={urls.deskBusinessEnd(id)} formKey={endKey}>
                <Button variant="quiet" size="small">
                  停用
                </Button>
              </Form>
            </div>
          ),
        },
      ]}
      empty={
        <EmptyState title="清单里还没有业务">
          <p>列出窗口常办的业务，窗口人员就能一点记一件“当场办结”；不能当场办结的，再公布一个时限。</p>
        </EmptyState>
      }
    />
  )
}

function AddBusiness({ unitId, typed, errors, formKey }: DeskPromisesProps) {
  return (
    <Form action={urls.deskBusinesses()} formKey={formKey}>
      <HiddenField name="unit" value={unitId} />
      <TextField
        name="title"
        label="增加一项业务"
        hint="群众怎么说就怎么写，例如：办居住证、开无房证明"
        optionalMark={false}
        maxLength={30}
        width="wide"
        value={typed.title}
        error={errors.title}
      />
      <Button variant="secondary">列入清单</Button>
    </Form>
  )
}
