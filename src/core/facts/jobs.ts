import { lt } from 'drizzle-orm'
import { z } from 'zod'
import type { House } from '#platform/house.ts'
import type { Jobs } from '#platform/jobs.ts'
import { takerOf } from './facts.ts'
import { takenFacts } from './tables.ts'

const told = z.object({ fact: z.string(), by: z.string(), key: z.string(), data: z.unknown() })

/** A job that was cut off begins again for at most a day or so; older ticks serve nobody. */
const kept = Temporal.Duration.from({ hours: 24 * 60 })

export const factJobs: Jobs = {
  tasks: {
    'facts:take': (house, payload) => takeFact(house, told.parse(payload)),
    'facts:forget': async ({ db, clock }) => {
      await db.delete(takenFacts).where(lt(takenFacts.takenAt, clock.now().subtract(kept)))
    },
  },
  cron: ['50 19 * * * facts:forget'],
}

/** Tick and take are one transaction: after a crash both are there or neither. */
async function takeFact(house: House, { fact, by, key, data }: z.infer<typeof told>): Promise<void> {
  const found = takerOf(fact, by)
  if (!found) return
  await house.db.transaction(async (tx) => {
    const ticked = await tx
      .insert(takenFacts)
      .values({ fact, by, key, takenAt: house.clock.now() })
      .onConflictDoNothing()
      .returning({ key: takenFacts.key })
    if (ticked.length > 0) await found.taker.take({ ...house, db: tx }, found.schema.parse(data))
  })
}
