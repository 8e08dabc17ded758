import { sql } from 'drizzle-orm'
import type { InRecord } from '#core/ledger/index.ts'
import type { Db } from '#platform/database.ts'
import { type CorrectionGround, correctionGrounds } from './book-words.ts'
import { placeOfMonth } from './enter-month.ts'
import { firstDay, type Range } from './month.ts'
import type { Scope } from './tables.ts'

/** One version of a closed month, with its sums: a correction shows what it changed. */
export type Book = {
  month: string
  version: number
  at: Temporal.Instant
  /** Of a correction. */
  ground: string | null
  /** Its entry in the public record. */
  record: InRecord | null
  closed: number
  timed: number
  met: number
  standing: number
}

/** Newest month first, its versions in order. */
export async function readBooks(db: Db, range: Range, scopes: readonly Scope[]): Promise<Book[]> {
  const { rows } = await db.execute<Record<string, string | null>>(sql`
    select to_char(b.month, 'YYYY-MM') as month, b.version, b.at::text as at, b.ground, ${sql.raw(placeOfMonth)} as place,
      coalesce(sum(m.closed), 0) as closed,
      coalesce(sum(m.timed), 0) as timed, coalesce(sum(m.met), 0) as met, coalesce(sum(m.standing), 0) as standing
    from speed_books b left join speed_months m
      on m.month = b.month and m.version = b.version and m.scope = any(${sql.param([...scopes])}::text[])
    where b.month between ${firstDay(range.from).toString()}::date and ${firstDay(range.to).toString()}::date
    group by b.month, b.version order by b.month desc, b.version`)
  return rows.map((row) => ({
    month: row.month ?? '',
    version: Number(row.version),
    at: Temporal.Instant.from(row.at ?? ''),
    ground: row.ground ? correctionGrounds[row.ground as CorrectionGround] : null,
    record: row.place === null ? null : { place: Number(row.place), at: Temporal.Instant.from(row.at ?? '') },
    closed: Number(row.closed),
    timed: Number(row.timed),
    met: Number(row.met),
    standing: Number(row.standing),
  }))
}
