import { and, eq, isNull, ne, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { isId } from '#platform/id.ts'
import { enqueue } from '#platform/jobs.ts'
import { type NoticeRow, notices } from '../tables.ts'
import { takeOnce } from './take-once.ts'

export const smsReceipt = z.object({
  messageId: z.string().min(1).max(100),
  noticeId: z.string().refine(isId),
  status: z.enum(['DELIVERED', 'UNDELIVERED']),
  code: z.string().regex(/^[A-Za-z0-9_.:-]{1,40}$/),
})

export type Receipt = {
  source: 'sms' | 'wechat' | 'email'
  /** The callback's own id, of which each counts once. */
  messageId: string
  of: { noticeId: string } | { providerId: string }
  isDelivered: boolean
  code: string
}

/**
 * What the provider says about the last stretch. It may come before our own note of having sent; what was delivered stays so, whatever
 * comes later. What certainly did not arrive goes by the person's next medium, and where there is none it is a dead letter for somebody to look at.
 *
 * @returns false for a message id that was taken before
 */
export async function noteReceipt(house: House, receipt: Receipt): Promise<boolean> {
  const at = house.clock.now()
  return house.db.transaction(async (tx) => {
    const { source, messageId, isDelivered, code, of } = receipt
    const outcome = isDelivered ? 'delivered' : 'undelivered'
    if (!(await takeOnce(tx, { source: `${source}-receipt`, messageId, outcome, at }))) return false
    const named = 'noticeId' in of ? eq(notices.id, of.noticeId) : eq(notices.providerId, of.providerId)
    const noted = await tx
      .update(notices)
      .set({ receipt: outcome, receiptCode: code, receiptAt: at })
      .where(and(named, eq(notices.channel, source), or(isNull(notices.receipt), ne(notices.receipt, 'delivered'))))
      .returning()
    for (const row of noted) await (isDelivered ? arrived(tx, row) : goElsewhere(tx, row, code, at))
    return true
  })
}

/** After all: nobody has to look at it any more. */
async function arrived(tx: Db, row: NoticeRow): Promise<void> {
  if (row.state === 'dead') await tx.update(notices).set({ state: 'sent', failure: null }).where(eq(notices.id, row.id))
}

/** Only what is out of our hands already: a notice under way is noted by whoever holds it. */
async function goElsewhere(tx: Db, row: NoticeRow, failure: string, at: Temporal.Instant): Promise<void> {
  const isOut = row.state === 'sent' || (row.state === 'dead' && row.failure === 'outcome-unknown')
  if (!isOut) return
  const next = row.toPersonId !== null && row.bodyCipher !== null
  await tx
    .update(notices)
    .set({
      failure,
      handOverAt: null,
      refusedBy: [...(row.refusedBy ?? []), row.channel],
      ...(next ? { state: 'failed', attempts: 0, nextAttemptAt: at } : { state: 'dead', nextAttemptAt: null }),
    })
    .where(eq(notices.id, row.id))
  if (next) await enqueue(tx, 'notices:deliver', { id: row.id }, { key: `notice:${row.id}` })
}
