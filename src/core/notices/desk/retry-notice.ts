import { and, eq } from 'drizzle-orm'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { enqueue } from '#platform/jobs.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { type NoticeRow, notices } from '../tables.ts'
import { auditNotice } from './auditing.ts'
import { isCertain, isDead, retryOf } from './notice-figures.ts'

/**
 * 重发: puts a dead letter back into the queue. One that may already be in somebody's hand goes again only when a person says that it shall (`anyway`), and then by
 * the next medium if there is one. Two clicks are one, as the row is locked and no longer dead after the first.
 */
export async function retryNotice(
  house: House,
  tx: Transaction,
  actor: StaffActor,
  id: string,
  anyway: boolean,
): Promise<void> {
  const row = await deadLetter(tx, id)
  if (!row.bodyCipher) throw new Refusal('erased', '这条消息的内容已依法删除，不能重发。', { status: 409 })
  const retry = retryOf(house, row)
  if (retry === 'no')
    throw new Refusal(
      'refused',
      '对方的运营商说没有送到，也没有别的方式可用，重发还是一样。请按来信页上的提示电话联系。',
      {
        status: 409,
      },
    )
  if (retry === 'anyway' && !anyway) {
    throw new Refusal('in-doubt', '无法确认对方是否已经收到。要让他可能收到两遍，请在“再发一遍”里勾选后再点。', {
      status: 409,
    })
  }
  const at = house.clock.now()
  const elsewhere = retry === 'anyway' && row.toPersonId !== null
  await tx
    .update(notices)
    .set({
      state: 'queued',
      attempts: 0,
      handOverAt: retry === 'anyway' ? null : row.handOverAt,
      refusedBy: elsewhere && !(row.refusedBy ?? []).includes(row.channel) ? [row.channel] : null,
      nextAttemptAt: at,
    })
    .where(and(eq(notices.id, id), eq(notices.state, 'dead')))
  await enqueue(tx, 'notices:deliver', { id }, { key: `notice:${id}` })
  const act = retry === 'anyway' ? 'retryNoticeInDoubt' : 'retryNotice'
  await auditNotice(tx, { actor, act, subjectType: 'notice', subjectId: id, at })
}

/** 全部重发 of one medium and one reason, after an outage: those that are certain not to be said twice. `notices:drive` brings them out. @returns how many */
export async function retryGroup(
  house: House,
  tx: Transaction,
  actor: StaffActor,
  { channel, failure }: { channel: string; failure: string },
): Promise<number> {
  const at = house.clock.now()
  const again = await tx
    .update(notices)
    .set({ state: 'queued', attempts: 0, refusedBy: null, nextAttemptAt: at })
    .where(and(isDead, isCertain(house), eq(notices.channel, channel), eq(notices.failure, failure)))
    .returning({ id: notices.id })
  await enqueue(tx, 'notices:drive', {}, { key: 'notices:drive-now' })
  await auditNotice(tx, { actor, act: 'retryNotices', subjectType: 'notices', subjectId: channel, at })
  return again.length
}

/** 不再处理: somebody has looked, and it stays as it is; the letter's own page says that its writer was not reached. */
export async function settleNotice(house: House, tx: Transaction, actor: StaffActor, id: string): Promise<void> {
  await deadLetter(tx, id)
  const at = house.clock.now()
  await tx.update(notices).set({ settledAt: at }).where(eq(notices.id, id))
  await auditNotice(tx, { actor, act: 'settleNotice', subjectType: 'notice', subjectId: id, at })
}

async function deadLetter(tx: Transaction, id: string): Promise<NoticeRow> {
  const [row] = await tx.select().from(notices).where(eq(notices.id, id)).for('update')
  if (!row) throw notFound('消息')
  if (row.state !== 'dead' || row.settledAt)
    throw new Refusal('not-dead', '这条消息已在重发、已发出或已处理，不用再点。', { status: 409 })
  return row
}
