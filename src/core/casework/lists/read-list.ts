import { and, asc, desc, eq, gte, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { loadCalendar } from '#core/calendar/index.ts'
import { type MatterRow, matters, visibleTo } from '#core/matters/index.ts'
import { allDivisions, allUnits, coveredBy, personNames, type Unit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { type Desk, deskOfKind, type Reading } from '../desk.ts'
import type { DeskRow } from './list-page.tsx'
import { deskRow } from './rows.ts'
import type { DeskList, ListAsking } from './usual-lists.ts'
import { listOf, type WorkLists } from './work-lists.ts'

export type DeskFilters = {
  /** The name of a desk, on the list of all. */
  desk?: string
  class?: string
  /** The door it came through. */
  channel?: string
  unitId?: string
  divisionCode?: string
  light?: 'green' | 'yellow' | 'red'
  /** The value of the desk's own filter. */
  own?: string
  /** The beginning of a number, as people read it off a paper. */
  number?: string
}

/** Where a page begins: the row before it (`after`), or the row behind it (`before`), in the order of the list. */
export type Key = { way: 'after' | 'before'; at: string; id: string }

export type DeskPage = { rows: DeskRow[]; previous: Key | null; next: Key | null }

/** Matters of these desks, and the parts of their joint handling. */
export function ofDesks(desks: readonly Desk[]): SQL {
  const kinds = sql`${arrayOf(desks.flatMap((desk) => desk.kinds))}::text[]`
  return sql`(${matters.kind} = any(${kinds}) or (${matters.kind} = 'part' and ${kindOfMain} = any(${kinds})))`
}

// Spelled out: of one table alone Drizzle leaves out its name, and `parent_id` would be that of `main`.
const kindOfMain = sql<string | null>`(select main.kind from matters main where main.id = matters.parent_id)`

/** More than can be open: the limit only keeps PostgreSQL from asking about the rows before it has put the index in order. */
const allOpen = 10_000_000

/**
 * Open matters by their date, found in the index of open matters alone. Whether they may be seen is asked afterwards and only as far as the page goes:
 * the tokens lie in the row, and to fetch the rows of all that is open took half a second in a city of a million (measured).
 */
const openMatters = <Shown extends Record<string, SQL.Aliased | PgColumn>>(
  { db }: Pick<House, 'db'>,
  shown: Shown,
  where: SQL | undefined,
  inOrder: typeof asc,
  most: number,
) =>
  db
    .select({ id: matters.id, ...shown })
    .from(matters)
    .where(and(isNull(matters.closedAt), where))
    .orderBy(inOrder(matters.dueAt), inOrder(matters.id))
    .limit(most)

/** One page of a work list: one statement for the rows with their titles, one for the names of persons; whatever the number of rows. */
export async function readDeskList(
  house: Reading,
  actor: StaffActor,
  lists: WorkLists,
  id: string,
  filters: DeskFilters,
  key: Key | null,
  size = 50,
): Promise<DeskPage> {
  const [units, divisions, calendar] = await Promise.all([
    allUnits(house.db),
    allDivisions(house.db),
    loadCalendar(house.db),
  ])
  const list = expectList(lists, id)
  const order = orderOf(list)
  const backwards = key?.way === 'before'
  const inOrder = order.newest !== backwards ? desc : asc
  const inList = and(
    ofDesks(chosenDesks(lists, filters)),
    list.where(await askingOf(house, actor, units)),
    key ? beyond(order, key) : undefined,
  )
  const mayBeShown = and(visibleTo(actor), ...filtered(lists, filters))
  const shown = {
    row: matters,
    title: titleOf(lists.desks()),
    at: sql<string>`${order.column}::text`,
    mainKind: kindOfMain,
  }
  const work = openMatters(house, { at: matters.dueAt }, inList, inOrder, allOpen).as('work')
  const found =
    list.order === 'due'
      ? await house.db
          .select(shown)
          .from(work)
          .innerJoin(matters, eq(matters.id, work.id))
          .where(mayBeShown)
          .orderBy(inOrder(work.at), inOrder(work.id))
          .limit(size + 1)
      : await house.db
          .select(shown)
          .from(matters)
          .where(and(mayBeShown, inList))
          .orderBy(inOrder(order.column), inOrder(matters.id))
          .limit(size + 1)
  const more = found.length > size
  const page = found.slice(0, size)
  if (backwards) page.reverse()
  const rows = page.map(({ row }) => row)
  const [persons, cells] = await Promise.all([
    personNames(
      house.db,
      house.secrets,
      rows.flatMap((row) => row.holderPersonId ?? []),
    ),
    lists.columns?.load(house.db, rows, { house, actor }),
  ])
  const names = {
    unit: new Map(units.map((unit) => [unit.id, unit.shortName])),
    division: new Map(divisions.map((division) => [division.code, division.name])),
    person: persons,
  }
  const zone = house.config.timeZone
  const today = { on: dateIn(zone, house.clock.now()), calendar, zone }
  const [first, last] = [page[0], page.at(-1)]
  return {
    rows: page.map(({ row, title, mainKind }) => ({
      ...deskRow(deskOf(row, mainKind), row, title, names, today),
      more: cells?.get(row.id) ?? {},
    })),
    previous: first && (backwards ? more : key) ? { way: 'before', at: first.at, id: first.row.id } : null,
    next: last && (backwards || more) ? { way: 'after', at: last.at, id: last.row.id } : null,
  }
}

/** How many rows one list has under these filters; counted no further than `most`. */
export async function countDeskList(
  house: Reading,
  actor: StaffActor,
  lists: WorkLists,
  id: string,
  filters: DeskFilters,
  most: number,
): Promise<number> {
  const asking = await askingOf(house, actor, await allUnits(house.db))
  const desks = ofDesks(chosenDesks(lists, filters))
  const found = house.db
    .select({ id: matters.id })
    .from(matters)
    .where(and(visibleTo(actor), desks, expectList(lists, id).where(asking), ...filtered(lists, filters)))
    .limit(most)
    .as('found')
  const [row] = await house.db.select({ rows: sql<number>`count(*)::int` }).from(found)
  return row?.rows ?? 0
}

export type DeskCounts = {
  /** By list. */
  counts: Record<string, number>
  /** There are more: only the most urgent ones were counted. */
  isCapped: boolean
}

/** So many of the most urgent matters are counted: beyond that a tab says that there are more. */
export const mostCounted = 2000

/** How many matters stand in each list that is counted, in one statement over what is open. */
export async function countDeskLists(
  house: Reading,
  actor: StaffActor,
  lists: WorkLists,
  units: readonly Unit[],
): Promise<DeskCounts> {
  const asking = await askingOf(house, actor, units)
  const counted = lists.lists.filter(({ order }) => order === 'due')
  const isIn = Object.fromEntries(counted.map(({ id, where }) => [id, sql<boolean>`(${where(asking)})`.as(`in_${id}`)]))
  const ours = and(ofDesks(lists.desks()), or(...counted.map(({ where }) => where(asking))))
  const work = house.db.$with('work').as(openMatters(house, isIn, ours, asc, mostCounted + 1))
  const columns: Record<string, SQL<number>> = Object.fromEntries(
    counted.map(({ id }) => [id, sql<number>`count(*) filter (where ${sql.identifier(`in_${id}`)})::int`]),
  )
  columns.every = sql<number>`(select count(*)::int from work)`
  const [row] = await house.db
    .with(work)
    .select(columns)
    .from(work)
    .innerJoin(matters, eq(matters.id, work.id))
    .where(visibleTo(actor))
  return {
    counts: Object.fromEntries(lists.lists.map(({ id }) => [id, row?.[id] ?? 0])),
    isCapped: (row?.every ?? 0) > mostCounted,
  }
}

function expectList(lists: WorkLists, id: string): DeskList {
  const list = listOf(lists, id)
  if (!list) throw new Error(`the desk of ${lists.name} has no list ${id}`)
  return list
}

function deskOf(row: MatterRow, mainKind: string | null): Desk {
  const desk = deskOfKind(row.kind === 'part' && mainKind ? mainKind : row.kind)
  if (!desk) throw new Error(`no desk for the kind ${row.kind}`)
  return desk
}

const chosenDesks = (lists: WorkLists, { desk }: DeskFilters): readonly Desk[] =>
  desk === undefined ? lists.desks() : lists.desks().filter(({ name }) => name === desk)

/** A part has no title of its own but what the lead unit asks; a kind may have another text for it. For the rows of the page alone. */
function titleOf(desks: readonly Desk[]): SQL<string | null> {
  const others = desks
    .filter(({ titlePart }) => titlePart !== 'title')
    .map(({ kinds, titlePart }) => sql`when matters.kind = any(${arrayOf(kinds)}::text[]) then ${titlePart}`)
  const part = sql`case when matters.kind = 'part' then 'ask' ${sql.join(others, sql` `)} else 'title' end`
  return sql`(select body from matter_texts where matter_texts.matter_id = matters.id and matter_texts.part = ${part})`
}

const arrayOf = (codes: readonly string[]): string => `{${codes.join(',')}}`

async function askingOf(
  { db, clock, config }: Pick<House, 'db' | 'clock' | 'config'>,
  actor: StaffActor,
  units: readonly Unit[],
): Promise<ListAsking> {
  const now = clock.now()
  const today = dateIn(config.timeZone, now)
  const tomorrow = today.add({ days: 1 }).toZonedDateTime(config.timeZone).toInstant()
  return { actor, units, now, tomorrow, covers: await coveredBy(db, actor, { on: today, at: now }) }
}

type Order = { column: typeof matters.dueAt | typeof matters.openedAt | typeof matters.answeredAt; newest: boolean }

/** What falls due first is done first; what is over is looked up from the newest. */
function orderOf({ order }: DeskList): Order {
  if (order === 'opened') return { column: matters.openedAt, newest: true }
  if (order === 'answered') return { column: matters.answeredAt, newest: true }
  return { column: matters.dueAt, newest: false }
}

function beyond({ column, newest }: Order, { way, at, id }: Key): SQL {
  const place = sql`(${column}, ${matters.id})`
  const mark = sql`(${at}::timestamptz, ${id}::uuid)`
  return newest === (way === 'after') ? sql`${place} < ${mark}` : sql`${place} > ${mark}`
}

function filtered(lists: WorkLists, filters: DeskFilters): (SQL | undefined)[] {
  const { number, own } = filters
  return [
    own ? lists.filter?.where(own) : undefined,
    filters.class ? eq(matters.class, filters.class) : undefined,
    filters.channel ? eq(matters.channel, filters.channel) : undefined,
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
