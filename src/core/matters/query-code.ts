import { randomInt, timingSafeEqual } from 'node:crypto'
import type { Secrets } from '#platform/secrets.ts'

/** Six random digits, shown once; together with the number they open one matter without an account. */
export const newQueryCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

/** Keyed, and with the number in it: the same code on another matter has another hash. */
export const queryCodeHash = (secrets: Secrets, number: string, code: string): Buffer =>
  secrets.lookupHash(`${number}:${code}`, 'matters.query_code')

export const sameCode = (stored: Buffer, offered: Buffer): boolean =>
  stored.length === offered.length && timingSafeEqual(stored, offered)
