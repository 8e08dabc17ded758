import { type SQL, sql } from 'drizzle-orm'
import { answerStands } from '#core/matters/index.ts'
import type { Db } from '#platform/database.ts'
import type { Figure, ReportFigures } from './report.ts'
import { patternOf, topics } from './topics.ts'

/** [from, to): instants of the city's midnights. */
export type Span = { from: Temporal.Instant; to: Temporal.Instant }

type Topic = (typeof topics)[number]

/** 举报 stands in no figure; what was merged counts once, as its main. */
const letters = (about: Topic | null) =>
  sql`matters m where m.kind = 'letter' and m.class <> 'report' and m.state <> 'merged' and ${about ? isAbout(about) : sql`true`}`

/** Of the matter `m`, or of the one whose id is given. */
export const isAbout = (topic: Topic, id: SQL = sql`m.id`) => sql`exists (select from matter_texts t
  where t.matter_id = ${id} and t.part in ('title', 'body') and t.body ~ ${patternOf(topic)}::text)`

const within = (column: string, { from, to }: Span) =>
  sql`${sql.raw(`m.${column}`)} >= ${from.toString()}::timestamptz and ${sql.raw(`m.${column}`)} < ${to.toString()}::timestamptz`

type Counts = Record<Figure['key'], number | null>

async function countsOf(db: Db, span: Span, about: Topic | null): Promise<Counts> {
  const to = sql`${span.to.toString()}::timestamptz`
  const { rows } = await db.execute<Record<string, string>>(sql`
    select count(*) filter (where ${within('opened_at', span)}) as filed,
      count(*) filter (where ${answerStands('m')} and ${within('answered_at', span)}) as answered,
      count(*) filter (where ${answerStands('m')} and ${within('answered_at', span)} and m.on_time) as "inTime",
      count(*) filter (where ${within('rated_at', span)} and m.solved is not null) as rated,
      count(*) filter (where ${within('rated_at', span)} and m.solved) as solved,
      count(*) filter (where coalesce(m.law_due_at, m.due_at) < ${to} and m.on_time is distinct from true and not m.paused and (m.answered_at is null or m.answered_at >= ${to})
        and (m.closed_at is null or m.closed_at >= ${to})) as overdue
    from ${letters(about)} and m.opened_at < ${to}`)
  const of = (name: string) => Number(rows[0]?.[name] ?? 0)
  const share = (part: string, whole: string) => (of(whole) === 0 ? null : Math.round((of(part) / of(whole)) * 1000))
  return {
    filed: of('filed'),
    answered: of('answered'),
    onTime: share('inTime', 'answered'),
    solved: share('solved', 'rated'),
    overdue: of('overdue'),
  }
}

/** The five figures, each beside the period before and the same days a year ago. A year in which there were no letters has none. */
export async function readFigures(
  db: Db,
  spans: { now: Span; before: Span; lastYear: Span },
  about: Topic | null,
): Promise<Figure[]> {
  const { rows } = await db.execute<{ since: string | null }>(
    sql`select min(m.opened_at)::text as since from ${letters(null)}`,
  )
  const since = rows[0]?.since ? Temporal.Instant.from(rows[0].since) : null
  const known = (span: Span) => since !== null && Temporal.Instant.compare(since, span.to) < 0
  const [now, before, lastYear] = await Promise.all(
    [spans.now, spans.before, spans.lastYear].map((span) => (known(span) ? countsOf(db, span, about) : null)),
  )
  return (['filed', 'answered', 'onTime', 'solved', 'overdue'] as const).map((key) => ({
    key,
    now: now?.[key] ?? (key === 'onTime' || key === 'solved' ? null : 0),
    before: before?.[key] ?? null,
    lastYear: lastYear?.[key] ?? null,
  }))
}

/** The three things most letters were about, with the unit that holds most of them. A letter about two things counts for both. */
export async function readTopics(
  db: Db,
  spans: { now: Span; before: Span },
  unitName: (id: string) => string,
): Promise<ReportFigures['topics']> {
  const patterns = sql.join(
    topics.map((one) => sql`(${one.topic}::text, ${patternOf(one)}::text)`),
    sql`, `,
  )
  const { rows } = await db.execute<{ topic: string; letters: string; before: string; unit: string | null }>(sql`
    with said as (
      select m.id, m.holder_unit_id, ${within('opened_at', spans.now)} as is_now, string_agg(t.body, ' ') as words
      from matters m join matter_texts t on t.matter_id = m.id and t.part in ('title', 'body')
      where m.kind = 'letter' and m.class <> 'report' and m.state <> 'merged'
        and ((${within('opened_at', spans.now)}) or (${within('opened_at', spans.before)}))
      group by m.id)
    select p.topic, count(*) filter (where is_now) as letters, count(*) filter (where not is_now) as before,
      mode() within group (order by holder_unit_id) filter (where is_now)::text as unit
    from said join (values ${patterns}) as p (topic, pattern) on said.words ~ p.pattern
    group by p.topic having count(*) filter (where is_now) > 0
    order by letters desc, before, p.topic limit 3`)
  return rows.map(({ topic, letters: count, before, unit }) => ({
    topic,
    letters: Number(count),
    before: Number(before),
    unit: unit ? unitName(unit) : '',
  }))
}

/** The three places that most letters on this topic came from, with the unit that holds most of them. */
export async function readPlaces(
  db: Db,
  spans: { now: Span; before: Span },
  about: Topic,
  names: { place: (code: string) => string; unit: (id: string) => string },
): Promise<ReportFigures['topics']> {
  const isNow = within('opened_at', spans.now)
  const { rows } = await db.execute<{ code: string; letters: string; before: string; unit: string | null }>(sql`
    select m.division_code as code, count(*) filter (where ${isNow}) as letters,
      count(*) filter (where not (${isNow})) as before, mode() within group (order by m.holder_unit_id) filter (where ${isNow})::text as unit
    from ${letters(about)} and ((${isNow}) or (${within('opened_at', spans.before)}))
    group by m.division_code having count(*) filter (where ${isNow}) > 0
    order by letters desc, before, m.division_code limit 3`)
  return rows.map(({ code, letters: count, before, unit }) => ({
    topic: names.place(code),
    letters: Number(count),
    before: Number(before),
    unit: unit ? names.unit(unit) : '',
  }))
}
