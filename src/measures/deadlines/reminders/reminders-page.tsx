import {
  type Column,
  DataTable,
  DateText,
  EmptyState,
  formatDateTimeLong,
  KeyPager,
  Light,
  LinkButton,
  NumberText,
  PageHeader,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { deskPathOf, kindTitle } from '../matter-words.ts'
import { lineWords } from './digest.ts'
import type { ReminderRow, Reminders } from './reminders.ts'

const columns: Column<ReminderRow>[] = [
  { key: 'title', label: '办件', cell: ({ matter, title }) => <MatterLink matter={matter} title={title} /> },
  { key: 'number', label: '编号', tight: true, cell: ({ matter }) => <NumberText value={matter.number} /> },
  { key: 'unit', label: '现在由谁办', cell: ({ unit }) => unit },
  { key: 'due', label: '期限', tight: true, cell: ({ matter }) => <Due matter={matter} /> },
]

function MatterLink({ matter, title }: Pick<ReminderRow, 'matter' | 'title'>) {
  const path = deskPathOf(matter)
  const words = `${kindTitle(matter)}：${title}`
  return path ? <a href={path}>{words}</a> : <span>{words}</span>
}

function Due({ matter }: Pick<ReminderRow, 'matter'>) {
  if (matter.closedAt) return <Light color="closed" text="已办结" />
  if (matter.state === 'answered') return <Light color="closed" text="已答复" />
  if (!matter.dueOn) return <>没有期限</>
  return (
    <>
      <Light
        color={matter.light}
        text={matter.light === 'red' ? '已超期' : matter.light === 'yellow' ? '快到期' : '正常'}
      />
      <br />
      <DateText date={matter.dueOn} />
    </>
  )
}

/** 提醒: what the last round told, under the same headings as the message. */
export function RemindersPage({
  reminders,
  timeZone,
  today,
  times,
}: {
  reminders: Reminders | null
  timeZone: string
  today: Temporal.PlainDate
  times: string
}) {
  const at = (instant: Temporal.Instant | null) => (instant ? urls.deskReminders(instant.toString()) : undefined)
  return (
    <>
      <PageHeader
        title="提醒"
        lead={reminders ? `${formatDateTimeLong(reminders.roundAt, timeZone, today.year)}的提醒` : undefined}
        actions={
          <LinkButton href={urls.ladder()} variant="secondary">
            提醒规则
          </LinkButton>
        }
      />
      {!reminders && (
        <EmptyState title="还没有提醒" icon="sun">
          <p>有快到期、超期、被催办、被退回的办件时，工作日 {times} 各提醒一次；没有就不打扰。</p>
        </EmptyState>
      )}
      {reminders?.parts.map(({ what, rows }) => (
        <Section key={what} title={`${lineWords[what]}（${rows.length}）`} id={what}>
          <DataTable
            columns={columns}
            rows={rows}
            rowKey={({ matter }) => matter.id}
            caption={lineWords[what]}
            captionHidden
          />
        </Section>
      ))}
      {reminders && (reminders.earlier || reminders.later) && (
        <KeyPager
          previousHref={at(reminders.later)}
          nextHref={at(reminders.earlier)}
          shown={reminders.parts.reduce((sum, { rows }) => sum + rows.length, 0)}
          note="上一页是更近的一次，下一页是更早的一次"
        />
      )}
    </>
  )
}
