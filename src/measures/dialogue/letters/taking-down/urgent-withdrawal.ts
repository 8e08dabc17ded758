import { hash, randomBytes } from 'node:crypto'
import type { InferSelectModel } from 'drizzle-orm'
import type { urgentWithdrawals } from '../tables.ts'

export type UrgentWithdrawal = InferSelectModel<typeof urgentWithdrawals>

/** 本市自定: a second person confirms within four hours; an hour before their end those who may are told again. */
export const confirmWithin = { hours: 4 } as const
export const remindAfter = { hours: 3 } as const

/** Why this person may not confirm it, or null: two persons, and once. */
export function confirmingBar(row: UrgentWithdrawal, personId: string): string | null {
  if (row.confirmedAt) return '这次紧急撤稿已经复核过了。'
  if (row.takenDownBy === personId) return '撤稿的人不能复核自己的撤稿，请另一位信息发布员或审核员复核。'
  return null
}

/** What was public, as a hash that nobody can guess the words from. */
export function sealedWords(words: { title: string; body: string; reply: string }): {
  salt: Buffer
  contentHash: Buffer
} {
  const salt = randomBytes(16)
  return { salt, contentHash: hashOfWords(words, salt) }
}

export const hashOfWords = (words: { title: string; body: string; reply: string }, salt: Buffer): Buffer =>
  hash('sha256', Buffer.concat([salt, Buffer.from(JSON.stringify([words.title, words.body, words.reply]))]), 'buffer')
