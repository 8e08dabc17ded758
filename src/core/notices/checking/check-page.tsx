import {
  Alert,
  Button,
  ButtonRow,
  DateTimeText,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  PageHeader,
  Section,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Verdict } from './check-message.ts'

/** 这条消息是不是我们发的. */
export function CheckMessagePage({
  text,
  number,
  verdict,
  errors = {},
  sender,
  timeZone,
}: {
  text: string
  number: string
  verdict: Verdict | null
  errors?: FieldErrors
  /** The number our SMS come from; null where no gateway is configured. */
  sender: string | null
  timeZone: string
}) {
  return (
    <>
      <PageHeader
        title="这条消息是不是我们发的？"
        lead="收到自称“阳光政务”或“市长信箱”的短信、邮件，拿不准真假，把原文粘贴到这里查一查。"
      />
      <ErrorSummary errors={errorList(errors, ['text', 'number'])} />
      {verdict && <VerdictBox verdict={verdict} timeZone={timeZone} />}
      <Form action={urls.checkMessage()}>
        <TextArea
          name="text"
          label="消息原文，或者发来消息的号码"
          hint="尽量整条复制，一个字不改；没法复制的，照着打也可以，标点和空格不要紧。"
          value={text}
          error={errors.text}
          rows={5}
          required
        />
        <TextField
          name="number"
          label="您的来信编号"
          hint="消息里写了编号的，可以填上一起核对。"
          inputMode="numeric"
          width="wide"
          value={number}
          error={errors.number}
        />
        <ButtonRow>
          <Button icon="search">查一查</Button>
        </ButtonRow>
      </Form>
      <Section title="我们从来不会">
        <ul>
          <li>要您转账、汇款、交保证金；</li>
          <li>要您的银行卡号、密码，或把验证码告诉别人；</li>
          <li>要您下载软件、点链接、扫码加好友。</li>
        </ul>
        <p>
          {sender ? `我们的短信从 ${sender} 发出（号码可能被冒用，不能只凭号码判断），` : '我们的短信'}
          都写明“可拨12345核实”。任何时候拿不准，请直接拨打 <a href="tel:12345">12345</a>；已经受骗的，请立即拨打{' '}
          <a href="tel:110">110</a> 或反诈专线 <a href="tel:96110">96110</a>。
        </p>
      </Section>
    </>
  )
}

function VerdictBox({ verdict, timeZone }: { verdict: Verdict; timeZone: string }) {
  switch (verdict.kind) {
    case 'ours':
      return (
        <Alert tone="good" title="是我们发的" live>
          <p>
            这是一条“{verdict.title}”消息，发送时间 <DateTimeText at={verdict.sentAt} timeZone={timeZone} />
            。原文与我们发出的一致。
          </p>
        </Alert>
      )
    case 'otherNumber':
      return (
        <Alert tone="warn" title="消息是我们发的，但不是关于这个编号" live>
          <p>您填的编号不在这条消息里，请核对编号；也可拨打 12345 核实。</p>
        </Alert>
      )
    case 'ourSender':
      return (
        <Alert tone="info" title="这是我们的发送号码，但光凭号码不能断定" live>
          <p>号码可能被冒用。请把消息原文粘贴进来再查一次。</p>
        </Alert>
      )
    case 'otherSender':
      return (
        <Alert tone="warn" title="这不是我们的发送号码" live>
          <p>请不要回拨、不要按它说的做。可把消息原文粘贴进来再查一次，或拨打 12345 核实。</p>
        </Alert>
      )
    default:
      return <NotFound lures={verdict.lures} />
  }
}

function NotFound({ lures }: { lures: string[] }) {
  return lures.length > 0 ? (
    <Alert tone="bad" title="很可能是诈骗，请不要照做" live>
      <p>我们没有发过这条消息，而且它的内容是我们绝不会发的（{lures.join('，')}）。请拨打 96110 反诈专线。</p>
    </Alert>
  ) : (
    <Alert tone="warn" title="没有查到我们发过这条消息" live>
      <p>
        可能是原文没有粘贴完整，或者超过保存期限、已依法删除。在弄清楚以前，请不要照它说的做；拿不准请拨打 12345 核实。
      </p>
    </Alert>
  )
}
