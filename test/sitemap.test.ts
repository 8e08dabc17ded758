import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedCalendar } from '#core/calendar/index.ts'
import { seedPeople } from '#core/people/index.ts'
import { type TestHouse, testHouse } from './house.ts'
import { pagesWhere } from './pages.ts'

/** Open to everybody, and nothing that somebody would look for: doors that need a code, copies, samples of many pages alike. */
const unsought = new Set([
  '/demo/outbox',
  '/sign-in',
  '/follow',
  '/disclosure/opinion',
  '/first-asked/complaint',
  '/rules/print',
  '/rules/LIC-7',
  '/implementation/5-1',
  '/interviews/plan/2026',
  '/api/problems/bad-json',
])

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
  await seedCalendar(house)
  await seedPeople(house)
})
afterAll(() => house.close())

test('the sitemap leads to every page that anybody may open', async () => {
  const map = await (await house.app.request('/sitemap/pages.xml')).text()
  const listed = [...map.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = '']) => new URL(address).pathname)
  const open = pagesWhere((who) => who('nobody') === 'ok')
  expect(open.filter((path) => !listed.includes(path) && !unsought.has(path))).toEqual([])
  expect([...unsought].filter((path) => !open.includes(path))).toEqual([])
  for (const path of listed) expect((await house.app.request(path)).status, path).toBe(200)
})
