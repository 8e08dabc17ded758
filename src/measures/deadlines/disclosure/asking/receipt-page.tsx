import { fullDayText } from '#core/calendar/index.ts'
import { ButtonRow, Card, CardGrid, CopyCode, LinkButton, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'

export type RequestReceipt = {
  number: string
  code: string
  title: string
  unit: string
  dueOn: Temporal.PlainDate | null
  provisional: boolean
  /** The unit has it: the date is exact. */
  isReceived: boolean
}

/** Seen once: by the applicant, or by staff who hand it over. */
export function RequestReceiptPage({ receipt, byStaff }: { receipt: RequestReceipt; byStaff: boolean }) {
  const { number, code, title, unit, dueOn, provisional, isReceived } = receipt
  return (
    <>
      <PageHeader title={byStaff ? '申请已登记' : '申请已提交'} lead={`“${title}”已交给${unit}。`} />
      <Card title={byStaff ? '请把这两个号码交给申请人' : '请记下这两个号码'} icon="lock" tone="sun">
        <CardGrid columns={2}>
          <CopyCode code={number} label="编号" />
          <CopyCode code={code} label="查询码" groupSize={3} />
        </CardGrid>
        <p>凭这两个号码查进度、补正、下载答复书。查询码只显示这一次，也会发到所留的手机。</p>
        <ButtonRow>
          {byStaff ? (
            <LinkButton href={urls.deskDisclosure(number)}>去办理</LinkButton>
          ) : (
            <LinkButton href={urls.followMatter(number)} icon="search">
              看申请的进度
            </LinkButton>
          )}
        </ButtonRow>
      </Card>
      {dueOn && (
        <Card title={`${isReceived ? '' : '最迟 '}${fullDayText(dueOn)}前答复`} icon="calendar">
          {provisional && <p>这一年的放假安排还没公布，日期可能变动；一有变动会通知您。</p>}
          {isReceived ? (
            <p>从收到申请的第二天起算，周末和放假的日子不算。</p>
          ) : (
            <p>机关确认收到的那天，会告诉您准确的日期；迟迟不确认的，到期自动按收到起算。</p>
          )}
        </Card>
      )}
    </>
  )
}

export function RequestReceiptGonePage() {
  return (
    <>
      <PageHeader
        title="回执已经不在这里了"
        lead="为了安全，回执只保留半小时。编号和查询码已经发到所留的手机；没有留手机的，请到受理机关查询。"
      />
      <LinkButton href={urls.follow()}>用编号和查询码查进度</LinkButton>
    </>
  )
}
