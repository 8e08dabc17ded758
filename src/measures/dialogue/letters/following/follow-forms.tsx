import { type FollowFormProps, RejectionForm as RejectionFields, typedInto } from '#core/following/index.ts'
import { Button, ErrorSummary, errorList, FileField, Form, TextArea } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { rejectionReasons } from '../rejection-reasons.ts'
import { fileTypes, maxFiles } from '../writing/letter-form.tsx'

export type FollowAct = 'supplements' | 'acceptance' | 'rejection' | 'rating' | 'withdrawal' | 'reopening'

export const supplementMost = 2000
export const solvedWords = { question: '问题解决了吗', yes: '解决了', no: '没解决' }

/** With files, which are for the writer of a letter only. */
export function SupplementForm({ number, formKey, typed }: FollowFormProps) {
  const { values, errors, kept } = typedInto(typed, 'supplements')
  return (
    <>
      <ErrorSummary errors={errorList(errors, ['supplement', 'files'])} />
      <Form action={urls.followAct(number, 'supplements')} formKey={formKey} upload keep={`supplement-${number}`}>
        <TextArea
          name="supplement"
          label="补充的情况"
          value={values.supplement}
          error={errors.supplement}
          maxLength={supplementMost}
          rows={5}
          required
        />
        <FileField
          name="files"
          label="照片或文件"
          hint={`最多 ${maxFiles} 个，每个不超过 20 MB`}
          error={errors.files}
          accept={fileTypes}
          kept={kept}
          maxFiles={maxFiles}
          maxMegabytes={20}
          multiple
        />
        <Button>提交补充</Button>
      </Form>
    </>
  )
}

export const RejectionForm = (form: FollowFormProps & { round: 1 | 2 }) => (
  <RejectionFields
    {...form}
    lead={
      form.round === 1
        ? '不认可，就由另一位工作人员重新办一次（二次办理），期限接着原来剩下的时间算。二次办理只有一次，请把没解决的地方写清楚。'
        : '这已是第二次答复。仍不认可，就转入复核：由办理单位以外的人员、负责人和法律顾问一起研究，决定继续办、暂时挂账并公开原因，或讲明理由终结。'
    }
    reasons={rejectionReasons}
    why={{ label: '哪里还没解决', most: supplementMost, rows: 4, required: form.round === 2 }}
  />
)
