import { sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import type { Env } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { type RateLimit, spendTry } from '#platform/http/rate-limit.ts'
import { touch } from '#platform/page-cache/index.ts'
import { sameConcerns } from './tables.ts'

type Subject = { type: 'letter' | 'topic'; id: string }

/** 本市自定：once a day for each thing from one address, which is nowhere kept but as the keyed hash of this limit. */
const once: RateLimit = { name: 'same-concern', points: 1, seconds: 86_400, sentence: '' }
const flood: RateLimit = { name: 'same-concerns', points: 40, seconds: 3600, sentence: '' }

/**
 * 我也有这个问题：counts one, says so, and goes back to where it was said. A second tap, a flood and a machine change nothing, so the form needs no key and stands
 * on a page that is the same for everybody.
 */
export async function sayConcern(
  c: Context<Env>,
  { type, id }: Subject,
  { back, tags }: { back: string; tags: string[] },
): Promise<Response> {
  const house = c.get('house')
  const address = c.get('address')
  const [all, ofThis] = await Promise.all([
    spendTry(house, flood, address),
    spendTry(house, once, `${address} ${type} ${id}`),
  ])
  const isCounted = !all.isOver && !ofThis.isOver
  if (isCounted) {
    const day = dateIn(house.config.timeZone, house.clock.now())
    await house.db.transaction(async (tx) => {
      await addConcern(tx, { type, id }, day)
      await touch(tx, tags)
    })
  }
  setFlash(c, isCounted ? 'counted' : 'countedBefore')
  return c.redirect(back, 303)
}

export async function addConcern(db: Db, { type, id }: Subject, day: Temporal.PlainDate): Promise<void> {
  await db
    .insert(sameConcerns)
    .values({ subjectType: type, subjectId: id, day, count: 1 })
    .onConflictDoUpdate({
      target: [sameConcerns.subjectType, sameConcerns.subjectId, sameConcerns.day],
      set: { count: sql`${sameConcerns.count} + 1` },
    })
}
