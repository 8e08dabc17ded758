import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { type Acting, keepText } from '#core/matters/index.ts'
import { audit, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { noteItem } from '../reminders/note-item.ts'
import { words } from './fields.ts'
import { findOrder } from './find.ts'
import { needJudge, needLater, type Order } from './order.ts'
import { supervisionOrders, supervisionReplies } from './tables.ts'

export const returnForm = z.object({
  returnReason: words('退回的理由', { least: 5 }),
  newReplyDueOn: z.iso
    .date({ error: '请填写重新报告的时限，例如 2026-11-30。' })
    .transform((text) => Temporal.PlainDate.from(text)),
})

type Within = Omit<Acting, 'db'> & { db: Transaction }

/** 认可报告: the order is done. What is still to do on the matter itself stays with its own clock. */
export async function acceptReply(house: Within, actor: StaffActor, orderId: string): Promise<void> {
  const { order } = await waiting(house, actor, orderId)
  await judge(house, actor, order, { isAccepted: true })
  await house.db
    .update(supervisionOrders)
    .set({ repliedAt: null, closedAt: house.clock.now(), outcome: 'accepted' })
    .where(eq(supervisionOrders.id, orderId))
}

/** 退回重报, with the reason and a new date. Another demand on the unit, and counted against whoever makes it. */
export async function returnReply(
  house: Within,
  actor: StaffActor,
  orderId: string,
  { returnReason, newReplyDueOn }: z.infer<typeof returnForm>,
): Promise<void> {
  const { order, unitId } = await waiting(house, actor, orderId)
  needLater(newReplyDueOn, dateIn(house.config.timeZone, house.clock.now()), 'newReplyDueOn')
  const judgementTextId = await keepText(house, actor, order.matterId, 'reason', returnReason)
  await judge(house, actor, order, { isAccepted: false, judgementTextId })
  await house.db
    .update(supervisionOrders)
    .set({ repliedAt: null, replyDueOn: newReplyDueOn })
    .where(eq(supervisionOrders.id, orderId))
  const item = { matterId: order.matterId, what: 'replyReturned', toUnitId: order.unitId, byUnitId: unitId } as const
  await noteItem(house.db, { ...item, at: house.clock.now() })
}

async function waiting(house: Within, actor: StaffActor, orderId: string): Promise<{ order: Order; unitId: string }> {
  const { order } = await findOrder(house.db, actor, orderId)
  const unitId = needJudge(actor, order, await unitDirectory(house.db))
  if (!order.repliedAt || order.closedAt)
    throw new Refusal('nothing-to-judge', '现在没有等待审核的报告，请刷新页面。', { status: 409 })
  return { order, unitId }
}

async function judge(
  { db: tx, clock }: Within,
  actor: StaffActor,
  { id }: Order,
  judgement: { isAccepted: boolean; judgementTextId?: string },
): Promise<void> {
  const at = clock.now()
  const judged = await tx
    .update(supervisionReplies)
    .set({ ...judgement, judgedAt: at, judgedBy: actor.personId })
    .where(and(eq(supervisionReplies.orderId, id), isNull(supervisionReplies.judgedAt)))
    .returning({ id: supervisionReplies.id })
  if (judged.length === 0) throw new Refusal('judged', '这份报告刚刚有人审过，请刷新页面。', { status: 409 })
  await touch(tx, ['supervision'])
  const details = { isAccepted: judgement.isAccepted }
  await audit(tx, { actor, act: 'supervision.judge', subjectType: 'supervisionOrder', subjectId: id, at, details })
}
