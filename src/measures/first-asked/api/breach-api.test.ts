import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiCalls, problemOf } from '../../../../test/api-calls.ts'
import { apiKeyOf } from '../../../../test/api-key.ts'
import { type Card, type CounterOfTests, counterOfTests } from '../../../../test/counter-desk.ts'

let city: CounterOfTests
let api: ReturnType<typeof apiCalls>
const keys: Record<string, string> = {}

const at = '/api/v1/desk/breaches'
const clerk = 'chengban'
const head = 'fuzeren'
const all = ['breaches:read', 'breaches:work', 'breaches:decide']

beforeAll(async () => {
  city = await counterOfTests()
  api = apiCalls(city.house)
  for (const who of ['ducha', clerk, head, 'jijian', 'wenlv.chengban1'])
    keys[who] = (await apiKeyOf(city, who, all)).key
})
afterAll(() => city?.close())

const does = (who: string, id: string, act: string, body: unknown = null) =>
  api.post(`${at}/${id}/${act}`, body, { key: keys[who] ?? '' })
const reads = async (who: string, path: string) => {
  const response = await api.get(path, { key: keys[who] ?? '' })
  return { status: response.status, text: await response.text() }
}

const said = '去了两次，窗口的人头都不抬，说不归他管。'
const complaint = { kind: 'rude', unit: '市住房城乡建设局', complaint: said }

/** Asked at the bureau and complained of; the id as a supervisor finds it. */
async function complained(): Promise<{ id: string; card: Card }> {
  const card = await city.registered(clerk, { who: '王女士 13800000031' })
  const response = await api.post(`/api/v1/inquiries/${card.number}/complaints`, complaint, { code: card.code })
  expect(response.status).toBe(201)
  const { breaches } = JSON.parse((await reads('ducha', at)).text)
  return { id: breaches[0].id, card }
}

const facts = {
  findings: '调取了窗口录像：当事人没有起身接待，没有告知去哪里办。',
  gravity: 'ordinary',
  cause: 'conduct',
}

test('反映 by number and code: once of a kind, of a unit that had it, not without the code', async () => {
  const { card } = await complained()
  const path = `/api/v1/inquiries/${card.number}/complaints`
  const refused = (body: object) => problemOf(api.post(path, body, { code: card.code }))
  expect(await refused(complaint)).toMatchObject({ status: 422, pointers: ['#/kind'] })
  expect(await refused({ ...complaint, kind: 'refused', unit: '市水利局' })).toMatchObject({ pointers: ['#/unit'] })
  expect(await refused({ ...complaint, kind: 'late', complaint: '短' })).toMatchObject({
    pointers: expect.arrayContaining(['#/kind', '#/complaint']),
  })
  const wrong = card.code === '000000' ? '000001' : '000000'
  expect((await api.post(path, complaint, { code: wrong })).status).toBe(404)
  expect((await api.post(path, complaint)).status).toBe(401)
})

