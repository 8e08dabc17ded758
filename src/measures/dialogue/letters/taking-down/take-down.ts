import { and, eq } from 'drizzle-orm'
import type { Acting, MatterState } from '#core/matters/index.ts'
import { audit, defineAuditActs } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { publicationOf } from '../publishing/publications.ts'
import { restorePublication, withdrawPublication } from '../publishing/publish-letter.ts'
import { urgentWithdrawals } from '../tables.ts'
import { tellEditors, tellOfRefusal } from './tell-editors.ts'
import { confirmWithin, openWords, reviewingBar, sealedWords, type UrgentWithdrawal } from './urgent-withdrawal.ts'
import { isUndecided, urgentWithdrawalOf } from './urgent-withdrawals.ts'

defineAuditActs({
  takeDown: '紧急撤稿',
  confirmTakeDown: '复核紧急撤稿，同意撤下',
  refuseTakeDown: '复核紧急撤稿，恢复公开',
  escalateTakeDown: '紧急撤稿逾期未复核，已告知负责人',
})

/**
 * 紧急撤稿: one editor takes page, search row, list and feeds down at once; the commit drops the cached pages in every process. In the caller's transaction. Whoever
 * else may review it is told; until somebody does, and if nobody ever does, it stays down.
 */
export async function takeDown(house: Acting, actor: StaffActor, letter: MatterState, ground: string): Promise<void> {
  const publication = await publicationOf(house.db, letter.id)
  if (publication?.status !== 'published')
    throw new Refusal('not-public', '这封信现在没有公开，无需撤稿。', { status: 409 })
  const at = house.clock.now()
  const confirmBy = at.add(confirmWithin)
  await withdrawPublication(house, actor, letter, publication, ground)
  await house.db.insert(urgentWithdrawals).values({
    id: newId(),
    publicationId: publication.id,
    matterId: letter.id,
    ...sealedWords(house.secrets, publication),
    ground,
    takenDownAt: at,
    takenDownBy: actor.personId,
    confirmBy,
  })
  await audit(house.db, { actor, act: 'takeDown', subjectType: 'letter', subjectId: letter.id, at })
  await tellEditors(house, letter, 'letter.takenDown', { except: actor.personId, confirmBy, at })
}

/** The second person agrees: the words are gone for good. In the caller's transaction; of two at once the first counts. */
export async function confirmTakeDown(house: Acting, actor: StaffActor, letter: MatterState): Promise<void> {
  const row = await toReview(house, actor, letter, 'confirmation')
  const at = house.clock.now()
  await decide(house, row, { confirmedAt: at, confirmedBy: actor.personId }, 'confirmation')
  await audit(house.db, { actor, act: 'confirmTakeDown', subjectType: 'letter', subjectId: letter.id, at })
}

/**
 * The second person does not agree: the piece comes back at its old address as it was, and its page says that it was taken down, for how long and why it is back. Whoever
 * took it down is told. In the caller's transaction.
 */
export async function refuseTakeDown(
  house: Acting,
  actor: StaffActor,
  letter: MatterState,
  refusalGround: string,
): Promise<void> {
  const row = await toReview(house, actor, letter, 'refusalGround')
  const words = openWords(house.secrets, row)
  const publication = await publicationOf(house.db, letter.id)
  if (!words || !publication)
    throw new Refusal('erased', '公开的文字已依法删除，不能恢复公开，只能同意撤下。', { field: 'refusalGround' })
  const at = house.clock.now()
  await decide(house, row, { refusedAt: at, refusedBy: actor.personId, refusalGround }, 'refusalGround')
  await restorePublication(house, actor, letter, publication, words, refusalGround)
  await audit(house.db, { actor, act: 'refuseTakeDown', subjectType: 'letter', subjectId: letter.id, at })
  await tellOfRefusal(house, letter, { personId: row.takenDownBy, at })
}

async function toReview(
  { db }: Acting,
  actor: StaffActor,
  letter: MatterState,
  field: string,
): Promise<UrgentWithdrawal> {
  const row = await urgentWithdrawalOf(db, letter.id)
  if (!row) throw new Refusal('not-taken-down', '这封信没有被紧急撤稿，无需复核。', { status: 409 })
  const bar = reviewingBar(row, actor.personId)
  if (bar) throw new Refusal('not-yours-to-review', bar, { field })
  return row
}

/** The words go with the decision; what a refusal puts back was read before. */
async function decide(
  { db }: Acting,
  { id }: UrgentWithdrawal,
  decision: Partial<UrgentWithdrawal>,
  field: string,
): Promise<void> {
  const decided = await db
    .update(urgentWithdrawals)
    .set({ ...decision, wordsCipher: null })
    .where(and(eq(urgentWithdrawals.id, id), isUndecided))
    .returning({ id: urgentWithdrawals.id })
  if (decided.length === 0) throw new Refusal('reviewed', '这次紧急撤稿已经复核过了。', { field })
}
