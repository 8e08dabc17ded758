import { asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Actor, StaffActor } from '#platform/actor.ts'
import { dateOf } from '#platform/columns.ts'
import type { Db } from '#platform/database.ts'
import { isId } from '#platform/id.ts'
import { letterTopics, topicAnswers } from './tables.ts'
import { growthDays, leastLetters, titleOf } from './topic.ts'

export type Topic = typeof letterTopics.$inferSelect
export type TopicAnswer = typeof topicAnswers.$inferSelect

export type ListedTopic = {
  id: string
  title: string
  words: string[]
  unitName: string | null
  heat: number
  letters: number
  /** Of the last four weeks, and of the four before. */
  recent: number
  before: number
  same: number
  answeredAt: Temporal.Instant | null
}

export const topicsOnPage = 20

/** Everybody sees what has five letters and is not hidden; the desk what has two, and a unit what it is to answer. */
const isPublic = sql`t.letters >= ${leastLetters} and not t.is_hidden`

/** The desk sees them all; a unit those it is to answer. */
const overseers = ['dispatcher', 'supervisor', 'leader']

export const seesAllTopics = (actor: StaffActor): boolean => actor.roles.some(({ role }) => overseers.includes(role))

const deskSight = (actor: StaffActor): SQL =>
  seesAllTopics(actor)
    ? sql`t.letters >= 2`
    : sql`t.unit_id = any(${sql.param(actor.roles.map(({ unitId }) => unitId))}::uuid[])`

const sightOf = (actor: Actor, isDesk: boolean): SQL => (isDesk && actor.kind === 'staff' ? deskSight(actor) : isPublic)

type Asking = { actor: Actor; isDesk: boolean; today: Temporal.PlainDate }
type Row = Omit<ListedTopic, 'answeredAt' | 'title'> & { title: string | null; answeredAt: string | null }

const counted = (today: Temporal.PlainDate): SQL => {
  const [recent, before] = [today.subtract({ days: growthDays }), today.subtract({ days: 2 * growthDays })]
  return sql`
    t.id, t.title, t.words, t.unit_name as "unitName", t.heat,
    (select count(*) from topic_letters l join letter_publications p on p.id = l.publication_id
      where l.topic_id = t.id and p.status = 'published')::int as letters,
    (select count(*) from topic_letters l join letter_publications p on p.id = l.publication_id
      where l.topic_id = t.id and p.status = 'published' and p.asked_week > ${recent.toString()})::int as recent,
    (select count(*) from topic_letters l join letter_publications p on p.id = l.publication_id
      where l.topic_id = t.id and p.status = 'published' and p.asked_week > ${before.toString()} and p.asked_week <= ${recent.toString()})::int as before,
    (coalesce((select sum(c.count) from same_concerns c where c.subject_type = 'topic' and c.subject_id = t.id), 0)
      + coalesce((select sum(c.count) from topic_letters l join same_concerns c on c.subject_type = 'letter' and c.subject_id = l.publication_id
        where l.topic_id = t.id), 0))::int as same,
    (select max(published_at) from topic_answers a where a.topic_id = t.id) as "answeredAt"`
}

/** The hottest first, by key: `<heat>_<letters>_<id>` of the last one seen. */
export async function listTopics(
  db: Db,
  { actor, isDesk, today }: Asking,
  after?: string,
): Promise<{ topics: ListedTopic[]; next: string | null }> {
  const edge = keyOf(after)
  const { rows } = await db.execute<Row & { kept: number }>(sql`
    select ${counted(today)}, t.letters as kept from ${letterTopics} t
    where ${sightOf(actor, isDesk)} ${edge ? sql`and (t.heat, t.letters, t.id) < (${edge.heat}, ${edge.letters}, ${edge.id}::uuid)` : sql``}
    order by t.heat desc, t.letters desc, t.id desc limit ${topicsOnPage + 1}`)
  const last = rows[topicsOnPage - 1]
  return {
    topics: rows.slice(0, topicsOnPage).map(listed),
    next: rows.length > topicsOnPage && last ? `${last.heat}_${last.kept}_${last.id}` : null,
  }
}

function keyOf(after: string | undefined): { heat: number; letters: number; id: string } | null {
  const read = /^(\d{1,9})_(\d{1,9})_([0-9a-f-]{36})$/.exec(after ?? '')
  const [, heat, letters, id = ''] = read ?? []
  return read && isId(id) ? { heat: Number(heat), letters: Number(letters), id } : null
}

const listed = ({ answeredAt, title, ...row }: Row): ListedTopic => ({
  ...row,
  title: titleOf({ title, words: row.words }),
  answeredAt: answeredAt === null ? null : Temporal.Instant.from(answeredAt),
})

export async function readTopic(
  db: Db,
  { actor, isDesk, today }: Asking,
  id: string,
): Promise<
  | (ListedTopic & {
      answers: TopicAnswer[]
      draft: TopicAnswer | null
      unitId: string | null
      isHidden: boolean
      name: string | null
    })
  | null
> {
  const { rows } = await db.execute<Row & { unitId: string | null; isHidden: boolean }>(sql`
    select ${counted(today)}, t.unit_id as "unitId", t.is_hidden as "isHidden" from ${letterTopics} t
    where t.id = ${id} and ${sightOf(actor, isDesk)}`)
  const [row] = rows
  if (!row || (!isDesk && row.letters < leastLetters)) return null
  const all = await db
    .select()
    .from(topicAnswers)
    .where(eq(topicAnswers.topicId, id))
    .orderBy(asc(topicAnswers.version))
  return {
    ...listed(row),
    name: row.title,
    unitId: row.unitId,
    isHidden: row.isHidden,
    answers: all.filter(({ publishedAt }) => publishedAt !== null),
    draft: all.find(({ publishedAt }) => publishedAt === null) ?? null,
  }
}

