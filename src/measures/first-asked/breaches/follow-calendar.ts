import { and, asc, gt, notInArray } from 'drizzle-orm'
import { type Calendar, type CalendarFollower, followCalendar, loadLaw, loadRules } from '#core/calendar/index.ts'
import { systemActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { enqueue } from '#platform/jobs.ts'
import { type BreachCounting, moveDates } from './breach-dates.ts'
import { happenBreach } from './happen-breach.ts'
import { asEvent, breachEventRows, dueBy } from './open-breach.ts'
import { type BreachRow, breaches } from './tables.ts'

const actor = systemActor('calendar')
const batch = 200

/** An act that had begun under the old calendar has ended by then: no transaction lives longer than a minute. */
const secondLook = { seconds: 90 }

/**
 * A decree moves the days of what still runs: hearing, decision, telling, appeal. Unlike matters each breach gets an event for it, because its row is the replay
 * of its events and whoever may speak or appeal is told the new day; there are few of them.
 */
export function breachDates(house: House): CalendarFollower {
  return {
    async preview(db, calendar) {
      const today = dateIn(house.config.timeZone, house.clock.now())
      const counting = await countingBy(house, db, calendar)
      const effect = { moves: 0, intoPast: 0 }
      for await (const row of running(db, false)) {
        const { data } = (await movedBy(db, row, counting)) ?? {}
        if (!data) continue
        effect.moves += 1
        const isPast = (on: Temporal.PlainDate) => Temporal.PlainDate.compare(on, today) < 0
        if (data.dueOn && isPast(Temporal.PlainDate.from(data.dueOn)) && row.dueOn && !isPast(row.dueOn))
          effect.intoPast += 1
      }
      return effect
    },
    async apply(tx, calendar) {
      const again = { runAt: house.clock.now().add(secondLook), key: 'first-asked:recount-breaches' }
      await enqueue(tx, 'first-asked:recount-breaches', {}, again)
      return moveAll(house, tx, calendar)
    },
  }
}

followCalendar(breachDates)

/** Brings what still runs to the calendar in force: for what began meanwhile under the old one. */
export async function recountBreaches(house: House): Promise<number> {
  const { calendar } = await loadLaw(house.db)
  return moveAll(house, house.db, calendar)
}

const moveAll = (house: House, db: Db, calendar: Calendar): Promise<number> =>
  db.transaction(async (tx) => {
    const counting = await countingBy(house, tx, calendar)
    let moved = 0
    for await (const row of running(tx, true)) {
      const happening = await movedBy(tx, row, counting)
      if (!happening) continue
      await happenBreach({ ...house, db: tx }, actor, row, happening)
      moved += 1
    }
    return moved
  })

async function countingBy({ config }: House, db: Db, calendar: Calendar): Promise<BreachCounting> {
  const due = dueBy({ calendar, rules: await loadRules(db) })
  return { due, dayOf: (at) => dateIn(config.timeZone, at) }
}

const movedBy = async (db: Db, row: BreachRow, counting: BreachCounting) =>
  moveDates(row, (await breachEventRows(db, row.id)).map(asEvent), counting)

/** By key, so that two who move them never wait in a ring. */
async function* running(db: Db, forUpdate: boolean): AsyncGenerator<BreachRow> {
  for (let after: string | undefined; ; ) {
    const asked = db
      .select()
      .from(breaches)
      .where(and(notInArray(breaches.state, ['declined', 'expired']), after ? gt(breaches.id, after) : undefined))
      .orderBy(asc(breaches.id))
      .limit(batch)
    const rows = await (forUpdate ? asked.for('update') : asked)
    yield* rows
    after = rows.at(-1)?.id
    if (rows.length < batch) return
  }
}
