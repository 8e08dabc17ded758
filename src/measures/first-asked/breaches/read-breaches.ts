import { and, count, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { PageKey } from '#platform/http/address-fields.ts'
import { breachVisibleTo, type Reading } from './open-breach.ts'
import { type BreachRow, breaches } from './tables.ts'
import type { BreachKind, BreachSource, BreachState } from './words.ts'

/** open: under way; proposed: what the clock says; mine: about me; over: declined or in effect. */
export const breachLists = ['open', 'proposed', 'mine', 'over'] as const
export type BreachList = (typeof breachLists)[number]

export type BreachFilters = {
  kind?: BreachKind | undefined
  state?: BreachState | undefined
  source?: BreachSource | undefined
  unitId?: string | undefined
  /** Part of the number. */
  number?: string | undefined
}

export type BreachListed = { breach: BreachRow; unit: string }

export const breachesPerPage = 30

/** One page, the newest first. */
export async function readBreaches(
  { db }: Pick<Reading, 'db'>,
  actor: StaffActor,
  asked: { list: BreachList; filters: BreachFilters; after?: PageKey | undefined },
  size = breachesPerPage,
): Promise<{ rows: BreachListed[]; next: PageKey | null }> {
  const { after } = asked
  const older =
    after && sql`(${breaches.raisedAt}, ${breaches.id}) < (${after.at.toString()}::timestamptz, ${after.id}::uuid)`
  const [found, units] = await Promise.all([
    db
      .select()
      .from(breaches)
      .where(and(ofList(actor, asked), older))
      .orderBy(desc(breaches.raisedAt), desc(breaches.id))
      .limit(size + 1),
    unitDirectory(db),
  ])
  const rows = found.slice(0, size).map((breach) => ({
    breach,
    unit: units.get(breach.unitId)?.shortName ?? '原单位',
  }))
  const last = found.length > size ? rows.at(-1)?.breach : undefined
  return { rows, next: last ? { at: last.raisedAt, id: last.id } : null }
}

export async function countBreaches(
  { db }: Pick<Reading, 'db'>,
  actor: StaffActor,
  asked: { list: BreachList; filters: BreachFilters },
): Promise<number> {
  const [row] = await db.select({ many: count() }).from(breaches).where(ofList(actor, asked))
  return row?.many ?? 0
}

const underWay: BreachState[] = ['raised', 'takenUp', 'hearing', 'decided', 'told', 'appealed']

function inList(actor: StaffActor, list: BreachList, state: BreachState | undefined): SQL | undefined {
  switch (list) {
    case 'open':
      return inArray(breaches.state, underWay)
    case 'proposed':
      return eq(breaches.state, 'proposed')
    case 'mine':
      return eq(breaches.personId, actor.personId)
    case 'over':
      // A term that has ended shows only to whoever asks for it.
      return state === 'expired' ? undefined : inArray(breaches.state, ['declined', 'final'])
  }
}

const ofList = (actor: StaffActor, { list, filters }: { list: BreachList; filters: BreachFilters }): SQL | undefined =>
  and(
    breachVisibleTo(actor),
    inList(actor, list, filters.state),
    filters.kind && eq(breaches.kind, filters.kind),
    filters.state && eq(breaches.state, filters.state),
    filters.source && eq(breaches.source, filters.source),
    filters.unitId ? eq(breaches.unitId, filters.unitId) : undefined,
    filters.number ? sql`strpos(${breaches.number}, ${filters.number}) > 0` : undefined,
  )
