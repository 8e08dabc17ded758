import { and, eq, type SQL, sql } from 'drizzle-orm'
import { type MatterRow, matters, visibleTo } from '#core/matters/index.ts'
import { allUnits, type Unit, withBelow } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { isId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import type { Order, Proposal } from './order.ts'
import { supervisionOrders, supervisionProposals } from './tables.ts'

/** The units that somebody oversees: where they are supervisor or leader, and all below. */
export const overseenBy = (actor: StaffActor, all: readonly Unit[]): string[] => [
  ...new Set(
    actor.roles
      .filter(({ role }) => role === 'supervisor' || role === 'leader')
      .flatMap(({ unitId }) => withBelow(all, unitId).map(({ id }) => id)),
  ),
]

/** Proposals are for those who oversee the unit; the unit itself, and everybody else, finds none. */
export const proposalsSeenBy = (actor: StaffActor, all: readonly Unit[]): SQL =>
  and(visibleTo(actor), inUnits(supervisionProposals.holderUnitId, overseenBy(actor, all))) as SQL

/** Orders are seen by whoever sees the matter and works at the unit they went to, or above it. */
export const ordersSeenBy = (actor: StaffActor, all: readonly Unit[]): SQL => {
  const mine = actor.roles.flatMap(({ unitId }) => withBelow(all, unitId).map(({ id }) => id))
  return and(visibleTo(actor), inUnits(supervisionOrders.unitId, [...new Set(mine)])) as SQL
}

/** One parameter however many units. */
export const inUnits = (
  column: typeof supervisionOrders.unitId | typeof supervisionProposals.holderUnitId,
  ids: readonly string[],
): SQL => sql`${column} = any(${`{${ids.join(',')}}`}::uuid[])`

export async function findProposal(
  db: Db,
  actor: StaffActor,
  id: string,
): Promise<{ proposal: Proposal; matter: MatterRow }> {
  const [found] = isId(id)
    ? await db
        .select({ proposal: supervisionProposals, matter: matters })
        .from(supervisionProposals)
        .innerJoin(matters, eq(matters.id, supervisionProposals.matterId))
        .where(and(eq(supervisionProposals.id, id), proposalsSeenBy(actor, await allUnits(db))))
    : []
  if (!found) throw notFound('督办建议')
  return found
}

/** `what` the sentence says was not found: the order, or something of it. */
export async function findOrder(
  db: Db,
  actor: StaffActor,
  id: string,
  what = '督办单',
): Promise<{ order: Order; matter: MatterRow }> {
  const [found] = isId(id)
    ? await db
        .select({ order: supervisionOrders, matter: matters })
        .from(supervisionOrders)
        .innerJoin(matters, eq(matters.id, supervisionOrders.matterId))
        .where(and(eq(supervisionOrders.id, id), ordersSeenBy(actor, await allUnits(db))))
    : []
  if (!found) throw notFound(what)
  return found
}
