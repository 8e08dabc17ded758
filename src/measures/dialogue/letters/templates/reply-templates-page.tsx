import type { Typed } from '#core/casework/index.ts'
import {
  Badge,
  Button,
  ButtonRow,
  CheckboxField,
  DataTable,
  DateTimeText,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  LinkButton,
  PageHeader,
  SelectField,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { ReplyTemplate } from './reply-templates.ts'

const newTemplate = <LinkButton href={urls.deskTemplate('new')}>新建模板</LinkButton>

export function ReplyTemplatesPage({ rows }: { rows: (ReplyTemplate & { unitName: string })[] }) {
  return (
    <>
      <PageHeader
        title="答复模板"
        lead="本单位常用的话。插入答复后，请按来信的具体情况改写；照抄的答复会被退回。"
        actions={newTemplate}
      />
      <DataTable
        caption="答复模板"
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => urls.deskTemplate(row.id)}
        columns={[
          { key: 'title', label: '名称', cell: (row) => row.title },
          { key: 'unit', label: '单位', cell: (row) => row.unitName },
          {
            key: 'state',
            label: '状态',
            tight: true,
            cell: (row) => (row.isActive ? <Badge tone="good">使用中</Badge> : <Badge>已停用</Badge>),
          },
          { key: 'updated', label: '最近修改', tight: true, cell: (row) => <DateTimeText at={row.updatedAt} /> },
        ]}
        empty={
          <EmptyState title="本单位还没有模板" action={newTemplate}>
            <p>把常常要写的政策依据、联系方式、办理流程存成模板，拟答复时一点就能插入。</p>
          </EmptyState>
        }
      />
    </>
  )
}

export function ReplyTemplatePage(props: {
  id: string | null
  typed: Typed
  errors: FieldErrors
  units: { value: string; label: string }[]
  formKey: string
}) {
  const { id, typed, errors } = props
  return (
    <>
      <PageHeader title={id ? '修改模板' : '新建模板'} />
      <ErrorSummary errors={errorList(errors, ['unit', 'title', 'body'])} />
      <Form
        action={id ? urls.deskTemplate(id) : urls.deskTemplates()}
        formKey={props.formKey}
        keep={id ?? 'template-new'}
      >
        {!id && props.units.length > 1 && (
          <SelectField name="unit" label="单位" options={props.units} value={typed.unit} error={errors.unit} required />
        )}
        <TextField
          name="title"
          label="名称"
          value={typed.title}
          error={errors.title}
          maxLength={40}
          width="wide"
          required
        />
        <TextArea name="body" label="内容" rows={12} maxLength={3000} value={typed.body} error={errors.body} required />
        {id && (
          <CheckboxField
            name="isActive"
            label="继续使用"
            hint="停用后拟答复时不再出现，已写的答复不受影响"
            checked={typed.isActive === 'yes'}
          />
        )}
        <ButtonRow>
          <Button>保存</Button>
          <LinkButton href={urls.deskTemplates()} variant="quiet">
            取消
          </LinkButton>
        </ButtonRow>
      </Form>
    </>
  )
}
