import { type InRecord, RecordedMark } from '#core/ledger/index.ts'
import {
  Alert,
  Button,
  DateField,
  DateText,
  DateTimeText,
  DescriptionList,
  ErrorSummary,
  errorList,
  type FieldErrors,
  FileField,
  Form,
  type KeptUpload,
  LinkButton,
  NumberText,
  PageHeader,
  PlainText,
  Section,
  StateBadge,
  TextArea,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { deskPathOf, kindTitle } from '../matter-words.ts'
import { orderStateWords, stageWords } from './order.ts'
import type { OrderRow } from './orders.ts'
import { orderTones } from './supervision-page.tsx'

export type ReplySaid = {
  id: string
  text: string
  by: string
  at: Temporal.Instant
  isInTime: boolean
  files: { id: string; name: string }[]
  /** Null while it waits. */
  judgement: { isAccepted: boolean; by: string; at: Temporal.Instant; text: string | null } | null
}

export type OrderPageProps = OrderRow & {
  demand: string
  /** Of its paper, once that was issued. */
  record: InRecord | null
  issuedBy: string
  replies: ReplySaid[]
  mayReply: boolean
  mayJudge: boolean
  typed: Record<string, string>
  errors: FieldErrors
  refusal: string | null
  kept: KeptUpload[]
  formKey: (noun: string) => string
}

const order = ['form', 'report', 'materials', 'returnReason', 'newReplyDueOn']

/** One 督办单: what is demanded, what the unit reported, and what whoever may do next. */
export function OrderPage(props: OrderPageProps) {
  const { order: row, matter, title, unit, byUnit, state, errors, refusal } = props
  const path = deskPathOf(matter)
  return (
    <>
      <PageHeader
        title={`${stageWords[row.stage]} ${row.number}`}
        meta={<StateBadge state={orderStateWords[state]} tone={orderTones[state]} />}
        actions={
          <LinkButton href={urls.deskOrderPaper(row.id)} variant="secondary" icon="download">
            下载督办单
          </LinkButton>
        }
      />
      <ErrorSummary errors={errorList(errors, order)} />
      {refusal && (
        <Alert tone="bad" live>
          <p>{refusal}</p>
        </Alert>
      )}
      <DescriptionList
        items={[
          { label: '公示存证', value: props.record && <RecordedMark record={props.record} /> },
          {
            label: kindTitle(matter),
            value: (
              <>
                {path ? <a href={path}>{title}</a> : title} <NumberText value={matter.number} />
              </>
            ),
          },
          { label: '承办单位', value: unit },
          {
            label: '发出',
            value: (
              <>
                {[byUnit, props.issuedBy].filter(Boolean).join(' ')}，<DateTimeText at={row.issuedAt} />
              </>
            ),
          },
          { label: '报告时限', value: <DateText date={row.replyDueOn} long /> },
        ]}
      />
      <Section title="督办要求">
        <PlainText text={props.demand} />
      </Section>
      <Replies replies={props.replies} orderId={row.id} />
      {state === 'replied' && props.mayJudge && <JudgeForms {...props} />}
      {(state === 'waiting' || state === 'ended') && props.mayReply && <ReplyForm {...props} />}
    </>
  )
}

function Replies({ replies, orderId }: { replies: ReplySaid[]; orderId: string }) {
  return (
    <Section title="办理情况报告">
      {replies.length === 0 && <p>还没有报告。</p>}
      {replies.map((reply) => (
        <article key={reply.id}>
          <p>
            {reply.by}，<DateTimeText at={reply.at} />
            {reply.isInTime ? '，按时' : '，超过时限'}
          </p>
          <PlainText text={reply.text} />
          {reply.files.length > 0 && (
            <ul>
              {reply.files.map((file) => (
                <li key={file.id}>
                  <a href={urls.deskOrderFile(orderId, file.id)}>{file.name}</a>
                </li>
              ))}
            </ul>
          )}
          {reply.judgement && (
            <Alert
              tone={reply.judgement.isAccepted ? 'good' : 'warn'}
              title={reply.judgement.isAccepted ? '认可' : '退回重报'}
            >
              <p>
                {reply.judgement.by}，<DateTimeText at={reply.judgement.at} />
              </p>
              {reply.judgement.text && <PlainText text={reply.judgement.text} />}
            </Alert>
          )}
        </article>
      ))}
    </Section>
  )
}

function ReplyForm({ order: row, typed, errors, kept, formKey }: OrderPageProps) {
  return (
    <Section title="报告办理情况">
      <Form action={urls.deskOrderAct(row.id, 'replies')} formKey={formKey('replies')} upload keep={`order-${row.id}`}>
        <TextArea
          name="report"
          label="办理情况"
          hint="做了什么、结果怎样、还差什么、哪天办完"
          value={typed.report}
          error={errors.report}
          rows={6}
          maxLength={2000}
          required
        />
        <FileField
          name="materials"
          label="材料"
          hint="照片、文件；涉密不上网，带密级字样的不会保存"
          error={errors.materials}
          kept={kept}
          multiple
          maxFiles={10}
          maxMegabytes={20}
        />
        <Button>提交报告</Button>
      </Form>
    </Section>
  )
}

function JudgeForms({ order: row, typed, errors, formKey }: OrderPageProps) {
  return (
    <>
      <Section title="审核报告">
        <Form action={urls.deskOrderAct(row.id, 'acceptance')} formKey={formKey('acceptance')}>
          <Button>认可，督办了结</Button>
        </Form>
      </Section>
      <Section title="退回重报">
        <Form action={urls.deskOrderAct(row.id, 'return')} formKey={formKey('return')}>
          <TextArea
            name="returnReason"
            label="理由"
            hint="还差什么，怎样才算做到；退回一次，计入发出单位的要求次数"
            value={typed.returnReason}
            error={errors.returnReason}
            rows={3}
            maxLength={500}
            required
          />
          <DateField
            name="newReplyDueOn"
            label="何时之前重新报告"
            value={typed.newReplyDueOn}
            error={errors.newReplyDueOn}
            required
          />
          <Button variant="secondary">退回重报</Button>
        </Form>
      </Section>
    </>
  )
}
