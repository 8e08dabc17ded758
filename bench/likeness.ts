import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { fingerprint, likeness } from '#core/documents/index.ts'
import { matters } from '#core/matters/index.ts'
import { staffActor } from '#core/people/index.ts'
import { alikeFrom, similarLetters, takeFingerprints } from '#measures/dialogue/index.ts'
import { stories } from '../src/seeds/stories.ts'
import type { BenchCity } from './city.ts'
import type { BenchRow } from './due-dates.ts'
import { inventedSentences } from './words.ts'

type Letter = { title: string; body: string }

const key = 'bench-'.padEnd(64, '0')

/** Letters put together from sentences of the told city and invented ones, each sentence once in a letter; the same for the same number. */
export function inventedLetters(count: number): Letter[] {
  const told = stories.flatMap(({ body }) => sentencesOf(body))
  const all = [...told, ...inventedSentences(400)]
  const chance = chanceFrom(11)
  return Array.from({ length: count }, (_, at) => {
    const picked = new Set(Array.from({ length: 6 }, () => all[Math.floor(chance() * all.length)] as string))
    return { title: stories[at % stories.length]?.title ?? '', body: [...picked].join('') }
  })
}

/** `{ title, body }` a line, as `npm run import` takes it. */
export const lettersOf = (file: string): Letter[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Letter)

const sentencesOf = (text: string): string[] => text.split(/(?<=[。！？；])/).filter((one) => one.trim() !== '')

/**
 * Near-copies planted beside their letters: other words for the same, sentences left out, order turned, a greeting added, up to three of these at once. Of each copy
 * is asked what stands beside it, as the desk asks: first by shared bands, then by likeness.
 */
export function benchNearCopies(name: string, letters: readonly Letter[]): BenchRow[] {
  const chance = chanceFrom(7)
  const originals = letters.map(({ title, body }) => fingerprint(key, `${title}。${body}`))
  const byBand = new Map<number, number[]>()
  originals.forEach(({ bands }, at) => {
    for (const band of bands) byBand.set(band, [...(byBand.get(band) ?? []), at])
  })
  const times: number[] = []
  let [sharesBand, found, others, candidates] = [0, 0, 0, 0]
  letters.forEach(({ title, body }, at) => {
    const began = performance.now()
    const copy = fingerprint(key, `${title}。${edited(body, chance)}`)
    times.push(performance.now() - began)
    const near = new Set(copy.bands.flatMap((band) => byBand.get(band) ?? []))
    candidates += near.size
    if (near.has(at)) sharesBand++
    for (const other of near) {
      const isAlike = likeness(copy.shingles, originals[other]?.shingles ?? new Uint32Array()) >= alikeFrom
      if (isAlike && other === at) found++
      else if (isAlike) others++
    }
  })
  const count = letters.length
  const percent = (part: number, whole: number): string => `${((part / whole) * 100).toFixed(1)}%`
  return [
    {
      name: `相似来信（${name} ${count.toLocaleString('en')} 封）：取一封的指纹`,
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
    },
    {
      name: `相似来信（${name}）：找回改写的近似件`,
      note: `召回 ${percent(found, count)}（索引先找到 ${percent(sharesBand, count)}），准确 ${percent(found, found + others)}，每封比对 ${(candidates / count).toFixed(1)} 封`,
    },
  ]
}

const otherWords: Record<string, string> = {
  小区: '院子',
  请求: '恳请',
  希望: '盼望',
  解决: '处理',
  噪音: '噪声',
  垃圾: '废物',
  道路: '马路',
  居民: '住户',
  业主: '住户',
  严重: '厉害',
  影响: '妨碍',
  经常: '常常',
  多次: '好几次',
  孩子: '小孩',
  公司: '企业',
  施工: '建设',
  请问: '想问一下',
}

