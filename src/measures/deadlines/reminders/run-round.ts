import { and, asc, desc, eq, isNull, lte } from 'drizzle-orm'
import { loadCalendar } from '#core/calendar/index.ts'
import { queueNotice } from '#core/notices/index.ts'
import { dateIn } from '#platform/clock.ts'
import { crashPoint } from '#platform/crash-points.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { idNamed } from '#platform/id.ts'
import { type Climbing, climbLadder } from '../ladder/climb-ladder.ts'
import { ladderOn } from '../ladder/ladder.ts'
import { closeMoot } from '../supervision/close-moot.ts'
import { digestWords, type Line } from './digest.ts'
import { openDirectory } from './directory.ts'
import { gatherDigests } from './gather-digests.ts'
import { roundDue } from './round.ts'
import { reminderItems, reminderLines, reminderRounds } from './tables.ts'
import './reminder-notices.ts'

/** People told by one transaction. */
const chunk = 50

/**
 * Runs what is due: first a round that a dead process left unfinished, then the one whose hour has come. At any moment the process may die: what it has
 * committed (steps, urges, proposals, digests of so many people) is not done again, the rest is done by the next.
 *
 * @returns how many rounds were finished
 */
export async function runRounds(house: Climbing): Promise<number> {
  const due = await roundsDue(house)
  for (const roundAt of due) await runRound(house, roundAt)
  return due.length
}

async function roundsDue({ db, clock, config }: Climbing): Promise<Temporal.Instant[]> {
  const city = { calendar: await loadCalendar(db), timeZone: config.timeZone, times: config.digestTimes }
  const now = clock.now()
  // Quiet on rest days, also for what is left over.
  if (roundDue(now, null, city) === null) return []
  const unfinished = await db
    .select({ at: reminderRounds.at })
    .from(reminderRounds)
    .where(isNull(reminderRounds.finishedAt))
    .orderBy(asc(reminderRounds.at))
  const [last] = await db
    .select({ at: reminderRounds.at })
    .from(reminderRounds)
    .orderBy(desc(reminderRounds.at))
    .limit(1)
  const next = roundDue(now, last?.at ?? null, city)
  return [...unfinished.map(({ at }) => at), ...(next ? [next] : [])]
}

/** One round, from the beginning or from wherever it broke off. */
export async function runRound(house: Climbing, roundAt: Temporal.Instant): Promise<void> {
  const { db, clock, config } = house
  await db.insert(reminderRounds).values({ at: roundAt, beganAt: clock.now() }).onConflictDoNothing()
  await closeMoot(house)
  await climbLadder(house, roundAt)
  await db
    .update(reminderItems)
    .set({ roundAt })
    .where(and(isNull(reminderItems.roundAt), lte(reminderItems.at, clock.now())))
  const today = dateIn(config.timeZone, clock.now())
  const rungs = await ladderOn(db, today)
  const digests = await gatherDigests(db, { directory: await openDirectory(db, clock.now(), today), rungs, roundAt })
  const people = [...digests].filter(([, lines]) => lines.length > 0)
  for (let at = 0; at < people.length; at += chunk)
    await db.transaction((tx) => sendDigests({ ...house, db: tx }, roundAt, people.slice(at, at + chunk)))
  await db
    .update(reminderRounds)
    .set({ finishedAt: clock.now(), people: people.length })
    .where(eq(reminderRounds.at, roundAt))
}

/** One digest a person a round: its id follows from both, so that a second attempt writes nothing. */
async function sendDigests(
  house: Pick<House, 'secrets' | 'clock'> & { db: Db },
  roundAt: Temporal.Instant,
  people: readonly [string, Line[]][],
): Promise<void> {
  for (const [personId, lines] of people) {
    await house.db
      .insert(reminderLines)
      .values(lines.map(({ what, row }) => ({ personId, roundAt, what, matterId: row.id })))
      .onConflictDoNothing()
    await queueNotice(house.db, house, {
      id: digestId(roundAt, personId),
      template: 'reminder.digest',
      to: { personId },
      variables: digestWords(lines),
      at: house.clock.now(),
    })
  }
  crashPoint('before-commit')
}

export const digestId = (roundAt: Temporal.Instant, personId: string): string =>
  idNamed(`digest ${roundAt} ${personId}`)
