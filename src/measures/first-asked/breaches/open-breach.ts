import { and, asc, count, eq, gte, isNull, or, type SQL, sql } from 'drizzle-orm'
import { type Calendar, dueDate, isDayLimit, loadLaw, type RuleBook } from '#core/calendar/index.ts'
import { type RoleId, type Staff, staffAt, unitDirectory } from '#core/people/index.ts'
import type { Actor, StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db, Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { isId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import type { BreachEvent } from './breach.ts'
import type { Judging } from './rules.ts'
import { type BreachEventRow, type BreachRow, breachEvents, breaches } from './tables.ts'

export type Reading = Omit<House, 'db'> & { db: Db }
export type Working = Omit<House, 'db'> & { db: Transaction }

/** The one condition of every read and act. */
export const breachVisibleTo = (actor: Actor): SQL => {
  const tokens = sql.param(actor.tokens, breaches.audience)
  return sql`(${breaches.audience} && ${tokens} and not (${breaches.barred} && ${tokens}))`
}

/** `what` the sentence says was not found: the breach, or something of it. */
export async function findBreach(
  db: Db,
  actor: StaffActor,
  id: string,
  { lock = false, what = '首问问责事项' }: { lock?: boolean; what?: string } = {},
): Promise<BreachRow> {
  if (!isId(id)) throw notFound(what)
  const asked = db
    .select()
    .from(breaches)
    .where(and(eq(breaches.id, id), breachVisibleTo(actor)))
  const [row] = await (lock ? asked.for('update') : asked)
  if (!row) throw notFound(what)
  return row
}

export const breachEventRows = (db: Db, breachId: string): Promise<BreachEventRow[]> =>
  db.select().from(breachEvents).where(eq(breachEvents.breachId, breachId)).orderBy(asc(breachEvents.seq))

/** Written by `happenBreach` alone, which keeps type and data together. */
export const asEvent = ({ type, data, personId, at }: BreachEventRow): BreachEvent =>
  ({ type, data, personId, at }) as BreachEvent

const posts: RoleId[] = [
  'handler',
  'head',
  'leader',
  'clerk',
  'dispatcher',
  'editor',
  'reviewer',
  'supervisor',
  'discipline',
]

/** Whoever works at the unit, in whatever post. */
export const colleaguesOf = (house: Reading, unitId: string): Promise<Staff[]> =>
  staffAt(house, house.db, unitId, posts)

/** By which day something is due that begins on a day. */
export const dueByRule = async (db: Db): Promise<Judging['due']> => dueBy(await loadLaw(db))

export const dueBy =
  ({ calendar, rules }: { calendar: Calendar; rules: RuleBook }): Judging['due'] =>
  (id, from) => {
    const limit = rules.on(id, from)?.limit
    if (!limit || !isDayLimit(limit)) throw new Error(`no limit in days ${id} in force on ${from}`)
    return dueDate(limit, from, calendar).dueOn
  }

/** What the rules ask about besides the breach itself. */
export async function judgingOf(house: Reading, actor: StaffActor, row: BreachRow): Promise<Judging> {
  const { db, clock, config } = house
  const today = dateIn(config.timeZone, clock.now())
  // One after another: within a transaction there is one connection.
  const units = await unitDirectory(db)
  const due = await dueByRule(db)
  const staff = await colleaguesOf(house, row.unitId)
  const repeats = await repeatsOf(db, row, today)
  const [taken] = await db
    .select({ at: breachEvents.at })
    .from(breachEvents)
    .where(and(eq(breachEvents.breachId, row.id), eq(breachEvents.type, 'takenUp')))
  const isHead = staff.some(
    ({ personId, roles }) => personId === row.personId && (roles.includes('head') || roles.includes('leader')),
  )
  return {
    actor,
    today,
    units,
    due,
    repeats,
    takenUpOn: taken ? dateIn(config.timeZone, taken.at) : null,
    isHead,
    isColleague: (id) => staff.some(({ personId }) => personId === id),
  }
}

/** Others whose grade still has its effect; of a person wherever they worked, of a unit as a unit. */
async function repeatsOf(db: Db, row: BreachRow, today: Temporal.PlainDate): Promise<Judging['repeats']> {
  const inForce = and(
    sql`${breaches.id} <> ${row.id}`,
    eq(breaches.outcome, 'graded'),
    eq(breaches.state, 'final'),
    or(isNull(breaches.effectUntil), gte(breaches.effectUntil, today)),
  )
  const many = async (about: SQL | undefined) =>
    (await db.select({ many: count() }).from(breaches).where(and(inForce, about)))[0]?.many ?? 0
  return {
    person: row.personId ? await many(and(eq(breaches.party, 'person'), eq(breaches.personId, row.personId))) : 0,
    unit: await many(and(eq(breaches.party, 'unit'), eq(breaches.unitId, row.unitId))),
  }
}
