import { and, eq } from 'drizzle-orm'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { enqueue } from '#platform/jobs.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { notices } from '../tables.ts'
import { auditNotice } from './auditing.ts'
import { mayRetry } from './notice-figures.ts'

/**
 * 重发: puts a dead letter back into the queue. Never one that may already be in somebody's hand: what is in doubt goes again only by a
 * channel that drops repeats. Two clicks are one, as the row is locked and no longer dead after the first.
 */
export async function retryNotice(house: House, tx: Transaction, actor: StaffActor, id: string): Promise<void> {
  const [row] = await tx.select().from(notices).where(eq(notices.id, id)).for('update')
  if (!row) throw notFound('消息')
  if (row.state !== 'dead') throw new Refusal('not-dead', '这条消息已在重发或已发出，不用再点。', { status: 409 })
  if (!row.bodyCipher) throw new Refusal('erased', '这条消息的内容已依法删除，不能重发。', { status: 409 })
  if (!mayRetry(house, row)) {
    throw new Refusal('in-doubt', '无法确认对方是否已经收到，为了不让人收到两遍，这条消息不能重发。', { status: 409 })
  }
  const at = house.clock.now()
  await tx
    .update(notices)
    .set({ state: 'queued', attempts: 0, refusedBy: null, nextAttemptAt: at })
    .where(and(eq(notices.id, id), eq(notices.state, 'dead')))
  await enqueue(tx, 'notices:deliver', { id }, { key: `notice:${id}` })
  await auditNotice(tx, { actor, act: 'retryNotice', subjectType: 'notice', subjectId: id, at })
}
