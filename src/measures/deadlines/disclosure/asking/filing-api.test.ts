import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { apiCalls, problemOf } from '../../../../../test/api-calls.ts'
import { apiKeyOf } from '../../../../../test/api-key.ts'
import { type DeskOfTests, deskOfTests } from '../../../../../test/letter-desk.ts'

let desk: DeskOfTests
let api: ReturnType<typeof apiCalls>
beforeAll(async () => {
  desk = await deskOfTests()
  api = apiCalls(desk.house)
})
afterAll(() => desk?.close())

const wanted = (change: Record<string, unknown> = {}) => ({
  of: 'information',
  unit: desk.unit('市住房城乡建设局').id,
  title: '2025年路灯改造验收报告',
  body: '东区炳草岗大街路灯改造工程的验收报告，2025年。',
  formWanted: 'electronic',
  way: 'web',
  applicant: 'citizen',
  name: '罗大山',
  documentKind: 'passport',
  documentNumber: 'EA7654321',
  phone: '15400000002',
  help: ['sight'],
  ...change,
})

test('anybody applies by the rules of the page: number and code once, the same again to the same key', async () => {
  const call = { idempotencyKey: newId() }
  const first = await api.post('/api/v1/disclosures', wanted(), call)
  const filed = await first.json()
  expect([first.status, first.headers.get('Location')]).toEqual([201, `/follow/${filed.number}`])
  // What comes over the net counts from the day on which both sides have confirmed.
  expect(filed).toMatchObject({ isReceived: false, queryCode: expect.stringMatching(/^\d{6}$/) })
  expect(await (await api.post('/api/v1/disclosures', wanted(), call)).json()).toEqual(filed)
  const page = await desk.text('chengban', `/desk/disclosures/${filed.number}`)
  expect(page).toContain('视力不便')
  for (const secret of ['EA7654321', '15400000002']) expect(page).not.toContain(secret)
  expect((await desk.get('jiaotong.chengban1', `/desk/disclosures/${filed.number}`)).status).toBe(404)
})

test.each([
  [{ body: '短' }, '#/body'],
  [{ documentKind: 'id', documentNumber: '510402199003077750' }, '#/documentNumber'],
  [{ unit: newId() }, '#/unit'],
  [{ way: 'post' }, '#/address'],
  [{ help: 'sight' }, '#/help'],
  [{ purpose: '写论文' }, '#/purpose'],
])('%j is refused by its field', async (change, pointer) => {
  const problem = await problemOf(api.post('/api/v1/disclosures', wanted(change)))
  expect(problem).toMatchObject({ status: 422, pointers: [pointer] })
})

test('what came on paper is registered by the agency that has it, and counts from the day it came', async () => {
  const { key } = await apiKeyOf(desk, 'chengban', ['disclosures:read', 'disclosures:work'])
  const paper = { channel: 'inPerson', receivedOn: '2026-11-23' }
  const response = await api.post('/api/v1/desk/disclosures', wanted(paper), { key })
  expect(response.status).toBe(201)
  const { number, isReceived } = await response.json()
  expect(isReceived).toBe(true)
  expect((await desk.rowOf(number)).dueOn?.toString()).toBe('2026-12-21')
  const late = wanted({ ...paper, receivedOn: undefined })
  expect(await problemOf(api.post('/api/v1/desk/disclosures', late, { key }))).toMatchObject({
    status: 422,
    pointers: ['#/receivedOn'],
  })
  const elsewhere = wanted({ ...paper, unit: desk.unit('市交通运输局').id })
  expect(await problemOf(api.post('/api/v1/desk/disclosures', elsewhere, { key }))).toMatchObject({
    status: 422,
    pointers: ['#/unit'],
  })
  expect(await problemOf(api.post('/api/v1/desk/disclosures', wanted(paper)))).toMatchObject({ status: 401 })
  expect(await desk.check()).toEqual([])
})
