import { Alert, DataTable, DateText, Disclosure, formatDateLong, Section } from '#ui/index.ts'
import { type ExplainedDay, type Explanation, explainText } from './explanation.ts'
import { MonthCalendars } from './month-calendar.tsx'

/** Beyond this a wall of calendars says less than the list. */
const MOST_DAYS_AS_CALENDAR = 190
const MOST_ROWS = 800

/** 这个日期怎么算的: the days with their reasons, as small calendars and as a list; the warning where a decree is missing. */
export function WhyThisDate({
  explanation,
  dueOn,
  provisional,
  title = '这个日期怎么算的',
}: {
  explanation: Explanation
  dueOn: Temporal.PlainDate
  provisional: boolean
  title?: string
}) {
  const isDaily = explanation.length <= MOST_DAYS_AS_CALENDAR && hasEveryDay(explanation)
  return (
    <Section title={title}>
      {provisional && <ProvisionalWarning dueOn={dueOn} />}
      {isDaily && <MonthCalendars explanation={explanation} dueOn={dueOn} />}
      <Disclosure summary="逐日说明" open={!isDaily || explanation.length <= 12}>
        {explanation.length <= MOST_ROWS ? (
          <DaysTable explanation={explanation} year={dueOn.year} />
        ) : (
          <p>{explainText(explanation)}</p>
        )}
      </Disclosure>
    </Section>
  )
}

/** A year whose decree is not published: the date may move, and who waits for it will be told. */
export function ProvisionalWarning({ dueOn }: { dueOn: Temporal.PlainDate }) {
  return (
    <Alert tone="warn" title="暂定日期">
      {dueOn.year}
      年或所经过年份的放假安排还没有公布，这里只按周末和法定节日推算。安排公布后会重新计算；正在办理的事项，日期有变化会另行通知。
    </Alert>
  )
}

function DaysTable({ explanation, year }: { explanation: Explanation; year: number }) {
  return (
    <DataTable<ExplainedDay>
      caption="从起算日到到期日"
      rows={explanation}
      rowKey={({ on, n }) => `${on} ${n ?? ''}`}
      columns={[
        { key: 'on', label: '日期', tight: true, cell: ({ on }) => <DateText date={on} long thisYear={year} /> },
        {
          key: 'counts',
          label: '是否计入',
          tight: true,
          cell: ({ counts, n }) => (counts ? `第 ${Math.round((n ?? 0) * 100) / 100}` : '不计'),
        },
        { key: 'reason', label: '理由', cell: ({ reason }) => reason },
      ]}
    />
  )
}

const hasEveryDay = (explanation: Explanation): boolean =>
  explanation.every((day, at) => {
    const before = explanation[at - 1]
    return !before || Math.abs(before.on.until(day.on).days) === 1
  })

/** 2026年11月30日（周一） */
export const dueText = (dueOn: Temporal.PlainDate): string => formatDateLong(dueOn, 0)
