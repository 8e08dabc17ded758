import { sql } from 'drizzle-orm'
import { checkLedger, enterRecord } from '#core/ledger/index.ts'
import { newId } from '#platform/id.ts'
import { runIn } from './run-in.ts'
import type { TornCity } from './torn-city.ts'

export const publishingPoints = ['after-tile-before-checkpoint', 'after-checkpoint-before-publish'] as const

/** Some entries of the public record that wait for their place. */
export async function enterSome({ house }: TornCity, many: number): Promise<void> {
  for (let one = 0; one < many; one++)
    await house.db.transaction((tx) =>
      enterRecord(tx, {
        type: 'trial',
        subjectType: 'trial',
        subjectId: newId(),
        version: 1,
        at: house.clock.now(),
        document: { words: '演练' },
      }),
    )
}

/** `dist/main.js publish`, told to die at a place (null: nowhere); its exit code or the signal that ended it. */
export const publishIn = async (city: TornCity, place: string | null): Promise<number | NodeJS.Signals | null> =>
  (await runIn(city, ['publish'], place === null ? {} : { CRASH_AT: place })).ended

/** What the tree holds, what is published of it, and how many entries have their place in it. */
export async function recordSizes({ house }: TornCity): Promise<{ size: number; published: number; placed: number }> {
  const { rows } = await house.db.execute<{ size: number; published: number; placed: number }>(
    sql`select size::int as size, published_size::int as published, (select count(leaf_index)::int from ledger_entries) as placed from ledger_log`,
  )
  return rows[0] ?? { size: 0, published: 0, placed: 0 }
}

/** Entries published while the publisher dies at one place after the other, then once in peace: one history, everything in it. */
export async function tearRecord(city: TornCity): Promise<{ entries: number; faults: string[] }> {
  const before = (await recordSizes(city)).placed
  const faults: string[] = []
  for (const place of [...publishingPoints, null]) {
    await enterSome(city, 3)
    const ended = await publishIn(city, place)
    if (ended !== (place ? 'SIGKILL' : 0)) faults.push(`the publisher ended with ${ended} at ${place ?? 'no place'}`)
    faults.push(...(await checkLedger(city.house)).map((fault) => JSON.stringify(fault)))
  }
  const { size, published, placed } = await recordSizes(city)
  const wanted = before + 9
  if (size !== wanted || published !== wanted || placed !== wanted)
    faults.push(`${wanted} entries, ${placed} with a place, a tree of ${size}, ${published} published`)
  return { entries: 9, faults }
}
