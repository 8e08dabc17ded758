import { Alert, Button, ButtonRow, ErrorSummary, errorList, Form, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { requestFieldOrder } from '../asking/ask-form.ts'
import { RequestFields, type RequestFieldsProps } from '../asking/request-fields.tsx'

type Props = Omit<RequestFieldsProps, 'byStaff'> & { formKey: string; refusal: string | null }

/** 登记公开申请: what came by word of mouth, by post or by fax, filled in by staff. */
export function RegisterRequestPage({ formKey, refusal, ...fields }: Props) {
  return (
    <>
      <PageHeader
        title="登记公开申请"
        lead="口头、邮寄、传真提出的，由工作人员代为填写（政府信息公开条例第29条）。不得要求申请人说明理由。"
      />
      {refusal && (
        <Alert tone="warn" title="没有登记成功" live>
          <p>{refusal}</p>
        </Alert>
      )}
      <ErrorSummary errors={errorList(fields.errors, requestFieldOrder)} />
      <Form action={urls.newDeskDisclosure()} formKey={formKey} upload keep="register-disclosure">
        <RequestFields {...fields} byStaff />
        <ButtonRow>
          <Button>登记</Button>
        </ButtonRow>
      </Form>
    </>
  )
}
