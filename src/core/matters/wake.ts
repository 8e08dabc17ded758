import { asc, eq, isNotNull, lte, min } from 'drizzle-orm'
import { staffAt, unitDirectory } from '#core/people/index.ts'
import { systemActor } from '#platform/actor.ts'
import { crashPoint } from '#platform/crash-points.ts'
import { isUnavailable, sqlState, type Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { Refusal } from '#platform/refusal.ts'
import { Rows, writeTogether } from '#platform/rows.ts'
import { act, draftAct } from './act.ts'
import { countingNow } from './counting.ts'
import { decide } from './decide.ts'
import { type Colleague, type Deciding, handling } from './deciding.ts'
import { eventsOfEach } from './event-rows.ts'
import type { MatterEvent } from './events.ts'
import { replay } from './evolve.ts'
import { kindOf } from './kind.ts'
import type { MatterState } from './state.ts'
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
    const due = await tx
      .select({ id: matters.id })
      .from(matters)
      .where(lte(matters.nextWakeAt, house.clock.now()))
      .orderBy(asc(matters.nextWakeAt))
      .limit(batch)
      .for('update', { skipLocked: true })
    const ids = due.map(({ id }) => id)
    if (ids.length === 0) return 0
    if (!(await wakeTogether({ ...house, db: tx }, ids)))
      for (const id of ids) await wakeAlone({ ...house, db: tx }, id)
    crashPoint('before-commit')
    return ids.length
  })
}

type Within = Omit<Waking, 'db'> & { db: Transaction }

/**
 * All of a batch by four statements, however many they are: a yellow light at midnight is one of thousands. False where any of them cannot be decided or
 * written; then nothing of this is there, and each is tried alone.
 */
async function wakeTogether(house: Within, ids: string[]): Promise<boolean> {
  try {
    await house.db.transaction(async (savepoint) => {
      const within = { ...house, db: savepoint }
      const events = await eventsOfEach(savepoint, ids)
      const decideOne = await deciderOf(within)
      const drafts: Rows[] = []
      for (const id of ids) drafts.push(await decideOne(id, events.get(id) ?? []))
      await writeTogether(savepoint, drafts)
    })
    return true
  } catch (error) {
    if (isUnavailable(error)) throw error
    return false
  }
}

/** What `act` gathers for a wake, read once for the whole batch. */
async function deciderOf(house: Within): Promise<(id: string, events: MatterEvent[]) => Promise<Rows>> {
  const [units, counting] = [await unitDirectory(house.db), await countingNow(house, house.db)]
  const now = house.clock.now()
  const staffOf = new Map<string, Promise<Colleague[]>>()
  /** Unsigned for too long binds the head of the unit that it was put to. */
  const staff = async ({ offer }: MatterState): Promise<Map<string, Colleague[]>> => {
    if (offer?.by !== 'dispatch') return new Map()
    const known = staffOf.get(offer.unitId) ?? staffAt(house, house.db, offer.unitId, handling)
    staffOf.set(offer.unitId, known)
    return new Map([[offer.unitId, await known]])
  }
  return async (id, events) => {
    const state = replay(id, events)
    const none = { text: null, ground: null, target: null, names: new Map<string, string>() }
    const kind = kindOf(state.kind)
    const deciding: Deciding = {
      ...{ kind, actor: clockActor, now, at: now, counting, units },
      staff: await staff(state),
      ...none,
    }
    const decision = decide(state, { type: 'wake' }, deciding)
    if (decision instanceof Refusal) throw decision
    const rows = new Rows()
    rows.update(matters, await draftAct(rows, house, state, decision, { deciding, texts: [], quiet: false }))
    return rows
  }
}

async function wakeAlone(house: Within, id: string): Promise<void> {
  try {
    await house.db.transaction((savepoint) => act({ ...house, db: savepoint }, clockActor, id, { type: 'wake' }))
  } catch (error) {
    // One matter that cannot be woken must not keep the others asleep: it is tried again in an hour, and checkMatters names it.
    // No message: that of a database error carries the values of the row.
    house.log.error({ matterId: id, code: sqlState(error), error: nameOf(error) }, 'wake failed')
    await house.db
      .update(matters)
      .set({ nextWakeAt: house.clock.now().add({ hours: 1 }) })
      .where(eq(matters.id, id))
  }
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
