import { Button, ErrorSummary, errorList, type FieldErrors, Form, RadioGroup, TextArea } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type Stage, stageWord } from '../recheck.ts'
import { type FollowAct, mostWords } from './follow-acts.ts'

/** What a refused form brings back. */
export type FollowTyped = { act: FollowAct; values: Record<string, string>; errors: FieldErrors }

export type FollowFormProps = { number: string; formKey: string; typed: FollowTyped | null }

const of = (typed: FollowTyped | null, act: FollowAct) =>
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

export const DeliveryForm = ({ number, formKey }: FollowFormProps) => (
  <Form action={urls.followAct(number, 'delivery')} formKey={formKey}>
    <Button icon="check">我已收到意见书</Button>
  </Form>
)

export function RecheckForm({ number, formKey, typed, stage }: FollowFormProps & { stage: Stage }) {
  const act = stage === 'recheck' ? 'recheck' : 'final-review'
  const { values, errors } = of(typed, act)
  return (
    <>
      <ErrorSummary errors={errorList(errors, ['reason'])} />
      <Form action={urls.followAct(number, act)} formKey={formKey} keep={`${act}-${number}`}>
        <TextArea
          name="reason"
          label={`为什么申请${stageWord(stage)}`}
          hint="对意见的哪一条不服，事实和理由是什么，请求怎么处理"
          value={values.reason}
          error={errors.reason}
          maxLength={mostWords}
          rows={5}
          required
        />
        <Button>申请{stageWord(stage)}</Button>
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
          label="问题解决了吗"
          options={[
            { value: 'yes', label: '解决了' },
            { value: 'no', label: '没解决' },
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
        <Button variant="secondary">提交评价</Button>
      </Form>
    </>
  )
}

export const WithdrawalForm = ({ number, formKey }: FollowFormProps) => (
  <Form action={urls.followAct(number, 'withdrawal')} formKey={formKey}>
    <Button variant="danger">确定撤回</Button>
  </Form>
)
