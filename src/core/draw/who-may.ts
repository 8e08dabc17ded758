import { and, eq } from 'drizzle-orm'
import { type Actor, hasRole } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import { purposeOf } from './purposes.ts'
import { draws } from './tables.ts'

type Draw = typeof draws.$inferSelect

/** Whoever may begin such a draw may go on with it, at the unit that began it. */
export const mayRun = (actor: Actor, draw: Pick<Draw, 'unitId' | 'purpose'>): boolean =>
  actor.kind === 'staff' &&
  hasRole(actor, ...purposeOf(draw.purpose).roles) &&
  actor.roles.some(
    ({ role, unitId }) => unitId === draw.unitId && (purposeOf(draw.purpose).roles as string[]).includes(role),
  )

/** The draw of this number, for whoever runs it; for others there is none at the desk. */
export async function needRunner(db: Db, actor: Actor, number: string, { lock = false } = {}): Promise<Draw> {
  const reading = db
    .select()
    .from(draws)
    .where(and(eq(draws.number, number)))
  const [draw] = await (lock ? reading.for('update') : reading)
  if (!draw || !mayRun(actor, draw)) throw notFound('抽取')
  return draw
}
