import { and, asc, desc, eq, inArray, isNull, lt, or, type SQL } from 'drizzle-orm'
import { searchDocuments } from '#core/documents/index.ts'
import { matters, matterTexts, visibleTo } from '#core/matters/index.ts'
import { allDivisions, divisionPath, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { isId } from '#platform/id.ts'
import { type BasisKind, basisWords, holdsAt } from './duty.ts'
import { type DutyRow, duties, rulings } from './tables.ts'

/** A row as pages and suggestions show it: every id already a name. */
export type Duty = {
  id: string
  subject: string
  words: string
  category: string
  /** Where alone it holds; null for the whole city. */
  divisionCode: string | null
  place: string | null
  unitId: string
  unit: string
  /** Published phone of the unit. */
  phone: string | null
  jointUnitIds: string[]
  joint: string[]
  basisKind: BasisKind
  basisWord: string
  basis: string
  decidedBy: string | null
  since: Temporal.PlainDate
  endedAt: Temporal.Instant | null
  endedFor: string | null
  replacesId: string | null
}

export type DutyFilters = { q?: string; unitId?: string; category?: string }

const pageSize = 50

/** The catalogue in force: by the words of a question, most fitting first, else by category and subject. */
export async function dutiesInForce(
  db: Db,
  filters: DutyFilters,
  after?: string,
): Promise<{ rows: Duty[]; nextKey: string | null; didYouMean: string | null }> {
  const { q, unitId, category } = filters
  if (q) {
    const found = await searchDocuments(db, {
      q,
      subjectType: 'duty',
      ...(unitId && { unitId }),
      ...(after && { after }),
      size: pageSize,
    })
    const rows = await read(db, inArray(duties.id, [...found.items.map(({ subjectId }) => subjectId), nobody]))
    const byId = new Map(rows.map((row) => [row.id, row]))
    return {
      rows: found.items
        .flatMap(({ subjectId }) => byId.get(subjectId) ?? [])
        .filter((row) => !category || row.category === category),
      nextKey: found.nextKey,
      didYouMean: found.didYouMean,
    }
  }
  const [last] = after && isId(after) ? await db.select().from(duties).where(eq(duties.id, after)) : []
  const beyond = last && or(lt(duties.since, last.since), and(eq(duties.since, last.since), lt(duties.id, last.id)))
  const rows = await read(
    db,
    and(
      isNull(duties.endedAt),
      unitId ? eq(duties.unitId, unitId) : undefined,
      category ? eq(duties.category, category) : undefined,
      beyond,
    ),
    pageSize + 1,
  )
  const shown = rows.slice(0, pageSize)
  return { rows: shown, nextKey: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null, didYouMean: null }
}

const nobody = '00000000-0000-7000-8000-000000000000'

/** One row, in force or not. */
export async function findDuty(db: Db, id: string): Promise<Duty | null> {
  return (await read(db, eq(duties.id, id)))[0] ?? null
}

/** What took its place, and what it took the place of: newest first. */
export async function versionsOf(db: Db, duty: Duty): Promise<Duty[]> {
  const found: Duty[] = []
  for (let id = duty.replacesId; id; id = found.at(-1)?.replacesId ?? null) {
    const earlier = await findDuty(db, id)
    if (!earlier) break
    found.push(earlier)
  }
  return found
}

export async function successorOf(db: Db, id: string): Promise<Duty | null> {
  return (await read(db, eq(duties.replacesId, id)))[0] ?? null
}

/** Who answers for what somebody asks, by the catalogue: what fits best first, for the clerk to confirm. */
export async function dutiesFor(
  db: Db,
  text: string,
  { most = 3, place }: { most?: number; place?: string } = {},
): Promise<Duty[]> {
  if (text.trim() === '') return []
  const found = await searchDocuments(db, { q: text.slice(0, 120), subjectType: 'duty', size: most * 3 })
  const rows = await read(db, inArray(duties.id, [...found.items.map(({ subjectId }) => subjectId), nobody]))
  const byId = new Map(rows.map((row) => [row.id, row]))
  const fitting = found.items
    .flatMap(({ subjectId }) => byId.get(subjectId) ?? [])
    .filter(({ divisionCode }) => place === undefined || holdsAt(divisionCode, place))
  // Who answers for it here comes before who answers for it anywhere.
  const here = ({ divisionCode }: Duty) => (divisionCode !== null && place !== undefined ? 0 : 1)
  return fitting.toSorted((a, b) => here(a) - here(b)).slice(0, most)
}

/** All that is in force; `unitId`: of one unit. For what looks at the whole catalogue, not for pages. */
export const allDuties = (db: Db, unitId?: string): Promise<Duty[]> =>
  read(db, and(isNull(duties.endedAt), unitId ? eq(duties.unitId, unitId) : undefined), 10_000)

/** The row that a decision on this matter became. */
export async function dutyOfMatter(db: Db, matterId: string): Promise<Duty | null> {
  return (await read(db, eq(duties.decidedMatterId, matterId)))[0] ?? null
}

export async function dutyCategories(db: Db): Promise<string[]> {
  const rows = await db
    .selectDistinct({ category: duties.category })
    .from(duties)
    .where(isNull(duties.endedAt))
    .orderBy(asc(duties.category))
  return rows.map(({ category }) => category)
}

export type WaitingRuling = {
  id: string
  number: string
  title: string
  unitId: string
  unit: string
  decider: string
  decidedAt: Temporal.Instant
  /** What the decider gave as the basis. */
  ground: string
}

/** Decisions that are not yet written down, of matters that this person sees. */
export async function waitingRulings(db: Db, actor: StaffActor, id?: string): Promise<WaitingRuling[]> {
  const units = await unitDirectory(db)
  const rows = await db
    .select({ ruling: rulings, number: matters.number })
    .from(rulings)
    .innerJoin(matters, eq(matters.id, rulings.matterId))
    .where(and(isNull(rulings.dutyId), isNull(rulings.leftAt), visibleTo(actor), id ? eq(rulings.id, id) : undefined))
    .orderBy(desc(rulings.decidedAt), desc(rulings.id))
    .limit(pageSize)
  const texts = await db
    .select({ id: matterTexts.id, matterId: matterTexts.matterId, part: matterTexts.part, body: matterTexts.body })
    .from(matterTexts)
    .where(inArray(matterTexts.matterId, [...rows.map(({ ruling }) => ruling.matterId), nobody]))
  return rows.map(({ ruling, number }) => ({
    id: ruling.id,
    number,
    title: texts.find(({ matterId, part }) => matterId === ruling.matterId && part === 'title')?.body ?? '',
    unitId: ruling.unitId,
    unit: units.get(ruling.unitId)?.shortName ?? '',
    decider: (ruling.deciderUnitId && units.get(ruling.deciderUnitId)?.shortName) || '',
    decidedAt: ruling.decidedAt,
    ground: texts.find((text) => text.id === ruling.textId)?.body ?? '',
  }))
}

async function read(db: Db, where: SQL | undefined, most = 100): Promise<Duty[]> {
  const units = await unitDirectory(db)
  const divisions = await allDivisions(db)
  const rows = await db.select().from(duties).where(where).orderBy(desc(duties.since), desc(duties.id)).limit(most)
  const name = (id: string) => units.get(id)?.shortName ?? '原单位'
  return rows.map((row: DutyRow) => ({
    id: row.id,
    subject: row.subject,
    words: row.words,
    category: row.category,
    divisionCode: row.divisionCode,
    place: row.divisionCode && divisionPath(divisions, row.divisionCode),
    unitId: row.unitId,
    unit: name(row.unitId),
    phone: units.get(row.unitId)?.phone ?? null,
    jointUnitIds: row.jointUnitIds,
    joint: row.jointUnitIds.map(name),
    basisKind: row.basisKind,
    basisWord: basisWords[row.basisKind],
    basis: row.basis,
    decidedBy: row.decidedByUnitId && name(row.decidedByUnitId),
    since: row.since,
    endedAt: row.endedAt,
    endedFor: row.endedFor,
    replacesId: row.replacesId,
  }))
}
