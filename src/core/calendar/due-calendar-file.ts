import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator'

/** A due date for the calendar of a phone: a whole day, with a reminder at 09:00 of the day before. Text of an `.ics` file. */
export function dueCalendarFile(due: {
  /** Stable for one thing, so that a moved date replaces the old entry: a matter's number. */
  number: string
  title: string
  dueOn: Temporal.PlainDate
  description?: string
  url?: string
  stampedAt: Temporal.Instant
}): string {
  const calendar = ical({
    name: '办理期限',
    prodId: { company: 'yangguang', product: 'due-dates', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
  })
  const event = calendar.createEvent({
    id: `due-${due.number}`,
    allDay: true,
    start: due.dueOn,
    end: due.dueOn.add({ days: 1 }),
    stamp: due.stampedAt,
    summary: due.title,
    description: due.description ?? null,
    url: due.url ?? null,
  })
  event.createAlarm({ type: ICalAlarmType.display, triggerBefore: 15 * 3600 })
  return calendar.toString()
}
