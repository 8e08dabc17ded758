import {
  Badge,
  Button,
  Card,
  DateTimeText,
  EmptyState,
  Form,
  HiddenField,
  KeyPager,
  LinkButton,
  PageHeader,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Inbox } from './inbox.ts'

/** 站内信箱: every message to this person, whatever medium it went by. */
export function InboxPage({
  inbox: { messages, unread, nextKey },
  links,
  href,
  timeZone,
  isFirst,
}: {
  inbox: Inbox
  /** By matter. */
  links: ReadonlyMap<string, string>
  href: (after?: string) => string
  timeZone: string
  isFirst: boolean
}) {
  const newest = messages[0]
  return (
    <>
      <PageHeader
        title="站内信箱"
        lead={unread > 0 ? `有 ${unread} 条没有读过。` : '都读过了。'}
        actions={
          <LinkButton href={urls.accountMessages()} variant="secondary">
            消息设置
          </LinkButton>
        }
      />
      {unread > 0 && newest && isFirst && (
        <Form action={href()}>
          <HiddenField name="until" value={newest.id} />
          <Button variant="secondary" icon="check">
            全部标为已读
          </Button>
        </Form>
      )}
      {messages.length === 0 && (
        <EmptyState title="还没有消息" icon="empty">
          <p>您的事有了进展，消息会按时间排在这里，最新的在最前面。</p>
        </EmptyState>
      )}
      {messages.map(({ id, matterId, title, text, createdAt, isNew }) => (
        <Card key={id} title={title} headingLevel={2} tone={isNew ? 'sun' : 'plain'}>
          <p>{text}</p>
          <p class="card-meta">
            <DateTimeText at={createdAt} timeZone={timeZone} /> {isNew && <Badge tone="sun">未读</Badge>}{' '}
            {matterId && links.has(matterId) && <a href={links.get(matterId)}>打开这件事</a>}
          </p>
        </Card>
      ))}
      {messages.length > 0 && <KeyPager shown={messages.length} nextHref={nextKey ? href(nextKey) : undefined} />}
    </>
  )
}
