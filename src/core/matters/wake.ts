import { asc, eq, isNotNull, lte, min } from 'drizzle-orm'
import { systemActor } from '#platform/actor.ts'
import { sqlState } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { act } from './act.ts'
import { matters } from './tables.ts'

const clockActor = systemActor('clock')
const batch = 500
const longestSleep = Temporal.Duration.from({ seconds: 20 })

type Waking = Pick<House, 'db' | 'clock' | 'secrets' | 'config' | 'log'>

/**
 * Records what has become due: lights at their moment, silent signings, lapsed hand-overs, closings by silence. Any number of processes may run it: a
 * row that one has taken, the others skip. What a killed process had not committed is still due for the next; what it had committed is not.
 *
 * @returns how many matters were looked at
 */
export async function wakeDue(house: Waking): Promise<number> {
  for (let woken = 0; ; ) {
    const taken = await wakeBatch(house)
    woken += taken
    if (taken < batch) return woken
  }
}

async function wakeBatch(house: Waking): Promise<number> {
  return house.db.transaction(async (tx) => {
    const now = house.clock.now()
    const due = await tx
      .select({ id: matters.id })
      .from(matters)
      .where(lte(matters.nextWakeAt, now))
      .orderBy(asc(matters.nextWakeAt))
      .limit(batch)
      .for('update', { skipLocked: true })
    for (const { id } of due) {
      try {
        await tx.transaction((savepoint) => act({ ...house, db: savepoint }, clockActor, id, { type: 'wake' }))
      } catch (error) {
        // One matter that cannot be woken must not keep the others asleep: it is tried again in an hour, and checkMatters names it.
        // No message: that of a database error carries the values of the row.
        house.log.error({ matterId: id, code: sqlState(error), error: nameOf(error) }, 'wake failed')
        await tx
          .update(matters)
          .set({ nextWakeAt: now.add({ hours: 1 }) })
          .where(eq(matters.id, id))
      }
    }
    return due.length
  })
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')

/** When to look again: at the earliest timer, in 20 s at the latest. */
export async function nextLook({ db, clock }: Pick<House, 'db' | 'clock'>): Promise<Temporal.Instant> {
  const [row] = await db
    .select({ at: min(matters.nextWakeAt) })
    .from(matters)
    .where(isNotNull(matters.nextWakeAt))
  const now = clock.now()
  const latest = now.add(longestSleep)
  if (!row?.at || Temporal.Instant.compare(row.at, latest) > 0) return latest
  return Temporal.Instant.compare(row.at, now) > 0 ? row.at : now
}
