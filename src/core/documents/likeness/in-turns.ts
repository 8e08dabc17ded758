import { setImmediate } from 'node:timers/promises'
import { type Fingerprint, fingerprint } from './fingerprint.ts'
import { type Keyword, keywordsOf } from './keywords.ts'

/**
 * Many texts one after the other, with everything that waits let through between two of them: 2 ms at a time. Not in another thread, which would load
 * the cutter's tables of 60 MB once more.
 */
async function inTurns<Text, Made>(texts: readonly Text[], make: (text: Text) => Made): Promise<Made[]> {
  const made: Made[] = []
  for (const text of texts) {
    made.push(make(text))
    await setImmediate()
  }
  return made
}

/** The fingerprints of many texts, in their order; `key` is the house's (`deriveKey`). */
export const fingerprints = (key: string, texts: readonly string[]): Promise<Fingerprint[]> =>
  inTurns(texts, (text) => fingerprint(key, text))

/** What each of these texts is about, in their order. */
export const keywords = (texts: readonly string[]): Promise<Keyword[][]> => inTurns(texts, keywordsOf)
