import { dayText, type ExplainedDay, type Explanation } from './explanation.ts'

const weekdays = ['一', '二', '三', '四', '五', '六', '日']

/** The explained days on wall calendars, one a month. A calendar is a table; each day says its reason to who cannot see its colour. */
export function MonthCalendars({ explanation, dueOn }: { explanation: Explanation; dueOn: Temporal.PlainDate }) {
  const days = new Map(explanation.map((day) => [day.on.toString(), day]))
  const start = explanation[0]?.on
  const months = [...new Set(explanation.map(({ on }) => on.toPlainYearMonth().toString()))].toSorted()
  return (
    <div class="month-calendars">
      {months.map((month) => (
        <Month key={month} month={Temporal.PlainYearMonth.from(month)} days={days} start={start} dueOn={dueOn} />
      ))}
      <ul class="month-legend">
        <li>
          <span class="day day-start" aria-hidden="true" /> 起算日
        </li>
        <li>
          <span class="day day-counted" aria-hidden="true" /> 计入
        </li>
        <li>
          <span class="day day-left-out" aria-hidden="true" /> 不计入
        </li>
        <li>
          <span class="day day-due" aria-hidden="true" /> 到期日
        </li>
      </ul>
    </div>
  )
}

function Month({
  month,
  days,
  start,
  dueOn,
}: {
  month: Temporal.PlainYearMonth
  days: Map<string, ExplainedDay>
  start: Temporal.PlainDate | undefined
  dueOn: Temporal.PlainDate
}) {
  const first = month.toPlainDate({ day: 1 })
  const cells: (Temporal.PlainDate | null)[] = [
    ...new Array<null>(first.dayOfWeek - 1).fill(null),
    ...Array.from({ length: month.daysInMonth }, (_, at) => first.add({ days: at })),
  ]
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(week * 7, week * 7 + 7))
  return (
    <table class="month-calendar">
      <caption>
        {month.year}年{month.month}月
      </caption>
      <thead>
        <tr>
          {weekdays.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, at) => (
          <tr key={at}>
            {Array.from({ length: 7 }, (_, weekday) => (
              <Day key={weekday} on={week[weekday] ?? null} days={days} start={start} dueOn={dueOn} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({
  on,
  days,
  start,
  dueOn,
}: {
  on: Temporal.PlainDate | null
  days: Map<string, ExplainedDay>
  start: Temporal.PlainDate | undefined
  dueOn: Temporal.PlainDate
}) {
  if (!on) return <td />
  const day = days.get(on.toString())
  if (!day) return <td class="day">{on.day}</td>
  const isStart = start?.equals(on) === true
  const isDue = dueOn.equals(on)
  const look = isDue ? 'day-due' : isStart ? 'day-start' : day.counts ? 'day-counted' : 'day-left-out'
  return (
    <td class={`day ${look}`} title={`${dayText(on)}：${day.reason}`}>
      <b>{on.day}</b>
      <small aria-hidden="true">
        {isDue ? '到期' : isStart ? '起算' : day.counts ? `第${Math.round(day.n ?? 0)}` : mark(day.reason)}
      </small>
      <span class="visually-hidden">
        {isDue && '，到期日'}，{day.reason}
        {day.counts && `，第${day.n}`}
      </span>
    </td>
  )
}

/** One or two characters under a day that does not count. */
function mark(reason: string): string {
  if (reason.startsWith('暂停') || reason.startsWith('已答复')) return '暂停'
  return reason === '周末' ? '周末' : '休'
}
