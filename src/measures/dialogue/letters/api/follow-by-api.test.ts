import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { apiCalls, problemOf } from '../../../../../test/api-calls.ts'
import { type LetterCity, letterCity } from '../../../../../test/letter-city.ts'
import { matterShape, receiptShape } from './shapes.ts'

let city: LetterCity
let api: ReturnType<typeof apiCalls>

beforeAll(async () => {
  city = await letterCity()
  api = apiCalls(city.house)
})
beforeEach(() => city.forgetTries())
afterAll(() => city.close())

let serial = 0

async function file() {
  serial++
  const response = await api.post('/api/v1/letters', {
    sort: 'help',
    title: '炳草岗大街路灯不亮',
    body: `从上周五开始，公交站旁的三盏路灯都不亮，晚上看不清路。（第${serial}次反映）`,
    division: '510402',
    name: '王女士',
    phone: `137${String(10_000_000 + serial)}`,
  })
  return receiptShape.parse(await response.json())
}

describe('the writer follows the letter', () => {
  test('with number and code, in a header; the page’s own dates and explanation', async () => {
    const { number, queryCode: code } = await file()
    const response = await api.get(`/api/v1/matters/${number}`, { code })
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const matter = matterShape.parse(await response.json())
    expect(matter).toMatchObject({
      state: { id: 'opened' },
      acts: ['supplements', 'withdrawal'],
      due: { isExact: false },
    })
    expect(matter.why.map(({ title }) => title)).toEqual(['第一步：收信到派单', '第二步：派单到答复'])
    expect(matter.timeline.some(({ state }) => state === 'now')).toBe(true)
  })

  test('a wrong code and a wrong number are answered alike, and guessing ends at ten', async () => {
    const { number, queryCode: code } = await file()
    const wrong = code === '000000' ? '111111' : '000000'
    const said = async (path: string, given: string) => {
      const { requestId: _, ...rest } = await (await api.get(path, { code: given })).json()
      return rest
    }
    const byCode = await said(`/api/v1/matters/${number}`, wrong)
    expect(byCode).toMatchObject({ status: 404, type: '/api/problems/wrong-code' })
    expect(await said('/api/v1/matters/202611231999990', wrong)).toEqual(byCode)
    expect(await said('/api/v1/matters/nonsense', wrong)).toEqual(byCode)
    expect(await said(`/api/v1/matters/${number}`, 'abc')).toEqual(byCode)
    await city.forgetTries()
    for (let time = 0; time < 10; time++) await api.get(`/api/v1/matters/${number}`, { code: wrong })
    expect(await problemOf(api.get(`/api/v1/matters/${number}`, { code }))).toMatchObject({ status: 429 })
    expect(await problemOf(api.get(`/api/v1/matters/${number}`))).toMatchObject({ status: 401, type: 'no-matter-code' })
  })

  test('withdraws it, once; then there is nothing more to do', async () => {
    const { number, queryCode: code } = await file()
    const withdrawn = await api.post(`/api/v1/matters/${number}/withdrawal`, null, { code })
    expect(matterShape.parse(await withdrawn.json())).toMatchObject({ state: { id: 'withdrawn' }, acts: [] })
    const again = await problemOf(api.post(`/api/v1/matters/${number}/withdrawal`, null, { code }))
    expect([409, 422]).toContain(again.status)
    const unknown = await problemOf(api.post(`/api/v1/matters/${number}/burning`, null, { code }))
    expect(unknown).toMatchObject({ status: 404 })
  })
})
