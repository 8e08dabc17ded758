import { and, asc, desc, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { type MatterRow, matters } from '#core/matters/index.ts'
import { allUnits } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { titleInSql, titleOf } from '../matter-words.ts'
import { ordersSeenBy } from './find.ts'
import { type Order, type OrderState, orderState } from './order.ts'
import { supervisionOrders } from './tables.ts'

export type OrderRow = {
  order: Order
  matter: MatterRow
  title: string
  unit: string
  byUnit: string
  state: OrderState
}

export type OrderFilters = {
  state?: OrderState | undefined
  stage?: 'order' | 'listing' | undefined
  unitId?: string | undefined
  /** Part of the number: 〔2026〕12. */
  number?: string | undefined
}

/** issued: newest first; due: what is to be reported first. */
export type OrderSort = 'issued' | 'due'

/** The last row of the page before. */
export type OrderKey = { at: string; id: string }

export const ordersPerPage = 30

export async function readOrders(
  { db }: Pick<House, 'db'>,
  actor: StaffActor,
  { filters, sort, after }: { filters: OrderFilters; sort: OrderSort; after?: OrderKey | undefined },
  size = ordersPerPage,
): Promise<{ rows: OrderRow[]; next: OrderKey | null }> {
  const units = await allUnits(db)
  const column = sort === 'due' ? supervisionOrders.replyDueOn : supervisionOrders.issuedAt
  const order = sort === 'due' ? asc : desc
  const found = await db
    .select({ order: supervisionOrders, matter: matters, title: titleInSql, at: sql<string>`${column}::text` })
    .from(supervisionOrders)
    .innerJoin(matters, eq(matters.id, supervisionOrders.matterId))
    .where(and(ordersSeenBy(actor, units), ...chosen(filters), after ? beyond(sort, after) : undefined))
    .orderBy(order(column), order(supervisionOrders.id))
    .limit(size + 1)
  const names = new Map(units.map(({ id, shortName }) => [id, shortName]))
  const nameOf = (id: string) => names.get(id) ?? '原单位'
  const shown = found.slice(0, size)
  const last = found.length > size ? shown.at(-1) : undefined
  return {
    rows: shown.map(({ order: row, matter, title }) => ({
      ...{ order: row, matter, title: titleOf(matter, title), state: orderState(row, matter) },
      ...{ unit: nameOf(row.unitId), byUnit: nameOf(row.byUnitId) },
    })),
    next: last ? { at: last.at, id: last.order.id } : null,
  }
}

export async function countOrders(
  { db }: Pick<House, 'db'>,
  actor: StaffActor,
  filters: OrderFilters,
): Promise<number> {
  const [row] = await db
    .select({ many: sql<number>`count(*)::int` })
    .from(supervisionOrders)
    .innerJoin(matters, eq(matters.id, supervisionOrders.matterId))
    .where(and(ordersSeenBy(actor, await allUnits(db)), ...chosen(filters)))
  return row?.many ?? 0
}

function chosen({ state, stage, unitId, number }: OrderFilters): (SQL | undefined)[] {
  return [
    state && inState(state),
    stage && eq(supervisionOrders.stage, stage),
    unitId ? eq(supervisionOrders.unitId, unitId) : undefined,
    number ? sql`strpos(${supervisionOrders.number}, ${number}) > 0` : undefined,
  ]
}

/** As `orderState` says it. */
function inState(state: OrderState): SQL | undefined {
  const isOver = or(isNotNull(matters.closedAt), eq(matters.state, 'answered'))
  const isOpen = and(isNull(supervisionOrders.closedAt), isNull(supervisionOrders.repliedAt))
  switch (state) {
    case 'waiting':
      return and(isOpen, isNull(matters.closedAt), sql`${matters.state} <> 'answered'`)
    case 'replied':
      return and(isNull(supervisionOrders.closedAt), isNotNull(supervisionOrders.repliedAt))
    case 'ended':
      return and(isOpen, isOver)
    default:
      return eq(supervisionOrders.outcome, state)
  }
}

const beyond = (sort: OrderSort, { at, id }: OrderKey): SQL =>
  sort === 'due'
    ? sql`(${supervisionOrders.replyDueOn}, ${supervisionOrders.id}) > (${at}::date, ${id}::uuid)`
    : sql`(${supervisionOrders.issuedAt}, ${supervisionOrders.id}) < (${at}::timestamptz, ${id}::uuid)`
