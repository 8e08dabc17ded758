import { epochDayOf, loadCalendar } from '#core/calendar/index.ts'
import { defineTemplates, queueNotice } from '#core/notices/index.ts'
import { type Staff, staffAt, unitDirectory } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { idNamed } from '#platform/id.ts'
import type { Jobs } from '#platform/jobs.ts'
import { formatDate } from '#ui/index.ts'
import { actingFor } from '../work-sight.ts'
import { type DueForReport, dueForReport, markTold } from './due-for-report.ts'

defineTemplates({
  'works.due': {
    version: 1,
    title: '任务节点该报进展（给责任单位，每天最多一条）',
    legal: false,
    sample: { all: '3', late: '其中1个已经过期，', first: '2026-11-30' },
    sms: (v) =>
      `您单位有${v.all}个任务节点该报进展，${v.late}最早的是${v.first}。办成的报佐证，没办成的说明原因，请登录工作台“抓落实台账”。别的时候不用报，`,
  },
})

/** 08:45 in the city on working days; where the machine stood still it is made up for within the morning. */
export const tellingJobs: Jobs = {
  tasks: { 'works:tell-due': tellDue },
  cron: ['45 0 * * * works:tell-due ?fill=3h'],
}

/**
 * One message to each person of a unit of which a report is due, with how many there are and no title: a phone lies open on tables. What was told is
 * marked in the same transaction, and the message's id follows from person, day and milestones: cut off or run twice, it tells once.
 */
export async function tellDue(house: House): Promise<void> {
  const at = house.clock.now()
  const today = dateIn(house.config.timeZone, at)
  const calendar = await loadCalendar(house.db)
  if (!calendar.isWorkday(epochDayOf(today))) return
  await house.db.transaction(async (tx) => {
    const due = await dueForReport(tx, today, calendar)
    const staff = new Map<string, Staff[]>()
    const units = await unitDirectory(tx)
    for (const unitId of new Set(due.flatMap(({ leadUnitId, jointUnitIds }) => [leadUnitId, ...jointUnitIds]))) {
      const people: Staff[] = []
      for (const id of actingFor(unitId, units)) people.push(...(await staffAt(house, tx, id, ['handler', 'head'])))
      staff.set(unitId, people)
    }
    for (const [personId, theirs] of byPerson(due, staff)) {
      await queueNotice(tx, house, {
        id: idNamed(`works.due ${personId} ${today} ${theirs.map(({ milestoneId }) => milestoneId)}`),
        template: 'works.due',
        to: { personId },
        variables: variablesOf(theirs),
        at,
      })
    }
    await markTold(tx, due, today)
  })
}

function byPerson(due: readonly DueForReport[], staff: ReadonlyMap<string, Staff[]>): Map<string, DueForReport[]> {
  const theirs = new Map<string, DueForReport[]>()
  for (const one of due) {
    const people = [one.leadUnitId, ...one.jointUnitIds].flatMap((id) => staff.get(id) ?? [])
    for (const personId of new Set(people.map((person) => person.personId)))
      theirs.set(personId, [...(theirs.get(personId) ?? []), one])
  }
  return theirs
}

function variablesOf(due: readonly DueForReport[]): { all: string; late: string; first: string } {
  const late = due.filter(({ stage }) => stage === 'late').length
  const [first] = due
  return {
    all: String(due.length),
    late: late > 0 ? `其中${late}个已经过期，` : '',
    first: first ? formatDate(first.dueOn) : '',
  }
}
