import { allUnits, audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import { newId } from '#platform/id.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Holding } from '../interview.ts'
import type { Subject } from '../subject.ts'
import { findMeeting, needConvenor } from './conference.ts'
import { lastYear, readDemand } from './demand.ts'
import { currentPlan } from './plan.ts'
import { conferenceItems } from './tables.ts'

/** What is to stand in the plan. */
export type PlanLine = { title: string; month: number; subject: Subject; leadUnitId: string; guest: string }

export type NewItem =
  | { kind: 'other'; title: string }
  | ({ kind: 'add' } & PlanLine)
  | ({ kind: 'change'; planKey: string } & PlanLine)
  | { kind: 'strike'; planKey: string }

const mostItems = 40

/** 列入议程. What is to come into the plan carries how many letters asked for its subject in the last year: counted here, by nobody's hand. */
export async function putItem(
  { db, clock, config }: Holding,
  actor: StaffActor,
  meetingId: string,
  item: NewItem,
): Promise<void> {
  await needConvenor(db, actor)
  const meeting = await findMeeting(db, meetingId, { lock: true })
  if (meeting.concludedAt) throw new Refusal('concluded', '会议已经作出决定，议程不能再变。', { status: 409 })
  if (meeting.items.length >= mostItems)
    throw new Refusal('items', `一次会议最多 ${mostItems} 个议题。`, { field: 'title' })
  const planned =
    'planKey' in item ? (await currentPlan(db, meeting.planYear))?.items.find(({ key }) => key === item.planKey) : null
  if ('planKey' in item && !planned) throw new Refusal('plan-key', '请选择计划里的一场访谈。', { field: 'planKey' })
  if ('planKey' in item && meeting.items.some(({ planKey }) => planKey === item.planKey))
    throw new Refusal('plan-key', '这场访谈已经在议程上了。', { field: 'planKey' })
  if ('leadUnitId' in item && !(await allUnits(db)).some(({ id, active }) => id === item.leadUnitId && active))
    throw new Refusal('unit', '请选择牵头单位。', { field: 'leadUnit' })
  const at = clock.now()
  const today = dateIn(config.timeZone, at)
  const { from, to } = lastYear(today)
  const demand = 'subject' in item ? await readDemand(db, config.timeZone, { from, to }, [item.subject]) : null
  await db.insert(conferenceItems).values({
    id: newId(),
    meetingId,
    position: meeting.items.length + 1,
    title: planned?.title ?? '',
    ...item,
    ...(demand &&
      'subject' in item && {
        letters: demand.find(({ subject }) => subject === item.subject)?.letters ?? 0,
        lettersFrom: from,
        lettersTo: to,
      }),
  })
  await audit(db, { actor, act: 'conference.itemPut', subjectType: 'conferenceMeeting', subjectId: meetingId, at })
  await touch(db, ['interview-plan'])
}
