import {
  Button,
  DataTable,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  PageHeader,
  Section,
  StateBadge,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Enterprise } from './mandates.ts'

/** 我的企业: the legal representative names the enterprise; the counter looks at the papers. */
export function EnterprisesPage({
  enterprises,
  formKey,
  errors,
  typed,
}: {
  enterprises: Enterprise[]
  formKey: string
  errors: FieldErrors
  typed: Partial<Record<string, string>>
}) {
  return (
    <>
      <PageHeader
        title="我的企业"
        lead="法定代表人登记企业后，带营业执照和身份证到政务服务中心窗口核实一次，就可以在网上授权经办人。"
      />
      <ErrorSummary errors={errorList(errors, ['enterpriseName', 'uscc', 'personName', 'idNumber'])} />
      <DataTable
        caption="我登记的企业"
        captionHidden
        rows={enterprises}
        rowKey={(one) => one.id}
        empty={<EmptyState title="还没有登记企业">在下面填写营业执照上的内容。</EmptyState>}
        columns={[
          { key: 'name', label: '企业', cell: (one) => one.name },
          { key: 'uscc', label: '统一社会信用代码', cell: (one) => one.uscc },
          { key: 'state', label: '状态', cell: stateOf },
        ]}
      />
      <Section title="登记企业">
        <Form action={urls.enterprises()} formKey={formKey}>
          <TextField
            name="enterpriseName"
            label="企业全称"
            value={typed.enterpriseName}
            error={errors.enterpriseName}
            required
          />
          <TextField
            name="uscc"
            label="统一社会信用代码"
            hint="营业执照上的 18 位数字和字母。"
            width="half"
            value={typed.uscc}
            error={errors.uscc}
            required
          />
          <TextField
            name="personName"
            label="您的姓名"
            width="half"
            value={typed.personName}
            error={errors.personName}
            required
          />
          <TextField
            name="idNumber"
            label="您的身份证号码"
            hint="只用来在窗口核对，加密保存，窗口只看到首尾几位。"
            width="half"
            value={typed.idNumber}
            error={errors.idNumber}
            required
          />
          <Button>登记</Button>
        </Form>
      </Section>
    </>
  )
}

function stateOf(one: Enterprise) {
  if (one.confirmedAt) return <StateBadge state="已核实" tone="good" />
  return one.refusedAt ? <StateBadge state="未通过或已更换" /> : <StateBadge state="待窗口核实" tone="warn" />
}
