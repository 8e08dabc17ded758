import { and, eq, isNull, ne, or } from 'drizzle-orm'
import { z } from 'zod'
import type { House } from '#platform/house.ts'
import { isId } from '#platform/id.ts'
import { notices } from '../tables.ts'
import { takeOnce } from './take-once.ts'

export const smsReceipt = z.object({
  messageId: z.string().min(1).max(100),
  noticeId: z.string().refine(isId),
  status: z.enum(['DELIVERED', 'UNDELIVERED']),
  code: z.string().regex(/^[A-Za-z0-9_.:-]{1,40}$/),
})

export type Receipt = {
  source: 'sms' | 'wechat'
  /** The callback's own id, of which each counts once. */
  messageId: string
  of: { noticeId: string } | { providerId: string }
  isDelivered: boolean
  code: string
}

/**
 * What the provider says about the last stretch. It may come before our own note of having sent; what was delivered stays so, whatever
 * comes later. @returns false for a message id that was taken before
 */
export async function noteReceipt(house: House, receipt: Receipt): Promise<boolean> {
  const at = house.clock.now()
  return house.db.transaction(async (tx) => {
    const { source, messageId, isDelivered, code, of } = receipt
    const outcome = isDelivered ? 'delivered' : 'undelivered'
    if (!(await takeOnce(tx, { source: `${source}-receipt`, messageId, outcome, at }))) return false
    const named = 'noticeId' in of ? eq(notices.id, of.noticeId) : eq(notices.providerId, of.providerId)
    await tx
      .update(notices)
      .set({ receipt: outcome, receiptCode: code, receiptAt: at })
      .where(and(named, eq(notices.channel, source), or(isNull(notices.receipt), ne(notices.receipt, 'delivered'))))
    return true
  })
}
