import { and, asc, count, eq, notExists, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { loadRules, promiseOverruns } from '#core/calendar/index.ts'
import { countedIn, matters, visibleTo } from '#core/matters/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { headOf } from './head-of.ts'

/** A matter that was not answered by the day that its unit had promised. The days are the clock's: nobody types them. */
export type NotKept = {
  matterId: string
  promiseId: string
  number: string
  kind: string
  dueOn: Temporal.PlainDate
  /** Null while it is still open. */
  doneOn: Temporal.PlainDate | null
}

/** `PET-6:<promise>` is how a matter remembers the promise that it was taken under. */
const promiseId = sql<string>`split_part(${matters.ruleId}, ':', 2)`

const under = (promiseIds: readonly string[]): SQL =>
  sql`(${matters.ruleId} like '%:%' and ${promiseId} = any(${`{${promiseIds.join(',')}}`}::text[]))`

/** Answered after the promised day, or open past it; what waits for somebody else has no day yet, and what ended without an answer had nothing to keep. */
const isNotKept = (now: Temporal.Instant): SQL =>
  sql`(${matters.dueAt} <= coalesce(${matters.answeredAt}, ${now.toString()}::timestamptz)
    and (${matters.answeredAt} is not null or ${matters.closedAt} is null and not ${matters.paused}))`

const unexplained = (db: Db) =>
  notExists(db.select({ one: sql`1` }).from(promiseOverruns).where(eq(promiseOverruns.matterId, matters.id)))

type Reading = Pick<House, 'clock' | 'config'> & { db: Db }

/** What still has to be explained of these promises, the longest first, as far as the reader may see the matters. */
export async function unexplainedOf(
  { db, clock, config }: Reading,
  actor: StaffActor,
  promiseIds: readonly string[],
  { most = 50, only }: { most?: number; only?: string } = {},
): Promise<NotKept[]> {
  if (promiseIds.length === 0) return []
  const { id: matterId, number, kind, dueOn, answeredAt } = matters
  const rows = await db
    .select({ matterId, promiseId, number, kind, dueOn, answeredAt })
    .from(matters)
    .where(
      and(
        under(promiseIds),
        isNotKept(clock.now()),
        unexplained(db),
        visibleTo(actor),
        only === undefined ? undefined : eq(matters.id, only),
      ),
    )
    .orderBy(asc(matters.dueAt), asc(matters.id))
    .limit(most)
  return rows.flatMap(({ answeredAt: at, dueOn: on, ...row }) =>
    on ? [{ ...row, dueOn: on, doneOn: at && dateIn(config.timeZone, at) }] : [],
  )
}

/** What a head's own units still have to explain, for the page 今天; promises that have ended bind what was taken under them. */
export async function notKeptToday({ db, clock }: Reading, actor: StaffActor): Promise<number> {
  const units = headOf(actor)
  if (units.length === 0) return 0
  const { promises } = await loadRules(db)
  const promiseIds = promises.filter(({ unitId }) => units.includes(unitId)).map(({ id }) => id)
  if (promiseIds.length === 0) return 0
  const [row] = await db
    .select({ count: count() })
    .from(matters)
    .where(and(under(promiseIds), isNotKept(clock.now()), unexplained(db), visibleTo(actor)))
  return row?.count ?? 0
}

export type KeptFigures = { notKept: number; explained: number }

/** For everybody, by promise: how often it was not kept, and how often the unit said why. Only of kinds whose numbers may stand in public. */
export async function notKeptCounts(
  db: Db,
  promiseIds: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, KeptFigures>> {
  const figures = new Map<string, KeptFigures>()
  if (promiseIds.length === 0) return figures
  const main = alias(matters, 'main')
  const rows = await db
    .select({
      promiseId,
      kind: matters.kind,
      class: matters.class,
      reportedUnitId: sql<string | null>`max(${matters.reportedUnitId}::text)`,
      mainKind: main.kind,
      mainClass: main.class,
      notKept: count(),
      explained: sql<number>`count(${promiseOverruns.id})::int`,
    })
    .from(matters)
    .leftJoin(main, eq(main.id, matters.parentId))
    .leftJoin(promiseOverruns, eq(promiseOverruns.matterId, matters.id))
    .where(and(under(promiseIds), isNotKept(now)))
    .groupBy(promiseId, matters.kind, matters.class, sql`${matters.reportedUnitId} is null`, main.kind, main.class)
  for (const { mainKind, mainClass, ...row } of rows) {
    const of = mainKind && mainClass ? { kind: mainKind, class: mainClass } : null
    if (countedIn(row, of) !== 'public') continue
    const sum = figures.get(row.promiseId) ?? { notKept: 0, explained: 0 }
    figures.set(row.promiseId, { notKept: sum.notKept + row.notKept, explained: sum.explained + row.explained })
  }
  return figures
}
