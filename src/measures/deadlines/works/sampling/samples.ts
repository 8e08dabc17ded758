import { randomBytes } from 'node:crypto'
import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm'
import { audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import type { Working } from '../open-work.ts'
import { type SampleRow, workEvents, workSamples, works } from '../tables.ts'
import { supervisingAt } from '../who-may.ts'
import { seenAtDesk } from '../work-sight.ts'
import { sampleOrder } from './sample-order.ts'

export type NewSample = Pick<SampleRow, 'title' | 'year' | 'source' | 'among' | 'size'>

/** Notes the seed, made by the machine, before anybody knows what it draws. Returns the sample's id. */
export async function noteSample(house: Working, actor: StaffActor, input: NewSample): Promise<string> {
  const [unitId] = supervisingAt(actor)
  if (!unitId) throw forbidden('抽样由督查人员负责。')
  const at = house.clock.now()
  const id = newId()
  await house.db
    .insert(workSamples)
    .values({ id, ...input, unitId, seed: randomBytes(16).toString('hex'), notedAt: at, notedBy: actor.personId })
  await audit(house.db, { actor, act: 'work.sampleNoted', subjectType: 'workSample', subjectId: id, at })
  return id
}

/** Draws from what the supervisor sees now, once; candidates and choice are kept for whoever looks again. */
export async function drawSample(house: Working, actor: StaffActor, id: string): Promise<void> {
  const [sample] = await house.db
    .select()
    .from(workSamples)
    .where(and(eq(workSamples.id, id), ofUnits(actor)))
    .for('update')
  if (!sample) throw notFound('抽样')
  if (!supervisingAt(actor).includes(sample.unitId)) throw forbidden('抽样由记下种子的单位的督查人员进行。')
  if (sample.drawnAt)
    throw new Refusal('drawn', '已经抽过了。要再抽一次，请新建一次抽样，理由写在名称里。', { status: 409 })
  const candidates = await house.db
    .select({ id: works.id })
    .from(works)
    .where(and(seenAtDesk(actor), ...among(sample, dateIn(house.config.timeZone, house.clock.now()))))
    .orderBy(asc(works.id))
  if (candidates.length === 0)
    throw new Refusal('no-candidates', '现在没有符合条件的任务可抽。请过些时候再抽，或者另建一次范围更大的抽样。', {
      status: 409,
    })
  const candidateIds = candidates.map((work) => work.id)
  const at = house.clock.now()
  await house.db
    .update(workSamples)
    .set({ drawnAt: at, candidateIds, chosenIds: sampleOrder(sample.seed, candidateIds).slice(0, sample.size) })
    .where(eq(workSamples.id, id))
  await audit(house.db, {
    actor,
    act: 'work.sampleDrawn',
    subjectType: 'workSample',
    subjectId: id,
    at,
    details: { candidates: candidateIds.length },
  })
}

const among = ({ year, source, among }: SampleRow, today: Temporal.PlainDate): (SQL | undefined)[] => [
  eq(works.year, year),
  source ? eq(works.source, source) : undefined,
  isNull(works.signedOffAt),
  // Nobody visits what has not begun.
  lte(works.startsOn, today),
  among === 'proved' ? isNotNull(works.provedAt) : undefined,
]

/** Samples are of the supervisors' and leaders' business, at their unit. */
function ofUnits(actor: StaffActor): SQL {
  const ids = actor.roles.filter(({ role }) => role === 'supervisor' || role === 'leader').map(({ unitId }) => unitId)
  return ids.length > 0 ? inArray(workSamples.unitId, ids) : sql`false`
}

export const readSamples = (db: Db, actor: StaffActor): Promise<SampleRow[]> =>
  db.select().from(workSamples).where(ofUnits(actor)).orderBy(desc(workSamples.notedAt)).limit(100)

export type DrawnWork = { id: string; number: string; title: string; leadUnitId: string; isVisited: boolean }

export async function readSample(
  db: Db,
  actor: StaffActor,
  id: string,
): Promise<{ sample: SampleRow; drawn: DrawnWork[]; isReproduced: boolean }> {
  const [sample] = await db
    .select()
    .from(workSamples)
    .where(and(eq(workSamples.id, id), ofUnits(actor)))
  if (!sample) throw notFound('抽样')
  const { candidateIds, chosenIds } = sample
  if (!candidateIds || !chosenIds) return { sample, drawn: [], isReproduced: true }
  const rows = await db
    .select({
      id: works.id,
      number: works.number,
      title: works.title,
      leadUnitId: works.leadUnitId,
      isVisited: sql<boolean>`exists (select from ${workEvents} e where e.work_id = works.id and e.type = 'visited'
        and e.data->>'sampleId' = ${id})`,
    })
    .from(works)
    .where(and(inArray(works.id, chosenIds), seenAtDesk(actor)))
  const byId = new Map(rows.map((row) => [row.id, row]))
  const again = sampleOrder(sample.seed, candidateIds).slice(0, sample.size)
  return {
    sample,
    drawn: chosenIds.flatMap((one) => byId.get(one) ?? []),
    isReproduced: again.join() === chosenIds.join(),
  }
}
