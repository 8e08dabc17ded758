import { createHash } from 'node:crypto'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { defineRecordTypes, enterRecord, placeInRecord } from '#core/ledger/index.ts'
import type { Db } from '#platform/database.ts'
import { firstDay, type Month, writeMonth } from './month.ts'
import { speedBooks, speedMonths } from './tables.ts'

defineRecordTypes({ 'statistics.closed': '统计关账', 'statistics.corrected': '更正已关账的统计' })

const subject = 'speedMonth'

/** For a statement over the closed months `b`: the place of one in the record. */
export const placeOfMonth = placeInRecord(subject, `to_char(b.month, 'YYYY-MM')`, 'b.version')

/**
 * A closed month goes into the public record: the city's public sums, and a digest over every figure of it, so that none can be changed later without being seen. The
 * figures of single units are not in it: small counts are not shown, and must not be found here.
 */
export async function enterMonth(
  tx: Db,
  month: Month,
  { version, ground, at }: { version: number; ground: string | null; at: Temporal.Instant },
): Promise<void> {
  const ofIt = and(eq(speedMonths.month, firstDay(month)), eq(speedMonths.version, version))
  const cells = await tx
    .select({ line: sql<string>`to_jsonb(speed_months)::text` })
    .from(speedMonths)
    .where(ofIt)
    .orderBy(asc(speedMonths.scope), asc(speedMonths.unitId), asc(speedMonths.kind), asc(speedMonths.divisionCode))
  const digest = createHash('sha256')
  for (const { line } of cells) digest.update(line).update('\n')
  await enterRecord(tx, {
    type: version === 1 ? 'statistics.closed' : 'statistics.corrected',
    subjectType: subject,
    subjectId: writeMonth(month),
    version,
    at,
    document: {
      month: writeMonth(month),
      version,
      ground,
      figures: await publicSums(tx, month, version),
      cells: cells.length,
      cellsSha256: digest.digest('hex'),
    },
  })
}

async function publicSums(tx: Db, month: Month, version: number): Promise<Record<string, number>> {
  const sum = (column: PgColumn) => sql<number>`coalesce(sum(${column}), 0)::int`
  const [row] = await tx
    .select({
      closed: sum(speedMonths.closed),
      timed: sum(speedMonths.timed),
      met: sum(speedMonths.met),
      standing: sum(speedMonths.standing),
      early: sum(speedMonths.early),
      rejected: sum(speedMonths.rejected),
      extended: sum(speedMonths.extended),
      stopped: sum(speedMonths.stopped),
      excluded: sum(speedMonths.excluded),
    })
    .from(speedMonths)
    .where(
      and(eq(speedMonths.month, firstDay(month)), eq(speedMonths.version, version), eq(speedMonths.scope, 'public')),
    )
  return row ?? {}
}

/** What was closed before there was a record, in its order. */
export async function enterEarlierMonths(db: Db): Promise<number> {
  const books = await db
    .select()
    .from(speedBooks)
    .where(sql`not exists (select from ledger_entries where subject_type = ${subject}
      and subject_id = to_char(${speedBooks.month}, 'YYYY-MM') and version = ${speedBooks.version})`)
    .orderBy(asc(speedBooks.at))
  for (const { month, version, ground, at } of books)
    await enterMonth(db, month.toPlainYearMonth(), { version, ground, at })
  return books.length
}
