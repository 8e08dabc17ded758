import { and, eq, isNull } from 'drizzle-orm'
import type { Acting, MatterState } from '#core/matters/index.ts'
import { audit, defineAuditActs } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { publicationOf } from '../publishing/publications.ts'
import { withdrawPublication } from '../publishing/publish-letter.ts'
import { urgentWithdrawals } from '../tables.ts'
import { tellEditors } from './tell-editors.ts'
import { confirmingBar, confirmWithin, sealedWords } from './urgent-withdrawal.ts'
import { urgentWithdrawalOf } from './urgent-withdrawals.ts'

defineAuditActs({
  takeDown: '紧急撤稿',
  confirmTakeDown: '复核紧急撤稿',
  escalateTakeDown: '紧急撤稿逾期未复核，已告知负责人',
})

/**
 * 紧急撤稿: one editor takes page, search row, list and feeds down at once; the commit drops the cached pages in every process. In the caller's transaction. Whoever
 * else may confirm it is told; until somebody does, and if nobody ever does, it stays down.
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
    ...sealedWords(publication),
    ground,
    takenDownAt: at,
    takenDownBy: actor.personId,
    confirmBy,
  })
  await audit(house.db, { actor, act: 'takeDown', subjectType: 'letter', subjectId: letter.id, at })
  await tellEditors(house, letter, 'letter.takenDown', { except: actor.personId, confirmBy, at })
}

/** The second person's word. In the caller's transaction; of two at once the first counts. */
export async function confirmTakeDown(house: Acting, actor: StaffActor, letter: MatterState): Promise<void> {
  const row = await urgentWithdrawalOf(house.db, letter.id)
  if (!row) throw new Refusal('not-taken-down', '这封信没有被紧急撤稿，无需复核。', { status: 409 })
  const bar = confirmingBar(row, actor.personId)
  if (bar) throw new Refusal('not-yours-to-confirm', bar, { field: 'confirmation' })
  const at = house.clock.now()
  const confirmed = await house.db
    .update(urgentWithdrawals)
    .set({ confirmedAt: at, confirmedBy: actor.personId })
    .where(and(eq(urgentWithdrawals.id, row.id), isNull(urgentWithdrawals.confirmedAt)))
    .returning({ id: urgentWithdrawals.id })
  if (confirmed.length === 0) throw new Refusal('confirmed', '这次紧急撤稿已经复核过了。', { field: 'confirmation' })
  await audit(house.db, { actor, act: 'confirmTakeDown', subjectType: 'letter', subjectId: letter.id, at })
}
