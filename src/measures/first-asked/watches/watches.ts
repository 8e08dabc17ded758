import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { kindOf, matters, matterTexts, stateWords, visibleTo } from '#core/matters/index.ts'
import { awayOn, personNames, personsGone, type Unit, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { watches } from '../tables.ts'
import { newsWord } from './watch.ts'

export type Watch = typeof watches.$inferSelect

/** Whose: one's own; the whole unit's, for its head; those whose watcher is away or gone; those one is asked to take over; ended ones. */
export const watchLists = ['mine', 'offered', 'unit', 'orphaned', 'closed'] as const
export type WatchList = (typeof watchLists)[number]

export type WatchFilters = { kind?: string; state?: 'open' | 'answered' | 'late'; unitId?: string; news?: boolean }

export type WatchedRow = {
  id: string
  matterId: string
  kind: string
  kindTitle: string
  number: string
  title: string
  state: string
  /** Past the day of the law; or of the unit's own shorter promise alone, which makes nobody late (decision 11). */
  late: 'law' | 'promise' | null
  holder: string
  dueOn: Temporal.PlainDate | null
  watcher: string
  watcherId: string
  unitId: string
  since: Temporal.Instant
  newsAt: Temporal.Instant
  news: string
  isNew: boolean
  returns: number
  offeredTo: string | null
  offeredBy: string | null
  closedAt: Temporal.Instant | null
  /** Why its watcher cannot go on: on leave, gone from the unit, account closed. */
  gone: string | null
}

export type WatchKey = { at: Temporal.Instant; id: string }

type Reading = Pick<House, 'db' | 'clock' | 'secrets' | 'config'>

const title = alias(matterTexts, 'watch_title')
export const pageSize = 50

/** One page of watched matters that the actor sees, those with the newest step first. */
export async function watchesFor(
  house: Reading,
  actor: StaffActor,
  list: WatchList,
  filters: WatchFilters,
  key: (WatchKey & { way: 'after' | 'before' }) | null,
  size = pageSize,
): Promise<{ rows: WatchedRow[]; hasMore: boolean }> {
  const { db, clock } = house
  const isBack = key?.way === 'before'
  const beyond = key && (isBack ? newer(key) : older(key))
  const order = isBack ? [asc(watches.newsAt), asc(watches.id)] : [desc(watches.newsAt), desc(watches.id)]
  const found = await db
    .select({ watch: watches, matter: matters, title: title.body })
    .from(watches)
    .innerJoin(matters, eq(matters.id, watches.matterId))
    .leftJoin(title, and(eq(title.matterId, matters.id), eq(title.part, 'title')))
    .where(
      and(visibleTo(actor), await inList(house, actor, list), ...filtered(filters, clock.now()), beyond ?? undefined),
    )
    .orderBy(...order)
    .limit(size + 1)
  const page = found.slice(0, size)
  if (isBack) page.reverse()
  return { rows: await shown(house, page), hasMore: found.length > size }
}

const older = ({ at, id }: WatchKey): SQL =>
  sql`(${watches.newsAt}, ${watches.id}) < (${at.toString()}::timestamptz, ${id}::uuid)`
const newer = ({ at, id }: WatchKey): SQL =>
  sql`(${watches.newsAt}, ${watches.id}) > (${at.toString()}::timestamptz, ${id}::uuid)`

export async function countWatches(
  house: Reading,
  actor: StaffActor,
  list: WatchList,
  filters: WatchFilters = {},
): Promise<number> {
  const [row] = await house.db
    .select({ count: sql<number>`count(*)::int` })
    .from(watches)
    .innerJoin(matters, eq(matters.id, watches.matterId))
    .where(and(visibleTo(actor), await inList(house, actor, list), ...filtered(filters, house.clock.now())))
  return row?.count ?? 0
}

async function inList(house: Reading, actor: StaffActor, list: WatchList): Promise<SQL | undefined> {
  const open = isNull(watches.closedAt)
  const heads = headUnits(actor)
  if (list === 'mine') return and(open, eq(watches.personId, actor.personId))
  if (list === 'offered') return and(open, eq(watches.offeredTo, actor.personId))
  if (list === 'closed') return and(isNotNull(watches.closedAt), eq(watches.personId, actor.personId))
  if (heads.length === 0) return sql`false`
  const ofUnit = and(open, inArray(watches.unitId, heads))
  if (list === 'unit') return ofUnit
  const gone = [...(await whoIsGone(house, heads)).keys()]
  return gone.length > 0 ? and(ofUnit, inArray(watches.personId, gone)) : sql`false`
}

export const headUnits = (actor: StaffActor): string[] =>
  actor.roles.filter(({ role }) => role === 'head').map(({ unitId }) => unitId)

/** Of those who watch something at these units: who is on leave today, or works there no more, and how one says it. */
export async function whoIsGone(house: Reading, unitIds: readonly string[]): Promise<Map<string, string>> {
  const { db, clock, config } = house
  if (unitIds.length === 0) return new Map()
  const watching = await db
    .selectDistinct({ personId: watches.personId, unitId: watches.unitId })
    .from(watches)
    .where(and(isNull(watches.closedAt), inArray(watches.unitId, [...unitIds])))
  const ids = watching.map(({ personId }) => personId)
  const [away, left] = await Promise.all([
    awayOn(db, dateIn(config.timeZone, clock.now()), ids),
    personsGone(db, clock.now(), watching),
  ])
  const gone = new Map<string, string>()
  for (const [personId, until] of away) gone.set(personId, `休假到${until.month}月${until.day}日`)
  for (const [personId, why] of left) gone.set(personId, why)
  return gone
}

function filtered({ kind, state, unitId, news }: WatchFilters, now: Temporal.Instant): (SQL | undefined)[] {
  return [
    kind ? eq(matters.kind, kind) : undefined,
    unitId ? eq(matters.holderUnitId, unitId) : undefined,
    news ? gt(watches.newsAt, watches.seenAt) : undefined,
    state === 'answered' ? eq(matters.state, 'answered') : undefined,
    state === 'open' ? and(isNull(matters.closedAt), isNull(matters.answeredAt)) : undefined,
    state === 'late'
      ? and(
          isNull(matters.answeredAt),
          isNull(matters.closedAt),
          sql`coalesce(${matters.lawDueAt}, ${matters.dueAt}) <= ${now.toString()}::timestamptz`,
        )
      : undefined,
  ]
}

function lateOf(
  { answeredAt, closedAt, dueAt, lawDueAt }: Pick<Found['matter'], 'answeredAt' | 'closedAt' | 'dueAt' | 'lawDueAt'>,
  now: Temporal.Instant,
): WatchedRow['late'] {
  const isPast = (at: Temporal.Instant | null) => at !== null && Temporal.Instant.compare(at, now) <= 0
  if (answeredAt !== null || closedAt !== null) return null
  if (isPast(lawDueAt ?? dueAt)) return 'law'
  return isPast(dueAt) ? 'promise' : null
}

type Found = { watch: Watch; matter: typeof matters.$inferSelect; title: string | null }

async function shown(house: Reading, found: readonly Found[]): Promise<WatchedRow[]> {
  const { db, secrets, clock } = house
  const units = await unitDirectory(db)
  const names = await personNames(
    db,
    secrets,
    found.flatMap(({ watch }) => [watch.personId, watch.offeredTo, watch.offeredBy].filter((id) => id !== null)),
  )
  const gone = await whoIsGone(house, [...new Set(found.map(({ watch }) => watch.unitId))])
  const now = clock.now()
  return found.map(({ watch, matter, title: words }) => ({
    id: watch.id,
    matterId: matter.id,
    kind: matter.kind,
    kindTitle: kindOf(matter.kind).title,
    number: matter.number,
    title: words ?? '（内容已依法删除）',
    state: stateWords[matter.state],
    late: lateOf(matter, now),
    holder: unitName(units, matter.holderUnitId),
    dueOn: matter.closedAt === null ? matter.dueOn : null,
    watcher: names.get(watch.personId) ?? '',
    watcherId: watch.personId,
    unitId: watch.unitId,
    since: watch.since,
    newsAt: watch.newsAt,
    news: newsWord(watch.newsType),
    isNew: Temporal.Instant.compare(watch.newsAt, watch.seenAt) > 0,
    returns: matter.returns,
    offeredTo: watch.offeredTo && (names.get(watch.offeredTo) ?? ''),
    offeredBy: watch.offeredBy && (names.get(watch.offeredBy) ?? ''),
    closedAt: watch.closedAt,
    gone: gone.get(watch.personId) ?? null,
  }))
}

const unitName = (units: ReadonlyMap<string, Unit>, id: string): string => units.get(id)?.shortName ?? '原单位'

/** Who watches a matter now; null once the watch has ended. */
export async function watchOfMatter(db: Db, matterId: string): Promise<Watch | null> {
  const [row] = await db
    .select()
    .from(watches)
    .where(and(eq(watches.matterId, matterId), isNull(watches.closedAt)))
  return row ?? null
}

/** 全部标为已看: what was there until then is no news any more. */
export async function seeWatches(db: Db, actor: StaffActor, until: Temporal.Instant): Promise<void> {
  await db
    .update(watches)
    .set({ seenAt: until })
    .where(and(eq(watches.personId, actor.personId), isNull(watches.closedAt), lt(watches.seenAt, watches.newsAt)))
}
