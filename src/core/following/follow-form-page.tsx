import { Alert, Button, ErrorSummary, errorList, type FieldErrors, Form, PageHeader, TextField } from '#ui/index.ts'
import { urls } from '#urls.ts'

export function FollowFormPage({ number, errors, refusal }: { number: string; errors: FieldErrors; refusal?: string }) {
  return (
    <>
      <PageHeader
        title="查进度"
        lead="市长信箱的来信、信访事项、公开申请、首问登记的事项，都在这里查。编号和查询码在短信、回执或首问卡上。"
      />
      <ErrorSummary errors={errorList(errors, ['number', 'code'])} />
      {refusal && (
        <Alert tone="warn" live>
          <p>{refusal}</p>
        </Alert>
      )}
      <Form action={urls.follow()}>
        <TextField
          name="number"
          label="编号"
          hint="一串数字，空格可写可不写"
          value={number}
          error={errors.number}
          inputMode="numeric"
          autocomplete="off"
          width="wide"
          required
        />
        <TextField
          name="code"
          label="查询码"
          hint="6 位数字"
          error={errors.code}
          inputMode="numeric"
          autocomplete="off"
          width="short"
          required
        />
        <Button size="large">查看</Button>
      </Form>
      <p>
        编号或查询码找不到了？请用当时留的手机拨打 <a href="tel:12345">12345</a>，由工作人员帮您查。
      </p>
    </>
  )
}
