import { and, asc, desc, eq, gte, isNull, lt, lte, type SQL, sql } from 'drizzle-orm'
import { loadCalendar } from '#core/calendar/index.ts'
import { matters, matterTexts, visibleTo } from '#core/matters/index.ts'
import { allDivisions, allUnits, personNames, type Unit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import type { DeskRow } from './desk-list-page.tsx'
import { type DeskListId, deskLists, inList } from './desk-lists.ts'
import { deskRow } from './desk-rows.ts'

export type DeskFilters = {
  class?: string
  unitId?: string
  divisionCode?: string
  light?: 'green' | 'yellow' | 'red'
  /** The beginning of a number, as people read it off a paper. */
  number?: string
}

/** Where a page begins: the row before it (`after`), or the row behind it (`before`). `all` goes by newest, every other list by due date. */
export type Key = { way: 'after' | 'before'; at: string; id: string }

export type DeskList = { rows: DeskRow[]; previous: Key | null; next: Key | null }

type Reading = Pick<House, 'db' | 'clock' | 'secrets' | 'config'>

/** Letters and the parts of their joint handling. */
const ofLetters = sql`${matters.kind} in ('letter', 'part')`

/** One page of a work list: one statement for the rows with their titles, one for the names of persons; whatever the number of rows. */
export async function readDeskList(
  house: Reading,
  actor: StaffActor,
  list: DeskListId,
  filters: DeskFilters,
  key: Key | null,
  size = 50,
): Promise<DeskList> {
  const [units, divisions, calendar] = await Promise.all([
    allUnits(house.db),
    allDivisions(house.db),
    loadCalendar(house.db),
  ])
  const order = orderOf(list)
  const backwards = key?.way === 'before'
  const found = await house.db
    .select({ row: matters, title: matterTexts.body, at: sql<string>`${order.column}::text` })
    .from(matters)
    .leftJoin(
      matterTexts,
      and(
        eq(matterTexts.matterId, matters.id),
        eq(matterTexts.part, sql`case when ${matters.kind} = 'part' then 'ask' else 'title' end`),
      ),
    )
    .where(
      and(
        visibleTo(actor),
        ofLetters,
        // What goes by due date is open: said so that the index of open matters serves the order.
        order.column === matters.dueAt ? isNull(matters.closedAt) : undefined,
        inList(list, actor, units, timesOf(house)),
        ...filtered(filters),
        key ? beyond(order, key) : undefined,
      ),
    )
    .orderBy(
      ...(order.newest !== backwards ? [desc(order.column), desc(matters.id)] : [asc(order.column), asc(matters.id)]),
    )
    .limit(size + 1)
  const more = found.length > size
  const page = found.slice(0, size)
  if (backwards) page.reverse()
  const persons = await personNames(
    house.db,
    house.secrets,
    page.flatMap(({ row }) => row.holderPersonId ?? []),
  )
  const names = {
    unit: new Map(units.map((unit) => [unit.id, unit.shortName])),
    division: new Map(divisions.map((division) => [division.code, division.name])),
    person: persons,
  }
  const zone = house.config.timeZone
  const today = { on: dateIn(zone, house.clock.now()), calendar, zone }
  const [first, last] = [page[0], page.at(-1)]
  return {
    rows: page.map(({ row, title }) => deskRow(row, title, names, today)),
    previous: first && (backwards ? more : key) ? { way: 'before', at: first.at, id: first.row.id } : null,
    next: last && (backwards || more) ? { way: 'after', at: last.at, id: last.row.id } : null,
  }
}

/** How many rows one list has under these filters; counted no further than `most`. */
export async function countDeskList(
  house: Reading,
  actor: StaffActor,
  list: DeskListId,
  filters: DeskFilters,
  most: number,
): Promise<number> {
  const units = await allUnits(house.db)
  const found = house.db
    .select({ id: matters.id })
    .from(matters)
    .where(and(visibleTo(actor), ofLetters, inList(list, actor, units, timesOf(house)), ...filtered(filters)))
    .limit(most)
    .as('found')
  const [row] = await house.db.select({ rows: sql<number>`count(*)::int` }).from(found)
  return row?.rows ?? 0
}

/** How many letters stand in each list, in one statement over what the actor sees and is not over. */
export async function countDeskLists(
  house: Reading,
  actor: StaffActor,
  units: readonly Unit[],
): Promise<Record<DeskListId, number>> {
  const times = timesOf(house)
  const counted = deskLists.filter(({ id }) => id !== 'all' && id !== 'answered')
  const columns = Object.fromEntries(
    counted.map(({ id }) => [id, sql<number>`count(*) filter (where ${inList(id, actor, units, times)})::int`]),
  ) as Record<string, SQL<number>>
  const [row] = await house.db
    .select(columns)
    .from(matters)
    .where(and(visibleTo(actor), ofLetters, sql`${matters.closedAt} is null`))
  return Object.fromEntries(deskLists.map(({ id }) => [id, row?.[id] ?? 0])) as Record<DeskListId, number>
}

function timesOf({ clock, config }: Pick<House, 'clock' | 'config'>): {
  now: Temporal.Instant
  tomorrow: Temporal.Instant
} {
  const now = clock.now()
  const tomorrow = dateIn(config.timeZone, now).add({ days: 1 }).toZonedDateTime(config.timeZone).toInstant()
  return { now, tomorrow }
}

type Order = { column: typeof matters.dueAt | typeof matters.openedAt | typeof matters.answeredAt; newest: boolean }

/** What falls due first is done first; what is over is looked up from the newest. */
function orderOf(list: DeskListId): Order {
  if (list === 'all') return { column: matters.openedAt, newest: true }
  if (list === 'answered') return { column: matters.answeredAt, newest: true }
  return { column: matters.dueAt, newest: false }
}

function beyond({ column, newest }: Order, { way, at, id }: Key): SQL {
  const place = sql`(${column}, ${matters.id})`
  const mark = sql`(${at}::timestamptz, ${id}::uuid)`
  return newest === (way === 'after') ? sql`${place} < ${mark}` : sql`${place} > ${mark}`
}

function filtered(filters: DeskFilters): (SQL | undefined)[] {
  const { number } = filters
  return [
    filters.class ? eq(matters.class, filters.class) : undefined,
    filters.unitId ? eq(matters.holderUnitId, filters.unitId) : undefined,
    filters.divisionCode ? divisionUnder(filters.divisionCode) : undefined,
    filters.light ? eq(matters.light, filters.light) : undefined,
    // A range instead of LIKE: it is served by the unique index of numbers whatever the collation.
    ...(number ? [gte(matters.number, number), lte(matters.number, `${number}9999999999999999`)] : []),
  ]
}

/** 510400 is the whole city, 510402 the district with its streets. */
const divisionUnder = (code: string): SQL | undefined => {
  const prefix = code.endsWith('00') ? code.slice(0, 4) : code
  return and(gte(matters.divisionCode, prefix), lt(matters.divisionCode, `${prefix}:`))
}
