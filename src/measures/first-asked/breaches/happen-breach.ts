import { eq, max, sql } from 'drizzle-orm'
import { attachFiles } from '#core/documents/index.ts'
import { makeNumber } from '#core/matters/index.ts'
import { audit, unitDirectory } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import './audit-acts.ts'
import { type BreachHappening, evolve } from './breach.ts'
import type { Working } from './open-breach.ts'
import { breachSight } from './sight.ts'
import { type BreachPart, type BreachRow, breachEvents, breaches, breachWords } from './tables.ts'
import { tellOfBreach } from './tell-of-breach.ts'

/** Files that came with the form, still pending under its key. */
export type GivenFiles = { owner: string; ids: string[] }

export type Said = { words?: Partial<Record<BreachPart, string>>; files?: GivenFiles | undefined }

/**
 * Writes what was done, the words and files that came with it, and the row that follows from it, in the act's transaction and under the lock of `findBreach`.
 * Whoever has to know is told by the same transaction.
 */
export async function happenBreach(
  house: Working,
  actor: Actor,
  before: BreachRow | null,
  happening: BreachHappening,
  said: Said = {},
): Promise<BreachRow> {
  const { db, clock, secrets, config } = house
  const at = clock.now()
  const eventId = newId()
  const personId = actor.kind === 'staff' || actor.kind === 'citizen' ? actor.personId : null
  const breach = evolve(before, { ...happening, personId, at })
  const sight = breachSight(breach, await unitDirectory(db))
  const row: BreachRow = {
    ...breach,
    ...sight,
    id: before?.id ?? newId(),
    number: before?.number ?? (await newNumber(db, dateIn(config.timeZone, at))),
  }
  if (before) await db.update(breaches).set(row).where(eq(breaches.id, row.id))
  else await db.insert(breaches).values(row)
  const seq = before ? await nextSeq(db, row.id) : 1
  await db
    .insert(breachEvents)
    .values({ id: eventId, breachId: row.id, seq, type: happening.type, personId, data: happening.data, at })
  for (const [part, body] of Object.entries(said.words ?? {})) {
    const bodyCipher = secrets.encrypt(body, wordsContext)
    await db
      .insert(breachWords)
      .values({ id: newId(), breachId: row.id, eventId, part: part as BreachPart, bodyCipher, createdAt: at })
  }
  if (said.files) await attachFiles(db, house, { ...said.files, matterId: eventId, visibility: 'staff' })
  await tellOfBreach(house, row, happening.type)
  await audit(db, {
    actor,
    act: `breach.${happening.type}`,
    subjectType: 'breach',
    subjectId: row.id,
    at,
    details: { eventId },
  })
  return row
}

export const wordsContext = 'breach_words.body'

/** Works have 8; numbers of before this was told apart stay what they are. */
const numberKind = 7

async function newNumber(db: Db, on: Temporal.PlainDate): Promise<string> {
  const { rows } = await db.execute<{ serial: string }>(sql`select nextval('breach_number')::text as serial`)
  return makeNumber(on, numberKind, BigInt(rows[0]?.serial ?? 0))
}

async function nextSeq(db: Db, breachId: string): Promise<number> {
  const [last] = await db
    .select({ seq: max(breachEvents.seq) })
    .from(breachEvents)
    .where(eq(breachEvents.breachId, breachId))
  return (last?.seq ?? 0) + 1
}
