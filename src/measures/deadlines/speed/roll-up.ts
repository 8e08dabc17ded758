import { inArray, sql } from 'drizzle-orm'
import { countedIn, countingNow, eventsOfEach, type MatterState, replay } from '#core/matters/index.ts'
import type { Db, Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { touch } from '#platform/page-cache/index.ts'
import { recountCells } from './cells.ts'
import { closingsOf } from './closing.ts'
import { firstDay, monthAt } from './month.ts'
import { speedChanged, speedClosings } from './tables.ts'

/** Replaying two hundred matters takes some thirty milliseconds; others are served between two batches. */
const batch = 200

/**
 * Counts anew the answers of every matter that changed, and the cells of the months they stand in. A batch a transaction: a process that dies leaves whole
 * batches, and what it had taken is taken again. One process at a time; another that comes meanwhile has nothing to do.
 *
 * @param most a request that wants to see its own act stops here; the job goes on
 * @returns how many matters were looked at
 */
export async function rollUp(house: Pick<House, 'db' | 'config'>, most = Number.POSITIVE_INFINITY): Promise<number> {
  let all = 0
  while (all < most) {
    const taken = await house.db.transaction((tx) => rollUpBatch(house, tx))
    if (taken === 0) break
    all += taken
  }
  return all
}

/** Matters that wait to be counted; after an import it may be many for some minutes. */
export const waitingForRollUp = (db: Db): Promise<number> => db.$count(speedChanged)

async function rollUpBatch(house: Pick<House, 'config'>, tx: Transaction): Promise<number> {
  const { rows: locks } = await tx.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('speed roll-up', 0)) as mine`,
  )
  if (!locks[0]?.mine) return 0
  const { rows } = await tx.execute<{ matter_id: string }>(sql`
    delete from speed_changed where id in (select id from speed_changed order by id limit ${batch}) returning matter_id`)
  const ids = [...new Set(rows.map((row) => row.matter_id))]
  if (ids.length > 0) await recount(house, tx, ids)
  return ids.length
}

async function recount(house: Pick<House, 'config'>, tx: Transaction, ids: string[]): Promise<void> {
  const counting = await countingNow(house, tx)
  const events = await eventsOfEach(tx, ids)
  const now = ids.flatMap((id) => {
    const told = events.get(id) ?? []
    const state = replay(id, told)
    const scope = scopeOf(state)
    if (scope === 'nowhere') return []
    return closingsOf(id, told, counting).map((closing) => ({
      matterId: id,
      seq: closing.seq,
      month: firstDay(monthAt(closing.answeredAt, house.config.timeZone)),
      scope,
      unitId: closing.unitId,
      kind: state.kind,
      divisionCode: state.divisionCode.slice(0, 6),
      answeredAt: closing.answeredAt,
      usedDays: closing.usedDays,
      met: closing.isMet,
      standing: closing.isMet === null ? null : closing.isMet && !closing.isRejected,
      rejected: closing.isRejected,
      savedDays: closing.savedDays,
      extended: closing.isExtended,
      stops: closing.stops,
    }))
  })
  const before = await tx.delete(speedClosings).where(inArray(speedClosings.matterId, ids)).returning()
  if (now.length > 0) await tx.insert(speedClosings).values(now)
  if (before.length + now.length === 0) return
  await recountCells(tx, [...before, ...now])
  await touch(tx, ['speed'])
}

const scopeOf = (state: MatterState) => countedIn(state, state.main === null ? null : state.main.of)
