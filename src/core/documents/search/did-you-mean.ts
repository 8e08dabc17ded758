import { inArray } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { searchWords } from './tables.ts'
import { fold, likelyWords, runsOf, spell } from './words.ts'

const longestWord = 5

/**
 * What may have been meant: people choose the wrong character of the right sound (公级金 → 公积金). Each stretch of two to five
 * characters is looked up by its sound among words that stand in titles; null when nothing better is known.
 */
export async function didYouMean(db: Db, typed: string): Promise<string | null> {
  const folded = fold(typed).slice(0, 40)
  const stretches = runsOf(folded)
    .filter((run) => run.isHan)
    .flatMap((run) => stretchesOf(run.text).map((text) => ({ text, sound: spell(text).full })))
  if (stretches.length === 0) return null
  const known = await db
    .select({ word: searchWords.word, pinyin: searchWords.pinyin, titles: searchWords.titles })
    .from(searchWords)
    .where(inArray(searchWords.pinyin, [...new Set(stretches.map(({ sound }) => sound))]))
  const words = new Set(known.map(({ word }) => word))
  const bySound = new Map(known.sort((a, b) => a.titles - b.titles).map(({ pinyin, word }) => [pinyin, word]))
  let meant = folded
  for (const { text, sound } of stretches.sort((a, b) => b.text.length - a.text.length)) {
    const word = bySound.get(sound)
    if (word && !words.has(text) && word.length === text.length && meant.includes(text))
      meant = meant.replace(text, word)
  }
  return meant === folded ? null : meant
}

/** Stretches that are not a dictionary word already. */
function stretchesOf(run: string): string[] {
  const cut = new Set(likelyWords(run).map(({ word }) => word))
  const found: string[] = []
  for (let start = 0; start < run.length; start++) {
    for (let length = 2; length <= longestWord && start + length <= run.length; length++) {
      const text = run.slice(start, start + length)
      if (!cut.has(text)) found.push(text)
    }
  }
  return found
}
