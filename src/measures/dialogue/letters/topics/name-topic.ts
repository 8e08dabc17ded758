import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { words } from '#core/casework/index.ts'
import { audit, defineAuditActs, type Unit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { touch } from '#platform/page-cache/index.ts'
import { letterTopics } from './tables.ts'

defineAuditActs({
  'letterTopic.named': '给热点话题定名、指定答复单位',
  'letterTopic.answered': '公开热点话题的统一答复',
})

export const namingForm = z.object({
  title: words('话题名称', { least: 4, most: 40 }),
  unit: z.string().optional(),
  isHidden: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
})

/** What the topic is called, who answers for the whole, and whether the public sees it: said by a dispatcher or 督查. Audit: letterTopic.named. */
export async function nameTopic(
  house: Pick<House, 'clock'> & { db: Db },
  actor: StaffActor,
  id: string,
  named: { title: string; unit: Pick<Unit, 'id' | 'name'> | null; isHidden: boolean },
): Promise<void> {
  const at = house.clock.now()
  await house.db
    .update(letterTopics)
    .set({
      title: named.title,
      unitId: named.unit?.id ?? null,
      unitName: named.unit?.name ?? null,
      isHidden: named.isHidden,
      namedBy: actor.personId,
      namedAt: at,
    })
    .where(eq(letterTopics.id, id))
  await audit(house.db, { actor, act: 'letterTopic.named', subjectType: 'letterTopic', subjectId: id, at })
  await touch(house.db, ['topics', `topic:${id}`])
}
