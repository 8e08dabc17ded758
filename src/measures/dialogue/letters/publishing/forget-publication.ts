import { eq } from 'drizzle-orm'
import { removeDocument } from '#core/documents/index.ts'
import { systemActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import { touch } from '#platform/page-cache/index.ts'
import { letterPublications, publicationVersions, urgentWithdrawals } from '../tables.ts'
import { announcePublication } from './announce-publication.ts'
import { keepVersion } from './publish-letter.ts'

const ground = '写信人要求删除个人信息（个人信息保护法 第47条）'

/** With the letter goes what was public of it, in every version; the fact, the time and the ground stay at the old address. */
export async function forgetPublication(tx: Transaction, matterId: string, at: Temporal.Instant): Promise<void> {
  const [shown] = await tx.select().from(letterPublications).where(eq(letterPublications.matterId, matterId))
  if (!shown) return
  const version = shown.version + 1
  const [written] = await tx
    .update(letterPublications)
    .set({ status: 'withdrawn', title: '', body: '', reply: '', version, withdrawnAt: at, withdrawalGround: ground })
    .where(eq(letterPublications.id, shown.id))
    .returning()
  await tx
    .update(publicationVersions)
    .set({ title: null, body: null, reply: null })
    .where(eq(publicationVersions.publicationId, shown.id))
  if (written) await keepVersion(tx, written, 'withdraw', ground, at, systemActor('erasing'))
  await tx.update(urgentWithdrawals).set({ wordsCipher: null }).where(eq(urgentWithdrawals.publicationId, shown.id))
  await removeDocument(tx, 'letter', shown.id)
  if (written && shown.status === 'published') await announcePublication(tx, 'letter.withdrawn', written, at)
  await touch(tx, [`letter:${shown.number}`, 'letters', 'stats'])
}
