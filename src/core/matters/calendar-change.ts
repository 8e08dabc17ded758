import { and, asc, isNotNull, isNull, not, sql } from 'drizzle-orm'
import {
  type Calendar,
  type CalendarEffect,
  type CalendarFollower,
  followCalendar,
  loadRules,
} from '#core/calendar/index.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { enqueue } from '#platform/jobs.ts'
import { type Counting, countingNow, countingWith } from './counting.ts'
import { type GroupMove, groupsToMove, isGrouped, moveGroups, type Span, within } from './day-groups.ts'
import { eventsOfEach } from './event-rows.ts'
import { replay } from './evolve.ts'
import { kindOf } from './kind.ts'
import { type Moving, moving } from './project.ts'
import { matters } from './tables.ts'

/**
 * A decree moves the dates of open matters without an event for each: the events say what was done, the calendar says by when. Only where a light is
 * wrong afterwards the timer is set to now, and the clock records that one change. What is answered or ended keeps its date.
 *
 * Matters of one day and rule move together (`day-groups.ts`); whatever stopped, was extended or came back is replayed, one by one.
 */

type Recounting = Pick<House, 'clock' | 'config'>

/** Of those that are replayed, at a time. */
const batch = 1000
/** More than so many are not moved by the decree itself, which would keep every act on them waiting for it, but by the job right after it. */
const atOnce = 10_000
/** Ids of one chunk of the job; rows are held for a moment. */
const chunk = 10_000
/** Two cores of a database work side by side. */
const lanes = 2

/** What a decree does to open matters, for the rooms that enter decrees. */
export function matterDates(house: Recounting): CalendarFollower {
  return {
    preview: (db, calendar) => previewCalendarChange(house, db, calendar),
    apply: (tx, calendar) => applyCalendarChange(house, tx, calendar),
  }
}

followCalendar(matterDates)

/** How many due dates would move, and how many of them from the future into the past; nothing is written. */
async function previewCalendarChange(house: Recounting, db: Db, calendar: Calendar): Promise<CalendarEffect> {
  const counting = countingWith(calendar, await loadRules(db), house.config.timeZone)
  const now = house.clock.now()
  const today = counting.settings.city.dateOf(now)
  const effect: CalendarEffect = { moves: 0, intoPast: 0 }
  const add = (from: Temporal.PlainDate | null, to: Temporal.PlainDate | null, many: number): void => {
    if (sameDate(from, to)) return
    effect.moves += many
    if (isBefore(to, today) && !isBefore(from, today)) effect.intoPast += many
  }
  for (const { from, to, matters: many } of await groupsToMove(db, counting, now)) add(from, to, many)
  for await (const rows of replayed(db, counting, now, everything, false))
    for (const { row, dates } of rows) add(row.dueOn, dates.dueOn, 1)
  return effect
}

/**
 * Moves them in the caller's transaction, or where they are very many right after it, and within a minute. Either way a second look follows the commit,
 * for matters that were opened meanwhile under the old calendar.
 */
async function applyCalendarChange(house: Recounting, tx: Db, calendar: Calendar): Promise<number> {
  const counting = countingWith(calendar, await loadRules(tx), house.config.timeZone)
  const now = house.clock.now()
  await enqueue(tx, 'matters:recount', {}, { key: 'matters:recount' })
  const groups = await groupsToMove(tx, counting, now)
  const many = groups.reduce((sum, group) => sum + group.matters, 0)
  if (many + (await countOthers(tx, counting)) > atOnce) return (await previewCalendarChange(house, tx, calendar)).moves
  return moveSpan(tx, { counting, groups, now }, everything)
}

