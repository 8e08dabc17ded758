import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedCalendar } from '#core/calendar/index.ts'
import { outbox } from '#core/notices/index.ts'
import { demoCitizens, seedPeople } from '#core/people/index.ts'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from '../../test/house.ts'

let house: TestHouse

beforeAll(async () => {
  house = await testHouse()
  await seedCalendar(house)
  await seedPeople(house)
})
afterAll(() => house.close())

const post = (path: string, form: Record<string, string>, cookie = '') => {
  const body = new FormData()
  for (const [name, value] of Object.entries(form)) body.append(name, value)
  return house.app.request(path, { method: 'POST', body, headers: { 'Sec-Fetch-Site': 'same-origin', Cookie: cookie } })
}
const get = (path: string, cookie = '') => house.app.request(path, { headers: { Accept: 'text/html', Cookie: cookie } })
const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

async function signedIn(phone: string): Promise<string> {
  await post('/sign-in/code', { phone })
  const { messages } = await outbox(house, { tail: phone.slice(-4) })
  const code = /验证码 (\d{6})/.exec(messages[0]?.text ?? '')?.[1] ?? ''
  return cookiesOf(await post('/sign-in', { as: 'citizen', phone, code }))
}

test('a number in the search box leads to following that letter', async () => {
  const page = await (await get('/search?q=2026%201123%201000%20833')).text()
  expect(page).toContain('href="/follow?number=2026+1123+1000+833"')
  expect(page).toContain('这像是一封信的编号')
  expect(await (await get('/search?q=路灯')).text()).not.toContain('/follow?number=')
  expect(await (await get('/follow?number=2026+1123+1000+833')).text()).toContain('value="2026 1123 1000 833"')
})

test('a signed-in citizen sees their own letters without a code, and nobody else’s', async () => {
  const [mei, shan] = demoCitizens.map(({ phone }) => phone) as [string, string]
  const hers = await signedIn(mei)
  const form = await (await get('/letters/new', hers)).text()
  expect(form).toContain(mei)
  const letter = {
    title: '公交站没有顶棚',
    body: '下雨天等车没有地方躲，希望加一个顶棚。',
    division: '510402',
    name: '王晓梅',
    phone: mei,
  }
  expect((await post('/letters/new', { formKey: newId(), sort: 'suggestion', ...letter }, hers)).status).toBe(303)
  const list = await (await get('/my', hers)).text()
  const number = /\/follow\/(\d{15,})/.exec(list)?.[1]
  expect(list).toContain('公交站没有顶棚')
  const page = await get(`/follow/${number}`, hers)
  expect(page.status).toBe(200)
  expect(await page.text()).not.toContain('看完了，关掉')

  const his = await signedIn(shan)
  expect(await (await get('/my', his)).text()).not.toContain('公交站')
  expect((await get(`/follow/${number}`, his)).status).toBe(303)
  expect((await get(`/follow/${number}/why`, his)).status).toBe(404)
  const taken = await post(`/follow/${number}/withdrawal`, { formKey: newId() }, his)
  expect(taken.status).toBe(404)
  expect(await taken.text()).not.toContain('公交站')
})

test('others are asked to sign in', async () => {
  const response = await get('/my')
  expect(response.status).toBe(303)
  expect(response.headers.get('Location')).toContain('/sign-in')
})
