import type { DeskRow, TodayPart } from '#core/casework/index.ts'
import type { WorksToday } from '#measures/deadlines/index.ts'
import type { InterviewToday } from '#measures/dialogue/index.ts'
import {
  Alert,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  formatDateLong,
  Light,
  PageHeader,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'

const columnsOf = (hasSeveral: boolean): Column<DeskRow>[] => [
  { key: 'title', label: '事项', cell: (row) => row.title },
  ...(hasSeveral ? [{ key: 'matter', label: '种类', tight: true, cell: (row: DeskRow) => row.matter }] : []),
  { key: 'class', label: '类别', tight: true, cell: (row) => row.className },
  { key: 'holder', label: '现在由谁办', cell: (row) => row.holder },
  { key: 'light', label: '期限', tight: true, cell: (row) => <Light color={row.light.colour} text={row.light.text} /> },
]

const workColumns: Column<WorksToday['rows'][number]>[] = [
  { key: 'title', label: '任务', cell: (row) => row.title },
  { key: 'unit', label: '牵头单位', cell: (row) => row.leadUnit },
  {
    key: 'next',
    label: '节点',
    cell: (row) =>
      row.nextDueOn ? (
        <>
          <DateText date={row.nextDueOn} /> {row.nextTitle}
        </>
      ) : (
        '都办成了'
      ),
  },
]

const interviewColumns: Column<InterviewToday>[] = [
  { key: 'title', label: '访谈', cell: (row) => row.title },
  {
    key: 'left',
    label: '还要做的',
    cell: (row) => (row.leftovers > 0 ? `${row.leftovers} 个问题要答复或者转为来信` : '可以归档'),
  },
  { key: 'due', label: '期限', tight: true, cell: (row) => row.dueOn && <DateText date={row.dueOn} /> },
]

/** What waits for this person. What does not wait takes no room: an empty block would only ask to be read. */
export function TodayPage({
  name,
  today,
  parts,
  works,
  redCount,
  notKept,
  interviews,
}: {
  name: string
  today: Temporal.PlainDate
  parts: TodayPart[]
  works: WorksToday[]
  /** Past their date in the units that this person oversees. */
  redCount: number
  /** Past what this head's units promised, and nobody has said why in public. */
  notKept: number
  /** Over, with questions that want an answer or a letter by a day. */
  interviews: InterviewToday[]
}) {
  const waiting = parts.filter((part) => part.count > 0)
  const waitingWorks = works.filter((part) => part.count > 0)
  const hasSeveral = new Set(waiting.flatMap(({ rows }) => rows.map(({ matter }) => matter))).size > 1
  return (
    <>
      <PageHeader
        title={`${name}，您好`}
        eyebrow={formatDateLong(today, today.year)}
        lead={leadOf([...parts, ...works])}
      />
      {redCount > 0 && (
        <Alert tone="warn" title={`今天红了 ${redCount} 件`}>
          <p>
            <a href={urls.deskRed()}>看在谁手里、谁催过</a>
          </p>
        </Alert>
      )}
      {notKept > 0 && (
        <Alert tone="warn" title={`${notKept} 件超过了本单位的承诺`}>
          <p>
            <a href={`${urls.deskPromises()}#not-kept`}>公开说明理由</a>
          </p>
        </Alert>
      )}
      {waiting.map((part) => (
        <Section
          key={part.href}
          title={`${part.title}（${countOf(part)}）`}
          {...(part.count > part.rows.length && { more: { href: part.href, label: `全部 ${countOf(part)} 件` } })}
        >
          <DataTable
            columns={columnsOf(hasSeveral)}
            rows={part.rows}
            rowKey={(row) => row.id}
            rowHref={(row) => row.href}
            caption={part.title}
            captionHidden
          />
        </Section>
      ))}
      {waitingWorks.map((part) => (
        <Section
          key={part.title}
          title={`${part.title}（${part.count}）`}
          {...(part.count > part.rows.length && { more: { href: part.href, label: `全部 ${part.count} 项` } })}
        >
          <DataTable
            columns={workColumns}
            rows={part.rows}
            rowKey={(row) => row.id}
            rowHref={(row) => urls.deskWork(row.number)}
            caption={part.title}
            captionHidden
          />
        </Section>
      ))}
      {interviews.length > 0 && (
        <Section title={`访谈结束后的提问（${interviews.length}）`}>
          <DataTable
            columns={interviewColumns}
            rows={interviews}
            rowKey={(row) => row.href}
            rowHref={(row) => row.href}
            caption="访谈结束后的提问"
            captionHidden
          />
        </Section>
      )}
      {waiting.length + waitingWorks.length + interviews.length === 0 && parts.length > 0 && (
        <EmptyState title="手头没有等您办的事" icon="sun">
          <p>有新的办件派来、转来或需要您审核时，会出现在这里。</p>
        </EmptyState>
      )}
      {parts.length === 0 && (
        <EmptyState title="您的岗位没有要在这里办理的事">
          <p>请从左边的菜单进入您的工作。</p>
        </EmptyState>
      )}
    </>
  )
}

type Counted = { title: string; count: number; isCapped?: boolean }

const countOf = ({ count, isCapped }: Counted): string => (isCapped ? `${count}+` : String(count))

const leadOf = (parts: Counted[]): string | undefined => {
  const said = parts.filter((part) => part.count > 0).map((part) => `${part.title} ${countOf(part)} 件`)
  return said.length > 0 ? said.join('，') : undefined
}
