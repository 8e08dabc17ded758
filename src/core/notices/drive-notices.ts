import { and, eq, inArray, lte } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import { channelFor } from './channels/configured.ts'
import { deliverNotice, isSafeAt, note } from './deliver-notice.ts'
import { inLane } from './lanes.ts'
import { type NoticeRow, notices } from './tables.ts'

/** How many of one medium one drive takes up: those of a provider that hangs do not stand before the others. */
const most = 200

const driving = new WeakSet<House>()

/**
 * Every minute: drives what a dead process left behind and what a lost job forgot. Due rows are delivered; a `sending` row past its lease
 * is settled with the channel first. One at a time in a process.
 */
export async function driveNotices(house: House): Promise<void> {
  if (driving.has(house)) return
  driving.add(house)
  try {
    const due = await Promise.all(['sms', 'email', 'wechat', 'push', 'inbox'].map((channel) => dueBy(house, channel)))
    await Promise.all(due.flat().map((row) => drive(house, row)))
  } finally {
    driving.delete(house)
  }
}

const dueBy = (house: House, channel: string): Promise<NoticeRow[]> =>
  house.db
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.channel, channel),
        inArray(notices.state, ['queued', 'sending', 'failed']),
        lte(notices.nextAttemptAt, house.clock.now()),
      ),
    )
    .orderBy(notices.nextAttemptAt)
    .limit(most)

/** One that breaks is noted and holds up no other. */
async function drive(house: House, row: NoticeRow): Promise<void> {
  try {
    if (row.state === 'sending') await settle(house, row)
    else await deliverNotice(house, row.id)
  } catch (error) {
    house.log.error({ notice: row.id, error: error instanceof Error ? error.name : 'unknown' }, 'notice not driven')
  }
}

/**
 * What became of a notice whose process died. Not yet handed over, or within the time in which the provider drops repeats: sent again.
 * Else the provider is asked; what nobody can say is a dead letter.
 */
async function settle(house: House, row: NoticeRow): Promise<void> {
  const channel = channelFor(house, row.channel)
  const isMarked = channel.dropsRepeats !== 'always'
  if (isMarked && isSafeAt(channel, row.handOverAt, house.clock.now())) return putBack(house, row.id)
  const known = await inLane(house, channel, () => channel.wasSent(row.id))
  if (known === 'unknown')
    return note(house, row.id, { state: 'dead', failure: 'outcome-unknown', nextAttemptAt: null })
  if (!known) return putBack(house, row.id)
  const sent = { state: 'sent', providerId: known.providerId, sentAt: house.clock.now() } as const
  await note(house, row.id, { ...sent, failure: null, nextAttemptAt: null })
}

async function putBack(house: House, id: string): Promise<void> {
  const now = house.clock.now()
  // The lease is compared again: two drives at once put it back once, and a live sender that just renewed it keeps it.
  await house.db
    .update(notices)
    .set({ state: 'failed', failure: 'interrupted', nextAttemptAt: now })
    .where(and(eq(notices.id, id), eq(notices.state, 'sending'), lte(notices.nextAttemptAt, now)))
  await deliverNotice(house, id)
}
