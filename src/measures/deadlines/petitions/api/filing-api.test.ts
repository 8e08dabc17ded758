import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { apiCalls, problemOf } from '../../../../../test/api-calls.ts'
import { apiKeyOf } from '../../../../../test/api-key.ts'
import { type PetitionsOfTests, petitionFields, petitionsOfTests } from '../../../../../test/petition-desk.ts'

let city: PetitionsOfTests
let api: ReturnType<typeof apiCalls>
beforeAll(async () => {
  city = await petitionsOfTests()
  api = apiCalls(city.house)
})
afterAll(() => city?.close())

const at = '/api/v1/petitions'

test('anybody brings one by the rules of the page: number and code once, the same again to the same key', async () => {
  const body = { ...petitionFields(), collective: true, people: 3, delegates: ['罗大山', '田建国'], secret: false }
  const call = { idempotencyKey: newId() }
  const first = await api.post(at, body, call)
  const filed = await first.json()
  expect([first.status, first.headers.get('Location')]).toEqual([201, `${at}/${filed.number}`])
  expect(filed).toMatchObject({ routeBy: '2026-12-08', queryCode: expect.stringMatching(/^\d{6}$/) })
  expect(await (await api.post(at, body, call)).json()).toEqual(filed)
  const seen = await api.get(filed.petition, { code: filed.queryCode })
  expect(await seen.json()).toMatchObject({
    number: filed.number,
    class: 'appeal',
    claim: '请求补发2024年修路占地的青苗补偿款。',
  })
  expect(await city.text('xinfang.chengban1', '/desk/petitions?list=dispatch')).toContain(filed.number)
  expect(await city.text('chengban', '/desk/petitions?list=all')).not.toContain(filed.number)
})

test('is refused by field, in the words of the form; the same facts are not taken twice', async () => {
  expect(await problemOf(api.post(at, { ...petitionFields(), facts: '太短', phone: '123' }))).toMatchObject({
    status: 422,
    pointers: ['#/facts', '#/phone'],
  })
  const six = { ...petitionFields(), collective: true, people: 6, delegates: [...'ABCDEF'] }
  expect(await problemOf(api.post(at, six))).toMatchObject({ status: 422, pointers: ['#/delegates'] })
  expect(await problemOf(api.post(at, { ...petitionFields(), units: [1] }))).toMatchObject({
    status: 422,
    pointers: ['#/units'],
  })
  expect(await problemOf(api.post(at, petitionFields(), { idempotencyKey: null }))).toMatchObject({ status: 400 })
  const same = petitionFields()
  expect((await api.post(at, same)).status).toBe(201)
  expect(await problemOf(api.post(at, same))).toMatchObject({ status: 422, pointers: ['#/newFacts'] })
})

test('a 检举控告 by the API is with the competent body at once, and nobody of the reported side finds it', async () => {
  const report = { ...petitionFields(), class: 'report', units: ['市住房城乡建设局'] }
  const filed = await (await api.post(at, report)).json()
  expect(filed.office).toBe('有权处理的机关')
  for (const who of ['chengban', 'fuzeren', 'xinfang.chengban1'])
    expect((await city.get(who, `/desk/petitions/${filed.number}`)).status, who).toBe(404)
  expect((await city.get('jijian', `/desk/petitions/${filed.number}`)).status).toBe(200)
})

test('the petition office’s own system registers what came to it; other keys do not', async () => {
  const scopes = ['petitions:read', 'petitions:work']
  const { key } = await apiKeyOf(city, 'xinfang.chengban1', scopes)
  const body = {
    ...petitionFields(),
    phone: '',
    source: 'national',
    nationalNumber: 'SC510420261199001',
    receivedOn: '2026-11-20',
  }
  const response = await api.post('/api/v1/desk/petitions', body, { key })
  const { number } = await response.json()
  expect(response.status).toBe(201)
  // Counted from the day it came.
  expect(await city.rowOf(number)).toMatchObject({ channel: 'national' })
  expect((await city.rowOf(number)).openedAt.toString()).toMatch(/^2026-11-20/)
  const again = { ...petitionFields(), ...body, title: '又一件同编号的', facts: '同一个全国编号，另一段事实和理由。' }
  expect(await problemOf(api.post('/api/v1/desk/petitions', again, { key }))).toMatchObject({
    status: 422,
    pointers: ['#/nationalNumber'],
  })
  const other = await apiKeyOf(city, 'chengban', scopes)
  expect(await problemOf(api.post('/api/v1/desk/petitions', body, { key: other.key }))).toMatchObject({ status: 403 })
  expect(await problemOf(api.post('/api/v1/desk/petitions', body))).toMatchObject({ status: 401 })
  expect(await city.check()).toEqual([])
})
