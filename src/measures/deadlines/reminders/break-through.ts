import { and, asc, eq, gt, inArray, isNull, lte, notExists, sql } from 'drizzle-orm'
import { clockSettings, epochDayOf, loadCalendar, workhoursAfter } from '#core/calendar/index.ts'
import { type MatterRow, matters } from '#core/matters/index.ts'
import { queueNotice } from '#core/notices/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Climbing } from '../ladder/climb-ladder.ts'
import { ladderOn } from '../ladder/ladder.ts'
import { type Rung, runOf } from '../ladder/rung.ts'
import { ladderSteps } from '../ladder/tables.ts'
import { tellsOf } from './addressees.ts'
import { digestWords, type Line } from './digest.ts'
import { openDirectory } from './directory.ts'
import './reminder-notices.ts'

const batch = 500

/**
 * What is due within so many working hours breaks through at once: whoever has to act is told now, and of all that came due in the same minute by one
 * message. Steps and messages in one transaction: a process that dies leaves both or neither. Emergencies do not wait for this: their own rooms call the
 * duty officer in the moment.
 *
 * @returns how many people were told
 */
export async function breakThrough(house: Climbing): Promise<number> {
  const { timeZone } = house.config
  const now = house.clock.now()
  const today = dateIn(timeZone, now)
  const calendar = await loadCalendar(house.db)
  if (!calendar.isWorkday(epochDayOf(today))) return 0
  const rung = (await ladderOn(house.db, today)).find(({ trigger }) => trigger === 'workhoursLeft')
  if (!rung?.amount) return 0
  const until = workhoursAfter(now, rung.amount, calendar, clockSettings(timeZone))
  const rows = await soonDue(house, rung, { now, until })
  if (rows.length === 0) return 0
  return house.db.transaction((tx) => tellNow({ ...house, db: tx }, rung, rows, today))
}

function soonDue(
  { db }: Climbing,
  rung: Rung,
  { now, until }: { now: Temporal.Instant; until: Temporal.Instant },
): Promise<MatterRow[]> {
  const told = db
    .select({ one: sql`1` })
    .from(ladderSteps)
    .where(and(eq(ladderSteps.matterId, matters.id), eq(ladderSteps.rungId, rung.id), eq(ladderSteps.run, runInSql)))
  return db
    .select()
    .from(matters)
    .where(
      and(
        isNull(matters.closedAt),
        gt(matters.dueAt, now),
        lte(matters.dueAt, until),
        inArray(matters.state, ['dispatched', 'inProgress', 'awaitingApproval']),
        eq(matters.paused, false),
        notExists(told),
      ),
    )
    .orderBy(asc(matters.dueAt), asc(matters.id))
    .limit(batch)
}

/** As `runOf` writes it. */
const runInSql = sql`floor(extract(epoch from coalesce(${matters.dispatchedAt}, ${matters.openedAt})) * 1000)::bigint::text || '.' || ${matters.round} || '.' || ${matters.clockSteps}`

async function tellNow(
  house: Pick<House, 'clock' | 'secrets'> & { db: Transaction },
  rung: Rung,
  rows: readonly MatterRow[],
  today: Temporal.PlainDate,
): Promise<number> {
  const at = house.clock.now()
  const written = await house.db
    .insert(ladderSteps)
    .values(
      rows.map((row) => ({ matterId: row.id, run: runOf(row), rungId: rung.id, at, roundAt: null, isTaken: true })),
    )
    .onConflictDoNothing()
    .returning({ matterId: ladderSteps.matterId })
  const mine = new Set(written.map(({ matterId }) => matterId))
  const directory = await openDirectory(house.db, at, today)
  const lines = new Map<string, Line[]>()
  for (const row of rows.filter(({ id }) => mine.has(id))) {
    for (const { personId } of tellsOf(directory, row, rung.tells))
      lines.set(personId, [...(lines.get(personId) ?? []), { what: 'yellow', row }])
  }
  for (const [personId, told] of lines) {
    const { urgent } = digestWords(told)
    const variables = { count: String(told.length), hours: String(rung.amount), urgent }
    await queueNotice(house.db, house, { template: 'reminder.soon', to: { personId }, variables, at })
  }
  return lines.size
}
