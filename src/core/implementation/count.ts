import { sql } from 'drizzle-orm'
import { allUnits } from '#core/people/index.ts'
import type { House } from '#platform/house.ts'
import { keptFor } from '#platform/kept.ts'
import { addresseesOf } from './addressees.ts'
import { allEvidence, type Evidence, type Span } from './evidence.ts'

/** Counted for every unit that the notice addresses. */
export type Counted = { evidence: Evidence; byUnit: ReadonlyMap<string, number> }

export type Implementation = { counted: Counted[]; countedAt: Temporal.Instant }

const keptBySpan = keptFor(600, async () => new Map<string, { figures: Implementation; until: number }>())

/**
 * All evidence of a span, one statement each. What took longer than two seconds stands for ten times as long: a table that everybody looks at is
 * counted once, and says since when.
 */
export async function countImplementation(
  { db, clock }: Pick<House, 'db' | 'clock'>,
  span: Span,
): Promise<Implementation> {
  const kept = await keptBySpan(db)
  const key = `${span.from} ${span.to}`
  const known = kept.get(key)
  const started = performance.now()
  if (known && started < known.until) return known.figures
  const now = clock.now()
  const asked = {
    ...span,
    now: Temporal.Instant.compare(span.to, now) < 0 ? span.to : now,
    unitIds: sql`${`{${addresseesOf(await allUnits(db))
      .flatMap(({ unitIds }) => unitIds)
      .join(',')}}`}::uuid[]`,
  }
  const counted = await Promise.all(
    allEvidence().map(async (evidence) => {
      const rows = await evidence.count(db, asked)
      return { evidence, byUnit: new Map(rows.map(({ unitId, count }) => [unitId, Number(count)])) }
    }),
  )
  const figures = { counted, countedAt: now }
  const took = performance.now() - started
  if (took > 2000) kept.set(key, { figures, until: performance.now() + 10 * took })
  return figures
}

export const sumOver = ({ byUnit }: Counted, unitIds: readonly string[]): number =>
  unitIds.reduce((sum, id) => sum + (byUnit.get(id) ?? 0), 0)
