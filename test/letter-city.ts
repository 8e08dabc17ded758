import { eq, sql } from 'drizzle-orm'
import { seedCalendar } from '#core/calendar/index.ts'
import { type MatterRow, matters } from '#core/matters/index.ts'
import { outbox } from '#core/notices/index.ts'
import { allUnits, seedPeople, type Unit } from '#core/people/index.ts'
import { seedCategories } from '#measures/dialogue/index.ts'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from './house.ts'

/** A seeded city in which the tests of writing and following act as people do: by requests to the real app. */
export type LetterCity = Awaited<ReturnType<typeof letterCity>>

export async function letterCity(options: Parameters<typeof testHouse>[0] = {}) {
  const house: TestHouse = await testHouse(options)
  await seedCalendar(house)
  await seedPeople(house)
  await seedCategories(house)
  const units = await allUnits(house.db)

  const get = (path: string, cookie = '') =>
    house.app.request(path, { headers: { Accept: 'text/html', ...(cookie ? { Cookie: cookie } : {}) } })

  const post = (path: string, body: FormData, cookie = '') =>
    house.app.request(path, {
      method: 'POST',
      body,
      headers: { 'Sec-Fetch-Site': 'same-origin', ...(cookie ? { Cookie: cookie } : {}) },
    })

  return {
    house,
    units,
    unit: (shortName: string): Unit => {
      const found = units.find((unit) => unit.shortName === shortName)
      if (!found) throw new Error(`no unit ${shortName}`)
      return found
    },
    get,
    post,
    write: (change: LetterFields = {}, cookie = '') => post('/letters/new', letterForm(change), cookie),
    forgetTries: () => house.db.execute(sql`truncate rate_limits`),
    letters: (): Promise<MatterRow[]> =>
      house.db.select().from(matters).where(eq(matters.kind, 'letter')).orderBy(matters.id),
    messagesTo: async (phone: string): Promise<string[]> =>
      (await outbox(house, { tail: phone.slice(-4) })).messages.map((message) => message.text),
    close: () => house.close(),
  }
}

export type LetterFields = Record<string, string | File | File[]>

let serial = 0

/** A letter as a browser posts it; each has words and a phone of its own, so that none is taken for a repetition. */
export function letterForm(change: LetterFields = {}): FormData {
  serial++
  const fields: LetterFields = {
    formKey: newId(),
    sort: 'help',
    title: '炳草岗大街路灯不亮',
    body: `从上周五开始，炳草岗大街公交站旁的三盏路灯都不亮，晚上看不清路。（第${serial}次反映）`,
    division: '510402',
    name: '王女士',
    phone: `138${String(10_000_000 + serial)}`,
    ...change,
  }
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
  return form
}

/** `a=b; c=d` of what an answer set. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((cookie) => !cookie.endsWith('='))
    .join('; ')
