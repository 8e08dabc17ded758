import {
  Button,
  CheckboxGroup,
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

export type NewKeyValues = { name: string; unitId: string; personId: string; scopes: string[]; days: string }

/** First the unit, then one of its staff: two small forms, so that it works without script. */
export function NewApiKeyPage({
  units,
  staff,
  words,
  values,
  errors,
  formKey,
}: {
  units: { id: string; name: string }[]
  /** Of the chosen unit. */
  staff: { personId: string; name: string; staffNumber: string }[]
  words: Readonly<Record<string, string>>
  values: NewKeyValues
  errors: FieldErrors
  formKey: string
}) {
  const unit = units.find(({ id }) => id === values.unitId)
  return (
    <>
      <PageHeader title="新增接口密钥" lead={unit ? unit.name : '先选单位。'} />
      <ErrorSummary errors={errorList(errors, ['unitId', 'name', 'personId', 'scopes', 'days'])} />
      <Form action={urls.newDeskApiKey()} method="get">
        <SelectField
          name="unit"
          label="单位"
          empty="请选择"
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
          value={values.unitId}
          error={errors.unitId}
          required
        />
        <Button variant={unit ? 'secondary' : 'primary'}>{unit ? '换一个单位' : '下一步'}</Button>
      </Form>
      {unit && (
        <Form action={urls.deskApiKeys()} formKey={formKey}>
          <HiddenField name="unitId" value={unit.id} />
          <TextField
            name="name"
            label="用途"
            hint="哪个系统、做什么，例如“住建局办件系统对接”"
            value={values.name}
            error={errors.name}
            required
          />
          <SelectField
            name="personId"
            label="以谁的身份"
            hint="经接口办的都记在这位工作人员名下，权限不超过他在本单位的角色"
            empty="请选择"
            options={staff.map(({ personId, name, staffNumber }) => ({
              value: personId,
              label: `${name}（${staffNumber}）`,
            }))}
            value={values.personId}
            error={errors.personId}
            required
          />
          <CheckboxGroup
            name="scopes"
            label="权限"
            hint="够用就好"
            options={Object.entries(words).map(([value, label]) => ({ value, label, hint: value }))}
            values={values.scopes}
            error={errors.scopes}
            required
          />
          <TextField
            name="days"
            label="有效多少天"
            hint="最多 366 天，到期前换新的"
            inputMode="numeric"
            width="short"
            value={values.days}
            error={errors.days}
            required
          />
          <Button>生成密钥</Button>
        </Form>
      )}
    </>
  )
}
