import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiCalls, problemOf } from '../../../../../test/api-calls.ts'
import { apiKeyOf } from '../../../../../test/api-key.ts'
import { type DeskOfTests, deskOfTests } from '../../../../../test/letter-desk.ts'
import { letterPublications } from '../tables.ts'
import { deskLetterShape, deskListShape, doneShape, proposalShape } from './desk-shapes.ts'
import { listShape, publishedShape } from './shapes.ts'

let desk: DeskOfTests
let api: ReturnType<typeof apiCalls>
const keys: Record<string, string> = {}

const all = ['letters:read', 'letters:work', 'letters:approve', 'letters:publish']

beforeAll(async () => {
  desk = await deskOfTests()
  api = apiCalls(desk.house)
  for (const who of ['paidan', 'chengban', 'fuzeren', 'bianji', 'jiaotong.chengban1', 'jijian'])
    keys[who] = (await apiKeyOf(desk, who, all)).key
})
afterAll(() => desk.close())

const at = (number: string, noun = '') => `/api/v1/desk/letters/${number}${noun && `/${noun}`}`
const does = (who: string, number: string, noun: string, body: unknown = null) =>
  api.post(at(number, noun), body, { key: keys[who] })
const reads = async (who: string, number: string) =>
  deskLetterShape.parse(await (await api.get(at(number), { key: keys[who] })).json())

async function inHand(change: Record<string, string> = {}): Promise<string> {
  const number = await desk.writeOne(change)
  expect((await does('paidan', number, 'dispatch', { dispatchUnit: '市住房城乡建设局' })).status).toBe(200)
  expect((await does('chengban', number, 'signature')).status).toBe(200)
  return number
}

describe('a key acts as its member of staff', () => {
  test('list, read, act: what the page offers is what the API offers, and the audit names the key', async () => {
    const number = await inHand()
    const list = await api.get(`/api/v1/desk/letters?list=mine&number=${number}`, { key: keys.chengban })
    const { letters, counts } = deskListShape.parse(await list.json())
    expect(letters.map((one) => one.number)).toEqual([number])
    expect(counts.mine).toBeGreaterThan(0)
    const letter = await reads('chengban', number)
    expect(letter.acts).toEqual(expect.arrayContaining(['drafts', 'return', 'hand-over', 'question']))
    expect(letter.contact?.phone).toMatch(/\*\*\*\*/)
    const drafted = await does('chengban', number, 'drafts', { replyText: '您好，路灯已于当日修复，请放心。' })
    expect(doneShape.parse(await drafted.json()).state?.id).toBe('awaitingApproval')
    expect((await desk.rowOf(number)).holderPersonId).toBe((await desk.actorOf('chengban')).personId)
    expect(await desk.text('shenji', '/desk/audit')).toContain('通过接口办件')
    expect(await desk.check()).toEqual([])
  })

  test('whoever drafted does not approve, and what the engine refuses is told by its field', async () => {
    const number = await inHand()
    expect(await problemOf(does('chengban', number, 'drafts', { replyText: '短' }))).toEqual({
      status: 422,
      type: 'invalid-body',
      pointers: ['#/replyText'],
    })
    expect(await problemOf(does('chengban', number, 'drafts', { replyText: '您好。', draft: 'x' }))).toMatchObject({
      pointers: ['#/draft'],
    })
    expect(
      await problemOf(does('chengban', number, 'hand-over', { handOverUnit: '没有的局', handOverText: '请接办。' })),
    ).toMatchObject({
      pointers: ['#/handOverUnit'],
    })
    await does('chengban', number, 'drafts', { replyText: '您好，路灯已于当日修复，请放心。' })
    expect((await does('chengban', number, 'approval')).status).toBe(403)
    expect((await does('fuzeren', number, 'approval')).status).toBe(200)
    expect((await reads('fuzeren', number)).state.id).toBe('answered')
  })

  test('numbers may be numbers: an extension of three days', async () => {
    const number = await inHand()
    const asked = { extensionDays: 3, extensionGround: 'onSite', extensionText: '要等检测报告出来。' }
    expect((await does('chengban', number, 'extension', asked)).status).toBe(200)
    expect((await reads('fuzeren', number)).extensionAsked).toMatchObject({ amount: 3 })
    expect((await does('fuzeren', number, 'extension-approval')).status).toBe(200)
    expect((await desk.rowOf(number)).extended).toBe(true)
  })
})

describe('the key of another unit', () => {
  test('finds nothing: not by list, reading, acting or file; word for word as for a letter that is not there', async () => {
    const number = await inHand()
    const other = keys['jiaotong.chengban1']
    const list = await api.get(`/api/v1/desk/letters?number=${number}`, { key: other })
    expect(deskListShape.parse(await list.json()).letters).toEqual([])
    const words = async (response: Response | Promise<Response>) => {
      const { requestId: _, ...rest } = await (await response).json()
      return rest
    }
    const nowhere = '202611231999990'
    const drafted = { replyText: '您好，路灯已于当日修复，请放心。' }
    for (const [path, body] of [
      ['', undefined],
      ['drafts', drafted],
      ['signature', null],
      ['publication', drafted],
      ['materials', new FormData()],
    ] as const) {
      const ask = (of: string) =>
        body === undefined ? api.get(at(of, path), { key: other }) : api.post(at(of, path), body, { key: other })
      const hidden = await words(ask(number))
      expect(hidden, path).toMatchObject({ status: 404 })
      expect(hidden).toEqual(await words(ask(nowhere)))
    }
    expect((await desk.rowOf(number)).state).toBe('inProgress')
  })

  test('a 举报 exists for the discipline body only', async () => {
    const number = await desk.writeOne({ sort: 'report', title: '收受红包', unit: desk.unit('市住房城乡建设局').id })
    expect((await api.get(at(number), { key: keys.jijian })).status).toBe(200)
    for (const who of ['chengban', 'fuzeren', 'paidan', 'bianji'])
      expect((await api.get(at(number), { key: keys[who] })).status, who).toBe(404)
  })
})

