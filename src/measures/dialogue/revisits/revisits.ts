import { and, count, eq, inArray, sql } from 'drizzle-orm'
import { drawnSubjects, findDraw, peopleOf } from '#core/draw/index.ts'
import { matters } from '#core/matters/index.ts'
import { personNames } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { notFound } from '#platform/refusal.ts'
import { revisitPurpose } from './draw-revisits.ts'
import { revisits } from './tables.ts'

export type Revisit = typeof revisits.$inferSelect

export type Sampled = {
  drawId: string
  member: string
  group: string
  outcome: 'drawn' | 'substitute'
  matterId: string
  number: string
  visitor: string
  isMine: boolean
  revisit: Revisit | null
}

const overseers = ['supervisor', 'dispatcher'] as const

/** The letters of one sample: whoever is sent to some of them sees these, the unit that drew sees all. */
export async function readSampled(
  { db, secrets }: Pick<House, 'secrets'> & { db: Db },
  actor: StaffActor,
  number: string,
): Promise<{ draw: Awaited<ReturnType<typeof findDraw>>; sampled: Sampled[] }> {
  const draw = await findDraw(db, number)
  if (draw.purpose !== revisitPurpose || draw.state !== 'drawn') throw notFound('回访')
  const isOwn = actor.roles.some(
    ({ role, unitId }) => unitId === draw.unitId && (overseers as readonly string[]).includes(role),
  )
  // One after the other: it may be one transaction that asks.
  const subjects = await drawnSubjects(db, draw.id)
  const people = await peopleOf(db, draw.id)
  const ids = subjects.flatMap(({ subjectId }) => subjectId ?? [])
  const rows =
    ids.length > 0
      ? await db.select({ id: matters.id, number: matters.number }).from(matters).where(inArray(matters.id, ids))
      : []
  const told = await db.select().from(revisits).where(eq(revisits.drawId, draw.id))
  const names = await personNames(db, secrets, [...people.values()])
  const numbers = new Map(rows.map((row) => [row.id, row.number]))
  const revisitOf = new Map(told.map((row) => [row.matterId, row]))
  const sampled = subjects.flatMap(({ subjectId, member, stratum, outcome, people: sent }): Sampled[] => {
    const number = subjectId ? numbers.get(subjectId) : undefined
    if (!subjectId || !number || (outcome !== 'drawn' && outcome !== 'substitute')) return []
    const persons = (sent ?? []).flatMap((label) => people.get(label) ?? [])
    const isMine = persons.includes(actor.personId)
    if (!isOwn && !isMine) return []
    return [
      {
        drawId: draw.id,
        member,
        group: draw.strata[stratum]?.name ?? '',
        outcome,
        matterId: subjectId,
        number,
        visitor: persons.map((id) => names.get(id) ?? '').join('、'),
        isMine,
        revisit: revisitOf.get(subjectId) ?? null,
      },
    ]
  })
  if (!isOwn && sampled.length === 0) throw notFound('回访')
  return { draw, sampled }
}

/** 回访抽样 in figures, of one draw. Who was not reached is in no rate, and is shown beside it. */
export async function revisitFigures(db: Db, drawId: string) {
  const [row] = await db
    .select({
      recorded: count(),
      reached: sql<number>`count(*) filter (where ${revisits.reached} = 'reached')::int`,
      solved: sql<number>`count(*) filter (where ${revisits.solved})::int`,
      satisfied: sql<number>`count(*) filter (where ${revisits.result} >= 3)::int`,
      service: sql<number>`count(*) filter (where ${revisits.service} >= 3)::int`,
    })
    .from(revisits)
    .where(and(eq(revisits.drawId, drawId)))
  return row ?? { recorded: 0, reached: 0, solved: 0, satisfied: 0, service: 0 }
}
