import { eq } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { touch } from '#platform/page-cache/index.ts'
import { letterPublications } from '../../letters/tables.ts'
import { type categorisers, matterCategories } from '../tables.ts'
import { type LetterCategory, topicOf } from './categories.ts'

type Categoriser = (typeof categorisers)[number]

/** 归类, in the caller's transaction; what is published already shows the new topic at once. */
export async function setCategory(
  tx: Db,
  matterId: string,
  category: Pick<LetterCategory, 'id' | 'parentId'>,
  by: Categoriser,
  at: Temporal.Instant,
): Promise<void> {
  const row = { matterId, categoryId: category.id, by, at }
  await tx
    .insert(matterCategories)
    .values(row)
    .onConflictDoUpdate({ target: matterCategories.matterId, set: { categoryId: category.id, by, at } })
  const shown = await tx
    .update(letterPublications)
    .set({ topicId: topicOf(category) })
    .where(eq(letterPublications.matterId, matterId))
    .returning({ number: letterPublications.number })
  const [published] = shown
  if (published) await touch(tx, ['letters', 'stats', `letter:${published.number}`])
}
