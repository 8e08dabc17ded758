import { ChanceFields } from '#core/draw/index.ts'
import type { Config } from '#platform/config.ts'
import {
  Alert,
  Button,
  DateField,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Fieldset,
  Form,
  HiddenField,
  PageHeader,
  RadioGroup,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { groupings, groupingWords } from './revisit.ts'
import { type RevisitField, revisitFields } from './revisit-form.ts'

export type NewRevisitsPageProps = {
  typed: Partial<Record<RevisitField, string>>
  errors: FieldErrors
  formKey: string
  config: Config
  /** The draw that this one is drawn instead of. */
  redrawn: { number: string; title: string } | null
}

/** 抽一批回访: which closed letters, how many, when, and by whose chance. */
export const NewRevisitsPage = ({ typed, errors, formKey, config, redrawn }: NewRevisitsPageProps) => (
  <>
    <PageHeader
      title="抽一批回访"
      lead="从办结的来信里按单位和类别抽一批，由承办单位以外的人回访。方案公布以后，名单和规则都不能再改。"
    />
    <ErrorSummary errors={errorList(errors, revisitFields)} />
    <Form action={urls.newDeskRevisits()} formKey={formKey}>
      {redrawn && (
        <>
          <Alert tone="warn" title={`重抽：代替“${redrawn.title}”`}>
            <p>重抽会单独公开，连同理由一起计数。</p>
          </Alert>
          <HiddenField name="redraw" value={redrawn.number} />
          <TextArea name="reason" label="为什么要重抽" rows={2} value={typed.reason} error={errors.reason} required />
        </>
      )}
      <Fieldset legend="抽哪些">
        <TextField
          name="title"
          label="名称"
          hint="例如：2026年10月办结来信回访"
          value={typed.title}
          error={errors.title}
          width="wide"
          required
        />
        <DateField name="from" label="办结日期从" value={typed.from} error={errors.from} required />
        <DateField name="to" label="到" value={typed.to} error={errors.to} required />
        <RadioGroup
          name="by"
          label="怎么分组"
          options={groupings.map((value) => ({ value, label: `按${groupingWords[value]}` }))}
          value={typed.by ?? 'unit-class'}
          error={errors.by}
          required
        />
        <TextField
          name="size"
          label="抽几件"
          inputMode="numeric"
          value={typed.size}
          error={errors.size}
          width="short"
          required
        />
        <TextField
          name="substitutes"
          label="候补几件"
          hint="联系不上写信人时依次递补"
          inputMode="numeric"
          value={typed.substitutes ?? '0'}
          error={errors.substitutes}
          width="short"
        />
      </Fieldset>
      <Fieldset legend="什么时候抽，随机数从哪里来">
        <ChanceFields typed={typed} errors={errors} config={config} />
      </Fieldset>
      <Button>公布方案</Button>
    </Form>
  </>
)
