import { and, asc, gt, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import {
  type Calendar,
  type CalendarEffect,
  type CalendarFollower,
  clock,
  lightAt,
  loadRules,
} from '#core/calendar/index.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { enqueue } from '#platform/jobs.ts'
import { type Counting, countingNow, countingWith } from './counting.ts'
import { eventOf } from './event-rows.ts'
import { replay } from './evolve.ts'
import { kindOf } from './kind.ts'
import { type Moving, moving } from './project.ts'
import { matterEvents, matters } from './tables.ts'

/**
 * A decree moves the dates of open matters, in batches and without an event for each: the events say what was done, the calendar says by when. Only
 * where a light is wrong afterwards the timer is set to now, and the clock records that one change. What is answered or ended keeps its date.
 */

type Recounting = Pick<House, 'clock' | 'config'>

const batch = 1000

/** What a decree does to open matters, for the rooms that enter decrees. */
export function matterDates(house: Recounting): CalendarFollower {
  return {
    preview: (db, calendar) => previewCalendarChange(house, db, calendar),
    apply: (tx, calendar) => applyCalendarChange(house, tx, calendar),
  }
}

export type CalendarPreview = CalendarEffect & {
  /** The first few, in the order of their keys. */
  sample: { number: string; from: Temporal.PlainDate | null; to: Temporal.PlainDate | null }[]
}

/** How many due dates would move, and a sample; nothing is written. `intoPast`: not yet due today, but long due under the new calendar. */
export async function previewCalendarChange(house: Recounting, db: Db, calendar: Calendar): Promise<CalendarPreview> {
  const counting = countingWith(calendar, await loadRules(db), house.config.timeZone)
  const today = counting.settings.city.dateOf(house.clock.now())
  const preview: CalendarPreview = { moves: 0, intoPast: 0, sample: [] }
  for (let after: string | null = null; ; ) {
    const rows = await nextRows(db, after, counting, house.clock.now(), false)
    for (const { row, dates } of rows) {
      if (sameDate(row.dueOn, dates.dueOn)) continue
      preview.moves++
      if (preview.sample.length < 20) preview.sample.push({ number: row.number, from: row.dueOn, to: dates.dueOn })
      if (isBefore(dates.dueOn, today) && !isBefore(row.dueOn, today)) preview.intoPast++
    }
    after = lastKey(rows)
    if (after === null) return preview
  }
}

/** Moves them in the caller's transaction; a second look follows after the commit, for matters that were opened meanwhile under the old calendar. */
export async function applyCalendarChange(house: Recounting, tx: Db, calendar: Calendar): Promise<number> {
  const counting = countingWith(calendar, await loadRules(tx), house.config.timeZone)
  const moved = await moveDates(house, tx, counting)
  await enqueue(tx, 'matters:recount', {}, { key: 'matters:recount' })
  return moved
}

/** Brings every open matter's dates to the calendar and rules in force. */
export async function recountDates(house: Pick<House, 'db' | 'clock' | 'config'>): Promise<number> {
  return moveDates(house, house.db, await countingNow(house, house.db))
}

/** A batch a transaction (a savepoint within the decree's own), so that rows are held for moments; a crash leaves whole batches, and the job starts again. */
async function moveDates(house: Recounting, db: Db, counting: Counting): Promise<number> {
  let moved = 0
  for (let after: string | null = null; ; ) {
    const rows: Recounted[] = await db.transaction(async (tx) => {
      const some = await nextRows(tx, after, counting, house.clock.now(), true)
      const changed = some.filter(({ row, dates }) => !sameMoving(row, dates))
      const others = changed.filter(({ row, dates }) => !sameDate(row.dueOn, dates.dueOn))
      moved += others.length
      if (changed.length > 0) await writeDates(tx, changed)
      const ids = others.map(({ row }) => row.id)
      if (ids.length > 0) await enqueue(tx, 'matters:tell-moved', { ids, told: newId() })
      return some
    })
    after = lastKey(rows)
    if (after === null) return moved
  }
}

type Row = Moving &
  Pick<
    typeof matters.$inferSelect,
    'id' | 'number' | 'kind' | 'state' | 'round' | 'openedAt' | 'dispatchedAt' | 'clockSteps' | 'ruleId' | 'light'
  >
type Recounted = { row: Row; dates: Moving }

const columns = {
  id: matters.id,
  number: matters.number,
  kind: matters.kind,
  state: matters.state,
  round: matters.round,
  openedAt: matters.openedAt,
  dispatchedAt: matters.dispatchedAt,
  clockSteps: matters.clockSteps,
  ruleId: matters.ruleId,
  light: matters.light,
  acceptDueAt: matters.acceptDueAt,
  dueAt: matters.dueAt,
  dueOn: matters.dueOn,
  provisional: matters.provisional,
  nextWakeAt: matters.nextWakeAt,
}

/** The next open matters by key, with the dates they would have, in the order of their keys. */
async function nextRows(
  db: Db,
  after: string | null,
  counting: Counting,
  now: Temporal.Instant,
  forUpdate: boolean,
): Promise<Recounted[]> {
  const query = db
    .select(columns)
    .from(matters)
    .where(and(isNull(matters.closedAt), isNotNull(matters.ruleId), after ? gt(matters.id, after) : undefined))
    .orderBy(asc(matters.id))
    .limit(batch)
  return recounted(db, await (forUpdate ? query.for('update') : query), counting, now)
}

/** Null after the last batch. */
const lastKey = (rows: readonly Recounted[]): string | null =>
  rows.length < batch ? null : (rows.at(-1)?.row.id ?? null)

/** A running clock that was only started is read from its row; whatever stopped, was extended or came back is replayed. */
async function recounted(db: Db, rows: Row[], counting: Counting, now: Temporal.Instant): Promise<Recounted[]> {
  const others = rows.filter((row) => !isPlain(row)).map((row) => row.id)
  const events =
    others.length === 0
      ? []
      : await db
          .select()
          .from(matterEvents)
          .where(inArray(matterEvents.matterId, others))
          .orderBy(asc(matterEvents.matterId), asc(matterEvents.seq))
  const byMatter = Map.groupBy(events, (event) => event.matterId)
  return rows.map((row) => {
    if (isPlain(row)) return { row, dates: plainDates(row, counting, now) }
    const state = replay(row.id, (byMatter.get(row.id) ?? []).map(eventOf))
    return { row, dates: moving(state, kindOf(row.kind), counting, now) }
  })
}

type Plain = Row & { dispatchedAt: Temporal.Instant; ruleId: string }

const isPlain = (row: Row): row is Plain =>
  row.clockSteps === 1 &&
  row.round === 1 &&
  row.dispatchedAt !== null &&
  row.ruleId !== null &&
  row.state === 'inProgress'

function plainDates(row: Plain, counting: Counting, now: Temporal.Instant): Moving {
  const { calendar, settings } = counting
  const { limit } = counting.terms(row.ruleId, settings.city.dateOf(row.openedAt))
  const reading = clock(limit, [{ type: 'start', at: row.dispatchedAt }], calendar, now, settings)
  const { light, nextWakeAt } = lightAt(reading, now)
  return {
    acceptDueAt: null,
    dueAt: reading.dueAt,
    dueOn: reading.dueOn,
    provisional: reading.provisional,
    // A timer too early is harmless, one too late is not: the earlier of both, and at once where the light is wrong.
    nextWakeAt: light === row.light ? earlier(row.nextWakeAt, nextWakeAt) : now,
  }
}

async function writeDates(tx: Db, changed: Recounted[]): Promise<void> {
  const values: SQL[] = changed.map(
    ({
      row,
      dates,
    }) => sql`(${row.id}::uuid, ${dates.acceptDueAt?.toString() ?? null}::timestamptz, ${dates.dueAt?.toString() ?? null}::timestamptz,
      ${dates.dueOn?.toString() ?? null}::date, ${dates.provisional}::boolean, ${dates.nextWakeAt?.toString() ?? null}::timestamptz)`,
  )
  await tx.execute(sql`update matters set accept_due_at = moved.accept_due_at, due_at = moved.due_at, due_on = moved.due_on,
      provisional = moved.provisional, next_wake_at = moved.next_wake_at
    from (values ${sql.join(values, sql`, `)}) as moved(id, accept_due_at, due_at, due_on, provisional, next_wake_at)
    where matters.id = moved.id`)
}

const sameMoving = (a: Moving, b: Moving): boolean =>
  sameDate(a.dueOn, b.dueOn) &&
  a.provisional === b.provisional &&
  sameInstant(a.acceptDueAt, b.acceptDueAt) &&
  sameInstant(a.dueAt, b.dueAt) &&
  sameInstant(a.nextWakeAt, b.nextWakeAt)

const sameDate = (a: Temporal.PlainDate | null, b: Temporal.PlainDate | null): boolean =>
  a === b || (!!a && !!b && a.equals(b))
const sameInstant = (a: Temporal.Instant | null, b: Temporal.Instant | null): boolean =>
  a === b || (!!a && !!b && a.equals(b))
const isBefore = (a: Temporal.PlainDate | null, b: Temporal.PlainDate): boolean =>
  !!a && Temporal.PlainDate.compare(a, b) < 0

const earlier = (a: Temporal.Instant | null, b: Temporal.Instant | null): Temporal.Instant | null => {
  if (!a || !b) return a ?? b
  return Temporal.Instant.compare(a, b) <= 0 ? a : b
}
