import {
  Alert,
  Badge,
  Card,
  DateTimeText,
  EmptyState,
  FilterBar,
  KeyPager,
  LinkButton,
  PageHeader,
  StateBadge,
  type Tone,
} from '#ui/index.ts'
import { urls } from '../../urls.ts'
import type { OutboxMessage } from './outbox.ts'

const words: Record<OutboxMessage['state'], [string, Tone]> = {
  queued: ['等待发送', 'info'],
  sending: ['正在发送', 'info'],
  sent: ['已送达', 'good'],
  failed: ['稍后重试', 'warn'],
  dead: ['未能送达', 'bad'],
  suppressed: ['不发送', 'neutral'],
}

/** What a phone would show. Only the demonstration city has this page. */
export function OutboxPage({
  messages,
  tail,
  tailFault,
  timeZone,
  nextKey,
}: {
  messages: OutboxMessage[]
  tail: string
  tailFault: string | null
  timeZone: string
  nextKey: string | null
}) {
  return (
    <>
      <PageHeader
        title="短信发件箱（演示）"
        lead="演示城市没有接短信网关：本应发到手机上的短信（包括登录验证码）都落在这里，号码中间四位隐去。"
      />
      <FilterBar
        action={urls.demoOutbox()}
        search={{ name: 'tail', label: '手机号后四位', value: tail, placeholder: '例如 5678' }}
        clearHref={urls.demoOutbox()}
        submitLabel="查看"
      />
      {tailFault && (
        <Alert tone="warn" title="后四位填得不对">
          {tailFault}
        </Alert>
      )}
      <MessageList messages={messages} tail={tail} timeZone={timeZone} />
      {messages.length > 0 && (
        <KeyPager
          shown={messages.length}
          nextHref={nextKey ? `${urls.demoOutbox()}?${new URLSearchParams({ tail, after: nextKey })}` : undefined}
        />
      )}
    </>
  )
}

function MessageList({ messages, tail, timeZone }: { messages: OutboxMessage[]; tail: string; timeZone: string }) {
  if (messages.length === 0) {
    return (
      <EmptyState
        title={tail ? `没有发给尾号 ${tail} 的短信` : '还没有短信'}
        icon="empty"
        action={
          <LinkButton href={tail ? urls.demoOutbox() : urls.newLetter()} variant="secondary">
            {tail ? '查看全部短信' : '写一封信试试'}
          </LinkButton>
        }
      >
        <p>写信、办理、答复时发出的短信会按时间排在这里，最新的在最前面。</p>
      </EmptyState>
    )
  }
  return (
    <>
      {messages.map((message) => (
        <Card key={message.id} title={`发给 ${message.to}`}>
          <p>{message.text}</p>
          <p class="card-meta">
            <DateTimeText at={message.createdAt} timeZone={timeZone} />{' '}
            <StateBadge state={words[message.state][0]} tone={words[message.state][1]} /> <Badge>{message.title}</Badge>
          </p>
        </Card>
      ))}
    </>
  )
}