export type Counted = { label: string; letters: number }

/** Letters by week, or by month where they lie further apart than a year. */
export async function topicTimes(db: Db, id: string): Promise<Counted[]> {
  const { rows } = await db.execute<{ week: string; letters: number }>(sql`
    select p.asked_week::text as week, count(*)::int as letters from topic_letters l
      join letter_publications p on p.id = l.publication_id and p.status = 'published'
    where l.topic_id = ${id} group by 1 order by 1`)
  const [begin, end] = [rows[0], rows.at(-1)]
  if (!begin || !end) return []
  const [from, to] = [dateOf(begin.week), dateOf(end.week)]
  const isLong = from.until(to).days > 26 * 7
  const steps = isLong ? months(from, to) : weeks(from, to)
  return steps.map(({ label, starts, ends }) => ({
    label,
    letters: rows
      .filter(
        ({ week }) =>
          Temporal.PlainDate.compare(dateOf(week), starts) >= 0 && Temporal.PlainDate.compare(dateOf(week), ends) < 0,
      )
      .reduce((sum, { letters }) => sum + letters, 0),
  }))
}

type Step = { label: string; starts: Temporal.PlainDate; ends: Temporal.PlainDate }

function weeks(from: Temporal.PlainDate, to: Temporal.PlainDate): Step[] {
  const steps: Step[] = []
  for (let starts = from; Temporal.PlainDate.compare(starts, to) <= 0; starts = starts.add({ days: 7 }))
    steps.push({ label: `${starts.month}月${starts.day}日`, starts, ends: starts.add({ days: 7 }) })
  return steps
}

/** Of three years at most. */
function months(from: Temporal.PlainDate, to: Temporal.PlainDate): Step[] {
  const steps: Step[] = []
  for (
    let starts = from.with({ day: 1 });
    Temporal.PlainDate.compare(starts, to) <= 0;
    starts = starts.add({ months: 1 })
  )
    steps.push({ label: starts.toPlainYearMonth().toString(), starts, ends: starts.add({ months: 1 }) })
  return steps.slice(-36)
}

export async function topicPlaces(db: Db, id: string): Promise<Counted[]> {
  const { rows } = await db.execute<Counted>(sql`
    select p.division_name as label, count(*)::int as letters from topic_letters l
      join letter_publications p on p.id = l.publication_id and p.status = 'published'
    where l.topic_id = ${id} group by 1 order by 2 desc, 1 limit 30`)
  return rows
}

export type TopicLetter = {
  id: string
  number: string
  title: string
  divisionName: string
  unitName: string
  askedWeek: Temporal.PlainDate
}

/** The newest first, by the id of the last one seen. */
export async function topicLetterPage(
  db: Db,
  id: string,
  after?: string,
): Promise<{ letters: TopicLetter[]; next: string | null }> {
  const { rows } = await db.execute<Omit<TopicLetter, 'askedWeek'> & { askedWeek: string }>(sql`
    select p.id, p.number, p.title, p.division_name as "divisionName", p.unit_name as "unitName", p.asked_week::text as "askedWeek"
    from topic_letters l join letter_publications p on p.id = l.publication_id and p.status = 'published'
    where l.topic_id = ${id} ${after && isId(after) ? sql`and l.publication_id < ${after}::uuid` : sql``}
    order by l.publication_id desc limit ${topicsOnPage + 1}`)
  const letters = rows.slice(0, topicsOnPage).map((row) => ({ ...row, askedWeek: dateOf(row.askedWeek) }))
  return { letters, next: rows.length > topicsOnPage ? (letters.at(-1)?.id ?? null) : null }
}

/** The topic that a published letter stands in, where the public sees one. */
export type PublicTopic = { id: string; title: string | null; words: string[]; answeredBy: string | null }

/** As JSON, of the publication `p`: part of the statement that reads a letter's page. */
export const topicOfPublication = `(select json_build_object('id', t.id, 'title', t.title, 'words', t.words, 'answeredBy',
      (select a.unit_name from topic_answers a where a.topic_id = t.id and a.published_at is not null order by a.version desc limit 1))
    from topic_letters l join letter_topics t on t.id = l.topic_id
    where l.publication_id = p.id and t.letters >= ${leastLetters} and not t.is_hidden)`

/** What is published is in the record once, in its version. Empty is good. */
export async function checkTopics(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ id: string; why: string }>(sql`
    select a.topic_id as id, '第 ' || a.version || ' 版统一答复没有存证' as why from topic_answers a
    where a.published_at is not null and not exists (select from ledger_entries e
      where e.subject_type = 'letterTopic' and e.subject_id = a.topic_id::text and e.version = a.version)
    union all
    select t.id, '来信件数与话题不一致' from letter_topics t
    where t.letters <> (select count(*) from topic_letters l where l.topic_id = t.id)
    union all
    select l.topic_id, '话题里有举报' from topic_letters l join letter_publications p on p.id = l.publication_id where p.class = 'report'`)
  return rows.map(({ id, why }) => `${id} ${why}`)
}
