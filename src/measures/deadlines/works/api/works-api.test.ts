import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { apiCalls, problemOf } from '../../../../../test/api-calls.ts'
import { apiKeyOf } from '../../../../../test/api-key.ts'
import { type DeskOfTests, deskOfTests } from '../../../../../test/letter-desk.ts'
import { proofFile, type WorksOfTests, worksOfTests } from '../works-for-tests.ts'
import { deskWorkShape, workListShape, workShape } from './work-shapes.ts'

let city: WorksOfTests<DeskOfTests>
let api: ReturnType<typeof apiCalls>
const keys: Record<string, string> = {}

beforeAll(async () => {
  city = worksOfTests(await deskOfTests())
  api = apiCalls(city.house)
  for (const who of ['ducha', 'chengban', 'jiaotong.chengban1'])
    keys[who] = (await apiKeyOf(city, who, ['works:read', 'works:work'])).key
})
afterAll(() => city.close())

const proofBody = (words: Record<string, string>, ...files: File[]) => {
  const body = new FormData()
  body.append('json', JSON.stringify(words))
  for (const file of files) body.append('files', file)
  return body
}

describe('works as JSON', () => {
  test('everybody reads what is public, page by page; nothing of the others', async () => {
    const open = await city.give({ title: '新增托育点 10 处' })
    const inner = await city.give({ title: '内部任务一项', source: 'keyProject' })
    const list = workListShape.parse(await (await api.get('/api/v1/works?year=2026&sort=newest')).json())
    expect(list.works.map(({ number }) => number)).toEqual([open])
    const one = workShape.parse(await (await api.get(`/api/v1/works/${open}`)).json())
    expect(one).toMatchObject({
      title: '新增托育点 10 处',
      state: { id: 'lagging', word: '滞后' },
      leadUnit: '市住房城乡建设局',
    })
    expect(await problemOf(api.get(`/api/v1/works/${inner}`))).toMatchObject({ status: 404 })
    expect(await problemOf(api.get('/api/v1/works?state=late'))).toMatchObject({ status: 422, pointers: ['state'] })
    expect(await problemOf(api.get('/api/v1/works?after=x'))).toMatchObject({ status: 422, pointers: ['after'] })
  })

  test('a key sees and does what its member of staff may, by the verbs of the page', async () => {
    const number = await city.give({ title: '重点项目甲', source: 'keyProject' })
    const at = `/api/v1/desk/works/${number}`
    expect(await problemOf(api.get(at))).toMatchObject({ status: 401 })
    expect(await problemOf(api.get(at, { key: keys['jiaotong.chengban1'] }))).toMatchObject({ status: 404 })
    expect(
      await problemOf(api.post(`${at}/slip`, { milestone: '1', cause: 'x' }, { key: keys['jiaotong.chengban1'] })),
    ).toMatchObject({ status: 404 })
    const listed = await api.get('/api/v1/desk/works?source=keyProject', { key: keys.chengban })
    expect(workListShape.parse(await listed.json()).works.some((work) => work.number === number)).toBe(true)
    const words = { milestone: '1', result: '已经完成招标。' }
    expect(await problemOf(api.post(`${at}/proof`, words, { key: keys.chengban }))).toMatchObject({
      status: 422,
      pointers: ['#/files'],
    })
    const key = newId()
    const call = { key: keys.chengban, idempotencyKey: key }
    expect((await api.post(`${at}/proof`, proofBody(words, proofFile()), call)).status).toBe(200)
    expect((await api.post(`${at}/proof`, proofBody(words, proofFile()), call)).status).toBe(200)
    expect(
      await problemOf(
        api.post(`${at}/proof`, proofBody({ ...words, milestone: '2' }, proofFile('绝密')), { key: keys.chengban }),
      ),
    ).toMatchObject({ status: 422, pointers: ['#/files'] })
    expect(await problemOf(api.post(`${at}/sign-off`, null, { key: keys.chengban }))).toMatchObject({ status: 403 })
    expect(await problemOf(api.post(`${at}/sign-off`, null, { key: keys.ducha }))).toMatchObject({ status: 409 })
    const read = deskWorkShape.parse(await (await api.get(at, { key: keys.ducha })).json())
    expect(read.milestones[0]).toMatchObject({ provedOn: '2026-11-23', result: '已经完成招标。' })
    expect(read.milestones[0]?.files).toHaveLength(1)
    expect(read.acts).toEqual(expect.arrayContaining(['visit', 'date', 'sign-off-refusal']))
    expect(await city.checkWorks()).toEqual([])
  })
})
