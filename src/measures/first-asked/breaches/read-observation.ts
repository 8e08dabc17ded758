import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { chooseUnit, NotFilled, readForm, type Typed } from '#core/casework/index.ts'
import { checkNumber, matters, visibleTo } from '#core/matters/index.ts'
import { allUnits } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { personNamed } from './breach-acts.ts'
import type { Reading } from './open-breach.ts'
import { observationForm } from './raise-breach.ts'

/**
 * 督查发现的 as it was typed: the unit by any of its names, the person by name or staff number, what was asked by its number.
 *
 * @throws NotFilled, Refusal with the field that can mend it
 */
export async function readObservation(
  house: Reading,
  actor: StaffActor,
  typed: Typed,
): Promise<{
  about: { unitId: string; personId: string | null; matterId: string | null }
  input: z.output<typeof observationForm>
}> {
  const input = readForm(observationForm, typed)
  const units = (await allUnits(house.db)).filter(({ active }) => active)
  const { id: unitId } = chooseUnit('unit', typed.unit, units)
  const personId = await personNamed({ house }, unitId, typed.person ?? '')
  const matterId = await matterNumbered(house.db, actor, typed.matter ?? '')
  return { about: { unitId, personId, matterId }, input }
}

/** Only of what the supervisor sees; anything else is as if it were not there. */
async function matterNumbered(db: Db, actor: StaffActor, typed: string): Promise<string | null> {
  if (typed.trim() === '') return null
  const number = checkNumber(typed)
  if (!number.ok) throw new NotFilled({ matter: number.message })
  const [row] = await db
    .select({ id: matters.id })
    .from(matters)
    .where(and(eq(matters.number, number.value), visibleTo(actor)))
  if (!row) throw new NotFilled({ matter: '没有找到这个编号，请核对；没有登记过的，空着就行。' })
  return row.id
}
