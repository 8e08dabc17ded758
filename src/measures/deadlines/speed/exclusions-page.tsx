import { roleNames } from '#core/people/index.ts'
import {
  Alert,
  Badge,
  Button,
  ButtonRow,
  type Column,
  DataTable,
  DateText,
  DateTimeText,
  EmptyState,
  Form,
  KeyPager,
  LinkButton,
  NumberText,
  PageHeader,
  Tabs,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { exclusionGrounds, exclusionStates } from './exclusion-words.ts'
import type { ExclusionList, ListedExclusion } from './exclusions.ts'
import { deskUrlOf } from './matter-link.ts'

export const exclusionLists: Record<ExclusionList, string> = {
  proposed: '待确认',
  confirmed: '已剔除',
  sample: '待抽查',
  others: '没有同意和恢复的',
}

type Props = {
  list: ExclusionList
  rows: ListedExclusion[]
  nextHref: string | undefined
  timeZone: string
  may: { propose: boolean; decide: boolean; check: boolean }
  formKey: () => string
  problem?: string | undefined
}

const nextSteps: Record<ExclusionList, string> = {
  proposed: '有人提出剔除时，会在这里等另一个岗位的人确认。',
  confirmed: '两人同意剔除的会列在这里，公开页上按理由列出件数。',
  sample: '抽中的剔除会在这里等督查人员查看。',
  others: '没有同意的、抽查后恢复计入的会列在这里。',
}

/** 剔除：what is proposed, agreed to, drawn for a look; two persons of two roles, always. */
export function ExclusionsPage(props: Props) {
  const { list, rows, may } = props
  return (
    <>
      <PageHeader
        title="剔除"
        lead="从“剔除后”的按时率里拿掉一次答复：一人提出，另一个岗位的另一人同意，督查抽查两成*。原始按时率不变，始终并列公开。"
        meta={<span>* 本市自定（非法律规定）</span>}
        actions={
          <>
            {may.propose && <LinkButton href={urls.newDeskExclusion()}>提出剔除</LinkButton>}
            <LinkButton href={urls.deskSpeed()} variant="quiet">
              看办理时效
            </LinkButton>
          </>
        }
      />
      <Tabs
        label="剔除"
        items={Object.entries(exclusionLists).map(([id, label]) => ({
          href: urls.deskExclusions({ list: id }),
          label,
          current: id === list,
        }))}
      />
      {props.problem && (
        <Alert tone="bad" title="没有办成" live>
          <p>{props.problem}</p>
        </Alert>
      )}
      <DataTable
        columns={columnsOf(props)}
        rows={rows}
        rowKey={(row) => row.id}
        caption={exclusionLists[list]}
        captionHidden
        empty={
          <EmptyState title={`${exclusionLists[list]}：没有`}>
            <p>{nextSteps[list]}</p>
          </EmptyState>
        }
      />
      {rows.length > 0 && <KeyPager shown={rows.length} nextHref={props.nextHref} note="从新到旧" />}
    </>
  )
}

const columnsOf = (props: Props): Column<ListedExclusion>[] => [
  {
    key: 'number',
    label: '编号',
    tight: true,
    cell: (row) => {
      const href = deskUrlOf(row.matterKind, row.number)
      const number = <NumberText value={row.number} />
      return href ? <a href={href}>{number}</a> : number
    },
  },
  { key: 'unit', label: '答复单位', cell: (row) => row.unitName },
  {
    key: 'answered',
    label: '答复日期',
    tight: true,
    cell: ({ answeredAt }) => <DateText date={answeredAt.toZonedDateTimeISO(props.timeZone).toPlainDate()} />,
  },
  { key: 'ground', label: '理由', cell: ({ ground }) => exclusionGrounds[ground] },
  {
    key: 'proposed',
    label: '提出',
    cell: ({ proposedAt, proposedRole }) => (
      <>
        {wordOf(proposedRole)} <DateTimeText at={proposedAt} timeZone={props.timeZone} />
      </>
    ),
  },
  {
    key: 'state',
    label: '结果',
    cell: (row) => (
      <>
        <Badge>{exclusionStates[row.status]}</Badge>
        {row.decidedAt && row.decidedRole && (
          <>
            {' '}
            {wordOf(row.decidedRole)} <DateTimeText at={row.decidedAt} timeZone={props.timeZone} />
          </>
        )}
        {row.checkedAt && row.status === 'confirmed' && <Badge tone="good">抽查属实</Badge>}
      </>
    ),
  },
  { key: 'acts', label: '办理', cell: (row) => <Acts row={row} {...props} /> },
]

const wordOf = (role: string): string =>
  Object.hasOwn(roleNames, role) ? roleNames[role as keyof typeof roleNames] : role

function Acts({ row, may, formKey, list }: Props & { row: ListedExclusion }) {
  if (row.status === 'proposed' && may.decide) {
    return (
      <ButtonRow>
        <OneButton
          action={urls.deskExclusionAct(row.id, 'confirmation')}
          formKey={formKey()}
          label="同意剔除"
          list={list}
        />
        <OneButton
          action={urls.deskExclusionAct(row.id, 'refusal')}
          formKey={formKey()}
          label="不同意"
          list={list}
          quiet
        />
      </ButtonRow>
    )
  }
  if (row.status === 'confirmed' && row.sampled && !row.checkedAt && may.check) {
    const action = urls.deskExclusionAct(row.id, 'check')
    return (
      <ButtonRow>
        <OneButton action={action} formKey={formKey()} label="查过，属实" list={list} result="stands" />
        <OneButton action={action} formKey={formKey()} label="不属实，恢复计入" list={list} result="overturned" quiet />
      </ButtonRow>
    )
  }
  return <>—</>
}

function OneButton({
  action,
  formKey,
  label,
  list,
  result,
  quiet,
}: {
  action: string
  formKey: string
  label: string
  list: string
  result?: string
  quiet?: boolean
}) {
  return (
    <Form action={action} formKey={formKey}>
      <input type="hidden" name="list" value={list} />
      {result && <input type="hidden" name="result" value={result} />}
      <Button size="small" variant={quiet ? 'quiet' : 'secondary'}>
        {label}
      </Button>
    </Form>
  )
}
