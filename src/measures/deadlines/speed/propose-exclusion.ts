import { and, eq, inArray, sql } from 'drizzle-orm'
import { findMatter } from '#core/matters/index.ts'
import { audit, defineAuditActs, requireRole, unitDirectory } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { proposing, proposingRole, refuseUseless } from './exclusion.ts'
import type { ExclusionGround } from './exclusion-words.ts'
import { speedClosings, speedExclusions } from './tables.ts'

defineAuditActs({ proposeExclusion: '提出剔除' })

type Acting = Pick<House, 'clock'> & { db: Db }

/** First of two persons: says which answer should not count against the rate, and on which of the published grounds. */
export async function proposeExclusion(
  house: Acting,
  actor: Actor,
  input: { number: string; seq: number; ground: ExclusionGround },
): Promise<string> {
  requireRole(actor, ...proposing)
  const matter = await findMatter(house.db, actor, input.number)
  if (!matter) throw notFound('办件')
  const [answer] = await house.db
    .select()
    .from(speedClosings)
    .where(and(eq(speedClosings.matterId, matter.id), eq(speedClosings.seq, input.seq)))
  if (!answer)
    throw new Refusal('no-answer', '没有找到这次答复，请重新选择。刚刚答复的，一分钟后再试。', { field: 'seq' })
  const units = await unitDirectory(house.db)
  const lineOf = (id: string) => [id, ...(units.get(id)?.ancestors ?? [])]
  const role = proposingRole(actor, { unitLine: lineOf(answer.unitId), filingLine: lineOf(matter.filingUnitId) })
  refuseUseless(answer)
  const id = newId()
  const at = house.clock.now()
  const made = await house.db
    .insert(speedExclusions)
    .values({
      id,
      matterId: matter.id,
      seq: answer.seq,
      unitId: answer.unitId,
      month: answer.month,
      ground: input.ground,
      status: 'proposed',
      proposedBy: actor.personId,
      proposedRole: role,
      proposedAt: at,
      sampled: false,
    })
    .onConflictDoNothing({
      target: [speedExclusions.matterId, speedExclusions.seq],
      where: sql`status in ('proposed', 'confirmed')`,
    })
    .returning({ id: speedExclusions.id })
  if (made.length === 0)
    throw new Refusal('proposed', '这次答复已经有人提出或已经剔除，不用重复提出。', { field: 'seq' })
  const details = { ground: input.ground, seq: answer.seq, role }
  await audit(house.db, { actor, act: 'proposeExclusion', subjectType: 'matter', subjectId: matter.id, at, details })
  return id
}

export type Answer = typeof speedClosings.$inferSelect & { exclusion: 'proposed' | 'confirmed' | null }

/** The answers of one matter, to choose from; null for what the actor may not see. */
export async function answersOf(
  db: Db,
  actor: Actor,
  number: string,
): Promise<{ number: string; answers: Answer[] } | null> {
  const matter = await findMatter(db, actor, number)
  if (!matter) return null
  const [answers, taken] = await Promise.all([
    db.select().from(speedClosings).where(eq(speedClosings.matterId, matter.id)).orderBy(speedClosings.seq),
    db
      .select({ seq: speedExclusions.seq, status: speedExclusions.status })
      .from(speedExclusions)
      .where(and(eq(speedExclusions.matterId, matter.id), inArray(speedExclusions.status, ['proposed', 'confirmed']))),
  ])
  const states = new Map(taken.map(({ seq, status }) => [seq, status === 'confirmed' ? status : ('proposed' as const)]))
  return {
    number: matter.number,
    answers: answers.map((answer) => ({ ...answer, exclusion: states.get(answer.seq) ?? null })),
  }
}
