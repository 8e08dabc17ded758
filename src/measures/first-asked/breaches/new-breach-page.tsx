import {
  Button,
  ErrorSummary,
  errorList,
  type FieldErrors,
  FileField,
  Form,
  type KeptUpload,
  PageHeader,
  RadioGroup,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { breachKinds } from './words.ts'

export type NewBreachPageProps = {
  typed: Record<string, string>
  errors: FieldErrors
  kept: KeptUpload[]
  formKey: string
  unitNames: string[]
}

export const newBreachFields = ['kind', 'unit', 'person', 'matter', 'facts', 'materials']

/** 督查发现: about a unit one oversees, with or without a matter. */
export function NewBreachPage({ typed, errors, kept, formKey, unitNames }: NewBreachPageProps) {
  return (
    <>
      <PageHeader
        title="登记督查发现的"
        lead="登记的人不作决定。先写事实和证据，受理、核查、听取陈述之后，由有权的机关决定。"
      />
      <ErrorSummary errors={errorList(errors, newBreachFields)} />
      <Form action={urls.newDeskBreach()} formKey={formKey} upload keep="new-breach">
        <RadioGroup
          name="kind"
          label="哪一种情形"
          options={Object.entries(breachKinds).map(([value, label]) => ({ value, label }))}
          value={typed.kind}
          error={errors.kind}
          required
        />
        <TextField
          name="unit"
          label="哪个单位"
          hint="名称、简称或拼音首字母"
          value={typed.unit}
          error={errors.unit}
          list={unitNames}
          autocomplete="off"
          width="wide"
          required
        />
        <TextField
          name="person"
          label="哪一位工作人员"
          hint="姓名或工号；不清楚就空着，核查时再写"
          value={typed.person}
          error={errors.person}
          autocomplete="off"
          width="half"
        />
        <TextField
          name="matter"
          label="有关的办件编号"
          hint="没有登记过的，空着"
          value={typed.matter}
          error={errors.matter}
          inputMode="numeric"
          autocomplete="off"
          width="wide"
        />
        <TextArea
          name="facts"
          label="事实"
          hint="什么时候、在哪里、怎样；被反映的单位受理后会看到"
          value={typed.facts}
          error={errors.facts}
          rows={6}
          maxLength={2000}
          required
        />
        <FileField
          name="materials"
          label="证据材料"
          hint="照片、录音、文件；涉密不上网，带密级字样的不会保存"
          error={errors.materials}
          kept={kept}
          multiple
          maxFiles={9}
          maxMegabytes={20}
        />
        <Button>登记</Button>
      </Form>
    </>
  )
}
