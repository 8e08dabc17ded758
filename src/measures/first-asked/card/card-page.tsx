import { fullDayText } from '#core/calendar/index.ts'
import { Card, CardGrid, CopyCode, DescriptionList, LinkButton, NumberText, PageHeader, QrImage } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { ContactCard } from './card.ts'

/** Shown to the clerk once after registering: turned round, it is the visitor's card on a screen; printed, it is one of 80 mm. */
export function CardPage({ card }: { card: ContactCard }) {
  return (
    <>
      <PageHeader
        title="首问卡"
        lead="请交给问事人：打印出来，或把屏幕转过去让人拍下。查询码只在这里显示这一次。"
        actions={
          <>
            <LinkButton href={urls.deskContactCardPrint()} icon="print" keys="p" keysLabel="打印首问卡">
              打印首问卡
            </LinkButton>
            <LinkButton href={urls.deskContacts()} variant="secondary" keys="n" keysLabel="接待下一位">
              接待下一位
            </LinkButton>
            <LinkButton href={urls.deskInquiry(card.number)} variant="quiet">
              去办这件事
            </LinkButton>
          </>
        }
      />
      <Card title="您的首问卡" tone="sun" icon="user">
        <CardGrid columns={2}>
          <CopyCode code={card.number} label="编号" />
          <CopyCode code={card.code} label="查询码" groupSize={3} />
        </CardGrid>
        <Facts card={card} />
        <QrImage src={card.qr} alt="扫码看办到哪一步，仍需输入查询码" caption="扫码看进度" />
      </Card>
    </>
  )
}

export function PrintedCard({ card }: { card: ContactCard }) {
  return (
    <>
      <h1>首问卡</h1>
      <p>
        编号 <NumberText value={card.number} />
        <br />
        查询码 <NumberText value={card.code} groupSize={3} />
      </p>
      <Facts card={card} />
      <QrImage src={card.qr} alt="扫码看办到哪一步" caption="扫码看进度，输入查询码" />
    </>
  )
}

function Facts({ card }: { card: ContactCard }) {
  const { firstAsked, guidedTo, dueOn } = card
  return (
    <DescriptionList
      items={[
        { label: '首问责任人', value: [firstAsked.unit, firstAsked.person].filter(Boolean).join(' ') },
        { label: '电话', value: firstAsked.phone },
        {
          label: '接下来',
          value: guidedTo
            ? `已转${guidedTo}，对方接下之前仍由首问责任人负责；换了谁办都会告诉您。`
            : '由首问责任人办理，有了结果告诉您。',
        },
        {
          label: '最迟答复',
          value: dueOn && `${fullDayText(dueOn)}${card.provisional ? '（放假安排未公布，可能变动）' : ''}`,
        },
        {
          label: '没人管、推来推去',
          value: (
            <>
              请拨打 12345，报上编号；或凭编号和查询码<a href={urls.complaintDoor()}>反映首问责任没落实</a>。
            </>
          ),
        },
      ]}
    />
  )
}

export function CardGonePage() {
  return (
    <>
      <PageHeader
        title="这张首问卡已经不在这里了"
        lead="为了安全，登记后的首问卡只在这台电脑上保留半小时。问事人留了手机号的，编号和查询码已经发到他的手机。"
      />
      <LinkButton href={urls.deskContacts()}>回到首问登记</LinkButton>
    </>
  )
}
