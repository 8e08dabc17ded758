import { eq } from 'drizzle-orm'
import { enterRecord } from '#core/ledger/index.ts'
import { audit, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Holding } from '../interview.ts'
import { subjectWord } from '../subject.ts'
import { findMeeting, type ItemDecision, membersNow, needConvenor } from './conference.ts'
import { currentPlan, type Plan, type PlanItem, planAfter } from './plan.ts'
import { conferenceItems, conferenceMeetings, interviewPlanItems, interviewPlans } from './tables.ts'

export type Conclusion = {
  attended: string[]
  /** By position on the agenda. */
  decisions: ReadonlyMap<number, { decision: ItemDecision; text: string }>
  /** Why the plan is changed; asked only where one stands already. */
  reason: string
}

/**
 * 会议决定: each item of the agenda is decided, once. What was accepted of the plan makes a version of it: the first, or the next with its reason, entered
 * into the public record; the earlier versions stay to be read.
 */
export async function concludeMeeting(
  { db, clock }: Holding,
  actor: StaffActor,
  meetingId: string,
  { attended, decisions, reason }: Conclusion,
): Promise<void> {
  await needConvenor(db, actor)
  const meeting = await findMeeting(db, meetingId, { lock: true })
  const at = clock.now()
  if (meeting.concludedAt) throw new Refusal('concluded', '这次会议已经记录过决定。', { status: 409 })
  if (Temporal.Instant.compare(at, meeting.heldAt) < 0)
    throw new Refusal('too-early', '会议还没有开，到时间以后再记录决定。', { status: 409 })
  if (meeting.items.length === 0) throw new Refusal('no-items', '议程上还没有议题。', { status: 409 })
  const members = new Set((await membersNow(db)).map(({ unitId }) => unitId))
  const present = attended.filter((id) => members.has(id))
  if (present.length < 2) throw new Refusal('attended', '请勾选到会的成员单位，至少两个。', { field: 'attended' })
  const undecided = meeting.items.find(({ position }) => !decisions.has(position))
  if (undecided)
    throw new Refusal('undecided', `第 ${undecided.position} 个议题还没有决定。`, {
      field: `decision${undecided.position}`,
    })
  for (const item of meeting.items) {
    const { decision = null, text = '' } = decisions.get(item.position) ?? {}
    await db.update(conferenceItems).set({ decision, decisionText: text }).where(eq(conferenceItems.id, item.id))
  }
  await db
    .update(conferenceMeetings)
    .set({ concludedAt: at, concludedBy: actor.personId, attendedUnitIds: present })
    .where(eq(conferenceMeetings.id, meetingId))
  const accepted = meeting.items.filter(
    ({ kind, position }) => kind !== 'other' && decisions.get(position)?.decision === 'accepted',
  )
  if (accepted.length > 0) {
    const before = await currentPlan(db, meeting.planYear)
    if (before && [...reason].length < 4)
      throw new Refusal('reason', '计划已经公布过，调整要写明理由，至少 4 个字。', { field: 'reason' })
    const plan = {
      year: meeting.planYear,
      version: (before?.version ?? 0) + 1,
      reason: before ? reason : null,
      meetingId,
      decidedAt: at,
      decidedBy: actor.personId,
    }
    const lines = planAfter(before?.items ?? [], accepted, newId)
    await writePlan(db, plan, lines)
  }
  await audit(db, { actor, act: 'conference.concluded', subjectType: 'conferenceMeeting', subjectId: meetingId, at })
  await touch(db, ['interview-plan'])
}

async function writePlan(db: Db, plan: Plan, lines: Omit<PlanItem, 'year' | 'version'>[]): Promise<void> {
  const { year, version } = plan
  await db.insert(interviewPlans).values(plan)
  if (lines.length > 0) await db.insert(interviewPlanItems).values(lines.map((line) => ({ ...line, year, version })))
  const units = await unitDirectory(db)
  await enterRecord(db, {
    type: 'interview.planned',
    subjectType: 'interviewPlan',
    subjectId: String(year),
    version,
    at: plan.decidedAt,
    document: {
      year,
      version,
      reason: plan.reason ?? '',
      items: lines
        .toSorted((a, b) => a.month - b.month || (a.key < b.key ? -1 : 1))
        .map(({ month, subject, title, leadUnitId, guest, letters }) => ({
          month,
          subject: subjectWord(subject),
          title,
          leadUnit: units.get(leadUnitId)?.name ?? '',
          guest,
          letters: letters ?? 0,
        })),
    },
  })
}
