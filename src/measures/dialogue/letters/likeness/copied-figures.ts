import { sql } from 'drizzle-orm'
import { coveringTokens, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'

export type CopiedFigures = { unitId: string; unitName: string; answered: number; copied: number }

/** 本市自定：the figures are of so many days. */
export const figureDays = 365

/**
 * Of each unit below those that the reader oversees: how many letters it answered, 举报 left out, and how many of these answers were marked as copied. Most copied
 * first; a unit without one is not listed.
 */
export async function copiedFigures(db: Db, actor: StaffActor, now: Temporal.Instant): Promise<CopiedFigures[]> {
  const since = now.subtract({ hours: figureDays * 24 }).toString()
  const { rows } = await db.execute<{ unitId: string; copied: number; answered: number }>(sql`
    select c.unit_id as "unitId", count(*)::int as copied,
      (select count(*) from matters a where a.kind = 'letter' and a.class <> 'report' and a.holder_unit_id = c.unit_id
        and a.answered_at >= ${since})::int as answered
    from copied_answers c join matters m on m.id = c.matter_id
    where m.answered_at >= ${since} group by 1 order by 2 desc, 1`)
  const units = await unitDirectory(db)
  return rows.flatMap((row) => {
    const unit = units.get(row.unitId)
    const isOverseen =
      unit && coveringTokens(unit, ['supervisor', 'leader']).some((token) => actor.tokens.includes(token))
    return isOverseen ? [{ ...row, unitName: unit.name }] : []
  })
}