function edited(body: string, chance: () => number): string {
  let sentences = body.split(/(?<=[。！？；，])/)
  for (const edit of new Set(Array.from({ length: 3 }, () => Math.floor(chance() * 4)))) {
    if (edit === 0) {
      sentences = sentences.map((one) =>
        Object.entries(otherWords).reduce((text, [word, other]) => text.replaceAll(word, other), one),
      )
    }
    if (edit === 1) sentences = sentences.filter(() => chance() > 0.3)
    if (edit === 2) {
      const turn = Math.floor(chance() * sentences.length)
      sentences = [...sentences.slice(turn), ...sentences.slice(0, turn)]
    }
    if (edit === 3)
      sentences = [
        '尊敬的市领导，您好！我是一名普通市民，怀着急切的心情给您写信，打扰您了。',
        ...sentences,
        '此致敬礼，祝您工作顺利！',
      ]
  }
  return sentences.join('')
}

/** What the dispatcher's page asks, among so many letters: fingerprints taken by the job, then three hundred letters looked up. */
export async function benchSimilar({ house }: BenchCity, letters: readonly Letter[]): Promise<BenchRow[]> {
  const client = await house.db.$client.connect()
  try {
    await client.query('set statement_timeout = 0; set session_replication_role = replica')
    await client.query('create table bench_letters (place bigserial primary key, body text not null)')
    for (let at = 0; at < letters.length; at += 5000) {
      await client.query('insert into bench_letters (body) select unnest($1::text[])', [
        letters.slice(at, at + 5000).map(({ body }) => body),
      ])
    }
    await client.query(`update matter_texts t set body = b.body
      from (select id, row_number() over (order by id) as place from matter_texts where part = 'body') n join bench_letters b using (place)
      where t.id = n.id`)
    await client.query('drop table bench_letters')
  } finally {
    client.release(true)
  }
  const began = performance.now()
  const taken = await takeFingerprints(house, { all: true })
  const seconds = (performance.now() - began) / 1000
  await house.db.execute(sql`vacuum analyze letter_fingerprints`)
  const dispatcher = await staffActor(house, 'paidan')
  const rows = await house.db
    .select()
    .from(matters)
    .where(sql`kind = 'letter' and class <> 'report'`)
    .orderBy(sql`md5(id::text)`)
    .limit(300)
  const times: number[] = []
  let shown = 0
  for (const row of rows) {
    const { rows: texts } = await house.db.execute<{ part: string; body: string }>(
      sql`select part, body from matter_texts where matter_id = ${row.id} and part in ('title', 'body')`,
    )
    const part = (name: string): string => texts.find((text) => text.part === name)?.body ?? ''
    const start = performance.now()
    shown += (await similarLetters(house, dispatcher, row, { title: part('title'), body: part('body') })).length
    times.push(performance.now() - start)
  }
  const { rows: size } = await house.db.execute<{ letters: string; size: string }>(sql`
    select (select count(*) from letter_fingerprints where scope = 'letter') as letters,
      pg_total_relation_size('letter_fingerprints') as size`)
  const { rows: plan } = await house.db.execute<{ 'QUERY PLAN': string }>(
    sql`explain select matter_id from letter_fingerprints where scope = 'letter' and bands && '{1,2,3}'::integer[]`,
  )
  const isIndexed = plan.some((line) => line['QUERY PLAN'].includes('letter_fingerprints_letters'))
  const count = Number(size[0]?.letters ?? 0).toLocaleString('en')
  return [
    {
      name: `相似来信：${taken.toLocaleString('en')} 段文字编入`,
      perSecond: taken / seconds,
      note: `${seconds.toFixed(0)} 秒，${(Number(size[0]?.size ?? 0) / 1e6).toFixed(0)} MB`,
    },
    {
      name: `相似来信：${count} 封里查一封`,
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
      note: `${isIndexed ? '走索引' : '没有走索引'}，300 封共提示 ${shown} 封`,
    },
  ]
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0

/** The same row of numbers for the same seed. */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state / 0x80000000
  }
}
