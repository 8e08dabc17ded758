import { and, count, desc, eq, gt, max, sql } from 'drizzle-orm'
import { learnLabels, packModels } from '#core/documents/index.ts'
import { matters } from '#core/matters/index.ts'
import { audit, defineAuditActs } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db, Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import { forgetAdviser, termKey } from '../advising/adviser.ts'
import { adviceModels } from '../tables.ts'
import { lessonFrom } from './examples.ts'
import type { MeasuredBoth } from './measured.ts'

defineAuditActs({ takeAdviceModel: '派单建议：启用一版' })

/** One split for all versions, so that their figures can be compared. */
const seed = 20221016

/** What fewer than three letters say (a name, an estate) is not learnt. */
const limits = { leastTexts: 3, mostTerms: 20_000 }

/** New letters that make it worth learning anew. */
const enoughNew = 20

/** Macro-F1 lower by more than this is a clear fall: a person looks first. */
export const clearFall = 0.03

export type LearntVersion = { id: string; version: number; isTaken: boolean; measured: MeasuredBoth }

/**
 * Learns a new version in another thread and takes it, unless it tells clearly worse than the one in use: then it waits for a person.
 * `onlyIfNew`: not when hardly anything has come in since the last one. Null when nothing was learnt.
 */
export async function learnAdvice(
  house: Pick<House, 'db' | 'clock' | 'secrets'>,
  { onlyIfNew = false } = {},
): Promise<LearntVersion | null> {
  const { db, clock } = house
  const lesson = await lessonFrom(db)
  const letters = {
    categoryLetters: lesson.categories.filter(({ weight }) => weight === 1).length,
    unitLetters: lesson.units.filter(({ weight }) => weight === 1).length,
    catalogueLines: lesson.catalogueLines,
  }
  if (lesson.categories.length === 0 || lesson.units.length === 0) return null
  if (onlyIfNew && !(await hasNews(db, letters))) return null
  const learning = { ...limits, key: termKey(house), seed }
  const categories = await learnLabels({ examples: lesson.categories, learning })
  const units = await learnLabels({ examples: lesson.units, learning })
  const measured = { categories: categories.measured, units: units.measured }
  const taken = await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('advice-models'))`)
    const [last] = await tx.select({ version: max(adviceModels.version) }).from(adviceModels)
    const [inUse] = await tx.select().from(adviceModels).where(eq(adviceModels.state, 'inUse'))
    const isTaken = !inUse || !fellClearly(inUse.measured, measured)
    const id = newId()
    const version = (last?.version ?? 0) + 1
    if (isTaken) await replaceUsed(tx)
    await tx.insert(adviceModels).values({
      id,
      version,
      learntAt: clock.now(),
      ...letters,
      seed,
      measured,
      wentThere: lesson.wentThere,
      state: isTaken ? 'inUse' : 'waiting',
      content: packModels([categories.model, units.model]),
    })
    await dropOldContent(tx)
    return { id, version, isTaken, measured }
  })
  forgetAdviser(db)
  return taken
}

/** Of the category alone: it is what persons confirm. */
export const fellClearly = (before: MeasuredBoth, after: MeasuredBoth): boolean =>
  before.categories !== null &&
  after.categories !== null &&
  after.categories.macroF1 < before.categories.macroF1 - clearFall

async function hasNews(db: Db, now: { unitLetters: number; catalogueLines: number }): Promise<boolean> {
  const [last] = await db.select().from(adviceModels).orderBy(desc(adviceModels.version)).limit(1)
  if (!last) return true
  if (now.catalogueLines !== last.catalogueLines || now.unitLetters < last.unitLetters) return true
  // Of many letters only the newest are learnt from, and their number stands still: what counts is what was answered since.
  const answered = await db.$count(matters, and(eq(matters.kind, 'letter'), gt(matters.answeredAt, last.learntAt)))
  return answered >= enoughNew
}

/** 启用: a person takes a version that waited. */
export async function takeVersion(
  { db: tx, clock }: Pick<House, 'clock'> & { db: Transaction },
  actor: StaffActor,
  id: string,
): Promise<void> {
  const [waiting] = await tx.select({ state: adviceModels.state }).from(adviceModels).where(eq(adviceModels.id, id))
  if (waiting?.state !== 'waiting') throw notFound('这一版')
  await replaceUsed(tx)
  const at = clock.now()
  await tx
    .update(adviceModels)
    .set({ state: 'inUse', takenBy: actor.personId, takenAt: at })
    .where(eq(adviceModels.id, id))
  await audit(tx, { actor, act: 'takeAdviceModel', subjectType: 'adviceModel', subjectId: id, at })
}

const replaceUsed = (tx: Db) =>
  tx.update(adviceModels).set({ state: 'replaced' }).where(eq(adviceModels.state, 'inUse'))

/** The weights of the two newest versions are kept, and of those in use or waiting; figures of all. */
async function dropOldContent(tx: Db): Promise<void> {
  const [versions] = await tx.select({ rows: count() }).from(adviceModels)
  if ((versions?.rows ?? 0) <= 2) return
  await tx.execute(sql`
    update advice_models set state = 'replaced', content = null
    where state <> 'inUse' and version <= (select max(version) - 2 from advice_models)`)
}
