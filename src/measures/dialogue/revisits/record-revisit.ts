import { audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import { readSampled } from './revisits.ts'
import { type Reached, revisits } from './tables.ts'

export type RevisitInput =
  | { reached: Exclude<Reached, 'reached'> }
  | { reached: 'reached'; solved: boolean; result: number; service: number; reason: string | null }

/** What the writer said, once. Entered by whom the draw sent. */
export async function recordRevisit(
  house: Pick<House, 'clock' | 'secrets'> & { db: Transaction },
  actor: StaffActor,
  { draw, label, input }: { draw: string; label: string; input: RevisitInput },
): Promise<void> {
  const { db, clock } = house
  const sampled = (await readSampled(house, actor, draw)).sampled.find(({ member }) => member === label)
  if (!sampled) throw notFound('回访')
  if (!sampled.isMine) throw forbidden('这一件由抽中的回访人员回访和登记。')
  const at = clock.now()
  const entered = await db
    .insert(revisits)
    .values({ drawId: sampled.drawId, matterId: sampled.matterId, personId: actor.personId, at, ...input })
    .onConflictDoNothing()
    .returning({ drawId: revisits.drawId })
  if (entered.length === 0) throw new Refusal('recorded', '这一件已经登记过回访，不能再改。', { status: 409 })
  await audit(db, { actor, act: 'revisit.recorded', subjectType: 'matter', subjectId: sampled.matterId, at })
}
