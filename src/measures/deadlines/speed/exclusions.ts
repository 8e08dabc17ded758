import { and, desc, eq, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import { matters, visibleTo } from '#core/matters/index.ts'
import { allUnits } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { PageKey } from '#platform/http/address-fields.ts'
import { type ExclusionGround, exclusionGrounds } from './exclusion-words.ts'
import { firstDay } from './month.ts'
import type { FigureFilters } from './read-figures.ts'
import { type ExclusionRow, speedClosings, speedExclusions } from './tables.ts'

export type CountedExclusions = { ground: string; count: number }[]

/** How many were taken out, by ground: published, whoever asks. */
export async function countExclusions(
  db: Db,
  { range, scopes, unitIds, kind, divisionCode }: FigureFilters,
): Promise<CountedExclusions> {
  const { rows } = await db.execute<{ ground: ExclusionGround; count: string }>(sql`
    select e.ground, count(*) from speed_exclusions e join speed_closings c on c.matter_id = e.matter_id and c.seq = e.seq
    where e.status = 'confirmed' and c.scope = any(${sql.param([...scopes])}::text[])
      and c.month between ${firstDay(range.from).toString()}::date and ${firstDay(range.to).toString()}::date
      ${unitIds ? sql`and c.unit_id = any(${sql.param([...unitIds])}::uuid[])` : sql``}
      ${kind ? sql`and c.kind = ${kind}` : sql``}
      ${divisionCode ? sql`and c.division_code = ${divisionCode}` : sql``}
    group by e.ground order by 2 desc, 1`)
  return rows.map(({ ground, count }) => ({ ground: exclusionGrounds[ground], count: Number(count) }))
}

export type ListedExclusion = ExclusionRow & {
  number: string
  matterKind: string
  unitName: string
  answeredAt: Temporal.Instant
}

export type ExclusionList = 'proposed' | 'confirmed' | 'sample' | 'others'

const inList: Record<ExclusionList, SQL | undefined> = {
  proposed: eq(speedExclusions.status, 'proposed'),
  confirmed: eq(speedExclusions.status, 'confirmed'),
  sample: sql`${speedExclusions.status} = 'confirmed' and ${speedExclusions.sampled} and ${speedExclusions.checkedAt} is null`,
  others: inArray(speedExclusions.status, ['refused', 'overturned']),
}

/** Newest proposal first; only of matters that the reader may see. */
export async function listExclusions(
  db: Db,
  actor: Actor,
  list: ExclusionList,
  after: PageKey | undefined,
  size: number,
): Promise<{ rows: ListedExclusion[]; hasMore: boolean }> {
  const { proposedAt, id } = speedExclusions
  const found = await db
    .select({
      row: speedExclusions,
      number: matters.number,
      matterKind: matters.kind,
      answeredAt: speedClosings.answeredAt,
    })
    .from(speedExclusions)
    .innerJoin(matters, eq(matters.id, speedExclusions.matterId))
    .innerJoin(speedClosings, sameAnswer)
    .where(
      and(
        visibleTo(actor),
        inList[list],
        after && or(lt(proposedAt, after.at), and(eq(proposedAt, after.at), lt(id, after.id))),
      ),
    )
    .orderBy(desc(proposedAt), desc(id))
    .limit(size + 1)
  const names = new Map((await allUnits(db)).map((unit) => [unit.id, unit.shortName]))
  return {
    rows: found
      .slice(0, size)
      .map(({ row, ...of }) => ({ ...row, ...of, unitName: names.get(row.unitId) ?? '原单位' })),
    hasMore: found.length > size,
  }
}

const sameAnswer = and(eq(speedClosings.matterId, speedExclusions.matterId), eq(speedClosings.seq, speedExclusions.seq))

/** One that the reader may see, locked for a decision. */
export async function lockExclusion(tx: Db, actor: Actor, id: string): Promise<ExclusionRow | null> {
  const [found] = await tx
    .select({ row: speedExclusions })
    .from(speedExclusions)
    .innerJoin(matters, eq(matters.id, speedExclusions.matterId))
    .where(and(eq(speedExclusions.id, id), visibleTo(actor)))
    .for('update', { of: speedExclusions })
  return found?.row ?? null
}
