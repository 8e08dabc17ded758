import {
  Button,
  DataTable,
  DateTimeText,
  EmptyState,
  Form,
  KeyPager,
  LinkButton,
  PageHeader,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { DeadLetter, MediumFigures } from './notice-figures.ts'

const mediumNames: Record<string, string> = { sms: '短信', email: '邮件', wechat: '微信', inbox: '只进站内信箱' }
const mediumName = (channel: string): string => mediumNames[channel] ?? channel

const failureWords: Record<string, string> = {
  'outcome-unknown': '送出后没有回音，不知对方收到没有',
  timeout: '对方一直没有回答',
  unreachable: '连不上对方',
  interrupted: '发送时程序中断',
  'bad-address': '地址不是一个邮箱',
  INVALID_NUMBER: '号码无效',
  BLACKLISTED: '号码在网关黑名单里',
  CONTENT_REFUSED: '内容被网关拒绝',
  BAD_SIGNATURE: '签名不对，请检查短信网关密钥',
  'wechat-43004': '对方没有关注公众号',
  'wechat-40003': '微信账号不对',
  'wechat-45009': '微信接口调用次数用完',
  'smtp-535': '邮件服务器不认用户或口令',
  'smtp-550': '没有这个邮箱',
}

/** 消息投递: figures and dead letters. Neither numbers nor words of anybody's message are shown. */
export function NoticesPage({
  figures,
  dead,
  nextKey,
  timeZone,
  formKey,
}: {
  figures: MediumFigures[]
  dead: DeadLetter[]
  nextKey: string | null
  timeZone: string
  formKey: () => string
}) {
  return (
    <>
      <PageHeader
        title="消息投递"
        lead="短信、微信、邮件有没有发出去。这里看不到任何人的号码和消息内容。"
        actions={
          <LinkButton href={urls.deskNoticeTemplates()} variant="secondary">
            消息模板
          </LinkButton>
        }
      />
      <Section title="最近 24 小时">
        <DataTable
          caption="各种方式的投递情况"
          captionHidden
          rows={figures}
          rowKey={(row) => row.channel}
          empty={<EmptyState title="最近 24 小时没有消息" />}
          columns={[
            { key: 'channel', label: '方式', cell: (row) => mediumName(row.channel) },
            { key: 'sent', label: '已交出', numeric: true, cell: (row) => row.sent },
            { key: 'waiting', label: '等待中', numeric: true, cell: (row) => row.waiting },
            { key: 'dead', label: '未能送达', numeric: true, cell: (row) => row.dead },
            { key: 'delivered', label: '回执：到达', numeric: true, cell: (row) => row.delivered },
            { key: 'undelivered', label: '回执：没到', numeric: true, cell: (row) => row.undelivered },
            {
              key: 'p95',
              label: '95% 在几秒内交出',
              numeric: true,
              cell: (row) => (row.p95 === null ? '—' : row.p95.toFixed(1)),
            },
          ]}
        />
        <p class="field-hint">“几秒内交出”不计留到早上再发的消息。</p>
      </Section>
      <Section title="未能送达">
        <DataTable<DeadLetter>
          caption="未能送达的消息，新的在前"
          captionHidden
          rows={dead}
          rowKey={(row) => row.id}
          empty={<EmptyState title="没有未能送达的消息" icon="check" />}
          columns={[
            { key: 'title', label: '消息', cell: (row) => row.title },
            { key: 'channel', label: '方式', tight: true, cell: (row) => mediumName(row.channel) },
            { key: 'failure', label: '原因', cell: (row) => failureWords[row.failure] ?? `代码 ${row.failure}` },
            { key: 'attempts', label: '试过', numeric: true, cell: (row) => `${row.attempts} 次` },
            {
              key: 'createdAt',
              label: '时间',
              tight: true,
              cell: (row) => <DateTimeText at={row.createdAt} timeZone={timeZone} />,
            },
            { key: 'retry', label: '处理', cell: (row) => <Retry row={row} formKey={formKey()} /> },
          ]}
        />
        {dead.length > 0 && <KeyPager shown={dead.length} nextHref={nextKey ? urls.deskNotices(nextKey) : undefined} />}
      </Section>
    </>
  )
}

function Retry({ row, formKey }: { row: DeadLetter; formKey: string }) {
  if (!row.mayRetry) return <>不能重发：可能已收到</>
  return (
    <Form action={urls.deskNoticeRetry(row.id)} formKey={formKey}>
      <Button variant="secondary" size="small">
        重发
      </Button>
    </Form>
  )
}
