import type { Db } from '#platform/database.ts'
import { categoriesOf, topicOf } from './categories.ts'

/** Under what a letter is published; null for one without a category. */
export async function topicOfLetter(db: Db, matterId: string): Promise<string | null> {
  const category = (await categoriesOf(db, [matterId])).get(matterId)
  return category ? topicOf(category) : null
}
