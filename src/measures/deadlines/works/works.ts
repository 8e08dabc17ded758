import { and, asc, desc, eq, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { unitDirectory } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { dueOrder, stateSql } from './state-sql.ts'
import { workMilestones, works } from './tables.ts'
import { stateOf, type WorkSource, type WorkState } from './work.ts'

export type WorkFilters = {
  year?: number
  source?: WorkSource
  state?: WorkState
  /** 牵头或配合. */
  unitId?: string
}

/** The lists of the desk. */
export const workLists = [
  { id: 'report', label: '该报进展', next: '节点到期或者过期时，任务会出现在这里；别的时候不用报。' },
  { id: 'confirm', label: '待使用方确认', next: '每个节点都办成、等使用方确认的任务会出现在这里。' },
  { id: 'signOff', label: '待销号', next: '使用方确认过的任务会出现在这里。' },
  { id: 'objected', label: '待复核', next: '责任单位对督查走访的结论申请复核的任务会出现在这里。' },
  { id: 'all', label: '全部', next: '还没有任务。' },
] as const

export type WorkListId = (typeof workLists)[number]['id']

export type ListedWork = {
  id: string
  number: string
  year: number
  source: WorkSource
  title: string
  leadUnit: string
  jointUnits: string[]
  state: WorkState
  nextDueOn: Temporal.PlainDate | null
  nextTitle: string | null
  proved: number
  milestones: number
}

/** By the next date, or from the newest. */
export type WorkOrder = 'due' | 'newest'

/** Where a page begins: the row before it (`after`), or the row behind it (`before`). */
export type WorkKey = { way: 'after' | 'before'; at: string; id: string }

export type WorkPage = { rows: ListedWork[]; previous: WorkKey | null; next: WorkKey | null }

type Reading = Pick<House, 'clock' | 'config'> & { db: Db }

type Asked = {
  /** `seenAtDesk`, or `isPublic`. */
  sight: SQL
  list?: WorkListId
  filters?: WorkFilters
  order?: WorkOrder
  key?: WorkKey | null
  size?: number
}

/** One page in one statement: each work with its next milestone and how many are done. Drizzle writes `id` alone where it selects from one table, so the outer one is named. */
export async function readWorks(
  house: Reading,
  { sight, list = 'all', filters = {}, order = 'due', key = null, size = 50 }: Asked,
): Promise<WorkPage> {
  const today = dateIn(house.config.timeZone, house.clock.now())
  const backwards = key?.way === 'before'
  const isNewest = order === 'newest'
  const place: SQL = isNewest ? sql`${works.givenAt}` : dueOrder
  const found = await house.db
    .select({
      row: works,
      at: sql<string>`${place}::text`,
      nextTitle: sql<string | null>`(select m.title from ${workMilestones} m
        where m.work_id = works.id and m.proved_at is null order by m.due_on, m.position limit 1)`,
      proved: sql<number>`(select count(m.proved_at) from ${workMilestones} m where m.work_id = works.id)::int`,
      milestones: sql<number>`(select count(*) from ${workMilestones} m where m.work_id = works.id)::int`,
    })
    .from(works)
    .where(and(sight, inList(list, today), ...filtered(filters, today), key ? beyond(place, key, isNewest) : undefined))
    .orderBy(...(isNewest !== backwards ? [desc(place), desc(works.id)] : [asc(place), asc(works.id)]))
    .limit(size + 1)
  const more = found.length > size
  const page = found.slice(0, size)
  if (backwards) page.reverse()
  const units = await unitDirectory(house.db)
  const nameOf = (id: string) => units.get(id)?.shortName ?? '原单位'
  const [first, last] = [page[0], page.at(-1)]
  return {
    rows: page.map(({ row, ...more }) => ({
      id: row.id,
      number: row.number,
      year: row.year,
      source: row.source,
      title: row.title,
      leadUnit: nameOf(row.leadUnitId),
      jointUnits: row.jointUnitIds.map(nameOf),
      state: stateOf(row, today),
      nextDueOn: row.nextDueOn,
      nextTitle: more.nextTitle,
      proved: more.proved,
      milestones: more.milestones,
    })),
    previous: first && (backwards ? more : key) ? { way: 'before', at: first.at, id: first.row.id } : null,
    next: last && (backwards || more) ? { way: 'after', at: last.at, id: last.row.id } : null,
  }
}

export async function countWorks(
  house: Reading,
  { sight, list = 'all', filters = {} }: Pick<Asked, 'sight' | 'list' | 'filters'>,
): Promise<number> {
  const today = dateIn(house.config.timeZone, house.clock.now())
  return house.db.$count(works, and(sight, inList(list, today), ...filtered(filters, today)))
}

/** How many stand in each list; one statement. */
export async function countLists(house: Reading, sight: SQL): Promise<Record<WorkListId, number>> {
  const today = dateIn(house.config.timeZone, house.clock.now())
  const counted = (list: WorkListId) => sql<number>`(count(*) filter (where ${inList(list, today) ?? sql`true`}))::int`
  const [row] = await house.db
    .select({
      report: counted('report'),
      confirm: counted('confirm'),
      signOff: counted('signOff'),
      objected: counted('objected'),
      all: counted('all'),
    })
    .from(works)
    .where(sight)
  return row ?? { report: 0, confirm: 0, signOff: 0, objected: 0, all: 0 }
}

/** Years that a reader may choose, newest first. */
export async function yearsOfWorks(db: Db, sight: SQL): Promise<number[]> {
  const rows = await db.selectDistinct({ year: works.year }).from(works).where(sight).orderBy(desc(works.year))
  return rows.map(({ year }) => year)
}

/** Units that do one of them, for the filter: in the order of the directory. */
export async function unitsOfWorks(db: Db, sight: SQL): Promise<{ value: string; label: string }[]> {
  const rows = await db
    .selectDistinct({ id: sql<string>`unnest(array_append(${works.jointUnitIds}, ${works.leadUnitId}))` })
    .from(works)
    .where(sight)
  const doing = new Set(rows.map(({ id }) => id))
  return [...(await unitDirectory(db)).values()]
    .filter(({ id }) => doing.has(id))
    .map(({ id, shortName }) => ({ value: id, label: shortName }))
}

function inList(list: WorkListId, today: Temporal.PlainDate): SQL | undefined {
  switch (list) {
    case 'report':
      return and(isNull(works.signedOffAt), lte(works.nextDueOn, today))
    case 'confirm':
      return and(isNotNull(works.provedAt), isNull(works.confirmedAt), isNull(works.signedOffAt))
    case 'signOff':
      return and(isNotNull(works.confirmedAt), isNull(works.signedOffAt), isNull(works.blockedSince))
    case 'objected':
      return sql`exists (select 1 from work_events o where o.work_id = works.id and o.type = 'objected' and not exists (
        select 1 from work_events d where d.work_id = o.work_id and d.type = 'objectionDecided' and d.data->>'about' = o.data->>'about'))`
    case 'all':
      return undefined
  }
}

function filtered({ year, source, state, unitId }: WorkFilters, today: Temporal.PlainDate): (SQL | undefined)[] {
  return [
    year ? eq(works.year, year) : undefined,
    source ? eq(works.source, source) : undefined,
    state ? sql`${stateSql(today)} = ${state}` : undefined,
    unitId ? or(eq(works.leadUnitId, unitId), sql`${works.jointUnitIds} @> array[${unitId}]::uuid[]`) : undefined,
  ]
}

function beyond(place: SQL, { way, at, id }: WorkKey, isNewest: boolean): SQL {
  const mark = isNewest ? sql`(${at}::timestamptz, ${id}::uuid)` : sql`(${at}::date, ${id}::uuid)`
  return isNewest === (way === 'after')
    ? sql`(${place}, ${works.id}) < ${mark}`
    : sql`(${place}, ${works.id}) > ${mark}`
}
