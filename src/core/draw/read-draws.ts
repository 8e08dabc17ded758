import { and, asc, count, desc, eq, inArray, lt, or, sql } from 'drizzle-orm'
import { enteredDocument, proofOf } from '#core/ledger/index.ts'
import type { Db } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import { type DrawState, drawMembers, drawPeople, drawSources, draws } from './tables.ts'

export type Draw = typeof draws.$inferSelect
export type GivenRow = typeof drawSources.$inferSelect

export const drawsPerPage = 20

/** Newest first, of all or of one state or purpose; `before` is the id of the last one seen. */
export async function listDraws(
  db: Db,
  {
    purpose,
    state,
    before,
  }: { purpose?: string | undefined; state?: DrawState | undefined; before?: string | undefined },
): Promise<{ draws: Draw[]; hasMore: boolean }> {
  const [last] = before ? await db.select().from(draws).where(eq(draws.number, before)) : []
  const rows = await db
    .select()
    .from(draws)
    .where(
      and(
        purpose ? eq(draws.purpose, purpose) : undefined,
        state ? eq(draws.state, state) : undefined,
        last
          ? or(
              lt(draws.committedAt, last.committedAt),
              and(eq(draws.committedAt, last.committedAt), lt(draws.id, last.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(draws.committedAt), desc(draws.id))
    .limit(drawsPerPage + 1)
  return { draws: rows.slice(0, drawsPerPage), hasMore: rows.length > drawsPerPage }
}

/** Those that the units began, newest first. */
export const drawsOfUnits = (
  db: Db,
  { unitIds, purposes }: { unitIds: readonly string[]; purposes: readonly string[] },
): Promise<Draw[]> =>
  db
    .select()
    .from(draws)
    .where(and(inArray(draws.unitId, [...unitIds]), inArray(draws.purpose, [...purposes])))
    .orderBy(desc(draws.committedAt), desc(draws.id))
    .limit(100)

/** All draws for one thing of a room, newest first. */
export const drawsOf = (db: Db, purpose: string, subjectId: string): Promise<Draw[]> =>
  db
    .select()
    .from(draws)
    .where(and(eq(draws.purpose, purpose), eq(draws.subjectId, subjectId)))
    .orderBy(desc(draws.committedAt))

export async function findDrawId(db: Db, number: string): Promise<string | null> {
  const [draw] = await db.select({ id: draws.id }).from(draws).where(eq(draws.number, number))
  return draw?.id ?? null
}

export async function findDraw(db: Db, number: string): Promise<Draw> {
  const [draw] = await db.select().from(draws).where(eq(draws.number, number))
  if (!draw) throw notFound('抽取')
  return draw
}

/** In the order of the manifest. Words of observers are nobody's before the draw. */
export async function sourcesOf(db: Db, draw: Draw): Promise<GivenRow[]> {
  const rows = await db.select().from(drawSources).where(eq(drawSources.drawId, draw.id)).orderBy(asc(drawSources.seq))
  return draw.state === 'drawn' ? rows : rows.map((row) => ({ ...row, value: row.value === null ? null : '' }))
}

export type Chosen = Pick<typeof drawMembers.$inferSelect, 'stratum' | 'member' | 'place' | 'outcome' | 'people'>

/** Who is drawn and who stands by, in order; at most so many as a page shows. */
export const chosenOf = (db: Db, drawId: string, most = 500): Promise<Chosen[]> =>
  db
    .select({
      stratum: drawMembers.stratum,
      member: drawMembers.member,
      place: drawMembers.place,
      outcome: drawMembers.outcome,
      people: drawMembers.people,
    })
    .from(drawMembers)
    .where(and(eq(drawMembers.drawId, drawId), inArray(drawMembers.outcome, ['drawn', 'substitute', 'conflict'])))
    .orderBy(asc(drawMembers.stratum), asc(drawMembers.place))
    .limit(most)

/** How often it was drawn anew, and for which draw this one is the new one. */
export async function redrawsOf(db: Db, draw: Draw): Promise<{ of: Draw | null; by: Draw[] }> {
  const [of] = draw.redrawOf ? await db.select().from(draws).where(eq(draws.id, draw.redrawOf)) : []
  const by = await db.select().from(draws).where(eq(draws.redrawOf, draw.id)).orderBy(asc(draws.committedAt))
  return { of: of ?? null, by }
}

export type Entered = {
  id: string
  index: number | null
  entry: Buffer
  document: Buffer
  salt: Buffer
  proof: string | null
}

/** The manifest (1) or what it ended in (2), as entered. The manifest's proof is the one kept from before the moment. */
export async function enteredOf(db: Db, draw: Draw, version: 1 | 2): Promise<Entered | null> {
  const entered = await enteredDocument(db, { subjectType: 'draw', subjectId: draw.id, version })
  if (!entered) return null
  const kept = version === 1 ? draw.manifestProof : null
  return { ...entered, proof: kept ?? (entered.index === null ? null : await proofOf(db, entered.index)) }
}

/** The label under which something stands in a draw; null where it does not. */
export async function labelOf(db: Db, drawId: string, subjectId: string): Promise<string | null> {
  const [row] = await db
    .select({ member: drawMembers.member })
    .from(drawMembers)
    .where(and(eq(drawMembers.drawId, drawId), eq(drawMembers.subjectId, subjectId)))
  return row?.member ?? null
}

/** What each member of a draw stands for, for the room that asked for it: in order, those who are drawn and the substitutes. */
export const drawnSubjects = (db: Db, drawId: string) =>
  db
    .select({
      subjectId: drawMembers.subjectId,
      member: drawMembers.member,
      stratum: drawMembers.stratum,
      outcome: drawMembers.outcome,
      people: drawMembers.people,
    })
    .from(drawMembers)
    .where(and(eq(drawMembers.drawId, drawId), inArray(drawMembers.outcome, ['drawn', 'substitute'])))
    .orderBy(asc(drawMembers.stratum), asc(drawMembers.place))

/** Counts for the head of the page. */
export async function drawCounts(db: Db): Promise<Record<DrawState, number> & { redraws: number }> {
  const rows = await db.select({ state: draws.state, many: count() }).from(draws).groupBy(draws.state)
  const [{ redraws } = { redraws: 0 }] = await db
    .select({ redraws: count() })
    .from(draws)
    .where(sql`${draws.redrawOf} is not null`)
  const of = (state: DrawState) => rows.find((row) => row.state === state)?.many ?? 0
  return { waiting: of('waiting'), drawn: of('drawn'), cancelled: of('cancelled'), redraws }
}

/** Whom the labels of the people of a draw stand for. */
export async function peopleOf(db: Db, drawId: string): Promise<Map<string, string>> {
  const rows = await db.select().from(drawPeople).where(eq(drawPeople.drawId, drawId))
  return new Map(rows.map(({ person, personId }) => [person, personId]))
}

/** The labels stay in the record; whom they stood for is forgotten. */
export async function forgetSubject(db: Db, subjectId: string): Promise<void> {
  await db.update(drawMembers).set({ subjectId: null }).where(eq(drawMembers.subjectId, subjectId))
}
