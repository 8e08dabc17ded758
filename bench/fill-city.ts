import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { PoolClient } from 'pg'
import { countWords, indexDocument } from '#core/documents/index.ts'
import type { House } from '#platform/house.ts'
import { inventedAnswers, inventedSentences, inventedTitles } from './words.ts'

/** Of a thousand letters of six years so many are still under way: those of the last three weeks. The others are answered and published. */
const openPerMille = 10

const filled = [
  'matters',
  'matter_events',
  'matter_texts',
  'matter_categories',
  'letter_publications',
  'publication_versions',
  'search_rows',
]

/**
 * Brings the demo city to `rows` matters: each a copy, made by the database, of a letter that the verbs wrote (events, texts, publication and
 * versions with it), at dates of its own over six years and with words of its own. The word index of a row is put together from those of its
 * sentences, which `indexDocument` makes: a million letters in minutes.
 */
export async function fillCity(house: House, rows: number): Promise<void> {
  await makeWords(house)
  const client = await house.db.$client.connect()
  try {
    await client.query(`set session_replication_role = replica; set statement_timeout = 0; set synchronous_commit = off;
      set maintenance_work_mem = '512MB'; set max_parallel_maintenance_workers = 2; set work_mem = '64MB'`)
    const { rows: known } = await client.query<{ count: number }>('select count(*)::int as count from matters')
    const indexes = await dropIndexes(client)
    await client.query(numbered)
    await client.query(planned(rows - (known[0]?.count ?? 0)))
    for (const statement of await copies(client)) await client.query(statement)
    for (const statement of indexes) await client.query(statement)
    await client.query('drop table bench_new, bench_words, bench_facets')
    await client.query('vacuum (analyze)')
    await client.query('checkpoint')
  } finally {
    client.release(true)
  }
}

/** Titles, sentences and answers with their word vectors, made where every vector is made. */
async function makeWords(house: House): Promise<void> {
  const kinds = {
    title: inventedTitles(2500).map((title) => ({ title, body: '' })),
    sentence: inventedSentences(1500).map((body) => ({ title: '', body })),
    answer: inventedAnswers(1200).map((body) => ({ title: '', body })),
  }
  const publishedOn = Temporal.PlainDate.from('2020-01-01')
  for (const [kind, documents] of Object.entries(kinds)) {
    await house.db.transaction(async (tx) => {
      for (const document of documents) {
        await indexDocument(tx, {
          ...document,
          subjectType: `bench-${kind}`,
          subjectId: randomUUID(),
          path: '/',
          publishedOn,
        })
      }
    })
  }
  await countWords(house.db)
  await house.db.execute(sql`
    create unlogged table bench_words as
      select substr(subject_type, 7) as kind, row_number() over (partition by subject_type order by id) - 1 as at,
        case subject_type when 'bench-title' then title else body end as words, tsv
      from search_rows where subject_type like 'bench-%'`)
  await house.db.execute(sql`delete from search_rows where subject_type like 'bench-%'`)
  await house.db.execute(sql`alter table bench_words add primary key (kind, at)`)
  // What a letter may be narrowed by, as the letters to be copied have it.
  await house.db.execute(sql`
    create unlogged table bench_facets as
      select id, array(select lexeme from unnest(tsv) where positions is null and lexeme not like 'd:%') as facets
      from search_rows where subject_type = 'letter'`)
}

/** `20260105` `1` serial check digit, as `makeNumber` writes them; nine digits of serial keep clear of the real ones. */
export const numbered = `
  create function pg_temp.numbered(at timestamptz, serial bigint) returns text language plpgsql as $$
  declare digits text := to_char(at at time zone 'Asia/Shanghai', 'YYYYMMDD') || '1' || lpad(serial::text, 9, '0'); remainder int := 10; total int;
  begin
    for i in 1..length(digits) loop
      total := (remainder + substr(digits, i, 1)::int) % 10;
      remainder := ((case total when 0 then 10 else total end) * 2) % 11;
    end loop;
    return digits || (11 - remainder) % 10;
  end $$`

/** Some subjects are on everybody's mind and most are rare: the first tenth of the words is used by a third of the letters. */
const often = (mixed: string, words: number): string =>
  `floor(${words} * power((${mixed}) % 100003 / 100003.0, 2))::int`

