import { Button, ErrorSummary, errorList, Form, RadioGroup, TextArea } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type FollowFormProps, typedInto } from './follow-forms.tsx'

/** 问题解决了吗：解决了, 没解决. */
export type SolvedWords = { question: string; yes: string; no: string }

const satisfaction = ['很满意', '满意', '一般', '不满意', '很不满意'].map((label, at) => ({
  value: String(5 - at),
  label,
}))

type Props = FollowFormProps & { solved: SolvedWords; remarkHint?: string; variant?: 'secondary' }

export function RatingForm({ number, formKey, typed, solved, remarkHint, variant }: Props) {
  const { values, errors } = typedInto(typed, 'rating')
  return (
    <>
      <ErrorSummary errors={errorList(errors, ['solved', 'satisfied', 'remark'])} />
      <Form action={urls.followAct(number, 'rating')} formKey={formKey}>
        <RadioGroup
          name="solved"
          label={solved.question}
          options={[
            { value: 'yes', label: solved.yes },
            { value: 'no', label: solved.no },
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
        <TextArea
          name="remark"
          label="想说的话"
          hint={remarkHint}
          value={values.remark}
          error={errors.remark}
          maxLength={500}
          rows={3}
        />
        <Button variant={variant}>提交评价</Button>
      </Form>
    </>
  )
}
