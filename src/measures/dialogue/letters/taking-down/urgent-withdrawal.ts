import { hash, randomBytes } from 'node:crypto'
import type { InferSelectModel } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import type { PublishedWords } from '../publishing/publication.ts'
import type { urgentWithdrawals } from '../tables.ts'

type Secrets = House['secrets']

export type UrgentWithdrawal = InferSelectModel<typeof urgentWithdrawals>

/** 本市自定: a second person confirms within four hours; an hour before their end those who may are told again. */
export const confirmWithin = { hours: 4 } as const
export const remindAfter = { hours: 3 } as const

/** Why this person may not confirm or refuse it, or null: two persons, and once. */
export function reviewingBar(row: UrgentWithdrawal, personId: string): string | null {
  if (row.confirmedAt || row.refusedAt) return '这次紧急撤稿已经复核过了。'
  if (row.takenDownBy === personId) return '撤稿的人不能复核自己的撤稿，请另一位信息发布员或审核员复核。'
  return null
}

const context = 'urgent_withdrawals.words'

/** What was public: sealed until a second person has looked, and as a hash that nobody can guess the words from. */
export function sealedWords(secrets: Secrets, words: PublishedWords) {
  const { title, body, reply } = words
  const salt = randomBytes(16)
  const wordsCipher = secrets.encrypt(JSON.stringify({ title, body, reply }), context)
  return { salt, contentHash: hashOfWords(words, salt), wordsCipher }
}

/** Null after the decision, and where the letter was erased meanwhile. */
export function openWords(secrets: Secrets, { wordsCipher }: UrgentWithdrawal): PublishedWords | null {
  return wordsCipher ? (JSON.parse(secrets.decrypt(wordsCipher, context)) as PublishedWords) : null
}

export const hashOfWords = (words: PublishedWords, salt: Buffer): Buffer =>
  hash('sha256', Buffer.concat([salt, Buffer.from(JSON.stringify([words.title, words.body, words.reply]))]), 'buffer')
