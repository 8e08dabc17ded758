import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { apiCalls, problemOf } from '../../../../test/api-calls.ts'
import { apiKeyOf } from '../../../../test/api-key.ts'
import { type CounterOfTests, counterOfTests } from '../../../../test/counter-desk.ts'
import { spotAnswers } from '../tables.ts'

let city: CounterOfTests
let api: ReturnType<typeof apiCalls>
const keys: Record<string, string> = {}

const scopes = ['first-asked:count', 'first-asked:read', 'first-asked:work', 'first-asked:decide', 'duties:write']

beforeAll(async () => {
  city = await counterOfTests()
  api = apiCalls(city.house)
  for (const who of ['zongchuang', 'minzheng.chengban1', 'shuili.chengban2', 'paidan', 'zhengwu.chengban1'])
    keys[who] = (await apiKeyOf(city, who, scopes)).key
})
afterAll(() => city?.close())

const clerk = 'zongchuang'
const question = { who: '王女士', what: '给老人办高龄补贴要带什么', way: 'counter', outcome: 'look' }

async function registered(change: Record<string, string> = {}): Promise<{ number: string; code: string }> {
  const response = await api.post('/api/v1/first-asked/contacts', { ...question, ...change }, { key: keys[clerk] })
  expect(response.status).toBe(201)
  return response.json()
}

describe('首问登记 by a program', () => {
  test('a queue machine counts what was answered on the spot, once a key', async () => {
    const call = { key: keys[clerk] ?? '', idempotencyKey: newId() }
    for (let times = 0; times < 2; times++)
      expect((await api.post('/api/v1/first-asked/spot-answers', { way: 'counter' }, call)).status).toBe(201)
    expect(await city.house.db.select().from(spotAnswers)).toMatchObject([{ way: 'counter' }])
    expect(
      await problemOf(api.post('/api/v1/first-asked/spot-answers', { way: 'window' }, { key: keys[clerk] ?? '' })),
    ).toMatchObject({
      status: 422,
      pointers: ['#/way'],
    })
    expect((await api.post('/api/v1/first-asked/spot-answers', { way: 'counter' })).status).toBe(401)
  })

  test('number and code come once, the same again to the same key, and open it', async () => {
    const call = { key: keys[clerk] ?? '', idempotencyKey: newId() }
    const first = await (await api.post('/api/v1/first-asked/contacts', question, call)).json()
    const again = await (await api.post('/api/v1/first-asked/contacts', question, call)).json()
    expect(again).toEqual(first)
    const seen = await api.get(`/api/v1/inquiries/${first.number}`, { code: first.code })
    expect(await seen.json()).toMatchObject({ number: first.number, acts: expect.arrayContaining(['withdrawal']) })
    const wrong = first.code === '000000' ? '000001' : '000000'
    expect((await api.get(`/api/v1/inquiries/${first.number}`, { code: wrong })).status).toBe(404)
    expect((await api.get(`/api/v1/inquiries/${first.number}`)).status).toBe(401)
  })

  test.each([
    [{ what: '' }, '#/what'],
    [{ outcome: 'guide' }, '#/guideUnit'],
    [{ outcome: 'guide', guideUnit: '没有这个局' }, '#/guideUnit'],
    [{ outcome: 'guide', guideUnit: '市政务服务中心' }, '#/guideUnit'],
    [{ outcome: 'guide', guideUnit: '市水利局', guidePerson: '张三丰' }, '#/guidePerson'],
    [{ outcome: 'spot' }, '#/outcome'],
  ])('%j is refused by its field', async (change, pointer) => {
    const refused = api.post('/api/v1/first-asked/contacts', { ...question, ...change }, { key: keys[clerk] ?? '' })
    expect(await problemOf(refused)).toMatchObject({ status: 422, pointers: [pointer] })
  })

  test('one unit asks another, which alone may take it up', async () => {
    const sent = { unit: '市水利局', what: '请提供炳草岗片区的供水管线图。' }
    const response = await api.post('/api/v1/first-asked/requests', sent, { key: keys[clerk] ?? '' })
    const { number } = await response.json()
    expect(await city.rowOf(number)).toMatchObject({ askerUnitId: city.unit('市政务服务中心').id })
    const signs = (who: string) =>
      api.post(`/api/v1/desk/inquiries/${number}/signature`, null, { key: keys[who] ?? '' })
    expect((await signs('minzheng.chengban1')).status).toBe(404)
    expect((await signs('shuili.chengban2')).status).toBe(200)
  })
})

