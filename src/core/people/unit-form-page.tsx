import {
  Button,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  PageHeader,
  SelectField,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { unitKindNames } from './change-units.ts'
import { type Division, divisionPath, type Unit } from './units.ts'

const fields = ['name', 'shortName', 'kind', 'parentId', 'divisionCode', 'competentUnitId', 'phone', 'uscc'] as const

export function UnitFormPage({
  values,
  errors,
  units,
  divisions,
  formKey,
}: {
  values: Partial<Record<(typeof fields)[number], string>>
  errors: FieldErrors
  units: Unit[]
  divisions: Division[]
  formKey: string
}) {
  const choices = (some: Unit[]) => some.map((unit) => ({ value: unit.id, label: unit.name }))
  const active = units.filter((unit) => unit.active)
  return (
    <>
      <PageHeader title="新增单位" />
      <ErrorSummary errors={errorList(errors, fields)} />
      <Form action={urls.deskUnits()} formKey={formKey}>
        <TextField name="name" label="单位全称" value={values.name} error={errors.name} required />
        <TextField
          name="shortName"
          label="简称"
          width="half"
          value={values.shortName}
          error={errors.shortName}
          required
        />
        <SelectField
          name="kind"
          label="类别"
          empty="请选择"
          options={Object.entries(unitKindNames).map(([value, label]) => ({ value, label }))}
          value={values.kind}
          error={errors.kind}
          required
        />
        <SelectField
          name="parentId"
          label="上级单位"
          empty="请选择"
          options={choices(active)}
          value={values.parentId}
          error={errors.parentId}
          required
        />
        <SelectField
          name="divisionCode"
          label="所在区划"
          empty="请选择"
          options={divisions.map(({ code }) => ({ value: code, label: divisionPath(divisions, code) }))}
          value={values.divisionCode}
          error={errors.divisionCode}
          required
        />
        <SelectField
          name="competentUnitId"
          label="受理对它的举报的机关"
          hint="对这个单位的举报只送这个机关，本单位和上下级都看不到。"
          empty="请选择"
          options={choices(active.filter((unit) => unit.kind === 'discipline'))}
          value={values.competentUnitId}
          error={errors.competentUnitId}
          required
        />
        <TextField name="phone" label="公开电话" type="tel" width="half" value={values.phone} error={errors.phone} />
        <TextField
          name="uscc"
          label="统一社会信用代码"
          hint="18 位，没有的可以不填。"
          width="half"
          value={values.uscc}
          error={errors.uscc}
        />
        <Button>新增</Button>
      </Form>
    </>
  )
}
