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
  Form,
  NumberText,
  PageHeader,
  Section,
  TextArea,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { deskPathOf, kindTitle } from '../matter-words.ts'
import { type Proposal, stageWords } from './order.ts'
import type { ProposalRow } from './proposals.ts'
import { factsText } from './supervision-page.tsx'

export type ProposalPageProps = ProposalRow & {
  rungTitle: string
  /** Null for whoever may only read: the sentence says who decides. */
  whoDecides: string | null
  decidedBy: string
  reason: string | null
  talk: TalkSaid | null
  typed: Record<string, string>
  errors: FieldErrors
  /** A refusal that belongs to no field. */
  refusal: string | null
  formKey: (noun: string) => string
}

/** 约谈记录 as those who oversee the unit read it. */
export type TalkSaid = {
  heldOn: Temporal.PlainDate
  attended: string
  agreement: string
  followUpOn: Temporal.PlainDate
}

const order = ['form', 'demand', 'replyDueOn', 'heldOn', 'attended', 'agreement', 'followUpOn', 'declineReason']

/** One proposal: what speaks for it, and the two ways to decide. */
export function ProposalPage(props: ProposalPageProps) {
  const { proposal, matter, title, unit, errors, refusal, whoDecides } = props
  const path = deskPathOf(matter)
  return (
    <>
      <PageHeader title={`${stageWords[proposal.stage]}建议`} meta={<NumberText value={matter.number} />} />
      <ErrorSummary errors={errorList(errors, order)} />
      {refusal && (
        <Alert tone="bad" live>
          <p>{refusal}</p>
        </Alert>
      )}
      <DescriptionList
        items={[
          { label: kindTitle(matter), value: path ? <a href={path}>{title}</a> : title },
          { label: '承办单位', value: unit },
          { label: '依据', value: factsText(proposal) },
          { label: '规则', value: <a href={urls.ladder()}>{props.rungTitle}</a> },
          { label: '提出', value: <DateTimeText at={proposal.proposedAt} /> },
        ]}
      />
      {proposal.decidedAt && <Decided {...props} decidedAt={proposal.decidedAt} />}
      {!proposal.decidedAt && whoDecides && (
        <Alert tone="info" title="等待决定">
          <p>{whoDecides}</p>
        </Alert>
      )}
      {!proposal.decidedAt && !whoDecides && <Deciding {...props} />}
    </>
  )
}

function Decided({
  proposal,
  decidedAt,
  decidedBy,
  reason,
  talk,
}: ProposalPageProps & { decidedAt: Temporal.Instant }) {
  return (
    <Section title="决定">
      <p>
        {proposal.decision === 'moot' ? '办件在决定之前已经答复或办结。' : `${decidedBy}，`}
        <DateTimeText at={decidedAt} />
        {proposal.decision === 'issued' && `：${proposal.stage === 'talk' ? '已约谈' : '已发出'}`}
        {proposal.decision === 'declined' && '：不督办'}
      </p>
      {reason && <p>理由：{reason}</p>}
      {talk && (
        <DescriptionList
          items={[
            { label: '约谈日期', value: <DateText date={talk.heldOn} /> },
            { label: '参加的人', value: talk.attended },
            { label: '约定的事项', value: talk.agreement },
            { label: '再报告', value: <DateText date={talk.followUpOn} /> },
          ]}
        />
      )}
    </Section>
  )
}

function Deciding(props: ProposalPageProps) {
  const { proposal, typed, errors, formKey } = props
  return (
    <>
      {proposal.stage === 'talk' ? <TalkForm {...props} /> : <OrderForm {...props} />}
      <Section title="不督办">
        <Form action={urls.deskProposalAct(proposal.id, 'refusal')} formKey={formKey('refusal')}>
          <TextArea
            name="declineReason"
            label="理由"
            hint="会留在记录里，例如：已与承办单位核实，正在等检测报告，本周内答复"
            value={typed.declineReason}
            error={errors.declineReason}
            rows={2}
            maxLength={500}
            required
          />
          <Button variant="secondary">不督办</Button>
        </Form>
      </Section>
    </>
  )
}

function OrderForm({ proposal, typed, errors, formKey }: ProposalPageProps) {
  const what = stageWords[proposal.stage]
  return (
    <Section title={proposal.stage === 'order' ? '发出督办单' : '挂牌督办'}>
      {proposal.stage === 'listing' && (
        <Alert tone="warn" title="挂牌以后会公开">
          <p>公开的只有督办单号、挂牌日期和是否按时报告，不公开单位，也不公开办件。</p>
        </Alert>
      )}
      <Form action={urls.deskProposalAct(proposal.id, 'order')} formKey={formKey('order')}>
        <TextArea
          name="demand"
          label="督办要求"
          hint="写清楚要做什么、做到什么程度；承办单位会收到，也会印在督办单上"
          value={typed.demand}
          error={errors.demand}
          rows={4}
          maxLength={1000}
          required
        />
        <DateField
          name="replyDueOn"
          label="何时之前报告办理情况"
          value={typed.replyDueOn}
          error={errors.replyDueOn}
          required
        />
        <Button>{proposal.stage === 'order' ? `发出${what}` : '挂牌督办'}</Button>
      </Form>
    </Section>
  )
}

function TalkForm({ proposal, typed, errors, formKey }: ProposalPageProps) {
  return (
    <Section title="约谈记录">
      <Form action={urls.deskProposalAct(proposal.id, 'talk')} formKey={formKey('talk')}>
        <DateField name="heldOn" label="约谈日期" value={typed.heldOn} error={errors.heldOn} required />
        <TextArea
          name="attended"
          label="参加的人"
          hint="姓名和职务，加密保存，不公开、不导出"
          value={typed.attended}
          error={errors.attended}
          rows={2}
          maxLength={200}
          required
        />
        <TextArea
          name="agreement"
          label="约定的事项"
          value={typed.agreement}
          error={errors.agreement}
          rows={4}
          maxLength={1000}
          required
        />
        <DateField
          name="followUpOn"
          label="何时之前再报告"
          value={typed.followUpOn}
          error={errors.followUpOn}
          required
        />
        <Button>保存约谈记录</Button>
      </Form>
    </Section>
  )
}

/** Who may decide, for whoever may not. */
export const deciderSentence = ({ role, stage }: Pick<Proposal, 'role' | 'stage'>): string =>
  `${stageWords[stage]}由${role === 'leader' ? '分管领导' : '督查人员或分管领导'}决定。`
