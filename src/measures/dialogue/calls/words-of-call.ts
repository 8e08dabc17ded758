import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { TypedCall } from './console-form.ts'
import { callWords } from './tables.ts'

/** What is kept of a call in words: what was typed and not yet filed, what was answered, and for some hours number and code to be read out. */
export type CallWords = {
  typed?: TypedCall
  answered?: { title: string; body: string; answer: string }
  filed?: { number: string; code: string }[]
}

const kept = z.object({
  typed: z.any().optional(),
  answered: z.object({ title: z.string(), body: z.string(), answer: z.string() }).optional(),
  filed: z.array(z.object({ number: z.string(), code: z.string() })).optional(),
})

type Keeping = Pick<House, 'secrets'> & { db: Db }

export async function wordsOf({ db, secrets }: Keeping, callId: string): Promise<CallWords> {
  const [row] = await db.select().from(callWords).where(eq(callWords.callId, callId))
  return row ? kept.parse(JSON.parse(secrets.decrypt(row.wordsCipher, 'calls.words'))) : {}
}

/** Changes what is named, keeps the rest; nothing left, no row. */
export async function keepWords(
  house: Keeping & Pick<House, 'clock'>,
  callId: string,
  change: Partial<CallWords>,
): Promise<void> {
  const words = { ...(await wordsOf(house, callId)), ...change }
  const text = JSON.stringify(words)
  if (text === '{}') {
    await house.db.delete(callWords).where(eq(callWords.callId, callId))
    return
  }
  const row = { wordsCipher: house.secrets.encrypt(text, 'calls.words'), updatedAt: house.clock.now() }
  await house.db
    .insert(callWords)
    .values({ callId, ...row })
    .onConflictDoUpdate({ target: callWords.callId, set: row })
}
