import { clock } from '#core/calendar/index.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { runningReading } from './clocks.ts'
import { countingNow } from './counting.ts'
import { eventsOfEach } from './event-rows.ts'
import { replay } from './evolve.ts'
import type { MatterRow } from './tables.ts'

type Asked = Pick<MatterRow, 'id' | 'openedAt' | 'dispatchedAt' | 'ruleId' | 'clockSteps' | 'round'>

/**
 * How much of its time each has used, from 0 to 1, in the unit of its limit; null where no clock runs. Read from the row where the clock was only
 * started, else from the events.
 */
export async function sharesUsed(
  house: Pick<House, 'clock' | 'config'> & { db: Db },
  rows: readonly Asked[],
): Promise<Map<string, number | null>> {
  const counting = await countingNow(house, house.db)
  const now = house.clock.now()
  const isStarted = (row: Asked) => row.clockSteps === 1 && row.round === 1
  const others = rows.filter((row) => !isStarted(row)).map(({ id }) => id)
  const events = await eventsOfEach(house.db, others)
  return new Map(
    rows.map((row) => {
      const { id, dispatchedAt, ruleId } = row
      if (!isStarted(row) || !dispatchedAt || !ruleId) {
        const reading = runningReading(replay(id, events.get(id) ?? []), counting, now)
        return [id, reading && share(reading)]
      }
      const { limit } = counting.terms(ruleId, counting.settings.city.dateOf(row.openedAt))
      return [id, share(clock(limit, [{ type: 'start', at: dispatchedAt }], counting.calendar, now, counting.settings))]
    }),
  )
}

const share = ({ used, left }: { used: number; left: number }): number | null =>
  used + left > 0 ? Math.min(used / (used + Math.max(left, 0)), 1) : null
