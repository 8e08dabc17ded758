import { fullDayText, type RulesInWords } from '#core/calendar/index.ts'
import { ButtonRow, Card, CardGrid, CopyCode, LinkButton, PageHeader, QrImage, Steps } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { classWord, handlingRule, isReview } from '../petition.ts'
import { Danger } from './new-petition-page.tsx'

export type Receipt = {
  number: string
  code: string
  title: string
  class: string
  office: string
  /** For danger words. */
  words: string
  dueOn: Temporal.PlainDate | null
  /** Of the routing; null where it is with the competent body already. */
  routeBy: Temporal.PlainDate | null
  qr: string
  rule: RulesInWords
}

/** Seen once after filing, or handed over the counter: what to keep, what comes next. */
export function ReceiptPage({ receipt, print }: { receipt: Receipt; print?: boolean }) {
  return (
    <>
      <PageHeader
        title={isReview(receipt.class) ? `${classWord(receipt.class)}请求已收到` : '信访事项已登记'}
        lead={`“${receipt.title}”（${classWord(receipt.class)}）已由${receipt.office}收下。`}
      />
      {!print && <Danger words={receipt.words} />}
      <Card title="请记下这两个号码" icon="lock" tone="sun">
        <CardGrid columns={2}>
          <CopyCode code={receipt.number} label="编号" />
          <CopyCode code={receipt.code} label="查询码" groupSize={3} />
        </CardGrid>
        <p>以后凭这两个号码查每一步、下载意见书、申请复查。查询码只显示这一次，别转给别人。</p>
        <QrImage src={receipt.qr} alt="扫码打开查进度页面，仍需输入查询码" />
        {!print && (
          <ButtonRow>
            <LinkButton href={urls.followMatter(receipt.number)} icon="search">
              看进度
            </LinkButton>
            <LinkButton href={urls.petitionReceiptPrint()} variant="secondary" icon="print">
              打印回执
            </LinkButton>
          </ButtonRow>
        )}
      </Card>
      <Card title="接下来" icon="clock">
        <Steps items={stepsOf(receipt)} />
      </Card>
    </>
  )
}

function stepsOf({ class: of, dueOn, routeBy, rule }: Receipt) {
  const by = (date: Temporal.PlainDate | null) => (date ? `${fullDayText(date)}前` : '按法定期限')
  if (isReview(of))
    return [
      { label: '请求已收到', state: 'done' as const },
      { label: `出具${classWord(of)}意见`, state: 'now' as const, note: by(dueOn) },
    ]
  return [
    { label: '已登记', state: 'done' as const },
    ...(routeBy ? [{ label: '转给有权处理的单位', state: 'now' as const, note: by(routeBy) }] : []),
    {
      label: '告知是否受理',
      state: routeBy ? ('next' as const) : ('now' as const),
      note: dueOn ? `最迟${fullDayText(dueOn)}` : `收到之日起${rule('PET-2').span}内`,
    },
    { label: '办理、出具意见', state: 'next' as const, note: `受理之日起${rule(handlingRule(of)).span}内` },
    ...(of === 'appeal'
      ? [
          {
            label: '不服可以申请复查、复核',
            state: 'next' as const,
            note: `收到意见书之日起${rule('PET-7-ask').span}内`,
          },
        ]
      : []),
  ]
}

/** The cookie of the receipt is gone: nothing is lost, the numbers are in the message. */
export const ReceiptGonePage = () => (
  <>
    <PageHeader
      title="回执已经不在这里了"
      lead="为了安全，回执只保留半小时。编号和查询码已经发到您留的手机；没有留手机的，请看打印的回执。"
    />
    <LinkButton href={urls.follow()}>用编号和查询码查进度</LinkButton>
  </>
)
