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
  LinkButton,
  type NavItem,
  NumberText,
  PageHeader,
  StateBadge,
  Tabs,
  type Tone,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { BreachList, BreachListed } from './read-breaches.ts'
import { type BreachState, breachKinds, breachSources, breachStates, gradeWords, outcomes } from './words.ts'

export type BreachesPageProps = {
  list: BreachList
  tabs: NavItem[]
  rows: BreachListed[]
  today: Temporal.PlainDate
  number: string
  selects: FilterSelect[]
  clearHref: string | undefined
  firstHref: string | undefined
  nextHref: string | undefined
  mayObserve: boolean
  exporting: { formKey: string; fields: Record<string, string> }
}

export const breachTones: Record<BreachState, Tone> = {
  proposed: 'sun',
  raised: 'sun',
  declined: 'neutral',
  takenUp: 'info',
  hearing: 'info',
  decided: 'warn',
  told: 'info',
  appealed: 'warn',
  final: 'good',
  expired: 'neutral',
}

const leads: Record<BreachList, string> = {
  open: '先查清事实，再听当事人说，由有权的机关决定；系统不作决定，姓名不公开。',
  proposed: '系统看到转办没人接、盯办断了线，只提出建议；是不是问题、要不要核查，由督查人员决定。',
  mine: '说到您的，您都看得到说了什么、查到了什么，可以陈述，可以申诉。影响期满的不再显示。',
  over: '不予受理的、已经生效的。影响期满的不再显示。',
}

const empties: Record<BreachList, [title: string, next: string]> = {
  open: ['没有正在核查的', '问事人反映的、督查发现的会列在这里。'],
  proposed: ['系统没有新的建议', '转办逾期没人接、盯办断线的，系统会在这里提出。'],
  mine: ['没有关于您的', '说到您的，受理以后会列在这里，您可以陈述和申诉。'],
  over: ['没有已经了结的', '不予受理的、决定生效的会列在这里。'],
}

export function BreachesPage(props: BreachesPageProps) {
  const { list, rows, exporting } = props
  const [title, next] = empties[list]
  return (
    <>
      <PageHeader
        title="首问问责"
        lead={leads[list]}
        actions={props.mayObserve && <LinkButton href={urls.newDeskBreach()}>登记督查发现的</LinkButton>}
      />
      <Tabs items={props.tabs} label="首问问责" />
      <FilterBar
        action={urls.deskBreaches()}
        hidden={{ list }}
        search={{ name: 'q', label: '编号', value: props.number, placeholder: '编号里的几位数字' }}
        selects={props.selects}
        clearHref={props.clearHref}
      />
      <DataTable
        caption={`${title}，从新到旧`}
        captionHidden
        columns={columns(props.today)}
        rows={rows}
        rowKey={({ breach }) => breach.id}
        rowHref={({ breach }) => urls.deskBreach(breach.id)}
        empty={
          <EmptyState title={props.clearHref ? '没有符合条件的' : title}>
            {props.clearHref ? '请放宽条件，或清除条件看全部。' : next}
          </EmptyState>
        }
      />
      {rows.length > 0 && (
        <>
          <KeyPager previousHref={props.firstHref} nextHref={props.nextHref} shown={rows.length} note="从新到旧" />
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
        </>
      )}
    </>
  )
}

const columns = (today: Temporal.PlainDate): Column<BreachListed>[] => [
  { key: 'kind', label: '情形', cell: ({ breach }) => breachKinds[breach.kind] },
  { key: 'unit', label: '单位', cell: ({ unit }) => unit },
  { key: 'number', label: '编号', tight: true, cell: ({ breach }) => <NumberText value={breach.number} /> },
  { key: 'source', label: '来源', tight: true, cell: ({ breach }) => breachSources[breach.source] },
  {
    key: 'state',
    label: '状态',
    cell: ({ breach }) => <StateBadge state={breachStates[breach.state]} tone={breachTones[breach.state]} />,
  },
  {
    key: 'outcome',
    label: '结论',
    cell: ({ breach: { outcome, grade } }) => (grade ? gradeWords[grade] : outcome && outcomes[outcome]),
  },
  {
    key: 'due',
    label: '本环节期限',
    tight: true,
    cell: ({ breach: { dueOn } }) =>
      dueOn && (
        <>
          <DateText date={dueOn} /> {Temporal.PlainDate.compare(dueOn, today) < 0 && <Badge tone="bad">逾期</Badge>}
        </>
      ),
  },
  { key: 'raised', label: '提出', tight: true, cell: ({ breach }) => <DateTimeText at={breach.raisedAt} /> },
]
