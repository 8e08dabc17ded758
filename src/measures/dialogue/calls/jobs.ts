import { and, eq, inArray, isNotNull, lt, lte, or, sql } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import type { Jobs } from '#platform/jobs.ts'
import { before, retention } from '#platform/retention.ts'
import { local } from './standards.ts'
import { callEvents, callLimits, calls, callWords } from './tables.ts'
import { presumeEnded } from './take-event.ts'
import { keepWords, wordsOf } from './words-of-call.ts'

/** Calls of which the exchange says nothing any more: nobody waits half an hour*, nobody talks two hours*. What comes after all counts instead. */
export async function endSilent(house: House): Promise<number> {
  const { db, clock } = house
  const now = clock.now()
  const last = sql<string>`(select max(e.at) from ${callEvents} e where e.acd_id = ${calls.acdId})`
  const silent = await db
    .select({ acdId: calls.acdId })
    .from(calls)
    .where(
      or(
        and(eq(calls.state, 'waiting'), lte(calls.startedAt, now.subtract(local.waitsAtMost))),
        and(
          inArray(calls.state, ['talking', 'held']),
          sql`${last} <= ${now.subtract(local.presumedAfter).toString()}::timestamptz`,
        ),
      ),
    )
    .limit(500)
  for (const { acdId } of silent) await db.transaction((tx) => presumeEnded({ ...house, db: tx }, acdId, now))
  return silent.length
}

/** What has served its time: query codes after hours*, what was typed and never filed after a day, numbers, words and recordings after thirteen months. */
export async function forgetCalls(house: House): Promise<void> {
  const { db, clock, config } = house
  const now = clock.now()
  await forgetCodes(house)
  const old = before(now, config.timeZone, retention.calls)
  const past = db.select({ id: calls.id }).from(calls).where(lt(calls.startedAt, old))
  await db.delete(callWords).where(inArray(callWords.callId, past))
  await db
    .update(calls)
    .set({ numberCipher: null, numberHash: null, recordingId: null, recordingUrlCipher: null })
    .where(and(lt(calls.startedAt, old), or(isNotNull(calls.numberHash), isNotNull(calls.recordingId))))
  await db
    .update(callLimits)
    .set({ numberCipher: null, numberHash: null })
    .where(and(isNotNull(callLimits.decidedAt), lt(callLimits.proposedAt, old)))
}

async function forgetCodes(house: House): Promise<void> {
  const { db, clock } = house
  const rows = await db
    .select({ callId: callWords.callId })
    .from(callWords)
    .where(lt(callWords.updatedAt, clock.now().subtract(local.codeShown)))
    .limit(5000)
  for (const { callId } of rows) {
    await db.transaction(async (tx) => {
      const inside = { ...house, db: tx }
      const { answered } = await wordsOf(inside, callId)
      if (answered) await keepWords(inside, callId, { typed: undefined, filed: undefined })
      else await tx.delete(callWords).where(eq(callWords.callId, callId))
    })
  }
}

export const callJobs: Jobs = {
  tasks: {
    'calls:end-silent': async (house) => {
      await endSilent(house)
    },
    'calls:forget': async (house) => {
      await forgetCalls(house)
    },
  },
  cron: ['* * * * * calls:end-silent', '26 4,19 * * * calls:forget'],
}