test('from the complaint to the appeal by programs: each reads and does what their person may, nobody else finds it', async () => {
  const { id } = await complained()
  const one = async (who: string) => JSON.parse((await reads(who, `${at}/${id}`)).text)
  expect(await one('ducha')).toMatchObject({
    state: { id: 'raised' },
    kind: { id: 'rude', word: '态度生硬' },
    acts: ['acceptance', 'refusal'],
  })
  // Until it is taken up it is not there for the unit; for strangers it never is.
  for (const who of [clerk, head, 'jijian', 'wenlv.chengban1']) {
    expect((await reads(who, `${at}/${id}`)).status, who).toBe(404)
    expect((await reads(who, `${at}?list=open`)).text, who).not.toContain(id)
    for (const act of ['acceptance', 'hearing']) expect((await does(who, id, act)).status, `${who} ${act}`).toBe(404)
  }
  const nothing = await reads('wenlv.chengban1', `${at}/0199c8c2-6f1e-7b7a-9d0e-2f6a4c1b3e55`)
  const hidden = await reads('wenlv.chengban1', `${at}/${id}`)
  const alike = ({ text }: { text: string }) => text.replace(/"requestId":"[^"]*"/, '')
  expect(alike(hidden)).toBe(alike(nothing))

  expect((await does('ducha', id, 'acceptance')).status).toBe(200)
  expect((await problemOf(does(head, id, 'acceptance'))).status).toBe(403)
  const bare = { ...facts, gravity: '', person: '没有这个人' }
  expect(await problemOf(does('ducha', id, 'findings', bare))).toMatchObject({ pointers: ['#/gravity'] })
  const withFile = new FormData()
  withFile.append('json', JSON.stringify({ ...facts, person: '李青禾' }))
  withFile.append('files', new File(['%PDF-1.4\n%%EOF\n'], '录像截图.pdf', { type: 'application/pdf' }))
  expect((await does('ducha', id, 'findings', withFile)).status).toBe(200)
  const heard = await does('ducha', id, 'hearing')
  expect(await heard.json()).toMatchObject({ act: 'hearing', state: { id: 'hearing', word: '听取陈述' } })

  // HOT-13: what was found, not what was complained of.
  const mine = await one(clerk)
  expect(mine).toMatchObject({ hidesComplaint: true, matter: null, hearBy: '2026-11-30', acts: ['statements'] })
  expect(JSON.stringify(mine)).not.toContain('头都不抬')
  const file = mine.steps.flatMap((step: { files: { id: string }[] }) => step.files)[0]
  expect((await reads(clerk, `${at}/${id}/files/${file.id}`)).status).toBe(200)
  expect((await reads('wenlv.chengban1', `${at}/${id}/files/${file.id}`)).status).toBe(404)

  const statement = { party: 'person', statement: '当时在接电话，处理不当，愿意改。' }
  expect((await does(clerk, id, 'statements', statement)).status).toBe(200)
  const decision = {
    outcome: 'graded',
    grade: 'criticism',
    reason: '事实清楚，当事人承认，属第一次，影响不大。',
    answer: '情况属实，我们已经改进窗口值守，向您致歉。',
  }
  const { key: drafting } = await apiKeyOf(city, head, ['breaches:read', 'breaches:work'])
  expect((await problemOf(api.post(`${at}/${id}/decision`, decision, { key: drafting }))).type).toBe(
    'insufficient-scope',
  )
  expect(await problemOf(does(head, id, 'decision', { ...decision, grade: 'transfer' }))).toMatchObject({
    pointers: ['#/grade'],
  })
  expect((await does(head, id, 'decision', decision)).status).toBe(200)
  expect((await does('ducha', id, 'notification', { toldOn: '2026-11-23' })).status).toBe(200)
  const appeal = { appeal: '当时在处理另一位老人的急事，请再看录像。' }
  expect((await problemOf(does(head, id, 'appeal', appeal))).status).toBe(403)
  expect((await does(clerk, id, 'appeal', appeal)).status).toBe(200)
  const review = { result: 'kept', appealReason: '录像里没有急事，原决定事实清楚。' }
  expect((await does('jijian', id, 'review', review)).status).toBe(200)
  expect(await one('ducha')).toMatchObject({ state: { id: 'final' }, grade: { id: 'criticism' }, acts: [] })
  const { rows } = await city.house.db.$client.query(
    `select 1 from audit_entries where act = 'actByApi' and subject_type = 'breach' and subject_id = $1`,
    [id],
  )
  expect(rows).toHaveLength(8)
})

test('a supervisor’s system registers what was seen, once for its key; the list turns its pages', async () => {
  const seen = { kind: 'refused', unit: '市交警支队', facts: '暗访时窗口下班前半小时不再接待群众。' }
  expect((await problemOf(api.post(at, seen, { key: keys[clerk] ?? '' }))).status).toBe(403)
  const faulty = api.post(at, { ...seen, unit: '没有这个单位' }, { key: keys.ducha ?? '' })
  expect(await problemOf(faulty)).toMatchObject({ status: 422, pointers: ['#/unit'] })
  const call = { key: keys.ducha ?? '', idempotencyKey: 'seen-on-monday' }
  const first = await (await api.post(at, seen, call)).json()
  expect(first).toMatchObject({ act: 'observation', state: { id: 'raised' } })
  expect(await (await api.post(at, seen, call)).json()).toEqual(first)
  const found = JSON.parse((await reads('ducha', `${at}?kind=refused`)).text)
  expect(found).toMatchObject({ breaches: [{ id: first.id, unit: '市交警支队' }], next: null })
  expect(await problemOf(api.get(`${at}?kind=late&page=2`, { key: keys.ducha ?? '' }))).toMatchObject({
    status: 422,
    pointers: expect.arrayContaining(['kind', 'page']),
  })
})
