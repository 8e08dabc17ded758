import { audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { needCall, openNumber } from './calls.ts'
import { callBacks } from './tables.ts'

type Working = Pick<House, 'clock' | 'secrets'> & { db: Transaction }

/** 回拨: the number in the clear, to be dialled; each showing is audited. */
export async function showNumber({ db, clock, secrets }: Working, actor: StaffActor, callId: string): Promise<string> {
  const call = await needCall(db, actor, callId)
  const number = openNumber(secrets, call)
  if (call.state !== 'missed' || !number)
    throw new Refusal('not-missed', '这一通不是漏接的来电，或者没有号码可以回拨。')
  await audit(db, { actor, act: 'call.numberShown', subjectType: 'call', subjectId: call.id, at: clock.now() })
  return number
}

/** That it was tried, and whether somebody answered. */
export async function noteCallBack(
  { db, clock }: Working,
  actor: StaffActor,
  callId: string,
  outcome: 'done' | 'unreached',
): Promise<void> {
  const call = await needCall(db, actor, callId, true)
  if (call.state !== 'missed') throw new Refusal('not-missed', '这一通已经接起来了，不用回拨。', { status: 409 })
  const at = clock.now()
  await db.insert(callBacks).values({ id: newId(), callId: call.id, at, by: actor.personId, outcome })
  await audit(db, { actor, act: 'call.calledBack', subjectType: 'call', subjectId: call.id, at, details: { outcome } })
}
