import { eq } from 'drizzle-orm'
import { act, matters } from '#core/matters/index.ts'
import { audit } from '#core/people/index.ts'
import { type StaffActor, systemActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import { readSampled } from './revisits.ts'
import { type Reached, revisits } from './tables.ts'

export type RevisitInput =
  | { reached: Exclude<Reached, 'reached'> }
  | {
      reached: 'reached'
      solved: boolean
      result: number
      service: number
      reason: string | null
      /** Of what is not solved: what the writer says, for whoever does it again; null where they want nothing more. */
      again: string | null
    }

/** What the writer said, once. Entered by whom the draw sent. */
export async function recordRevisit(
  house: Pick<House, 'clock' | 'secrets' | 'config'> & { db: Transaction },
  actor: StaffActor,
  { draw, label, input }: { draw: string; label: string; input: RevisitInput },
): Promise<void> {
  const { db, clock } = house
  const sampled = (await readSampled(house, actor, draw)).sampled.find(({ member }) => member === label)
  if (!sampled) throw notFound('回访')
  if (!sampled.isMine) throw forbidden('这一件由抽中的回访人员回访和登记。')
  const at = clock.now()
  const { again, ...said } = 'again' in input ? input : { ...input, again: null }
  const entered = await db
    .insert(revisits)
    .values({ drawId: sampled.drawId, matterId: sampled.matterId, personId: actor.personId, at, ...said })
    .onConflictDoNothing()
    .returning({ drawId: revisits.drawId })
  if (entered.length === 0) throw new Refusal('recorded', '这一件已经登记过回访，不能再改。', { status: 409 })
  if (again) await goesBack(house, sampled.matterId, again)
  await audit(db, { actor, act: 'revisit.recorded', subjectType: 'matter', subjectId: sampled.matterId, at })
}

/** 没有解决的退回承办单位，换人再办；已经换过人的进入复核。 What is under way again by now is not sent back twice. */
async function goesBack(
  house: Pick<House, 'clock' | 'secrets' | 'config'> & { db: Transaction },
  matterId: string,
  text: string,
): Promise<void> {
  const [letter] = await house.db
    .select({ state: matters.state, outcome: matters.outcome })
    .from(matters)
    .where(eq(matters.id, matterId))
  // What a review ended, lawfully and explained, a revisit does not open: a new fact does.
  if (letter?.state === 'closed' && letter.outcome !== 'ended' && letter.outcome !== 'otherTrack')
    await act(house, systemActor('revisit'), matterId, { type: 'reopen', text, revisited: true })
}
