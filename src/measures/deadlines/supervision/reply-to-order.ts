import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { attachFiles } from '#core/documents/index.ts'
import { type Acting, keepText } from '#core/matters/index.ts'
import { audit, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { noteItem } from '../reminders/note-item.ts'
import { words } from './fields.ts'
import { findOrder } from './find.ts'
import { needReplier } from './order.ts'
import { supervisionOrders, supervisionReplies } from './tables.ts'

export const replyForm = z.object({ report: words('办理情况', { least: 10, most: 2000 }) })

/** 报告办理情况: text, and files that came with the form. Whoever issued the order hears of it in the next digest. */
export async function replyToOrder(
  house: Omit<Acting, 'db'> & { db: Transaction },
  actor: StaffActor,
  orderId: string,
  input: z.infer<typeof replyForm> & { fileIds: string[]; formKey: string },
): Promise<void> {
  const { db: tx, clock, config } = house
  const { order, matter } = await findOrder(tx, actor, orderId)
  needReplier(actor, order, await unitDirectory(tx))
  const repliedAt = clock.now()
  // One that is closed, or already has a reply that waits, is changed by nobody: of two who reply at once the second hears so.
  const taken = await tx
    .update(supervisionOrders)
    .set({ repliedAt })
    .where(
      and(eq(supervisionOrders.id, orderId), isNull(supervisionOrders.repliedAt), isNull(supervisionOrders.closedAt)),
    )
    .returning({ id: supervisionOrders.id })
  if (taken.length === 0)
    throw new Refusal('replied', '这张督办单已经有报告待审，或者已经了结，请刷新页面。', { status: 409 })
  const files = { ids: input.fileIds, owner: input.formKey, matterId: matter.id, visibility: 'staff' as const }
  const attached = await attachFiles(tx, house, files)
  await tx.insert(supervisionReplies).values({
    id: newId(),
    orderId,
    textId: await keepText(house, actor, matter.id, 'report', input.report),
    fileIds: attached.map(({ id }) => id),
    repliedBy: actor.personId,
    repliedAt,
    isInTime: Temporal.PlainDate.compare(dateIn(config.timeZone, repliedAt), order.replyDueOn) <= 0,
  })
  const { byUnitId: toUnitId, issuedBy: toPersonId } = order
  await noteItem(tx, { matterId: matter.id, what: 'replied', toUnitId, toPersonId, at: repliedAt })
  await audit(tx, {
    actor,
    act: 'supervision.reply',
    subjectType: 'supervisionOrder',
    subjectId: orderId,
    at: repliedAt,
  })
}
