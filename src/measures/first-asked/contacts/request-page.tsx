import { DutiesSay, type Duty } from '#core/duties/index.ts'
import {
  Button,
  Columns,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  HiddenField,
  PageHeader,
  SelectField,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'

export type TypedRequest = { unit: string; what: string; from: string }

/** 单位之间: asked of another unit as a citizen asks a counter. */
export function RequestPage(props: {
  typed: TypedRequest
  errors: FieldErrors
  formKey: string
  mine: { id: string; name: string }[]
  unitNames: string[]
  duties: Duty[]
}) {
  const { typed, errors, mine } = props
  return (
    <>
      <PageHeader
        title="请别的单位协助"
        lead="对方单位是首问责任单位：归它办的负责办完，不归它办的负责引导到该办的单位并跟到底，不能推回来。办没办成，由您单位确认。"
      />
      <ErrorSummary errors={errorList(errors, ['unit', 'what'])} />
      <Columns
        asideLabel="参考"
        main={
          <Form action={urls.deskRequests()} formKey={props.formKey} keep="request">
            {mine.length > 1 ? (
              <SelectField
                name="from"
                label="以哪个单位提出"
                options={mine.map(({ id, name }) => ({ value: id, label: name }))}
                value={typed.from}
              />
            ) : (
              <HiddenField name="from" value={mine[0]?.id ?? ''} />
            )}
            <TextField
              name="unit"
              label="请哪个单位"
              hint="名称、简称或拼音首字母，例如“住建局”或“zjj”"
              value={typed.unit}
              error={errors.unit}
              list={props.unitNames}
              autocomplete="off"
              width="wide"
              required
            />
            <TextArea
              name="what"
              label="要对方协助什么"
              hint="写清办什么、什么时候要；不写群众的姓名、电话"
              value={typed.what}
              error={errors.what}
              rows={5}
              maxLength={1000}
              required
            />
            <Button>提出</Button>
          </Form>
        }
        aside={<DutiesSay duties={props.duties} hasWords={typed.what !== ''} />}
      />
    </>
  )
}
