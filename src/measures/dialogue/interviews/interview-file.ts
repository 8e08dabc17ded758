import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Interview } from './interview.ts'

/** The interview as an `.ics` file; a cancelled one says so. */
export function interviewCalendarFile(
  interview: Interview,
  unitName: string,
  url: string,
  stampedAt: Temporal.Instant,
): string {
  const calendar = ical({
    name: '在线访谈',
    prodId: { company: 'yangguang', product: 'interviews', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
  })
  calendar.createEvent({
    id: `interview-${interview.number}`,
    start: interview.startsAt,
    end: interview.endsAt,
    stamp: stampedAt,
    summary: `在线访谈：${interview.title}`,
    location: interview.place,
    description: `${unitName}\n${interview.about}`,
    url,
    status: interview.cancelledAt ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  return calendar.toString()
}
