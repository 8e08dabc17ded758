import { asc, eq, sql } from 'drizzle-orm'
import { dateOf } from '#platform/columns.ts'
import type { Database, Db } from '#platform/database.ts'
import type { PageKey } from '#platform/http/address-fields.ts'
import { keptFor } from '#platform/kept.ts'
import { readNamed } from '#platform/named-statement.ts'
import { letterPublications, publicationVersions } from '../tables.ts'
import { type PublicTopic, topicOfPublication } from '../topics/topics.ts'
import { placeOfPaper, placeOfPublication } from './enter-publication.ts'
import type { Publication, PublicationVersion } from './publication.ts'

export type PublicationFilters = { class?: string; topic?: string; unit?: string; division?: string; year?: number }
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

export const pageSize = 50

type Page = { after?: PageKey; before?: PageKey; size?: number }

/** Published letters, newest first, by key: page 500 costs what page 1 costs. */
export async function publishedLetters(
  db: Database,
  filters: PublicationFilters,
  page: Page = {},
): Promise<{ letters: ListedLetter[]; hasMore: boolean }> {
  const size = page.size ?? pageSize
  const { text, values } = listStatement(filters, page, size)
  const rows = await readNamed<ListedRow>(db, text, values)
  const letters = rows.slice(0, size).map((row) => new Listed(row))
  return { letters: page.before ? letters.reverse() : letters, hasMore: rows.length > size }
}

/**
 * One text for each way of asking, so that each is planned once. `status` and the number of rows stand in it as they are: a plan for any status could
 * not use the indexes of what is published.
 */
function listStatement(filters: PublicationFilters, { after, before }: Page, size: number) {
  const values: (string | number)[] = []
  const given = (value: string | number): string => `$${values.push(value)}`
  const conditions = [`status = 'published'`]
  if (filters.class) conditions.push(`class = ${given(filters.class)}`)
  if (filters.topic) conditions.push(`topic_id = ${given(filters.topic)}::uuid`)
  if (filters.unit) conditions.push(`unit_id = ${given(filters.unit)}::uuid`)
  if (filters.division) conditions.push(`division_code = ${given(filters.division)}`)
  if (filters.year) {
    conditions.push(
      `published_at >= ${given(`${filters.year}-01-01T00:00:00+08:00`)}::timestamptz`,
      `published_at < ${given(`${filters.year + 1}-01-01T00:00:00+08:00`)}::timestamptz`,
    )
  }
  const edge = after ?? before
  if (edge) {
    conditions.push(
      `(published_at, id) ${after ? '<' : '>'} (${given(edge.at.toString())}::timestamptz, ${given(edge.id)}::uuid)`,
    )
  }
  const order = !after && before ? 'published_at asc, id asc' : 'published_at desc, id desc'
  const text = `select id, number, title, class, division_name as "divisionName", unit_name as "unitName", asked_week as "askedWeek",
      answered_on as "answeredOn", published_at as "publishedAt", solved, case when char_length(body) > 54 then left(body, 53) || '…' else body end as excerpt
    from letter_publications where ${conditions.join(' and ')} order by ${order} limit ${size + 1}`
  return { text, values }
}

type ListedRow = AsJson<Omit<ListedLetter, 'publishedAt'>> & { publishedAt: string }

/** A row as JSON has it: moments and dates are text. */
type AsJson<Row> = { [column in keyof Row]: JsonOf<Row[column]> }
type JsonOf<Value> = Value extends Temporal.Instant | Temporal.PlainDate ? string : Value

/** A row of a list. Its moment is read from its text by whoever asks for it: of fifty letters on a page that is the first and the last. */
class Listed implements ListedLetter {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly class: string
  readonly divisionName: string
  readonly unitName: string
  readonly excerpt: string
  readonly askedWeek: Temporal.PlainDate
  readonly answeredOn: Temporal.PlainDate
  readonly solved: boolean | null
  readonly #publishedAt: string

