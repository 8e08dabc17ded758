import { eq, inArray } from 'drizzle-orm'
import { eraseNotices } from '#core/notices/index.ts'
import { audit, defineAuditActs } from '#core/people/index.ts'
import { type Actor, systemActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import { type Acted, type Acting, act } from './act.ts'
import { kindOf } from './kind.ts'
import { contacts, matters, matterTexts } from './tables.ts'
import type { ErasureGround } from './words.ts'

defineAuditActs({ 'matters.erase': '依法删除个人信息和内容' })

/**
 * Forgets the words and the person: texts, contact, notices, and whatever the kind keeps (files, published and search rows), of the matter and of its parts,
 * in one transaction. What was done, when and by which unit stays. What `Kind.mustKeep` says is the
 * caller's to respect: the time itself and a court may erase what the asker may not.
 * Only of what has ended.
 */
export async function erase(house: Acting, actor: Actor, matterId: string, ground: ErasureGround): Promise<Acted> {
  return house.db.transaction(async (tx) => {
    const within = { ...house, db: tx }
    const acted = await eraseOne(within, actor, matterId, ground)
    const parts = await tx.select({ id: matters.id }).from(matters).where(eq(matters.parentId, matterId))
    for (const { id } of parts) await eraseOne(within, systemActor('joint'), id, ground)
    await audit(tx, {
      actor,
      act: 'matters.erase',
      subjectType: 'matter',
      subjectId: matterId,
      at: house.clock.now(),
      details: { ground, parts: parts.length },
    })
    return acted
  })
}

async function eraseOne(
  house: Omit<Acting, 'db'> & { db: Transaction },
  actor: Actor,
  matterId: string,
  ground: string,
): Promise<Acted> {
  const tx = house.db
  const texts = await tx.select({ id: matterTexts.id }).from(matterTexts).where(eq(matterTexts.matterId, matterId))
  const held = await tx.select({ contactId: matters.contactId }).from(matters).where(eq(matters.id, matterId))
  const acted = await act(house, actor, matterId, { type: 'erase', ground, textIds: texts.map(({ id }) => id) })
  await tx.delete(matterTexts).where(eq(matterTexts.matterId, matterId))
  const contactIds = held.flatMap(({ contactId }) => contactId ?? [])
  if (contactIds.length > 0) await tx.delete(contacts).where(inArray(contacts.id, contactIds))
  await eraseNotices(tx, matterId)
  await kindOf(acted.state.kind).forget?.(tx, matterId, { ground, at: house.clock.now() })
  return acted
}
