import type { Database } from '../database.ts'
import type { House } from '../house.ts'
import { inBatches } from '../in-batches.ts'
import { Refusal } from '../refusal.ts'

export type RateLimit = { name: string; points: number; seconds: number; sentence: string }

type Try = { key: string; now: number; until: number }
type Counted = { used: number; until: number }

/** Counts one try of `who` under a limit shared by all processes; refuses with 429 when they are used up. */
export async function countTry(house: House, limit: RateLimit, who: string): Promise<void> {
  await countTries(house, [[limit, who]])
}

/** One try under each of several limits, in one round trip; refuses by the first that is used up. */
export async function countTries(house: House, tries: readonly (readonly [RateLimit, string])[]): Promise<void> {
  const counted = await Promise.all(tries.map(([limit, who]) => spendTry(house, limit, who)))
  const over = tries[counted.findIndex(({ isOver }) => isOver)]
  if (over) throw new Refusal('too-many', over[0].sentence, { status: 429 })
}

/** Counts one try and says how many are left and in how many seconds all are given back, for those who are told so (API keys). */
export async function spendTry(
  house: House,
  limit: RateLimit,
  who: string,
): Promise<{ left: number; seconds: number; isOver: boolean }> {
  const now = house.clock.now().epochMilliseconds
  const counted = await count(house.db, { key: keyOf(house, limit, who), now, until: now + limit.seconds * 1000 })
  return {
    left: Math.max(0, limit.points - counted.used),
    seconds: Math.max(1, Math.ceil((counted.until - now) / 1000)),
    isOver: counted.used > limit.points,
  }
}

/** Gives one try back: what succeeded was no guess, and everybody in one office has the same address. */
export async function giveBackTry(house: House, limit: RateLimit, who: string): Promise<void> {
  await house.db.$client.query('update rate_limits set points = points - 1 where key = $1 and points > 0', [
    keyOf(house, limit, who),
  ])
}

/** Gives the tries back, e.g. after the right code. */
export async function forgetTries(house: House, limit: RateLimit, who: string): Promise<void> {
  await house.db.$client.query('delete from rate_limits where key = $1', [keyOf(house, limit, who)])
}

/** Who tried stands there as a keyed hash only. */
const keyOf = (house: House, limit: RateLimit, who: string): string =>
  `${limit.name}:${house.secrets.lookupHash(who, `rate:${limit.name}`).toString('base64url')}`

/**
 * Tries that come at the same time are counted by one statement, each key once, in the order of the keys, so that two processes never wait in a ring. Of
 * three tries of one key in a batch, each has its own place in the row.
 */
const count = inBatches({ atOnce: 1, most: 200 }, async (db: Database, tries: Try[]): Promise<Counted[]> => {
  const groups = [...Map.groupBy(tries, ({ key }) => key)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const { rows } = await db.$client.query<{ key: string; points: number; expire: string }>({
    name: 'rate_limits_count',
    text: `insert into rate_limits as kept (key, points, expire)
      select * from unnest($1::text[], $2::integer[], $3::bigint[])
      on conflict (key) do update set
        points = case when kept.expire <= $4 then excluded.points else kept.points + excluded.points end,
        expire = case when kept.expire <= $4 then excluded.expire else kept.expire end
      returning key, points, expire`,
    values: [
      groups.map(([key]) => key),
      groups.map(([, same]) => same.length),
      groups.map(([, same]) => same[0]?.until),
      tries[0]?.now,
    ],
  })
  const after = new Map(rows.map(({ key, points, expire }) => [key, { used: points, until: Number(expire) }]))
  const places = new Map(groups.map(([key, same]) => [key, (after.get(key)?.used ?? 0) - same.length]))
  return tries.map(({ key, until }) => {
    const used = (places.get(key) ?? 0) + 1
    places.set(key, used)
    return { used, until: after.get(key)?.until ?? until }
  })
})
