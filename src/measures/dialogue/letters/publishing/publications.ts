import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { PageKey } from '#platform/http/address-fields.ts'
import { keptFor } from '#platform/kept.ts'
import { letterPublications, publicationVersions } from '../tables.ts'
import type { Publication, PublicationVersion } from './publication.ts'

export type PublicationFilters = { class?: string; unit?: string; division?: string; year?: number }
export type ListedLetter = Pick<
  Publication,
  | 'id'
  | 'number'
  | 'title'
  | 'class'
  | 'divisionName'
  | 'unitName'
  | 'askedWeek'
  | 'answeredOn'
  | 'publishedAt'
  | 'solved'
> & { excerpt: string }

export const pageSize = 20

const listed = {
  id: letterPublications.id,
  number: letterPublications.number,
  title: letterPublications.title,
  class: letterPublications.class,
  divisionName: letterPublications.divisionName,
  unitName: letterPublications.unitName,
  askedWeek: letterPublications.askedWeek,
  answeredOn: letterPublications.answeredOn,
  publishedAt: letterPublications.publishedAt,
  solved: letterPublications.solved,
  excerpt: sql<string>`left(${letterPublications.body}, 90)`,
}

/** Published letters, newest first, by key: page 500 costs what page 1 costs. */
export async function publishedLetters(
  db: Db,
  filters: PublicationFilters,
  page: { after?: PageKey; before?: PageKey; size?: number } = {},
): Promise<{ letters: ListedLetter[]; hasMore: boolean }> {
  const size = page.size ?? pageSize
  const order = [letterPublications.publishedAt, letterPublications.id] as const
  const rows = await db
    .select(listed)
    .from(letterPublications)
    .where(and(eq(letterPublications.status, 'published'), ...conditionsOf(filters), beyond(page)))
    .orderBy(...order.map((column) => (page.before ? asc(column) : desc(column))))
    .limit(size + 1)
  const letters = rows.slice(0, size)
  return { letters: page.before ? letters.reverse() : letters, hasMore: rows.length > size }
}

function beyond({ after, before }: { after?: PageKey; before?: PageKey }): SQL | undefined {
  const row = sql`(${letterPublications.publishedAt}, ${letterPublications.id})`
  if (after) return sql`${row} < (${after.at.toString()}::timestamptz, ${after.id}::uuid)`
  if (before) return sql`${row} > (${before.at.toString()}::timestamptz, ${before.id}::uuid)`
  return undefined
}

function conditionsOf(filters: PublicationFilters): (SQL | undefined)[] {
  return [
    filters.class ? eq(letterPublications.class, filters.class) : undefined,
    filters.unit ? eq(letterPublications.unitId, filters.unit) : undefined,
    filters.division ? eq(letterPublications.divisionCode, filters.division) : undefined,
    filters.year
      ? sql`${letterPublications.publishedAt} >= ${`${filters.year}-01-01T00:00:00+08:00`}::timestamptz
            and ${letterPublications.publishedAt} < ${`${filters.year + 1}-01-01T00:00:00+08:00`}::timestamptz`
      : undefined,
  ]
}

/** One published letter, or one taken down (its words gone, its ground shown). A prepared one is nobody's yet. */
export async function publishedLetter(db: Db, number: string): Promise<Publication | null> {
  const [row] = await db
    .select()
    .from(letterPublications)
    .where(and(eq(letterPublications.number, number), sql`${letterPublications.status} <> 'prepared'`))
  return row ?? null
}

export async function publicationOf(db: Db, matterId: string): Promise<Publication | null> {
  const [row] = await db.select().from(letterPublications).where(eq(letterPublications.matterId, matterId))
  return row ?? null
}

export const versionsOf = (db: Db, publicationId: string): Promise<PublicationVersion[]> =>
  db
    .select()
    .from(publicationVersions)
    .where(eq(publicationVersions.publicationId, publicationId))
    .orderBy(asc(publicationVersions.version))

type PublicationFacets = {
  units: { value: string; label: string }[]
  divisions: { value: string; label: string }[]
  years: number[]
}

/**
 * What the filters of the list offer: units, divisions and years that have a published letter. Walks the indexes of the list from one value to the
 * next: a million letters cost what a hundred cost. Kept for ten seconds, since every view of the list shows it.
 */
export const publicationFacets = keptFor(10, async (db): Promise<PublicationFacets> => {
  const rows = await db.execute<{ kind: string; value: string; label: string }>(sql`
    with recursive
    unit as (
      (select unit_id, unit_name from letter_publications where status = 'published'
        order by unit_id, published_at desc, id desc limit 1)
      union all select following.* from unit, lateral (
        select p.unit_id, p.unit_name from letter_publications p where p.status = 'published' and p.unit_id > unit.unit_id
        order by p.unit_id, p.published_at desc, p.id desc limit 1) following),
    division as (
      (select division_code, division_name from letter_publications where status = 'published'
        order by division_code, published_at desc, id desc limit 1)
      union all select following.* from division, lateral (
        select p.division_code, p.division_name from letter_publications p
        where p.status = 'published' and p.division_code > division.division_code
        order by p.division_code, p.published_at desc, p.id desc limit 1) following),
    year as (
      select date_trunc('year', max(published_at), 'Asia/Shanghai') as start from letter_publications where status = 'published'
      union all select date_trunc('year', (select max(p.published_at) from letter_publications p
        where p.status = 'published' and p.published_at < year.start), 'Asia/Shanghai') from year where year.start is not null)
    select 'unit' as kind, unit_id::text as value, unit_name as label from unit
    union all select 'division', division_code, division_name from division
    union all select 'year', extract(year from start at time zone 'Asia/Shanghai')::text, '' from year where start is not null
    order by kind, value`)
  const of = (kind: string) => rows.rows.filter((row) => row.kind === kind)
  return {
    units: of('unit').map(({ value, label }) => ({ value, label })),
    divisions: of('division').map(({ value, label }) => ({ value, label })),
    years: of('year')
      .map((row) => Number(row.value))
      .sort((a, b) => b - a),
  }
})

/** The newest answers, for the home page. */
export const latestLetters = async (db: Db, size: number): Promise<ListedLetter[]> =>
  (await publishedLetters(db, {}, { size })).letters

/** Says where a published row and its letter disagree; an empty list is what it should be. */
export async function checkPublications(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ number: string; why: string }>(sql`
    select p.number, case
        when m.id is null then '没有这封信'
        when (p.status = 'published') <> m.is_published then '来信的公开状态与公开内容不一致'
        when m.class = 'report' then '举报被公开了'
        when not m.wants_public then '写信人没有同意公开'
        when p.status = 'withdrawn' and p.title || p.body || p.reply <> '' then '撤下后内容还在'
        when (p.status = 'published') <> (s.id is not null) then '检索内容与公开状态不一致'
      end as why
    from letter_publications p left join matters m on m.id = p.matter_id
      left join search_rows s on s.subject_type = 'letter' and s.subject_id = p.id
    where p.status <> 'prepared' and (m.id is null or (p.status = 'published') <> m.is_published or m.class = 'report'
      or not m.wants_public or (p.status = 'withdrawn' and p.title || p.body || p.reply <> '') or (p.status = 'published') <> (s.id is not null))`)
  return rows.map(({ number, why }) => `${number} ${why}`)
}
