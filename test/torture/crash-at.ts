import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import sharp from 'sharp'
import { isUnavailable } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { checkAcks } from './check-acks.ts'
import type { TornCity } from './torn-city.ts'
import { writeLetters } from './writers.ts'

/** Where letters pass; the migration has its own test. */
export const filingPoints = [
  'before-commit',
  'after-commit-before-response',
  'mid-upload',
  'after-send-before-mark',
] as const

export type Torn = { acks: number; crashes: number; faults: string[] }

/**
 * A server that dies at one place after the other (`before-commit:3`: the third time it comes by) while letters with photos are written, and is started
 * again each time; compares in the end.
 */
export async function crashAt(city: TornCity, places: readonly string[]): Promise<Torn> {
  const server = await city.start(
    'all',
    places.map((place) => ({ CRASH_AT: place })),
  )
  const photo = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#b5121b' } })
    .png()
    .toBuffer()
  const until = AbortSignal.timeout(240_000 * places.length)
  const { acks, begun, refused } = await writeLetters({
    base: () => server.base,
    more: (begun) => begun < 8 || server.restarts < places.length,
    writers: 4,
    name: `断电 ${newId().slice(-8)}`,
    photo,
    until,
  })
  await server.ready()
  const unsent = await deliverAll(city)
  await server.stop()
  const faults = [...(await checkAcks(city.house, acks)), ...refused, ...unsent]
  if (acks.length !== begun) faults.push(`${begun - acks.length} of ${begun} writers never got an answer`)
  return { acks: acks.length, crashes: server.restarts, faults }
}

/**
 * The lease of a notice that a dead process held runs for minutes: it is ended here, as if they had passed, and the driver that comes every minute is
 * called at once. Everything must then go out; `within` counts anew as long as something does.
 */
export async function deliverAll({ house }: TornCity, within = 30_000): Promise<string[]> {
  let least = Number.POSITIVE_INFINITY
  for (let until = performance.now() + within; ; await pause(200)) {
    // The database may just have been killed and be on its way up.
    const unsent = await unsentNow(house).catch((error: unknown) => {
      if (!isUnavailable(error)) throw error
      return [{ state: 'unknown: the database did not come back', notices: Number.POSITIVE_INFINITY }]
    })
    const left = unsent.reduce((sum, { notices }) => sum + notices, 0)
    if (left < least) until = performance.now() + within
    least = Math.min(least, left)
    if (left === 0 || performance.now() > until)
      return unsent.map(({ state, notices }) => `${notices} messages are still ${state}`)
  }
}

async function unsentNow({ db }: TornCity['house']): Promise<{ state: string; notices: number }[]> {
  const { rows } = await db.execute<{ state: string; notices: number }>(
    sql`select state, count(*)::int as notices from notices where state in ('queued', 'sending', 'failed') group by state`,
  )
  if (rows.length > 0) {
    await db.execute(sql`update notices set next_attempt_at = now() where state in ('sending', 'failed')`)
    await db.execute(sql`select graphile_worker.add_job('notices:drive', '{}'::json, job_key := 'torture:drive')`)
  }
  return rows
}
