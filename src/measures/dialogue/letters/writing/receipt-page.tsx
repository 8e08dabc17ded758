import { fullDayText } from '#core/calendar/index.ts'
import {
  Alert,
  ButtonRow,
  Card,
  CardGrid,
  CopyCode,
  Disclosure,
  LinkButton,
  PageHeader,
  QrImage,
  Steps,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Emergency } from '../letter-words.ts'
import type { Track } from '../tracks.ts'
import { TracksTold } from '../tracks-say.tsx'
import { EmergencyCall } from './emergency-call.tsx'

export type Receipt = {
  number: string
  code: string
  title: string
  classTitle: string
  desk: string
  /** Accept and answer limits added, unless `isExact`: then it is dispatched already. */
  latestOn: Temporal.PlainDate
  isExact: boolean
  provisional: boolean
  acceptText: string
  answerText: string
  limitSource: string
  emergency: Emergency | null
  /** Other ways to which the words point. */
  told: readonly Track[]
  isAbusive: boolean
  isForeign: boolean
  isSecret: boolean
  hasPhone: boolean
  /** QR of the follow address, without the code, as a `data:` picture. */
  qr: string
}

/** Seen once after filing: what to keep, until when, what comes next. */
export function ReceiptPage({ receipt, print }: { receipt: Receipt; print?: boolean }) {
  return (
    <>
      <PageHeader title="信已收到" lead={`“${receipt.title}”（${receipt.classTitle}）已由${receipt.desk}收下。`} />
      {receipt.emergency && !print && <EmergencyCall emergency={receipt.emergency} />}
      <Card title="请记下这两个号码" icon="lock" tone="sun">
        <CardGrid columns={2}>
          <CopyCode code={receipt.number} label="编号" />
          <CopyCode code={receipt.code} label="查询码" groupSize={3} />
        </CardGrid>
        <p>
          {`以后凭这两个号码查进度、看答复。查询码只显示这一次${receipt.hasPhone ? '，也已发到您的手机' : ''}。拍张照、抄下来或打印都行，别转给别人。`}
        </p>
        <QrImage src={receipt.qr} alt="扫码打开查信页面，仍需输入查询码" />
        {!print && (
          <ButtonRow>
            <LinkButton href={urls.followMatter(receipt.number)} icon="search">
              看这封信的进度
            </LinkButton>
            <LinkButton href={urls.letterReceiptPrint()} variant="secondary" icon="print">
              打印回执
            </LinkButton>
          </ButtonRow>
        )}
      </Card>
      <Card title={`${receipt.isExact ? '' : '最迟 '}${fullDayText(receipt.latestOn)}前答复`} icon="calendar">
        {receipt.provisional && <p>这一年的放假安排还没公布，日期可能变动；一有变动会通知您。</p>}
        {!receipt.isExact && (
          <p>
            {receipt.hasPhone
              ? '派给办理单位的那天，会再发短信告诉您准确的日期。'
              : '派给办理单位以后有准确的日期，凭编号和查询码查得到，也可拨打 12345 问。'}
          </p>
        )}
        <Disclosure summary="这个日期怎么算的" open={print}>
          {receipt.isExact ? (
            <p>信已直接送到有权处理的机关，从今天算起{receipt.answerText}答复。收信当天、周末和放假的日子不算。</p>
          ) : (
            <p>{`收信后${receipt.acceptText}派给办理单位，派单后${receipt.answerText}答复，两段加起来就是最迟的日期。收信当天、周末和放假的日子不算。`}</p>
          )}
          <p>{`依据：${receipt.limitSource}${receipt.isExact ? '' : '；收信到派单的期限为本市自定（非法律规定）'}。`}</p>
          {!print && (
            <p>
              <a href={urls.followWhy(receipt.number)}>一天一天看</a>，或
              <a href={urls.followCalendarFile(receipt.number)}>存进手机日历</a>
            </p>
          )}
        </Disclosure>
      </Card>
      <Card title="接下来" icon="clock">
        <Steps
          items={[
            { label: '信已收到', state: 'done' },
            receipt.isExact
              ? { label: '已送有权处理的机关', state: 'done' }
              : { label: '确定办理单位', state: 'now', note: receipt.acceptText },
            { label: '办理、答复', state: receipt.isExact ? 'now' : 'next', note: receipt.answerText },
            { label: '您来评价', state: 'next', note: '没解决可以要求换人再办' },
          ]}
        />
      </Card>
      <TracksTold told={receipt.told} />
      {receipt.isSecret && (
        <Alert tone="good" title="已为您保密">
          <p>办理单位看不到您的姓名和手机号。</p>
        </Alert>
      )}
      {receipt.isForeign && (
        <Alert tone="info" title="信照样办理，会找人翻译">
          <p>
            这封信不是用汉字写的，已经标明。答复用中文写；期限一样。We have your letter and will have it translated. For
            help call 12345.
          </p>
        </Alert>
      )}
      {receipt.isAbusive && (
        <Alert tone="info" title="信照样办理">
          <p>
            我们理解您很着急。信里有些激烈的话，办理人员更需要知道时间、地点和经过；想补几句，可以在进度页写“补充说明”。
          </p>
        </Alert>
      )}
    </>
  )
}

/** The cookie of the receipt is gone: nothing is lost, the numbers are in the message. */
export function ReceiptGonePage() {
  return (
    <>
      <PageHeader
        title="回执已经不在这里了"
        lead="为了安全，写完信的回执只保留半小时。编号和查询码已经发到您的手机。"
      />
      <LinkButton href={urls.follow()}>用编号和查询码查信</LinkButton>
    </>
  )
}