/** One line for each new letter: whose copy it is, its ids and number, how long before its template it was written, and its words. */
const planned = (letters: number): string => `
  create unlogged table bench_new as
  with template as (
    select m.id, m.opened_at, p.id is null as is_open, row_number() over (partition by p.id is null order by m.id) - 1 as at,
      count(*) over (partition by p.id is null) as many
    from matters m left join letter_publications p on p.matter_id = m.id
    where m.kind = 'letter' and m.class <> 'report' and m.merged_into_id is null
      and (p.status = 'published' or (p.id is null and m.closed_at is null and m.answered_at is null))
  ), letter as (
    select at, abs(hashint8(at)::bigint) as mixed, at % 1000 < ${openPerMille} as is_open from generate_series(1, ${letters}) at
  ), chosen as (
    select letter.at, letter.mixed, template.id as template, template.opened_at,
      case when letter.is_open then make_interval(days => (letter.at % 10)::int, secs => letter.at % 3600)
        else make_interval(days => (7 * ((${letters} - letter.at) * 313 / ${letters}))::int, secs => letter.at % 3600) end as before
    from letter join template on template.is_open = letter.is_open and template.at = letter.mixed % template.many
  )
  select c.at, c.template, c.before, uuidv7(-c.before) as id, uuidv7(-c.before) as publication,
    pg_temp.numbered(c.opened_at - c.before, c.at) as number, title.words as title,
    one.words || two.words || three.words as body, first.words || second.words as reply,
    title.at as title_at, one.at as one_at, two.at as two_at, three.at as three_at, first.at as first_at, second.at as second_at
  from chosen c
    join bench_words title on title.kind = 'title' and title.at = ${often('c.mixed / 13', 2500)}
    join bench_words one on one.kind = 'sentence' and one.at = ${often('c.mixed', 1499)}
    join bench_words two on two.kind = 'sentence' and two.at = ${often('c.mixed / 7', 1493)}
    join bench_words three on three.kind = 'sentence' and three.at = ${often('c.mixed / 49', 1489)}
    join bench_words first on first.kind = 'answer' and first.at = ${often('c.mixed / 11', 1193)}
    join bench_words second on second.kind = 'answer' and second.at = ${often('c.mixed / 121', 1187)}`

const vectors = (['title', 'one', 'two', 'three', 'first', 'second'] as const).map((part) => ({
  part,
  kind: part === 'title' ? part : part === 'first' || part === 'second' ? 'answer' : 'sentence',
}))

const copies = async (client: PoolClient): Promise<string[]> => [
  await copyOf(client, 'matters', 'matters t on t.id = n.template', {
    id: 'n.id',
    number: 'n.number',
    contact_id: 'null',
    asker_person_id: 'null',
    next_wake_at: 'null',
    query_code_hash: 'null',
  }),
  await copyOf(client, 'matter_events', 'matter_events t on t.matter_id = n.template', {
    id: 'uuidv7()',
    matter_id: 'n.id',
  }),
  await copyOf(client, 'matter_texts', 'matter_texts t on t.matter_id = n.template', {
    id: 'uuidv7()',
    matter_id: 'n.id',
    body: `case t.part when 'title' then n.title when 'body' then n.body when 'answer' then n.reply else t.body end`,
  }),
  await copyOf(client, 'matter_categories', 'matter_categories t on t.matter_id = n.template', { matter_id: 'n.id' }),
  await copyOf(client, 'letter_publications', 'letter_publications t on t.matter_id = n.template', {
    id: 'n.publication',
    matter_id: 'n.id',
    number: 'n.number',
    title: 'n.title',
    body: 'n.body',
    reply: 'n.reply',
  }),
  await copyOf(
    client,
    'publication_versions',
    'letter_publications p on p.matter_id = n.template join publication_versions t on t.publication_id = p.id',
    { id: 'uuidv7()', publication_id: 'n.publication', title: 'n.title', body: 'n.body', reply: 'n.reply' },
  ),
  await copyOf(
    client,
    'search_rows',
    `letter_publications p on p.matter_id = n.template join search_rows t on t.subject_type = 'letter' and t.subject_id = p.id join bench_facets f on f.id = t.id
      ${vectors.map(({ part, kind }) => `join bench_words ${part} on ${part}.kind = '${kind}' and ${part}.at = n.${part}_at`).join(' ')}`,
    {
      id: 'uuidv7()',
      subject_id: 'n.publication',
      title: 'n.title',
      body: `n.body || E'\\n' || n.reply`,
      path: `'/letters/' || n.number`,
      tsv: `${vectors.map(({ part }) => `ts_filter(${part}.tsv, '{a,b,c,d}')`).join(' || ')} || array_to_tsvector(f.facets || ('d:' || to_char(t.published_on - n.before, 'YYYY-MM')))`,
    },
  ),
]

/** Every column as it is, moments and dates moved, but for those named; new columns of a table come along by themselves. Oldest first, as they would have come. */
export async function copyOf(
  client: PoolClient,
  table: string,
  join: string,
  changed: Record<string, string>,
): Promise<string> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select column_name as name, data_type as type from information_schema.columns
      where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  )
  const values = rows.map(({ name, type }) => {
    if (changed[name]) return changed[name]
    if (type === 'timestamp with time zone') return `t."${name}" - n.before`
    return type === 'date' ? `(t."${name}" - n.before)::date` : `t."${name}"`
  })
  return `insert into ${table} (${rows.map(({ name }) => `"${name}"`).join(', ')})
    select ${values.join(', ')} from bench_new n join ${join} order by n.before desc, n.at`
}

/** Indexes that no constraint needs are made again when all rows are in. @returns how */
export async function dropIndexes(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string; statement: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as statement
      from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
      where t.relname = any($1) and t.relnamespace = 'public'::regnamespace
        and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
    [filled],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map(({ statement }) => statement)
}