/** Brings every open matter's dates to the calendar and rules in force: in chunks, each a transaction of its own; a crash leaves whole chunks, and the job starts again. */
export async function recountDates(house: Pick<House, 'db' | 'clock' | 'config'>): Promise<number> {
  const counting = await countingNow(house, house.db)
  const now = house.clock.now()
  const groups = await groupsToMove(house.db, counting, now)
  const spans = await openSpans(house.db)
  let moved = 0
  const lane = async (): Promise<void> => {
    for (let span = spans.shift(); span; span = spans.shift()) {
      const { after, upTo } = span
      moved += await house.db.transaction((tx) => moveSpan(tx, { counting, groups, now }, { after, upTo }))
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return moved
}

const everything: Span = { after: null, upTo: null }

/** Open matters by key, in spans of about as many. */
async function openSpans(db: Db): Promise<Span[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from (select id, row_number() over (order by id) as at from matters where closed_at is null) numbered
    where at % ${chunk} = 0 order by id`)
  const ends = rows.map(({ id }) => id)
  return [...ends, null].map((upTo, at) => ({ after: ends[at - 1] ?? null, upTo }))
}

type Moves = { counting: Counting; groups: readonly GroupMove[]; now: Temporal.Instant }

/** @returns how many got another day; their askers are told by a job, once. */
async function moveSpan(tx: Db, { counting, groups, now }: Moves, span: Span): Promise<number> {
  const moved = await moveGroups(tx, counting, groups, span)
  for await (const rows of replayed(tx, counting, now, span, true)) {
    const changed = rows.filter(({ row, dates }) => !sameMoving(row, dates))
    if (changed.length > 0) await writeDates(tx, changed)
    moved.push(...changed.filter(({ row, dates }) => !sameDate(row.dueOn, dates.dueOn)).map(({ row }) => row.id))
  }
  for (let at = 0; at < moved.length; at += batch)
    await enqueue(tx, 'matters:tell-moved', { ids: moved.slice(at, at + batch), told: newId() })
  return moved.length
}

type Row = Moving & Pick<typeof matters.$inferSelect, 'id' | 'kind'>
type Recounted = { row: Row; dates: Moving }

const columns = {
  id: matters.id,
  kind: matters.kind,
  acceptDueAt: matters.acceptDueAt,
  dueAt: matters.dueAt,
  dueOn: matters.dueOn,
  lawDueAt: matters.lawDueAt,
  provisional: matters.provisional,
  nextWakeAt: matters.nextWakeAt,
}

/** Those that no group has: open, with a limit that runs. */
const isOther = (counting: Counting) =>
  and(isNull(matters.closedAt), isNotNull(matters.ruleId), not(isGrouped(counting)))

async function countOthers(db: Db, counting: Counting): Promise<number> {
  return db.$count(matters, isOther(counting))
}

/** The others of a span by key, a batch at a time, with the dates they would have. */
async function* replayed(
  db: Db,
  counting: Counting,
  now: Temporal.Instant,
  { after, upTo }: Span,
  forUpdate: boolean,
): AsyncGenerator<Recounted[]> {
  for (let from = after; ; ) {
    const query = db
      .select(columns)
      .from(matters)
      .where(and(isOther(counting), within({ after: from, upTo })))
      .orderBy(asc(matters.id))
      .limit(batch)
    const rows: Row[] = await (forUpdate ? query.for('update') : query)
    const events = await eventsOfEach(
      db,
      rows.map(({ id }) => id),
    )
    yield rows.map((row) => {
      const state = replay(row.id, events.get(row.id) ?? [])
      return { row, dates: moving(state, kindOf(row.kind), counting, now) }
    })
    if (rows.length < batch) return
    from = rows.at(-1)?.id ?? null
  }
}

async function writeDates(tx: Db, changed: Recounted[]): Promise<void> {
  const values = changed.map(({ row, dates }) => ({
    id: row.id,
    accept_due_at: dates.acceptDueAt?.toString() ?? null,
    due_at: dates.dueAt?.toString() ?? null,
    due_on: dates.dueOn?.toString() ?? null,
    law_due_at: dates.lawDueAt?.toString() ?? null,
    provisional: dates.provisional,
    next_wake_at: dates.nextWakeAt?.toString() ?? null,
  }))
  await tx.execute(sql`update matters set accept_due_at = moved.accept_due_at, due_at = moved.due_at, due_on = moved.due_on,
      law_due_at = moved.law_due_at, provisional = moved.provisional, next_wake_at = moved.next_wake_at
    from json_to_recordset(${JSON.stringify(values)}::json) as moved(id uuid, accept_due_at timestamptz, due_at timestamptz, due_on date, law_due_at timestamptz,
      provisional boolean, next_wake_at timestamptz)
    where matters.id = moved.id`)
}

const sameMoving = (a: Moving, b: Moving): boolean =>
  sameDate(a.dueOn, b.dueOn) &&
  a.provisional === b.provisional &&
  sameInstant(a.acceptDueAt, b.acceptDueAt) &&
  sameInstant(a.dueAt, b.dueAt) &&
  sameInstant(a.lawDueAt, b.lawDueAt) &&
  sameInstant(a.nextWakeAt, b.nextWakeAt)

const sameDate = (a: Temporal.PlainDate | null, b: Temporal.PlainDate | null): boolean =>
  a === b || (!!a && !!b && a.equals(b))
const sameInstant = (a: Temporal.Instant | null, b: Temporal.Instant | null): boolean =>
  a === b || (!!a && !!b && a.equals(b))
const isBefore = (a: Temporal.PlainDate | null, b: Temporal.PlainDate): boolean =>
  !!a && Temporal.PlainDate.compare(a, b) < 0
