import { Alert, Button, ButtonRow, Card, Columns, ErrorSummary, errorList, Form, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { requestFieldOrder } from './ask-form.ts'
import { RequestFields, type RequestFieldsProps } from './request-fields.tsx'

type Props = Omit<RequestFieldsProps, 'byStaff'> & {
  formKey: string
  /** Why it was not taken, where that concerns no field. */
  refusal: string | null
}

export function AskPage({ formKey, refusal, ...fields }: Props) {
  return (
    <>
      <PageHeader title="申请公开政府信息" lead="不用注册，不用写理由。提交后当场得到编号、查询码和最迟答复的日期。" />
      {refusal && (
        <Alert tone="warn" title="这次没有提交成功" live>
          <p>{refusal}</p>
        </Alert>
      )}
      <Columns
        asideLabel="说明"
        main={
          <>
            <ErrorSummary errors={errorList(fields.errors, requestFieldOrder)} />
            <Form action={urls.newDisclosure()} formKey={formKey} upload keep="disclosure">
              <RequestFields {...fields} byStaff={false} />
              <Alert tone="info">
                <p>提交就是您的确认；机关也确认收到的那天，是收到申请之日，答复期限从那天起算。</p>
              </Alert>
              <ButtonRow>
                <Button size="large" icon="check">
                  提交申请
                </Button>
              </ButtonRow>
            </Form>
          </>
        }
        aside={
          <>
            <Card title="写清楚，办得快" icon="info">
              <p>一份申请最好只要一样东西。写得出文号、年份、项目名称的，找起来最快。</p>
              <p>
                咨询、投诉、举报不是公开申请，请<a href={urls.newLetter()}>写信</a>。
              </p>
            </Card>
            <Card title="收费、期限、不服怎么办">
              <p>
                <a href={urls.disclosure()}>看依申请公开的说明</a>
              </p>
            </Card>
          </>
        }
      />
    </>
  )
}
