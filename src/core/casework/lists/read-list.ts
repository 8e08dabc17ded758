import { and, asc, desc, eq, gte, isNull, lt, lte, type SQL, sql } from 'drizzle-orm'
import { loadCalendar } from '#core/calendar/index.ts'
import { type MatterRow, matters, matterTexts, visibleTo } from '#core/matters/index.ts'
import { allDivisions, allUnits, personNames, type Unit } from '#core/people/index.ts'
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
  unitId?: string
  divisionCode?: string
  light?: 'green' | 'yellow' | 'red'
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

const kindOfMain = sql<string | null>`(select main.kind from matters main where main.id = ${matters.parentId})`

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
  const found = await house.db
    .select({ row: matters, title: matterTexts.body, at: sql<string>`${order.column}::text`, mainKind: kindOfMain })
    .from(matters)
    .leftJoin(matterTexts, and(eq(matterTexts.matterId, matters.id), isTitle(lists.desks())))
    .where(
      and(
        visibleTo(actor),
        ofDesks(chosenDesks(lists, filters)),
        // What goes by due date is open: said so that the index of open matters serves the order.
        list.order === 'due' ? isNull(matters.closedAt) : undefined,
        list.where(askingOf(house, actor, units)),
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
  const rows = page.map(({ row }) => row)
  const [persons, cells] = await Promise.all([
    personNames(
      house.db,
      house.secrets,
      rows.flatMap((row) => row.holderPersonId ?? []),
    ),
    lists.columns?.load(house.db, rows),
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
  const asking = askingOf(house, actor, await allUnits(house.db))
  const desks = ofDesks(chosenDesks(lists, filters))
  const found = house.db
    .select({ id: matters.id })
    .from(matters)
    .where(and(visibleTo(actor), desks, expectList(lists, id).where(asking), ...filtered(filters)))
    .limit(most)
    .as('found')
  const [row] = await house.db.select({ rows: sql<number>`count(*)::int` }).from(found)
  return row?.rows ?? 0
}

/** How many matters stand in each list that is counted, in one statement over what the actor sees and is not over. */
export async function countDeskLists(
  house: Reading,
  actor: StaffActor,
  lists: WorkLists,
  units: readonly Unit[],
): Promise<Record<string, number>> {
  const asking = askingOf(house, actor, units)
  const counted = lists.lists.filter(({ order }) => order === 'due')
  const columns = Object.fromEntries(
    counted.map(({ id, where }) => [id, sql<number>`count(*) filter (where ${where(asking)})::int`]),
  ) as Record<string, SQL<number>>
  const [row] = await house.db
    .select(columns)
    .from(matters)
    .where(and(visibleTo(actor), ofDesks(lists.desks()), sql`${matters.closedAt} is null`))
  return Object.fromEntries(lists.lists.map(({ id }) => [id, row?.[id] ?? 0]))
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

/** A part has no title of its own but what the lead unit asks; a kind may have another text for it. */
function isTitle(desks: readonly Desk[]): SQL {
  const others = desks
    .filter(({ titlePart }) => titlePart !== 'title')
    .map(({ kinds, titlePart }) => sql`when ${matters.kind} = any(${arrayOf(kinds)}::text[]) then ${titlePart}`)
  return sql`${matterTexts.part} = case when ${matters.kind} = 'part' then 'ask' ${sql.join(others, sql` `)} else 'title' end`
}

const arrayOf = (codes: readonly string[]): string => `{${codes.join(',')}}`

function askingOf(
  { clock, config }: Pick<House, 'clock' | 'config'>,
  actor: StaffActor,
  units: readonly Unit[],
): ListAsking {
  const now = clock.now()
  const tomorrow = dateIn(config.timeZone, now).add({ days: 1 }).toZonedDateTime(config.timeZone).toInstant()
  return { actor, units, now, tomorrow }
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
