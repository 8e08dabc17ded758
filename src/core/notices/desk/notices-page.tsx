import {
  Button,
  DataTable,
  DateTimeText,
  Disclosure,
  EmptyState,
  Form,
  KeyPager,
  LinkButton,
  PageHeader,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { failureWord } from '../failure-words.ts'
import type { DeadGroup, DeadLetter, MediumFigures } from './notice-figures.ts'

const mediumNames: Record<string, string> = {
  sms: '短信',
  email: '邮件',
  wechat: '微信',
  push: '浏览器通知',
  inbox: '只进站内信箱',
}
const mediumName = (channel: string): string => mediumNames[channel] ?? channel

/** 消息投递: figures and dead letters. Neither numbers nor words of anybody's message are shown. */
export function NoticesPage({
  figures,
  groups,
  dead,
  nextKey,
  timeZone,
  formKey,
}: {
  figures: MediumFigures[]
  groups: DeadGroup[]
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
        {groups.length > 0 && <DeadGroups groups={groups} formKey={formKey} />}
        <DataTable<DeadLetter>
          caption="未能送达的消息，新的在前"
          captionHidden
          rows={dead}
          rowKey={(row) => row.id}
          empty={<EmptyState title="没有未能送达的消息" icon="check" />}
          columns={[
            { key: 'title', label: '消息', cell: (row) => row.title },
            { key: 'channel', label: '方式', tight: true, cell: (row) => mediumName(row.channel) },
            { key: 'failure', label: '原因', cell: (row) => failureWord(row.failure) },
            { key: 'attempts', label: '试过', numeric: true, cell: (row) => `${row.attempts} 次` },
            {
              key: 'createdAt',
              label: '时间',
              tight: true,
              cell: (row) => <DateTimeText at={row.createdAt} timeZone={timeZone} />,
            },
            { key: 'retry', label: '处理', cell: (row) => <Handling row={row} formKey={formKey} /> },
          ]}
        />
        {dead.length > 0 && <KeyPager shown={dead.length} nextHref={nextKey ? urls.deskNotices(nextKey) : undefined} />}
      </Section>
    </>
  )
}

/** After an outage: one click for all that stopped for one reason. */
function DeadGroups({ groups, formKey }: { groups: DeadGroup[]; formKey: () => string }) {
  return (
    <DataTable<DeadGroup>
      caption="按方式和原因汇总"
      rows={groups}
      rowKey={({ channel, failure }) => `${channel} ${failure}`}
      columns={[
        { key: 'channel', label: '方式', tight: true, cell: ({ channel }) => mediumName(channel) },
        { key: 'failure', label: '原因', cell: ({ failure }) => failureWord(failure) },
        { key: 'letters', label: '条数', numeric: true, cell: ({ letters }) => letters },
        {
          key: 'again',
          label: '处理',
          cell: ({ channel, failure, again }) =>
            again > 0 ? (
              <Form action={urls.deskNoticeRetries()} formKey={formKey()}>
                <input type="hidden" name="channel" value={channel} />
                <input type="hidden" name="failure" value={failure} />
                <Button variant="secondary" size="small">
                  全部重发（{again} 条）
                </Button>
              </Form>
            ) : (
              '请逐条看'
            ),
        },
      ]}
    />
  )
}

function Handling({ row, formKey }: { row: DeadLetter; formKey: () => string }) {
  return (
    <>
      {row.retry === 'again' && (
        <Form action={urls.deskNoticeRetry(row.id)} formKey={formKey()}>
          <Button variant="secondary" size="small">
            重发
          </Button>
        </Form>
      )}
      {row.retry === 'anyway' && (
        <Disclosure summary="再发一遍">
          <Form action={urls.deskNoticeRetry(row.id)} formKey={formKey()}>
            <label class="choice">
              <input class="form-check-input" type="checkbox" name="anyway" value="yes" required />
              <span class="choice-label">对方可能已经收到，宁可让他收到两遍（有别的方式时换一种方式发）</span>
            </label>
            <Button variant="secondary" size="small">
              再发一遍
            </Button>
          </Form>
        </Disclosure>
      )}
      <Form action={urls.deskNoticeSettlement(row.id)} formKey={formKey()}>
        <Button variant="quiet" size="small">
          不再处理
        </Button>
      </Form>
    </>
  )
}
