import { brotliCompressSync, gzipSync } from 'node:zlib'
import { act, openMatter } from '#core/matters/index.ts'
import { allUnits, staffActor } from '#core/people/index.ts'
import { anyone } from '#platform/actor.ts'
import { urls } from '#urls.ts'
import type { BenchCity } from './city.ts'
import type { BenchRow } from './due-dates.ts'
import { firstPaint } from './first-paint.ts'
import { type Reading, read } from './reading.ts'
import { type Serving, serveBare } from './serving.ts'
import { searchedWords } from './words.ts'

/** The two pages that are read most, without and from the page cache, against a bare server that sends the same bytes; search; what a phone loads. */
export async function benchPages(city: BenchCity): Promise<BenchRow[]> {
  const { rows } = await city.house.db.$client.query<{ number: string }>(
    `select number from letter_publications where status = 'published' order by published_at desc offset 3 limit 1`,
  )
  const letter = urls.letter(rows[0]?.number ?? '')
  const uncached = await city.serve({ PAGE_CACHE_MEGABYTES: '0' })
  const found: BenchRow[] = []
  try {
    found.push(await againstBare('来信列表页（50 条，不用缓存）', uncached, urls.letters(), 0.04))
    found.push(await againstBare('来信详情页（不用缓存）', uncached, letter, 0.1))
    found.push(await searching(uncached))
    found.push(...(await explained(city, uncached)))
  } finally {
    await uncached.close()
  }
  const cached = await city.serve()
  try {
    found.push(await againstBare('来信列表页（页面缓存）', cached, urls.letters(), 0.5))
    found.push(await againstBare('来信详情页（页面缓存）', cached, letter, 0.5))
    found.push(await scriptOf(cached))
    found.push(await paintOf(cached))
  } finally {
    await cached.close()
  }
  return found
}

/** Both in turns, the best of five each, so that a neighbour's load falls on both; the share is of CPU time. Read until they are warm first. */
async function againstBare(name: string, serving: Serving, path: string, goal: number): Promise<BenchRow> {
  const answer = await fetch(serving.base + path, { headers: { 'Accept-Encoding': 'identity' } })
  const body = Buffer.from(await answer.arrayBuffer())
  const sent = ['connection', 'keep-alive', 'date', 'transfer-encoding', 'content-length']
  const bare = await serveBare({ headers: [...answer.headers].filter(([header]) => !sent.includes(header)), body })
  try {
    for (const each of [serving, bare]) await read(each, [path], { seconds: 8 })
    const ours: Reading[] = []
    const theirs: Reading[] = []
    for (let turn = 0; turn < 5; turn++) {
      ours.push(await read(serving, [path], { seconds: 3 }))
      theirs.push(await read(bare, [path], { seconds: 3 }))
    }
    const best = ours.reduce((a, b) => (b.cpu < a.cpu ? b : a))
    const bareCpu = Math.min(...theirs.map(({ cpu }) => cpu))
    const share = bareCpu / best.cpu
    return {
      name,
      perSecond: Math.max(...ours.map(({ perSecond }) => perSecond)),
      p50: best.p50,
      p99: best.p99,
      cpu: best.cpu,
      bytes: body.length,
      ratio: share,
      note: `裸 node:http 的 ${(share * 100).toFixed(1)}%（目标 ${goal * 100}%；裸 ${bareCpu.toFixed(3)} ms）`,
    }
  } finally {
    await bare.close()
  }
}

/** 这个日期怎么算的, beside the page of the matter itself, as its writer reads both; in turns, so that a neighbour's load falls on both. */
async function explained(city: BenchCity, serving: Serving): Promise<BenchRow[]> {
  const { number, cookie } = await followedLetter(city, serving)
  const headers = { Cookie: cookie }
  const readings: Record<'plain' | 'why', Reading[]> = { plain: [], why: [] }
  for (let turn = 0; turn < 3; turn++) {
    readings.plain.push(await read(serving, [urls.followMatter(number)], { seconds: 3, headers }))
    readings.why.push(await read(serving, [urls.followWhy(number)], { seconds: 3, headers }))
  }
  // The first turn warms up.
  const best = (some: Reading[]) => some.slice(1).reduce((a, b) => (b.cpu < a.cpu ? b : a))
  const [plain, why] = [best(readings.plain), best(readings.why)]
  const ratio = why.cpu / plain.cpu
  return [
    { name: '查信页（写信人看，不用缓存）', ...plain, bytes: Math.round(plain.bytes) },
    {
      name: '“这个日期怎么算的”页（不用缓存）',
      ...why,
      bytes: Math.round(why.bytes),
      ratio,
      note: `CPU 是查信页的 ${ratio.toFixed(2)} 倍（目标 ≤ 3）`,
    },
  ]
}

