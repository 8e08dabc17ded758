import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { keptFor } from '#platform/kept.ts'
import { letterCategories, matterCategories } from '../tables.ts'
import { firstCategories } from './first-categories.ts'

export type LetterCategory = typeof letterCategories.$inferSelect

/** All there ever were, in the order of the list; at most ten seconds old. */
const everyCategory = keptFor(
  10,
  async (db): Promise<LetterCategory[]> =>
    db.select().from(letterCategories).orderBy(asc(letterCategories.position), asc(letterCategories.title)),
)

export const forgetCategories = (db: Db): void => everyCategory.forget(db)

/** What a letter can be put under today: each upper one followed by those below it. */
export async function categoriesInForce(db: Db): Promise<LetterCategory[]> {
  const all = (await everyCategory(db)).filter(({ endedAt }) => endedAt === null)
  return all
    .filter(({ parentId }) => parentId === null)
    .flatMap((upper) => [upper, ...all.filter(({ parentId }) => parentId === upper.id)])
}

/** For forms and filters: 住房, 住房 › 物业服务. */
export async function categoryOptions(db: Db): Promise<{ value: string; label: string }[]> {
  const all = await categoriesInForce(db)
  const titleOf = new Map(all.map(({ id, title }) => [id, title]))
  return all.map(({ id, title, parentId }) => ({
    value: id,
    label: parentId ? `${titleOf.get(parentId)} › ${title}` : title,
  }))
}

export async function categoryById(db: Db, id: string): Promise<LetterCategory | undefined> {
  return (await everyCategory(db)).find((category) => category.id === id)
}

/** By id or title, as forms, the API and imports name it. */
export async function findCategory(db: Db, word: string): Promise<LetterCategory | undefined> {
  return (await categoriesInForce(db)).find(({ id, title }) => id === word || title === word.trim())
}

/** The upper one that it belongs to; itself if it is one. */
export const topicOf = ({ id, parentId }: Pick<LetterCategory, 'id' | 'parentId'>): string => parentId ?? id

export async function categoriesOf(db: Db, matterIds: readonly string[]): Promise<Map<string, LetterCategory>> {
  if (matterIds.length === 0) return new Map()
  const all = new Map((await everyCategory(db)).map((category) => [category.id, category]))
  const rows = await db
    .select()
    .from(matterCategories)
    .where(inArray(matterCategories.matterId, [...matterIds]))
  return new Map(
    rows.flatMap(({ matterId, categoryId }): [string, LetterCategory][] => {
      const category = all.get(categoryId)
      return category ? [[matterId, category]] : []
    }),
  )
}

/** A city begins with a list. */
export async function seedCategories({ db }: Pick<House, 'db'>): Promise<void> {
  await db.transaction(async (tx) => {
    const [known] = await tx.select({ rows: count() }).from(letterCategories)
    if (known?.rows !== 0) return
    const rows = firstCategories.flatMap(({ title, words, below = [] }, at) => {
      const id = newId()
      const upper = { id, title, words, parentId: null as string | null, position: at * 100 }
      const lower = below.map(([name, said], number) => ({
        id: newId(),
        title: name,
        words: said,
        parentId: id as string | null,
        position: at * 100 + number + 1,
      }))
      return [upper, ...lower]
    })
    await tx.insert(letterCategories).values(rows).onConflictDoNothing()
  })
  forgetCategories(db)
}

/** Whether a category holds and stands at the top, under which others may be put. */
export async function isTopic(db: Db, id: string): Promise<boolean> {
  const [row] = await db
    .select({ id: letterCategories.id })
    .from(letterCategories)
    .where(and(eq(letterCategories.id, id), isNull(letterCategories.parentId), isNull(letterCategories.endedAt)))
  return row !== undefined
}
