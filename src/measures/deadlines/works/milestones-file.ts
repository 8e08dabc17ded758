import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator'
import { groupNumber } from '#core/matters/index.ts'
import type { OpenWork } from './open-work.ts'

export const calendarHeaders = {
  'Content-Type': 'text/calendar; charset=utf-8',
  'Content-Disposition': 'attachment; filename="milestones.ics"',
} as const

type Dated = { row: Pick<OpenWork['row'], 'number' | 'title'>; milestones: readonly OpenWork['milestones'][number][] }

/** Milestones that are not there yet, as whole days with a reminder at 09:00 of the day before. Text of an `.ics` file; a moved date replaces the old entry. */
export function milestonesFile(works: readonly Dated[], stampedAt: Temporal.Instant): string {
  const calendar = ical({
    name: '抓落实台账节点',
    prodId: { company: 'yangguang', product: 'milestones', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
  })
  for (const { row, milestones } of works) {
    for (const milestone of milestones) {
      if (milestone.provedAt) continue
      const event = calendar.createEvent({
        id: `milestone-${row.number}-${milestone.position}`,
        allDay: true,
        start: milestone.dueOn,
        end: milestone.dueOn.add({ days: 1 }),
        stamp: stampedAt,
        summary: `${milestone.title}（${row.title}）`,
        description: `任务编号 ${groupNumber(row.number)}，第 ${milestone.position} 个节点`,
      })
      event.createAlarm({ type: ICalAlarmType.display, triggerBefore: 15 * 3600 })
    }
  }
  return calendar.toString()
}
