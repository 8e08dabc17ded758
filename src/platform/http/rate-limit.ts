import { RateLimiterPostgres } from 'rate-limiter-flexible'
import type { House } from '../house.ts'
import { Refusal } from '../refusal.ts'

export type RateLimit = { name: string; points: number; seconds: number; sentence: string }

const limiters = new WeakMap<House, Map<string, RateLimiterPostgres>>()

/** Counts one try of `who` under a limit shared by all processes; refuses with 429 when they are used up. */
export async function countTry(house: House, limit: RateLimit, who: string): Promise<void> {
  try {
    await limiterOf(house, limit).consume(house.secrets.lookupHash(who, `rate:${limit.name}`).toString('base64url'))
  } catch (refused) {
    if (refused instanceof Error) throw refused
    throw new Refusal('too-many', limit.sentence, { status: 429 })
  }
}

/** Gives one try back: what succeeded was no guess, and everybody in one office has the same address. */
export async function giveBackTry(house: House, limit: RateLimit, who: string): Promise<void> {
  await limiterOf(house, limit).reward(house.secrets.lookupHash(who, `rate:${limit.name}`).toString('base64url'))
}

/** Gives the tries back, e.g. after the right code. */
export async function forgetTries(house: House, limit: RateLimit, who: string): Promise<void> {
  await limiterOf(house, limit).delete(house.secrets.lookupHash(who, `rate:${limit.name}`).toString('base64url'))
}

function limiterOf(house: House, limit: RateLimit): RateLimiterPostgres {
  const known = limiters.get(house) ?? new Map<string, RateLimiterPostgres>()
  limiters.set(house, known)
  const existing = known.get(limit.name)
  if (existing) return existing
  const made = new RateLimiterPostgres({
    storeClient: house.db.$client,
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: limit.name,
    points: limit.points,
    duration: limit.seconds,
    clearExpiredByTimeout: false,
  })
  known.set(limit.name, made)
  return made
}
