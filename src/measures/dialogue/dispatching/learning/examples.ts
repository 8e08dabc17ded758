import { and, desc, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Example } from '#core/documents/index.ts'
import { allDuties } from '#core/duties/index.ts'
import { matters, matterTexts } from '#core/matters/index.ts'
import type { Db } from '#platform/database.ts'
import { categoriesInForce, type LetterCategory, topicOf } from '../categories/categories.ts'
import { matterCategories } from '../tables.ts'

/** The newest closed letters; older ones were sent by units and rules that are gone. */
const mostLetters = 8000

/** A line of a catalogue counts as so many letters: it was written to say just this. Tried on labelled letters: 3 and 4 did best. */
const catalogueWeight = 3

export type Lesson = {
  categories: Example[]
  units: Example[]
  wentThere: Record<string, number>
  catalogueLines: number
}

/**
 * What there is to learn from: closed and answered letters of this city with the unit that answered and the category that a person gave; and, so that there
 * is advice on the first day, the words of the list of categories and of the catalogue of duties. Never a 举报, never a complaint of a person.
 */
export async function lessonFrom(db: Db): Promise<Lesson> {
  const list = await categoriesInForce(db)
  const topics = new Map(list.map((category) => [category.id, topicOf(category)]))
  const letters = await closedLetters(db)
  const catalogue = await catalogueLines(db, list)
  const categories = letters.flatMap(({ title, body, categoryId }) => {
    const label = categoryId && topics.get(categoryId)
    return label ? [{ title, body, label, weight: 1 }] : []
  })
  const units = letters.map(({ title, body, unitId }) => ({ title, body, label: unitId, weight: 1 }))
  const wentThere: Record<string, number> = {}
  for (const { categoryId, unitId } of letters) {
    const pair = `${categoryId && topics.get(categoryId)} ${unitId}`
    wentThere[pair] = (wentThere[pair] ?? 0) + 1
  }
  return {
    categories: [...categories, ...catalogue.categories],
    units: [...units, ...catalogue.units],
    wentThere,
    catalogueLines: catalogue.categories.length,
  }
}

type ClosedLetter = { title: string; body: string; unitId: string; categoryId: string | null }

async function closedLetters(db: Db): Promise<ClosedLetter[]> {
  const rows = await db
    .select({ id: matters.id, unitId: matters.holderUnitId, categoryId: matterCategories.categoryId })
    .from(matters)
    .leftJoin(matterCategories, and(eq(matterCategories.matterId, matters.id), ne(matterCategories.by, 'model')))
    .where(
      and(
        eq(matters.kind, 'letter'),
        isNotNull(matters.closedAt),
        isNotNull(matters.answeredAt),
        isNull(matters.mergedIntoId),
        ne(matters.class, 'report'),
        sql`not ${matters.marks} @> '{againstOfficial}'`,
      ),
    )
    .orderBy(desc(matters.openedAt), desc(matters.id))
    .limit(mostLetters)
  const words = await wordsOfLetters(
    db,
    rows.map(({ id }) => id),
  )
  // An erased letter has no words any more and teaches nothing.
  return rows.flatMap(({ id, ...row }) => {
    const said = words.get(id)
    return said ? [{ ...said, ...row }] : []
  })
}

/** Title and body of each that still has them. */
export async function wordsOfLetters(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { title: string; body: string }>> {
  const words = new Map<string, { title: string; body: string }>()
  for (let at = 0; at < ids.length; at += 1000) {
    const rows = await db
      .select({ matterId: matterTexts.matterId, part: matterTexts.part, body: matterTexts.body })
      .from(matterTexts)
      .where(and(inArray(matterTexts.matterId, ids.slice(at, at + 1000)), inArray(matterTexts.part, ['title', 'body'])))
    for (const { matterId, part, body } of rows) {
      const known = words.get(matterId) ?? { title: '', body: '' }
      words.set(matterId, part === 'title' ? { ...known, title: body } : { ...known, body })
    }
  }
  return words
}

/** One example for each word: a line of many words would drown the one that counts. */
async function catalogueLines(
  db: Db,
  list: readonly LetterCategory[],
): Promise<{ categories: Example[]; units: Example[] }> {
  const inWords = (label: string, text: string): Example[] =>
    [...new Set(text.split(/[\s、，,]+/).filter(Boolean))].map((title) => ({
      title,
      body: '',
      label,
      weight: catalogueWeight,
    }))
  const topicByTitle = new Map(list.map((category) => [category.title, topicOf(category)]))
  const duties = await allDuties(db)
  const ofDuties = duties.flatMap(({ category, subject, words }) => {
    const label = topicByTitle.get(category)
    return label ? inWords(label, `${subject} ${words}`) : []
  })
  return {
    categories: [
      ...list.flatMap((category) => inWords(topicOf(category), `${category.title} ${category.words}`)),
      ...ofDuties,
    ],
    units: duties.flatMap(({ unitId, subject, words }) => inWords(unitId, `${subject} ${words}`)),
  }
}
