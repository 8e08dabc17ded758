import { and, desc, eq } from 'drizzle-orm'
import { keepText, matterTexts } from '#core/matters/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { Working } from './act.ts'

/** 存稿：a new version each time the words changed, so that nothing written is lost and the page can show what was changed. */
export async function keepDraft(house: Working, actor: Actor, matterId: string, text: string): Promise<void> {
  const [latest] = await draftTexts(house.db, matterId, 1)
  if (latest?.body === text) return
  await keepText(house, actor, matterId, 'draft', text)
}

/** Newest first; what was submitted is a version too. */
export const draftTexts = (db: Db, matterId: string, most = 20) =>
  db
    .select()
    .from(matterTexts)
    .where(and(eq(matterTexts.matterId, matterId), eq(matterTexts.part, 'draft')))
    .orderBy(desc(matterTexts.createdAt), desc(matterTexts.id))
    .limit(most)