  constructor(row: ListedRow) {
    this.id = row.id
    this.number = row.number
    this.title = row.title
    this.class = row.class
    this.divisionName = row.divisionName
    this.unitName = row.unitName
    this.excerpt = row.excerpt
    this.askedWeek = dateOf(row.askedWeek)
    this.answeredOn = dateOf(row.answeredOn)
    this.solved = row.solved
    this.#publishedAt = row.publishedAt
  }

  get publishedAt(): Temporal.Instant {
    return Temporal.Instant.from(this.#publishedAt)
  }
}

const letterByNumber = `
  select p.id, p.matter_id as "matterId", p.number, p.status, p.version, p.title, p.body, p.reply, p.is_rewritten as "isRewritten", p.class,
    p.division_code as "divisionCode", p.division_name as "divisionName", p.unit_id as "unitId", p.unit_name as "unitName",
    p.asked_week as "askedWeek", p.answered_on as "answeredOn", p.solved, p.prepared_by as "preparedBy", p.published_by as "publishedBy",
    p.published_at as "publishedAt", p.withdrawn_at as "withdrawnAt", p.withdrawal_ground as "withdrawalGround",
    m.chain, m.returns, ${placeOfPublication} as place, ${placeOfPaper} as "paperPlace",
    ${topicOfPublication} as topic,
    coalesce((select sum(c.count) from same_concerns c where c.subject_type = 'letter' and c.subject_id = p.id), 0) as concerns
  from letter_publications p join matters m on m.id = p.matter_id where p.number = $1 and p.status <> 'prepared'`

/** 转办链 as the public may see it (八): the units, by their ids, and how often it was returned; no person. `place`: in the public record, once it has one; `paperPlace`: that of its PDF, once somebody has fetched it. */
export type Way = {
  chain: string[]
  returns: number
  place: number | null
  paperPlace: number | null
  /** The hot topic it stands in, where the public sees one. */
  topic: PublicTopic | null
  /** 我也有这个问题 */
  concerns: number
}

/** One published letter with its way, or one taken down (its words gone, its ground shown). A prepared one is nobody's yet. */
export async function publishedLetter(db: Database, number: string): Promise<(Publication & Way) | null> {
  const [row] = await readNamed<AsJson<Publication & Way>>(db, letterByNumber, [number])
  if (!row) return null
  return {
    ...row,
    askedWeek: dateOf(row.askedWeek),
    answeredOn: dateOf(row.answeredOn),
    publishedAt: momentOf(row.publishedAt),
    withdrawnAt: momentOf(row.withdrawnAt),
  }
}

const momentOf = (text: string | null): Temporal.Instant | null => (text === null ? null : Temporal.Instant.from(text))

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
  topics: { value: string; label: string }[]
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
    topic as (
      (select topic_id from letter_publications where status = 'published' and topic_id is not null
        order by topic_id, published_at desc, id desc limit 1)
      union all select following.* from topic, lateral (
        select p.topic_id from letter_publications p where p.status = 'published' and p.topic_id > topic.topic_id
        order by p.topic_id, p.published_at desc, p.id desc limit 1) following),
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
    union all select 'topic', topic_id::text, c.title from topic join letter_categories c on c.id = topic.topic_id
    union all select 'division', division_code, division_name from division
    union all select 'year', extract(year from start at time zone 'Asia/Shanghai')::text, '' from year where start is not null
    order by kind, value`)
  const of = (kind: string) => rows.rows.filter((row) => row.kind === kind)
  return {
    topics: of('topic').map(({ value, label }) => ({ value, label })),
    units: of('unit').map(({ value, label }) => ({ value, label })),
    divisions: of('division').map(({ value, label }) => ({ value, label })),
    years: of('year')
      .map((row) => Number(row.value))
      .sort((a, b) => b - a),
  }
})

/** The newest answers, for the home page. */
export const latestLetters = async (db: Database, size: number): Promise<ListedLetter[]> =>
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