/** A complaint with fifteen working days to explain, dispatched, and its writer who has opened it with number and code. */
async function followedLetter({ house }: BenchCity, serving: Serving): Promise<{ number: string; cookie: string }> {
  const units = await allUnits(house.db)
  const desk = units.find(({ isMailboxDesk }) => isMailboxDesk)?.id ?? ''
  const unitId = units.find(({ shortName }) => shortName === '市住房城乡建设局')?.id ?? ''
  const texts = { title: '路灯不亮', body: '小区门口三盏路灯一周都不亮了，晚上看不清路。' }
  const letter = {
    kind: 'letter',
    class: 'complaint',
    channel: 'web',
    divisionCode: '510402',
    filingUnitId: desk,
    texts,
  }
  const { state, number, queryCode } = await openMatter(house, anyone, letter)
  await act(house, await staffActor(house, 'paidan'), state.id, { type: 'dispatch', unitId })
  const answer = await fetch(`${serving.base}${urls.follow()}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ number, code: queryCode }),
  })
  const cookie = answer.headers.getSetCookie().map((each) => each.split(';')[0])
  if (answer.status !== 303) throw new Error(`the letter could not be opened: ${answer.status}`)
  return { number, cookie: cookie.join('; ') }
}

async function searching(serving: Serving): Promise<BenchRow> {
  const paths = searchedWords.map((words) => urls.search(words))
  await read(serving, paths, { seconds: 8 })
  const { bytes, ...found } = await read(serving, paths, { seconds: 10 })
  return { name: `搜索结果页（${paths.length} 个词轮流，不用缓存）`, ...found, bytes: Math.round(bytes) }
}

/** What the home page's scripts weigh, with everything that they import at once, as a browser of 2020 receives them. */
async function scriptOf(serving: Serving): Promise<BenchRow> {
  const html = await (await fetch(serving.base)).text()
  const scripts = new Map<string, Buffer>()
  const queue = [...html.matchAll(/<script type="module" src="([^"]+)"/g)].map((hit) => hit[1] ?? '')
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (scripts.has(at)) continue
    const script = Buffer.from(await (await fetch(serving.base + at)).arrayBuffer())
    scripts.set(at, script)
    const imported = [...script.toString().matchAll(/(?:^|[;\n}])import\s*(?:[^'"();]*from\s*)?["']([^"']+)["']/g)]
    queue.push(...imported.map((hit) => new URL(hit[1] ?? '', serving.base + at).pathname))
  }
  const sum = (sizes: number[]) => sizes.reduce((a, b) => a + b, 0)
  const zipped = sum([...scripts.values()].map((script) => gzipSync(script).length))
  const brotli = sum([...scripts.values()].map((script) => brotliCompressSync(script).length))
  return {
    name: `公开页面的脚本（${scripts.size} 个文件，gzip）`,
    bytes: zipped,
    note: `brotli ${(brotli / 1024).toFixed(1)} KB（目标 ≤ 20 KB）`,
  }
}

async function paintOf(serving: Serving): Promise<BenchRow> {
  const name = '首页首次打开（手机弱网，Chromium）'
  try {
    const { firstMs, largestMs, kilobytes } = await firstPaint(serving.base)
    return {
      name,
      note: `最大内容 ${Math.round(largestMs)} ms，首次内容 ${Math.round(firstMs)} ms，共 ${Math.round(kilobytes)} KB`,
    }
  } catch (error) {
    return { name, note: `没有测：${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}` }
  }
}
