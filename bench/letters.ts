import { sql } from 'drizzle-orm'
import { urls } from '#urls.ts'
import { openBenchCity } from './city.ts'
import type { BenchRow } from './due-dates.ts'
import { type Load, load } from './load.ts'

const published = 200

/** Filing through HTTP with all that a filing needs, and the two pages that are read most; 8 connections. */
export async function benchLetters(): Promise<BenchRow[]> {
  const city = await openBenchCity(published)
  try {
    const { rows } = await city.house.db.execute<{ number: string }>(
      sql`select number from letter_publications order by published_at desc limit 1`,
    )
    const number = rows[0]?.number ?? ''
    // A first round warms caches and the compiler; it is not counted.
    await load(city.base, 200, 8, `() => ({ path: '${urls.letters()}' })`, [200])
    const list = await load(city.base, 1500, 8, `() => ({ path: '${urls.letters()}' })`, [200])
    const letter = await load(city.base, 3000, 8, `() => ({ path: '${urls.letter(number)}' })`, [200])
    await load(city.base, 50, 8, filing('warm'), [303])
    const filed = await load(city.base, 1000, 8, filing('count'), [303])
    const failed = list.failed + letter.failed + filed.failed
    if (failed > 0) throw new Error(`${failed} requests were not answered as they should`)
    const kept = await city.house.db.execute<{ count: string }>(sql`select count(*) from matters where channel = 'web'`)
    if (Number(kept.rows[0]?.count) !== 1050) throw new Error(`1050 letters acknowledged, ${kept.rows[0]?.count} kept`)
    return [
      row('来信列表页（20 条，未缓存）', list),
      row('来信详情页（未缓存）', letter),
      row('写信：HTTP 到落库、事件、消息、任务', filed),
    ]
  } finally {
    await city.close()
  }
}

const row = (name: string, { perSecond, p50, p99, bytes, cpu }: Load): BenchRow => ({
  name,
  perSecond,
  note: `p50 ${p50.toFixed(1)} ms，p99 ${p99.toFixed(1)} ms，服务器 CPU ${cpu.toFixed(2)} ms，${(bytes / 1024).toFixed(1)} KB`,
})

/** Every letter from another address, as from a city: the limit of one address is not what is measured. */
const filing = (run: string): string => `(index) => {
  const form = new URLSearchParams({
    formKey: randomUUID(), sort: 'help', division: '510402', title: '${run} 路灯不亮已经一个星期 ' + index,
    body: '我家门口的路灯不亮已经一个星期了，老人晚上出门不方便，请尽快派人来看看。${run} 第 ' + index + ' 封。',
    name: '测试', phone: '154' + String(10000000 + (index % 9000000)).slice(-8),
  }).toString()
  return {
    path: '${urls.newLetter()}', method: 'POST', body: form,
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin',
      'X-Forwarded-For': '10.' + (index >> 16 & 255) + '.' + (index >> 8 & 255) + '.' + (index & 255),
    },
  }
}`
