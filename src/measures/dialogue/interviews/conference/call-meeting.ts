import { audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Holding } from '../interview.ts'
import { membersNow, needConvenor } from './conference.ts'
import { conferenceMeetings } from './tables.ts'

export type NewMeeting = { title: string; heldAt: Temporal.Instant; place: string; planYear: number }

/** 召集会议: public at once, agenda and decisions as they come. Returns its id. */
export async function callMeeting({ db, clock }: Holding, actor: StaffActor, input: NewMeeting): Promise<string> {
  await needConvenor(db, actor)
  if ((await membersNow(db)).length < 2)
    throw new Refusal('members', '先登记成员单位，再召集会议。', { field: 'title' })
  const id = newId()
  const at = clock.now()
  await db.insert(conferenceMeetings).values({ id, ...input, calledAt: at, calledBy: actor.personId })
  await audit(db, { actor, act: 'conference.called', subjectType: 'conferenceMeeting', subjectId: id, at })
  await touch(db, ['interview-plan'])
  return id
}