describe('without the right to', () => {
  test('no key 401, another scope 403, whoever may not 403', async () => {
    const number = await inHand()
    expect(await problemOf(api.get(at(number)))).toMatchObject({ status: 401, type: 'no-key' })
    const { key } = await apiKeyOf(desk, 'fuzeren', ['letters:read'])
    expect((await api.get(at(number), { key })).status).toBe(200)
    const refused = await api.post(at(number, 'approval'), null, { key })
    expect(refused.headers.get('WWW-Authenticate')).toContain('scope="letters:approve"')
    expect(await problemOf(refused)).toMatchObject({ status: 403, type: 'insufficient-scope' })
    const chengban = api.get(at(number, 'publication'), { key: keys.chengban })
    expect(await problemOf(chengban)).toMatchObject({ status: 403, type: 'forbidden' })
  })

  test('a session counts for nothing here: cookies cannot be made to call', async () => {
    const number = await inHand()
    const headers = { Cookie: await desk.as('chengban') }
    expect((await api.get(at(number), { headers })).status).toBe(401)
  })
})

describe('what is public', () => {
  test('proposal, publishing, correcting and taking down; list and search read the masked row only', async () => {
    const numbers: string[] = []
    for (const title of ['沿江路灯不亮', '沿江步道积水', '沿江垃圾没清']) {
      const number = await inHand({ title, body: `我叫王晓梅，电话13800000001，${title}一个多星期了。`, publish: 'on' })
      await does('chengban', number, 'drafts', { replyText: '您好，已于当日处理完毕，请放心。' })
      await does('fuzeren', number, 'approval')
      const read = await api.get(at(number, 'publication'), { key: keys.bianji })
      const { proposed, masked } = proposalShape.parse(await read.json())
      expect(masked.map(({ text }) => text)).toContain('王晓梅')
      expect(proposed.body).not.toContain('王晓梅')
      const body = { ...proposed, secrecyReviewed: 'yes' }
      expect((await does('bianji', number, 'publication', { ...proposed })).status).toBe(422)
      expect((await does('bianji', number, 'publication', body)).status).toBe(200)
      desk.house.clock.advance({ minutes: 1 })
      numbers.push(number)
    }
    const newest = numbers.toReversed()
    const listed = listShape.parse(await (await api.get('/api/v1/letters?class=help')).json())
    expect(listed.letters.map(({ number }) => number)).toEqual(newest)
    const found = listShape.parse(await (await api.get(`/api/v1/letters?q=${encodeURIComponent('沿江')}`)).json())
    expect(found.letters.map(({ number }) => number).toSorted()).toEqual(numbers.toSorted())
    expect(JSON.stringify([listed, found])).not.toMatch(/王晓梅|13800000001/)

    const [first = ''] = numbers
    const words = { title: '沿江路灯不亮了', body: '沿江路灯不亮一个多星期了。', reply: '您好，养护二班已于当日修复。' }
    const correction = { ...words, secrecyReviewed: 'yes', ground: '补写班组名称' }
    expect((await does('bianji', first, 'publication/correction', correction)).status).toBe(200)
    const published = publishedShape.parse(await (await api.get(`/api/v1/letters/${first}`)).json())
    expect(published).toMatchObject({ ...words, corrections: [{ ground: '补写班组名称' }] })
    await does('bianji', first, 'publication/withdrawal', { withdrawalGround: '写信人要求撤下' })
    const gone = await problemOf(api.get(`/api/v1/letters/${first}`))
    expect(gone).toMatchObject({ status: 410, type: 'withdrawn' })
    const left = listShape.parse(await (await api.get('/api/v1/letters')).json())
    expect(left.letters.map(({ number }) => number)).not.toContain(first)
    expect(await problemOf(api.get('/api/v1/letters/202611231999990'))).toMatchObject({ status: 404 })
  })

  test('pages follow each other by their cursors, and what cannot be asked is refused by its name', async () => {
    const [row] = await desk.house.db
      .select()
      .from(letterPublications)
      .where(eq(letterPublications.status, 'published'))
    if (!row) throw new Error('nothing is published')
    for (let more = 0; more < 60; more++) {
      const number = `20260101${String(more).padStart(7, '0')}`
      const publishedAt = desk.house.clock.now().subtract({ hours: 100 + more })
      const id = crypto.randomUUID()
      await desk.house.db.insert(letterPublications).values({ ...row, id, matterId: id, number, publishedAt })
    }
    const seen: string[] = []
    for (let next: string | null = '/api/v1/letters?class=help'; next; ) {
      const page: { letters: { number: string }[]; next: string | null } = listShape.parse(
        await (await api.get(next)).json(),
      )
      seen.push(...page.letters.map(({ number }) => number))
      next = page.next
    }
    expect(seen).toHaveLength(62)
    expect(new Set(seen).size).toBe(62)
    for (const [query, pointer] of [
      ['after=nonsense', 'after'],
      ['unit=x', 'unit'],
      ['class=report', 'class'],
      ['year=x', 'year'],
      ['clas=help', 'clas'],
    ])
      expect(await problemOf(api.get(`/api/v1/letters?${query}`))).toEqual({
        status: 422,
        type: 'invalid-query',
        pointers: [pointer],
      })
  })
})
