import { Button, ButtonRow, ErrorSummary, errorList, Form, LinkButton, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { EmergencyCall } from './emergency-call.tsx'
import { LetterFields, type LetterFormProps, letterFieldOrder } from './letter-form.tsx'
import { type Receipt, ReceiptPage } from './receipt-page.tsx'

/** 登记来访、来函: typed once, by whoever received it. */
export function CounterLetterPage({ formKey, unitName, ...fields }: LetterFormProps & { unitName: string }) {
  return (
    <>
      <PageHeader
        title="登记来访、来函"
        lead={`群众上门说的、交来的书面信，由您写下来，以后不用再说第二遍。${unitName}是首问单位；登记后由市长信箱办公室派单，您能看到它办到哪里。`}
      />
      <ErrorSummary errors={errorList(fields.errors, letterFieldOrder)} />
      <Form action={urls.newDeskLetter()} formKey={formKey} upload keep="counter-letter">
        <p>
          <small>
            书面信请把原件拍照或扫描附上。举报和投诉工作人员不在柜台代写：请来访人自己在网站上写，或拨打
            12388，办理的人以外谁都看不到。
          </small>
        </p>
        <LetterFields {...fields} byStaff />
        <ButtonRow>
          <Button icon="letter">登记并打印回执</Button>
        </ButtonRow>
      </Form>
    </>
  )
}

/** What whoever came takes home. */
export function CounterReceiptPage({ receipt }: { receipt: Receipt }) {
  return (
    <>
      <ButtonRow>
        <LinkButton href={urls.deskLetterReceiptPrint()} icon="print">
          打印回执
        </LinkButton>
        <LinkButton href={urls.newDeskLetter()} variant="secondary" keys="n" keysLabel="再登记一件">
          再登记一件
        </LinkButton>
        <LinkButton href={urls.deskLetter(receipt.number)} variant="quiet">
          看这一件
        </LinkButton>
      </ButtonRow>
      <EmergencyCall emergency={receipt.emergency} />
      <ReceiptPage receipt={receipt} print />
    </>
  )
}
