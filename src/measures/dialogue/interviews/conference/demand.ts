import { sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { type Subject, subjectKeys, subjects } from '../subject.ts'

/** Days of the city, both counted. */
export type DemandPeriod = { from: Temporal.PlainDate; to: Temporal.PlainDate }

/** How many letters ask for a subject, and who holds most of them. Numbers and codes only: no word of a letter, and none of a 举报. */
export type Demand = {
  subject: Subject
  letters: number
  /** Of these, answered in public. */
  published: number
  /** The unit that has most of them. */
  unitId: string | null
  classes: { key: string; letters: number }[]
  divisions: { key: string; letters: number }[]
}

/**
 * 群众来信的需求: counted when it is asked for, never typed. Whoever finds topics another way (by likeness) answers with the same rows in place of this
 * function; nobody else in the conference knows how they come about.
 */
export async function readDemand(
  db: Db,
  timeZone: string,
  { from, to }: DemandPeriod,
  keys: readonly Subject[] = subjectKeys,
): Promise<Demand[]> {
  const patterns = sql.join(
    keys.map((key) => sql`(${key}::text, ${subjects[key].words.join('|')}::text)`),
    sql`, `,
  )
  const startOf = (day: Temporal.PlainDate) => sql`${day.toZonedDateTime(timeZone).toInstant().toString()}::timestamptz`
  const { rows } = await db.execute<Row>(sql`
    with said as (
      select m.id, m.class, left(m.division_code, 6) as division, m.holder_unit_id,
        exists (select from letter_publications p where p.matter_id = m.id and p.status = 'published') as is_public,
        string_agg(left(t.body, ${beginning}), ' ') as words
      from matters m join matter_texts t on t.matter_id = m.id and t.part in ('title', 'body')
      where m.kind = 'letter' and m.class <> 'report' and m.state <> 'merged' and m.parent_id is null
        and m.opened_at >= ${startOf(from)} and m.opened_at < ${startOf(to.add({ days: 1 }))}
      group by m.id)
    select p.subject, said.class, said.division, count(*)::int as letters,
      (count(*) filter (where is_public))::int as published, (mode() within group (order by holder_unit_id))::text as unit
    from said join (values ${patterns}) as p (subject, pattern) on said.words ~ p.pattern
    group by grouping sets ((p.subject), (p.subject, said.class), (p.subject, said.division))
    order by letters desc, p.subject, said.class, said.division`)
  return rows
    .filter((row) => row.class === null && row.division === null)
    .map(({ subject, letters, published, unit }) => ({
      subject,
      letters,
      published,
      unitId: unit,
      classes: partsOf(rows, subject, 'class'),
      divisions: partsOf(rows, subject, 'division'),
    }))
}

/** What a letter is about stands in its beginning; a hundred thousand of them are read through. */
const beginning = 500

type Row = {
  subject: Subject
  class: string | null
  division: string | null
  letters: number
  published: number
  unit: string | null
}

const partsOf = (rows: readonly Row[], subject: Subject, by: 'class' | 'division') =>
  rows.flatMap((row) => {
    const key = row[by]
    return row.subject === subject && key !== null ? [{ key, letters: row.letters }] : []
  })

/** 近一年: the twelve months up to today. */
export const lastYear = (today: Temporal.PlainDate): DemandPeriod => ({
  from: today.subtract({ years: 1 }).add({ days: 1 }),
  to: today,
})
