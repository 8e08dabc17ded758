import { Button, ErrorSummary, errorList, type FieldErrors, Form, RadioGroup, TextArea } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { rejectionReasons } from '../inquiry.ts'
import { type InquiryAct, mostWords } from './follow-acts.ts'

/** What a refused form brings back. */
export type FollowTyped = { act: InquiryAct; values: Record<string, string>; errors: FieldErrors }

export type FollowFormProps = { number: string; formKey: string; typed: FollowTyped | null }

const of = (typed: FollowTyped | null, act: InquiryAct) =>
  typed?.act === act ? typed : { values: {} as Record<string, string>, errors: {} as FieldErrors }

export function SupplementForm({ number, formKey, typed }: FollowFormProps) {
  const { values, errors } = of(typed, 'supplements')
  return (
    <>
      <ErrorSummary errors={errorList(errors, ['supplement'])} />
      <Form action={urls.followAct(number, 'supplements')} formKey={formKey} keep={`supplement-${number}`}>
        <TextArea
          name="supplement"
          label="补充的情况"
          value={values.supplement}
          error={errors.supplement}
          maxLength={mostWords}
          rows={4}
          required
        />
        <Button>提交补充</Button>
      </Form>
    </>
  )
}

export function AcceptanceForm({ number, formKey }: FollowFormProps) {
  return (
    <Form action={urls.followAct(number, 'acceptance')} formKey={formKey}>
      <Button size="large" icon="check">
        办成了，认可
      </Button>
    </Form>
  )
}

export function RejectionForm({ number, formKey, typed, round }: FollowFormProps & { round: 1 | 2 }) {
  const { values, errors } = of(typed, 'rejection')
  return (
    <>
      <p>
        {round === 1
          ? '不认可，就换一个人再办一次，期限接着原来剩下的时间算。'
          : '这已是第二次答复。仍不认可，就转入复核，由办理单位以外的人员研究决定。'}
      </p>
      <ErrorSummary errors={errorList(errors, ['reason', 'why'])} />
      <Form action={urls.followAct(number, 'rejection')} formKey={formKey} keep={`rejection-${number}`}>
        <RadioGroup
          name="reason"
          label="为什么不认可"
          options={rejectionReasons.map((reason) => ({ ...reason }))}
          value={values.reason}
          error={errors.reason}
          required
        />
        <TextArea
          name="why"
          label="哪里还没办成"
          value={values.why}
          error={errors.why}
          maxLength={mostWords}
          rows={3}
        />
        <Button variant="secondary">{round === 1 ? '不认可，请换人再办' : '不认可，请求复核'}</Button>
      </Form>
    </>
  )
}

const satisfaction = ['很满意', '满意', '一般', '不满意', '很不满意'].map((label, at) => ({
  value: String(5 - at),
  label,
}))

export function RatingForm({ number, formKey, typed }: FollowFormProps) {
  const { values, errors } = of(typed, 'rating')
  return (
    <>
      <ErrorSummary errors={errorList(errors, ['solved', 'satisfied', 'remark'])} />
      <Form action={urls.followAct(number, 'rating')} formKey={formKey}>
        <RadioGroup
          name="solved"
          label="事情办成了吗"
          options={[
            { value: 'yes', label: '办成了' },
            { value: 'no', label: '没办成' },
          ]}
          value={values.solved}
          error={errors.solved}
          inline
          required
        />
        <RadioGroup
          name="satisfied"
          label="对办理满意吗"
          options={satisfaction}
          value={values.satisfied}
          error={errors.satisfied}
          inline
          required
        />
        <TextArea name="remark" label="想说的话" value={values.remark} error={errors.remark} maxLength={500} rows={3} />
        <Button>提交评价</Button>
      </Form>
    </>
  )
}

export function ReopeningForm({ number, formKey, typed }: FollowFormProps) {
  const { values, errors } = of(typed, 'reopening')
  return (
    <>
      <ErrorSummary errors={errorList(errors, ['fact'])} />
      <Form action={urls.followAct(number, 'reopening')} formKey={formKey} keep={`reopening-${number}`}>
        <TextArea
          name="fact"
          label="新的情况"
          hint="办结以后又发生了什么，或新发现了什么"
          value={values.fact}
          error={errors.fact}
          maxLength={mostWords}
          rows={3}
          required
        />
        <Button variant="secondary">请求重新办理</Button>
      </Form>
    </>
  )
}

export function ThanksForm({ number, formKey }: FollowFormProps) {
  return (
    <Form action={urls.followAct(number, 'thanks')} formKey={formKey}>
      <Button variant="secondary" icon="star">
        谢谢帮我跟到底的人
      </Button>
    </Form>
  )
}

export function WithdrawalForm({ number, formKey }: FollowFormProps) {
  return (
    <Form action={urls.followAct(number, 'withdrawal')} formKey={formKey}>
      <Button variant="danger">确定撤回</Button>
    </Form>
  )
}
