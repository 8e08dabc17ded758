import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import { enqueue } from '#platform/jobs.ts'
import { channelFor, DeliveryFailure } from './channel.ts'
import { openAddress, openBody } from './sealed.ts'
import { type NoticeRow, notices } from './tables.ts'

/** How long a process may hold a notice before another one takes it for dead. Longer than any provider's time-out. */
export const lease = Temporal.Duration.from({ minutes: 5 })

/** Waits after the first, second, … failed attempt; after the last one the notice is a dead letter for a person to see. */
export const waits = ['PT30S', 'PT2M', 'PT10M', 'PT30M', 'PT2H', 'PT6H'].map((text) => Temporal.Duration.from(text))

/**
 * Delivers one notice: handed over once, whatever dies when.
 *
 * 1. Claim (own transaction): `queued` or `failed` → `sending` with a lease. Two workers: the second finds no row and leaves.
 *    Dies before the commit: still `queued`, the job runs again.
 * 2. Hand over, outside any transaction. Dies before or after it: the row stays `sending`; when the lease is over `drive` asks the
 *    channel what became of it, and only a certain "not sent" is sent again.
 * 3. Note the outcome (own transaction).
 */
export async function deliverNotice(house: House, id: string): Promise<void> {
  const row = await claim(house, id)
  if (row) await handOver(house, row)
}

async function claim(house: House, id: string): Promise<NoticeRow | undefined> {
  const now = house.clock.now()
  return house.db.transaction(async (tx) => {
    const [due] = await tx
      .select({ id: notices.id })
      .from(notices)
      .where(and(eq(notices.id, id), inArray(notices.state, ['queued', 'failed']), lte(notices.nextAttemptAt, now)))
      .for('update', { skipLocked: true })
    if (!due) return undefined
    const [row] = await tx
      .update(notices)
      .set({ state: 'sending', attempts: sql`${notices.attempts} + 1`, nextAttemptAt: now.add(lease) })
      .where(eq(notices.id, id))
      .returning()
    return row
  })
}

async function handOver(house: House, row: NoticeRow): Promise<void> {
  if (!row.addressCipher || !row.bodyCipher) return note(house, row.id, { state: 'suppressed', failure: 'erased' })
  const body = openBody(house.secrets, row.bodyCipher)
  try {
    const { providerId } = await channelFor(row.channel).send({
      noticeId: row.id,
      to: openAddress(house.secrets, row.addressCipher),
      template: row.template,
      templateVersion: row.templateVersion,
      ...body,
    })
    await note(house, row.id, { state: 'sent', providerId, sentAt: house.clock.now(), failure: null })
  } catch (error) {
    await noteFailure(house, row, error)
  }
}

type Outcome = Partial<Pick<NoticeRow, 'state' | 'providerId' | 'sentAt' | 'failure' | 'nextAttemptAt'>>

/** Only the process that holds the claim notes: a row that another one took over meanwhile is left alone. */
async function note(house: House, id: string, outcome: Outcome): Promise<void> {
  await house.db
    .update(notices)
    .set({ nextAttemptAt: null, ...outcome })
    .where(and(eq(notices.id, id), eq(notices.state, 'sending')))
}

async function noteFailure(house: House, row: NoticeRow, error: unknown): Promise<void> {
  const failure = error instanceof DeliveryFailure ? error.code : 'unreachable'
  const wait = waits[row.attempts - 1]
  house.log.warn({ notice: row.id, failure, attempts: row.attempts }, 'notice not delivered')
  if (!wait || (error instanceof DeliveryFailure && !error.worthRetry)) {
    return note(house, row.id, { state: 'dead', failure })
  }
  const nextAttemptAt = house.clock.now().add(wait)
  await house.db.transaction(async (tx) => {
    await tx
      .update(notices)
      .set({ state: 'failed', failure, nextAttemptAt })
      .where(and(eq(notices.id, row.id), eq(notices.state, 'sending')))
    await enqueue(tx, 'notices:deliver', { id: row.id }, { key: `notice:${row.id}`, runAt: nextAttemptAt })
  })
}

/**
 * Every minute: drives what a dead process left behind. Due rows are delivered; a `sending` row past its lease is settled with the
 * channel first.
 */
export async function driveNotices(house: House): Promise<void> {
  const due = await house.db
    .select({ id: notices.id, state: notices.state, channel: notices.channel })
    .from(notices)
    .where(and(inArray(notices.state, ['queued', 'sending', 'failed']), lte(notices.nextAttemptAt, house.clock.now())))
    .orderBy(notices.nextAttemptAt)
    .limit(200)
  for (const row of due) {
    if (row.state === 'sending') await settle(house, row)
    else await deliverNotice(house, row.id)
  }
}

async function settle(house: House, row: { id: string; channel: string }): Promise<void> {
  const known = await channelFor(row.channel).wasSent(row.id)
  if (known === 'unknown') return note(house, row.id, { state: 'dead', failure: 'outcome-unknown' })
  if (known) {
    return note(house, row.id, {
      state: 'sent',
      providerId: known.providerId,
      sentAt: house.clock.now(),
      failure: null,
    })
  }
  const now = house.clock.now()
  // The lease is compared again: two drives at once put it back once, and a live sender that just renewed it keeps it.
  await house.db
    .update(notices)
    .set({ state: 'failed', failure: 'interrupted', nextAttemptAt: now })
    .where(and(eq(notices.id, row.id), eq(notices.state, 'sending'), lte(notices.nextAttemptAt, now)))
  await deliverNotice(house, row.id)
}
