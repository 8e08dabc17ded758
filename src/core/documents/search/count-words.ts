import { asc, inArray, sql } from 'drizzle-orm'
import type { Database } from '#platform/database.ts'
import { searchRows, searchUncounted, searchWords } from './tables.ts'
import { fold, runsOf, spell, wordsWithin } from './words.ts'

/**
 * Brings the words of new titles into `search_words`. A job of its own, so that no act of publishing waits on the row of a common
 * word. Each title is counted once: its mark goes in the transaction that counts it.
 */
export async function countWords(db: Database): Promise<void> {
  while ((await countSome(db)) > 0);
}

async function countSome(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    const marked = await tx
      .select()
      .from(searchUncounted)
      .orderBy(asc(searchUncounted.id))
      .limit(500)
      .for('update', { skipLocked: true })
    if (marked.length === 0) return 0
    const ids = marked.map(({ id }) => id)
    const rows = await tx.select({ title: searchRows.title }).from(searchRows).where(inArray(searchRows.id, ids))
    const counts = new Map<string, number>()
    for (const word of rows.flatMap(({ title }) => [...wordsOfTitle(title)]))
      counts.set(word, (counts.get(word) ?? 0) + 1)
    // In one order everywhere, so that two counters never wait for each other in a ring.
    const values = [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([word, titles]) => ({ word, titles, pinyin: spell(word).full, initials: spell(word).initials }))
    if (values.length > 0) {
      await tx
        .insert(searchWords)
        .values(values)
        .onConflictDoUpdate({
          target: searchWords.word,
          set: { titles: sql`${searchWords.titles} + excluded.titles` },
        })
    }
    await tx.delete(searchUncounted).where(inArray(searchUncounted.id, ids))
    return marked.length
  })
}

const wordsOfTitle = (title: string): Set<string> =>
  new Set(
    runsOf(fold(title))
      .filter((run) => run.isHan)
      .flatMap((run) => wordsWithin(run.text))
      .map(({ word }) => word)
      .filter((word) => word.length <= 12),
  )
