import { createHash } from 'node:crypto'
import { v7, validate } from 'uuid'

/** A new key: uuid v7, so that rows written together lie together. */
export const newId = (): string => v7()

export const isId = (text: string): boolean => validate(text)

/** A uuid (version 8) that the same words always give: what is made by it twice, by a job that was cut off, is one. */
export function idOf(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