describe('办理 by a program', () => {
  test('led on, answered, accepted; nobody else sees it', async () => {
    const { number, code } = await registered({ outcome: 'guide', guideUnit: '市民政局' })
    const at = (noun = '') => `/api/v1/desk/inquiries/${number}${noun && `/${noun}`}`
    expect((await api.get(at(), { key: keys['shuili.chengban2'] ?? '' })).status).toBe(404)
    const list = await api.get('/api/v1/desk/inquiries?list=all', { key: keys['shuili.chengban2'] ?? '' })
    expect(await list.text()).not.toContain(number)
    const key = keys['minzheng.chengban1'] ?? ''
    expect((await api.post(at('hand-over-acceptance'), null, { key })).status).toBe(200)
    expect((await api.post(at('answer'), { replyText: '带身份证、户口本到社区办理。' }, { key })).status).toBe(200)
    const accepted = await api.post(`/api/v1/inquiries/${number}/acceptance`, null, { code })
    expect([accepted.status, (await accepted.json()).state.id]).toEqual([200, 'closed'])
    const early = api.post(`/api/v1/inquiries/${number}/acceptance`, null, { code })
    expect((await problemOf(early)).status).toBe(409)
    expect((await api.post(`/api/v1/inquiries/${number}/thanks`, null, { code })).status).toBe(200)
  })

  test('a dispute is raised only about who did not take it', async () => {
    const { number } = await registered()
    const sent = { disputeUnit: city.unit('市民政局').id, disputeText: '三定规定写明由对方负责。' }
    const raised = api.post(`/api/v1/desk/inquiries/${number}/dispute`, sent, { key: keys[clerk] ?? '' })
    expect((await problemOf(raised)).status).toBeGreaterThanOrEqual(409)
  })
})

describe('盯办 by a program', () => {
  test('listed, not closed before the asker has the result, moved with acceptance', async () => {
    const { number } = await registered()
    await city.settle()
    const list = await (await api.get('/api/v1/desk/watches', { key: keys[clerk] ?? '' })).json()
    const watch = list.watches.find((one: { number: string }) => one.number === number)
    expect(watch).toMatchObject({ kind: 'inquiry', returns: 0 })
    const early = api.post(`/api/v1/desk/watches/${watch.id}/closure`, null, { key: keys[clerk] ?? '' })
    expect((await problemOf(early)).status).toBe(409)
    const colleague = 'zhengwu.chengban1'
    const { personId } = await city.actorOf(colleague)
    const move = { watches: [watch.id], toPersonId: personId }
    expect((await api.post('/api/v1/desk/watches/moves', move, { key: keys[clerk] ?? '' })).status).toBe(200)
    const taken = await api.post(
      '/api/v1/desk/watches/moves/acceptance',
      { watches: [watch.id] },
      { key: keys[colleague] ?? '' },
    )
    expect(await taken.json()).toEqual({ count: 1 })
    const now = await (await api.get('/api/v1/desk/watches', { key: keys[colleague] ?? '' })).text()
    expect(now).toContain(number)
  })
})

test('the figures and the catalogue are everybody’s; writing the catalogue is the dispatcher’s', async () => {
  const figures = await (await api.get('/api/v1/first-asked/figures')).json()
  expect(figures.all.registered).toBeGreaterThan(0)
  expect((await problemOf(api.get('/api/v1/first-asked/figures?year=1800'))).status).toBe(422)
  const duty = {
    subject: '高龄补贴',
    category: '民政',
    unit: '市民政局',
    basisKind: 'powers',
    basis: '权责清单第 9 项',
  }
  const byClerk = api.post('/api/v1/desk/duties', duty, { key: keys[clerk] ?? '' })
  expect((await problemOf(byClerk)).status).toBe(403)
  const written = await api.post('/api/v1/desk/duties', duty, { key: keys.paidan ?? '' })
  expect(written.status).toBe(201)
  const found = await (await api.get(`/api/v1/duties?q=${encodeURIComponent('高龄补贴')}`)).json()
  expect(found.duties).toMatchObject([{ subject: '高龄补贴', unit: '市民政局' }])
  const twice = api.post('/api/v1/desk/duties', duty, { key: keys.paidan ?? '' })
  expect(await problemOf(twice)).toMatchObject({ status: 422, pointers: ['#/subject'] })
})
