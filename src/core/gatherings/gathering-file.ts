import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { type Gathering, kindWords } from './gathering.ts'

/** The event as an `.ics` file; a cancelled one says so. */
export function gatheringFile(gathering: Gathering, unitName: string, stampedAt: Temporal.Instant): string {
  const calendar = ical({
    name: kindWords[gathering.kind],
    prodId: { company: 'yangguang', product: 'gatherings', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
  })
  calendar.createEvent({
    id: `gathering-${gathering.number}`,
    start: gathering.startsAt,
    end: gathering.endsAt,
    stamp: stampedAt,
    summary: gathering.title,
    location: gathering.place,
    description: `${unitName}\n${gathering.about}`,
    status: gathering.cancelledAt ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  return calendar.toString()
}
