import { and, asc, eq, gt, inArray, isNull, lt, ne, sql } from 'drizzle-orm'
import { type Calendar, epochDayOf, loadCalendar } from '#core/calendar/index.ts'
import { act, type MatterRow, matters, sharesUsed } from '#core/matters/index.ts'
import { systemActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db, Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { Refusal } from '#platform/refusal.ts'
import { type Directory, openDirectory } from '../reminders/directory.ts'
import { type Climbed, propose } from '../supervision/propose.ts'
import { supervisionOrders } from '../supervision/tables.ts'
import { ladderOn } from './ladder.ts'
import { climb, isReached, isReachedByOrder, type Rung, runOf, runOfOrder, type Standing, type Step } from './rung.ts'
import { ladderSteps } from './tables.ts'

export type Climbing = Pick<House, 'clock' | 'secrets' | 'config'> & { db: Db }

const ladderActor = systemActor('ladder')
const batch = 200

type Day = {
  today: Temporal.PlainDate
  calendar: Calendar
  rungs: Rung[]
  roundAt: Temporal.Instant
  directory: Directory
}

/**
 * Climbs the ladder for every matter whose light is not green, and for every order whose reply is late: writes the steps, urges, proposes. In batches,
 * each a transaction of its own; a step is written once whoever comes first, so of a climb that was cut off the next does only the rest.
 */
export async function climbLadder(house: Climbing, roundAt: Temporal.Instant): Promise<void> {
  const today = dateIn(house.config.timeZone, house.clock.now())
  const [calendar, rungs] = [await loadCalendar(house.db), await ladderOn(house.db, today)]
  const day = { today, calendar, rungs, roundAt, directory: await openDirectory(house.db, house.clock.now(), today) }
  for (let after: string | null = null; ; ) {
    const rows: MatterRow[] = await litMatters(house.db, after)
    if (rows.length > 0) await house.db.transaction((tx) => climbBatch({ ...house, db: tx }, day, rows))
    if (rows.length < batch) break
    after = rows.at(-1)?.id ?? null
  }
  await house.db.transaction((tx) => climbOrders({ ...house, db: tx }, day))
}

/** Yellow or red, with a clock that runs against a unit. */
const isLit = and(
  isNull(matters.closedAt),
  ne(matters.light, 'green'),
  inArray(matters.state, ['opened', 'dispatched', 'inProgress', 'awaitingApproval']),
  eq(matters.paused, false),
)

const litMatters = (db: Db, after: string | null): Promise<MatterRow[]> =>
  db
    .select()
    .from(matters)
    .where(and(isLit, after ? gt(matters.id, after) : undefined))
    .orderBy(asc(matters.id))
    .limit(batch)

type Within = Omit<Climbing, 'db'> & { db: Transaction }

async function climbBatch(house: Within, day: Day, rows: readonly MatterRow[]): Promise<void> {
  const [steps, shares] = [
    await stepsOf(house, rows),
    await sharesUsed(
      house,
      rows.filter(({ light }) => light === 'yellow'),
    ),
  ]
  const climbed: Climbed[] = rows.flatMap((row) => {
    const run = runOf(row)
    const standing = standingOf(row, shares.get(row.id) ?? null, day, house.config.timeZone)
    const reached = day.rungs.filter((rung) => isReached(rung, standing))
    const before = steps.get(`${row.id} ${run}`) ?? []
    const { taken, passed } = climb(reached, before, day.today, day.rungs)
    return [...taken, ...passed].map((rung) => ({
      row,
      run,
      rung,
      isTaken: taken.includes(rung),
      standing,
      order: null,
    }))
  })
  await take(house, day, climbed)
}

function standingOf(row: MatterRow, share: number | null, { today, calendar }: Day, timeZone: string): Standing {
  // The last day of the accept limit ends at the instant before it is too late.
  const dueOn = row.acceptDueAt ? dateIn(timeZone, row.acceptDueAt.subtract({ nanoseconds: 1 })) : row.dueOn
  return { light: row.light, share, workdaysOver: dueOn ? workdaysOver(dueOn, today, calendar) : 0 }
}

function workdaysOver(dueOn: Temporal.PlainDate, today: Temporal.PlainDate, calendar: Calendar): number {
  return Math.max(calendar.workdaysBetween(epochDayOf(dueOn), epochDayOf(today)), 0)
}

/** Orders without an accepted reply, of matters that still wait for an answer. */
async function climbOrders(house: Within, day: Day): Promise<void> {
  const late = await house.db
    .select({ row: matters, order: supervisionOrders })
    .from(supervisionOrders)
    .innerJoin(matters, eq(matters.id, supervisionOrders.matterId))
    .where(
      and(
        isNull(supervisionOrders.closedAt),
        isNull(supervisionOrders.repliedAt),
        lt(supervisionOrders.replyDueOn, day.today),
        isNull(matters.closedAt),
        ne(matters.state, 'answered'),
      ),
    )
  const steps = await stepsOf(
    house,
    late.map(({ row }) => row),
  )
  const climbed: Climbed[] = late.flatMap(({ row, order }) => {
    const run = runOfOrder(order.id)
    const standing = { stage: order.stage, replyWorkdaysOver: workdaysOver(order.replyDueOn, day.today, day.calendar) }
    const reached = day.rungs.filter((rung) => isReachedByOrder(rung, standing))
    const { taken, passed } = climb(reached, steps.get(`${row.id} ${run}`) ?? [], day.today, day.rungs)
    return [...taken, ...passed].map((rung) => ({
      ...{ row, run, rung, isTaken: taken.includes(rung), order },
      standing: {
        light: row.light,
        share: null,
        workdaysOver: row.dueOn ? workdaysOver(row.dueOn, day.today, day.calendar) : 0,
      },
    }))
  })
  await take(house, day, climbed)
}

async function stepsOf({ db, config }: Within, rows: readonly Pick<MatterRow, 'id'>[]): Promise<Map<string, Step[]>> {
  const found = await db
    .select()
    .from(ladderSteps)
    .where(
      inArray(
        ladderSteps.matterId,
        rows.map(({ id }) => id),
      ),
    )
  const steps = new Map<string, Step[]>()
  for (const { matterId, run, rungId, at } of found) {
    const key = `${matterId} ${run}`
    steps.set(key, [...(steps.get(key) ?? []), { rungId, on: dateIn(config.timeZone, at) }])
  }
  return steps
}

/** Writes the steps; what follows from one is done by whoever wrote it. */
async function take(house: Within, { roundAt, directory }: Day, climbed: readonly Climbed[]): Promise<void> {
  if (climbed.length === 0) return
  const at = house.clock.now()
  const written = await house.db
    .insert(ladderSteps)
    .values(
      climbed.map(({ row, run, rung, isTaken }) => ({ matterId: row.id, run, rungId: rung.id, at, roundAt, isTaken })),
    )
    .onConflictDoNothing()
    .returning({
      key: sql<string>`${ladderSteps.matterId} || ' ' || ${ladderSteps.run} || ' ' || ${ladderSteps.rungId}`,
    })
  const mine = new Set(written.map(({ key }) => key))
  for (const step of climbed) {
    if (!step.isTaken || !mine.has(`${step.row.id} ${step.run} ${step.rung.id}`)) continue
    if (step.rung.act === 'urge') await urge(house, step.row.id)
    else if (step.rung.act !== 'remind') await propose(house, directory, step)
  }
}

/** 催办 by the machine. Whoever urged today has done it already; a matter that was answered in this minute needs none. */
async function urge(house: Within, matterId: string): Promise<void> {
  try {
    await house.db.transaction((savepoint) => act({ ...house, db: savepoint }, ladderActor, matterId, { type: 'urge' }))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}
