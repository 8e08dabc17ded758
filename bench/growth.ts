import { demoPassword } from '#core/people/index.ts'
import { writePageKey } from '#platform/http/address-fields.ts'
import { urls } from '#urls.ts'
import type { BenchCity } from './city.ts'
import type { BenchRow } from './due-dates.ts'
import { type Reading, read } from './reading.ts'
import type { Serving } from './serving.ts'
import { searchedWords } from './words.ts'

type Named = { name: string; reading: Reading }

/** The pages whose work could grow with the city, in a city of so many matters: work lists, the public list near and deep, search. */
export async function readGrowing(city: BenchCity): Promise<Named[]> {
  const serving = await city.serve({ PAGE_CACHE_MEGABYTES: '0' })
  try {
    const found: Named[] = []
    const measure = async (name: string, paths: string[], headers: Record<string, string> = {}) => {
      // What a city of this size keeps in memory is read in first, one page after the other.
      for (const path of paths) await fetch(serving.base + path, { headers })
      await read(serving, paths, { seconds: 12, headers })
      found.push({ name, reading: await read(serving, paths, { seconds: 8, headers }) })
    }
    for (const [username, list, name] of desks) {
      const cookie = await signIn(serving, username)
      await measure(`工作台：${name}`, [urls.deskLetters({ list })], { Cookie: cookie })
    }
    await measure('来信公开：第一页', [urls.letters()])
    await measure('来信公开：最深处', await deepPages(city))
    await measure(
      '搜索',
      searchedWords.map((words) => urls.search(words)),
    )
    return found
  } finally {
    await serving.close()
  }
}

/** Whose inbox, and which list: the dispatcher's work, what is late in the whole city, everything one may see. */
const desks = [
  ['paidan', 'dispatch', '派单员的待派单'],
  ['ducha', 'overdue', '督查的已超期'],
  ['ducha', 'all', '督查的全部可见'],
] as const

async function signIn(serving: Serving, username: string): Promise<string> {
  const page = await fetch(`${serving.base}${urls.signIn(undefined, 'staff')}`)
  const key = /name="formKey" value="([^"]+)"/.exec(await page.text())?.[1]
  const answer = await fetch(`${serving.base}${urls.signIn()}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ as: 'staff', username, password: demoPassword, ...(key && { formKey: key }) }),
  })
  const cookie = answer.headers.getSetCookie().map((each) => each.split(';')[0])
  if (cookie.length === 0) throw new Error(`${username} could not sign in: ${answer.status}`)
  return cookie.join('; ')
}

/** Twenty pages spread over the older half of the list. */
async function deepPages(city: BenchCity): Promise<string[]> {
  const { rows } = await city.house.db.$client.query<{ at: string; id: string }>(`
    select to_char(p.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, p.id
    from generate_series(1, 20) step, lateral (
      select published_at, id from letter_publications where status = 'published'
        and published_at >= (select min(published_at) + (max(published_at) - min(published_at)) * step / 45 from letter_publications)
      order by published_at, id limit 1) p`)
  return rows.map(({ at, id }) => urls.letters({ after: writePageKey(Temporal.Instant.from(at), id) }))
}

/** One row for each page; beside a small city's, the ratio of their slowest hundredth. */
export const growthRows = (rows: number, found: Named[], small?: Named[]): BenchRow[] =>
  found.map(({ name, reading }) => {
    const before = small?.find((one) => one.name === name)?.reading
    return {
      name: `${name}（${rows.toLocaleString('en')} 件）`,
      ...reading,
      bytes: Math.round(reading.bytes),
      ...(before && {
        ratio: reading.p99 / before.p99,
        note: `p99 是 10,000 件时的 ${(reading.p99 / before.p99).toFixed(2)} 倍（目标 ≤ 5）`,
      }),
    }
  })
