import {
  Button,
  DateField,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  HiddenField,
  PageHeader,
  SelectField,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type Enterprise, relationNames } from './mandates.ts'

type Filled = {
  typed: Partial<Record<string, string>>
  errors: FieldErrors
  formKey: string
  today: Temporal.PlainDate
}

/** 请别人替我办: for oneself, or for an enterprise that one represents. */
export function GiveMandatePage({ enterprises, ...filled }: Filled & { enterprises: Enterprise[] }) {
  const { typed, errors, formKey } = filled
  return (
    <>
      <PageHeader title="请别人替我办" lead="对方接受以后才有效；您随时可以结束。" />
      <ErrorSummary errors={errorList(errors, ['enterpriseId', 'phone', 'from', 'until'])} />
      <Form action={urls.mandates()} formKey={formKey}>
        <HiddenField name="form" value="give" />
        {enterprises.length > 0 && (
          <SelectField
            name="enterpriseId"
            label="替谁办"
            empty="我本人"
            options={enterprises.map(({ id, name }) => ({ value: id, label: name }))}
            value={typed.enterpriseId}
            error={errors.enterpriseId}
          />
        )}
        <TextField
          name="phone"
          label="对方的手机号码"
          hint="对方用这个号码登录后，在同一页点“接受”。"
          type="tel"
          inputMode="tel"
          width="half"
          value={typed.phone}
          error={errors.phone}
          required
        />
        <Term {...filled} />
        <Button>授权</Button>
      </Form>
    </>
  )
}

/** 我替家人办: for a member of the family who agrees by a code, without an account or a smartphone. */
export function AskFamilyPage(filled: Filled) {
  const { typed, errors, formKey } = filled
  return (
    <>
      <PageHeader title="我替家人办" lead="家人不用上网：收到短信，把验证码告诉您，就是同意。" />
      <ErrorSummary errors={errorList(errors, ['relation', 'phone', 'from', 'until'])} />
      <Form action={urls.mandates()} formKey={formKey}>
        <HiddenField name="form" value="family" />
        <SelectField
          name="relation"
          label="他（她）是您的"
          empty="请选择"
          options={Object.entries(relationNames).map(([value, label]) => ({ value, label }))}
          value={typed.relation}
          error={errors.relation}
          required
        />
        <TextField
          name="phone"
          label="家人的手机号码"
          hint="会收到一条短信，请家人把 6 位验证码告诉您，就是同意。"
          type="tel"
          inputMode="tel"
          width="half"
          value={typed.phone}
          error={errors.phone}
          required
        />
        <Term {...filled} />
        <Button>发验证码给家人</Button>
      </Form>
    </>
  )
}

function Term({ typed, errors, today }: Filled) {
  return (
    <>
      <DateField name="from" label="从哪一天起" value={typed.from ?? today.toString()} error={errors.from} required />
      <DateField
        name="until"
        label="到哪一天为止"
        hint="当天算在内，最长三年。"
        value={typed.until}
        error={errors.until}
        required
      />
    </>
  )
}
