import { and, asc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { words } from '#core/casework/index.ts'
import { allUnits } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import { replyTemplates } from '../tables.ts'

export type ReplyTemplate = typeof replyTemplates.$inferSelect

export const templateForm = z.object({
  title: words('模板名称', { most: 40 }),
  body: words('模板内容', { least: 10, most: 3000 }),
  isActive: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
})

const writers = ['handler', 'head', 'dispatcher']

/** Units for which the actor keeps templates: where they answer letters themselves. */
export const templateUnits = (actor: StaffActor): string[] => [
  ...new Set(actor.roles.filter(({ role }) => writers.includes(role)).map(({ unitId }) => unitId)),
]

/** Of the actor's units only; those of others do not exist. */
export async function templatesFor(db: Db, actor: StaffActor): Promise<(ReplyTemplate & { unitName: string })[]> {
  const ids = templateUnits(actor)
  if (ids.length === 0) return []
  const rows = await db
    .select()
    .from(replyTemplates)
    .where(inArray(replyTemplates.unitId, ids))
    .orderBy(asc(replyTemplates.title), asc(replyTemplates.id))
  const units = new Map((await allUnits(db)).map((unit) => [unit.id, unit.shortName]))
  return rows.map((row) => ({ ...row, unitName: units.get(row.unitId) ?? '' }))
}

export async function findTemplate(db: Db, actor: StaffActor, id: string): Promise<ReplyTemplate> {
  const [found] = await db
    .select()
    .from(replyTemplates)
    .where(and(eq(replyTemplates.id, id), inArray(replyTemplates.unitId, [...templateUnits(actor), newId()])))
  if (!found) throw notFound('模板')
  return found
}

type Words = z.infer<typeof templateForm>

export async function addTemplate(
  house: Pick<House, 'clock'> & { db: Db },
  actor: StaffActor,
  input: Words & { unitId: string },
): Promise<void> {
  if (!templateUnits(actor).includes(input.unitId)) throw notFound('单位')
  await house.db.insert(replyTemplates).values({
    id: newId(),
    unitId: input.unitId,
    title: input.title,
    body: input.body,
    isActive: true,
    updatedAt: house.clock.now(),
    updatedBy: actor.personId,
  })
}

export async function changeTemplate(
  house: Pick<House, 'clock'> & { db: Db },
  actor: StaffActor,
  id: string,
  input: Words,
): Promise<void> {
  await findTemplate(house.db, actor, id)
  await house.db
    .update(replyTemplates)
    .set({ ...input, updatedAt: house.clock.now(), updatedBy: actor.personId })
    .where(eq(replyTemplates.id, id))
}
