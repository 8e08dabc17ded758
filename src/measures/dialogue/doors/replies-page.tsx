import { groupNumber } from '#core/matters/index.ts'
import {
  Badge,
  BulkBar,
  Button,
  ButtonRow,
  DataTable,
  DateText,
  DateTimeText,
  EmptyState,
  Form,
  formatShare,
  KeyPager,
  LinkButton,
  PageHeader,
  StatFigure,
  StatRow,
  Tabs,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { doorWord } from '../letters/door.ts'
import type { DoorFigures, RepliesList, Reply, Unanswered } from './replies.ts'

type RepliesPageProps = {
  list: RepliesList | 'unanswered'
  replies: Reply[]
  unanswered: Unanswered[]
  figures: DoorFigures
  nextHref?: string | undefined
  formKey: string
  timeZone: string
}

const tabs = [
  { list: 'waiting', label: '待回到原处' },
  { list: 'unanswered', label: '快满三个月未答复' },
  { list: 'done', label: '已回到原处' },
] as const

/** 在哪里写的，就回到哪里答复. */
export function RepliesPage(props: RepliesPageProps) {
  const { list, figures } = props
  const share = ({ inTime, of }: { inTime: number; of: number }) => (of > 0 ? formatShare(inTime, of) : '—')
  return (
    <>
      <PageHeader
        title="留言答复"
        lead="在留言板、微信、微博、抖音上写的，答复也回到那里。贴好以后在这里登记，谁、什么时候都有记录。"
        actions={
          <>
            <LinkButton href={urls.deskDoorRepliesFile('csv')} variant="secondary" icon="download" download>
              导出 CSV
            </LinkButton>
            <LinkButton href={urls.deskDoorRepliesFile('json')} variant="secondary" icon="download" download>
              导出 JSON
            </LinkButton>
          </>
        }
      />
      <StatRow>
        <StatFigure
          label={`信箱${figures.mailboxWithin}内派出`}
          value={share(figures.mailbox)}
          unit={`（${figures.mailbox.inTime} / ${figures.mailbox.of} 封）`}
          formula="近 30 天网上来信，GB/T 33358-2016（HOT-11）"
        />
        <StatFigure
          label="新媒体 3 分钟内收下"
          value={share(figures.media)}
          unit={`（${figures.media.inTime} / ${figures.media.of} 条）`}
          formula="近 30 天留言，从写下到收下，GB/T 33358-2016（HOT-11）"
        />
      </StatRow>
      <Tabs
        label="留言答复"
        items={tabs.map(({ list: id, label }) => ({
          href: urls.deskDoorReplies({ list: id }),
          label,
          current: id === list,
        }))}
      />
      {list === 'unanswered' ? <UnansweredTable rows={props.unanswered} /> : <RepliesTable {...props} list={list} />}
    </>
  )
}

function RepliesTable({ list, replies, nextHref, formKey, timeZone }: RepliesPageProps & { list: RepliesList }) {
  const isWaiting = list === 'waiting'
  const table = (
    <DataTable<Reply>
      caption={isWaiting ? '待回到原处的答复' : '已回到原处的答复'}
      captionHidden
      rows={replies}
      rowKey={({ id }) => id}
      {...(isWaiting && {
        selectable: { name: 'reply', value: ({ id }: Reply) => id, label: ({ title }: Reply) => `选择 ${title}` },
      })}
      columns={[
        {
          key: 'title',
          label: '留言',
          cell: ({ title, number, url }) => (
            <>
              <a href={urls.deskLetter(number)}>{title || groupNumber(number)}</a>
              {url && (
                <>
                  <br />
                  <a href={url} target="_blank" rel="noopener noreferrer">
                    打开原处
                  </a>
                </>
              )}
            </>
          ),
        },
        { key: 'source', label: '来源', tight: true, cell: ({ source }) => source },
        { key: 'unit', label: '答复单位', cell: ({ unit }) => unit },
        { key: 'text', label: '要贴的答复', cell: ({ text }) => text },
        isWaiting
          ? {
              key: 'at',
              label: '答复时间',
              tight: true,
              cell: ({ answeredAt }) => <DateTimeText at={answeredAt} timeZone={timeZone} />,
            }
          : {
              key: 'at',
              label: '回到原处',
              tight: true,
              cell: ({ postedBackAt }) => postedBackAt && <DateTimeText at={postedBackAt} timeZone={timeZone} />,
            },
      ]}
      empty={
        <EmptyState title={isWaiting ? '没有要回到原处的答复' : '还没有登记过'}>
          留言有了答复，会出现在“待回到原处”。
        </EmptyState>
      }
    />
  )
  return (
    <>
      {isWaiting && replies.length > 0 ? (
        <Form action={urls.deskDoorPostings()} formKey={formKey}>
          <p>
            <small>公开的地方（留言板、微博、抖音）已隐去姓名、电话等，贴之前请再看一遍；微信是私信，原样答复。</small>
          </p>
          {table}
          <BulkBar name="reply">
            <ButtonRow>
              <Button>已回到原处</Button>
            </ButtonRow>
          </BulkBar>
        </Form>
      ) : (
        table
      )}
      <KeyPager nextHref={nextHref} shown={replies.length} />
    </>
  )
}

function UnansweredTable({ rows }: { rows: Unanswered[] }) {
  return (
    <DataTable<Unanswered>
      caption="快满或已满三个月没有答复的来信、留言"
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ number }) => urls.deskLetter(number)}
      columns={[
        { key: 'title', label: '来信、留言', cell: ({ title, number }) => title || groupNumber(number) },
        { key: 'source', label: '来的方式', tight: true, cell: ({ source, channel }) => source ?? doorWord(channel) },
        { key: 'holder', label: '现在由谁办', cell: ({ holder }) => holder },
        { key: 'written', label: '写于', tight: true, cell: ({ writtenOn }) => <DateText date={writtenOn} /> },
        {
          key: 'fails',
          label: '满三个月',
          tight: true,
          cell: ({ failsOn, isPast }) => (
            <>
              <DateText date={failsOn} /> {isPast && <Badge tone="bad">已满</Badge>}
            </>
          ),
        },
      ]}
      empty={
        <EmptyState title="没有快满三个月的">
          有效留言超过三个月没有答复，网站检查即为不合格（国办秘函〔2019〕19号）。
        </EmptyState>
      }
    />
  )
}
