import { and, asc, eq, type SQL } from 'drizzle-orm'
import { type Unit, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { notFound } from '#platform/refusal.ts'
import { type MilestoneRow, type WorkEventRow, type WorkRow, workEvents, workMilestones, works } from './tables.ts'
import { stateOf, type WorkState } from './work.ts'
import { isPublic, seenAtDesk } from './work-sight.ts'

/** The house as verbs see it; its `db` is the transaction of the act. */
export type Working = Pick<House, 'clock' | 'secrets' | 'config'> & { db: Db }

/** One work with all that was done, as pages and rules need it. */
export type OpenWork = {
  row: WorkRow
  state: WorkState
  today: Temporal.PlainDate
  milestones: MilestoneRow[]
  /** In the order in which it happened. */
  events: WorkEventRow[]
  units: ReadonlyMap<string, Unit>
}

/**
 * What the actor may not see at the desk is not found, which is said with `word`. `lock`: until the end of the act's transaction nobody else acts on it.
 */
export const openAtDesk = (
  house: Working,
  actor: StaffActor,
  number: string,
  { lock = false, word = '任务' } = {},
): Promise<OpenWork> => open(house, and(eq(works.number, number), seenAtDesk(actor)), { lock, word })

/** 民生实事 only. */
export const openPublic = (house: Working, number: string, { lock = false } = {}): Promise<OpenWork> =>
  open(house, and(eq(works.number, number), isPublic), { lock, word: '任务' })

async function open(
  house: Working,
  where: SQL | undefined,
  { lock, word }: { lock: boolean; word: string },
): Promise<OpenWork> {
  const asked = house.db.select().from(works).where(where)
  const [row] = await (lock ? asked.for('update') : asked)
  if (!row) throw notFound(word)
  const today = dateIn(house.config.timeZone, house.clock.now())
  const [milestones, events, units] = await Promise.all([
    milestonesOf(house.db, row.id),
    eventsOf(house.db, row.id),
    unitDirectory(house.db),
  ])
  return { row, state: stateOf(row, today), today, milestones, events, units }
}

export const milestonesOf = (db: Db, workId: string): Promise<MilestoneRow[]> =>
  db.select().from(workMilestones).where(eq(workMilestones.workId, workId)).orderBy(asc(workMilestones.position))

export const eventsOf = (db: Db, workId: string): Promise<WorkEventRow[]> =>
  db.select().from(workEvents).where(eq(workEvents.workId, workId)).orderBy(asc(workEvents.at), asc(workEvents.id))
