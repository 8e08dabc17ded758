import { groupNumber } from '#core/matters/index.ts'
import {
  Button,
  CheckboxField,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  LinkButton,
  PageHeader,
  RadioGroup,
  SelectField,
  TextArea,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { satisfactionWords, unsolvedReasons } from './revisit.ts'
import type { Sampled } from './revisits.ts'
import { reachedWords } from './revisits-page.tsx'
import { reached } from './tables.ts'

export const recordFields = ['reached', 'solved', 'reason', 'result', 'service', 'words', 'enough'] as const
export type RecordField = (typeof recordFields)[number]

export type RecordRevisitPageProps = {
  draw: { number: string; title: string }
  sampled: Sampled
  typed: Partial<Record<RecordField, string>>
  errors: FieldErrors
  formKey: string
}

const scale = satisfactionWords.map((label, at) => ({ value: String(at + 1), label })).reverse()

/** 登记回访: three questions, in the order in which they are asked on the phone. */
export const RecordRevisitPage = ({ draw, sampled, typed, errors, formKey }: RecordRevisitPageProps) => (
  <>
    <PageHeader title="登记回访" lead={`来信 ${groupNumber(sampled.number)} · ${sampled.group}`} />
    <ErrorSummary errors={errorList(errors, recordFields)} />
    <div class="page-actions">
      <LinkButton href={urls.deskLetter(sampled.number)} variant="secondary">
        看来信和联系方式
      </LinkButton>
    </div>
    <Form action={urls.deskRevisit(draw.number, sampled.member)} formKey={formKey}>
      <RadioGroup
        name="reached"
        label="联系上了吗"
        options={reached.map((value) => ({ value, label: reachedWords[value] }))}
        value={typed.reached ?? ''}
        error={errors.reached}
        inline
        required
      />
      <RadioGroup
        name="solved"
        label="您反映的事解决了吗（联系上了再问）"
        options={[
          { value: 'yes', label: '解决了' },
          { value: 'no', label: '没有解决' },
        ]}
        value={typed.solved ?? ''}
        error={errors.solved}
        inline
      />
      <SelectField
        name="reason"
        label="没有解决，是哪一种"
        empty="不选"
        options={[...unsolvedReasons]}
        value={typed.reason}
        error={errors.reason}
      />
      <TextArea
        name="words"
        label="没有解决的，对方怎么说"
        hint="登记后退回承办单位，换一位工作人员再办；已经换过人的，进入复核"
        rows={3}
        maxLength={1000}
        value={typed.words}
        error={errors.words}
      />
      <CheckboxField name="enough" label="对方说不用再办了" checked={typed.enough === 'on' || typed.enough === 'yes'} />
      <RadioGroup
        name="result"
        label="对办理结果"
        options={scale}
        value={typed.result ?? ''}
        error={errors.result}
        inline
      />
      <RadioGroup
        name="service"
        label="对办理的态度和速度"
        options={scale}
        value={typed.service ?? ''}
        error={errors.service}
        inline
      />
      <Button>登记</Button>
    </Form>
  </>
)
