import ical, { ICalCalendarMethod } from 'ical-generator'
import type { CalendarYear } from './enter-arrangement.ts'

/** The decreed days off and made-up working days, for the calendar of a phone that is to follow them. Text of an `.ics` file. */
export function workingDaysFile(years: CalendarYear[], stampedAt: Temporal.Instant): string {
  const calendar = ical({
    name: '放假和调休安排',
    prodId: { company: 'yangguang', product: 'working-days', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 24 * 3600,
  })
  for (const year of years) {
    for (const day of year.days) {
      const word = day.kind === 'off' ? `${day.name}放假` : `调休上班（${day.name}）`
      calendar.createEvent({
        id: `day-${day.on}`,
        allDay: true,
        start: day.on,
        end: day.on.add({ days: 1 }),
        stamp: stampedAt,
        summary: year.status === 'provisional' ? `${word}（暂定）` : word,
        description: year.title,
      })
    }
  }
  return calendar.toString()
}
