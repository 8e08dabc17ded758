import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { files } from '#core/documents/index.ts'
import { checkMatters } from '#core/matters/index.ts'
import { newId } from '#platform/id.ts'
import { spentKeys } from '#platform/tables.ts'
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
const letter = (change: Record<string, unknown> = {}) => {
  serial++
  return {
    sort: 'help',
    title: '炳草岗大街路灯不亮',
    body: `从上周五开始，公交站旁的三盏路灯都不亮，晚上看不清路。（第${serial}次反映）`,
    division: '510402',
    name: '王女士',
    phone: `139${String(10_000_000 + serial)}`,
    ...change,
  }
}

const file = async (change: Record<string, unknown> = {}) => {
  const response = await api.post('/api/v1/letters', letter(change))
  return receiptShape.parse(await response.json())
}

describe('filing', () => {
  test('answers 201 with the address of the matter, number and code, and the letter is one like others', async () => {
    const response = await api.post('/api/v1/letters', letter({ unit: city.unit('市交通运输局').id, publish: true }))
    expect(response.status).toBe(201)
    const receipt = receiptShape.parse(await response.json())
    expect(response.headers.get('Location')).toBe(`/api/v1/matters/${receipt.number}`)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(receipt).toMatchObject({ desk: '市长信箱办公室', isExact: false, className: '求助' })
    const row = (await city.letters()).at(-1)
    expect(row).toMatchObject({ number: receipt.number, state: 'opened', class: 'help', wantsPublic: true })
    expect(row?.dueOn?.toString()).toBe(receipt.latestOn)
    expect(await checkMatters(city.house)).toEqual([])
  })

  test('danger in the words is answered with whom to call', async () => {
    const receipt = await file({ body: '楼道里有很重的煤气味，怀疑燃气泄漏，老人都在家。' })
    expect(receipt.emergency?.call.map(({ number }) => number)).toContain('119')
  })

  test('files come as multipart and become the letter’s; one that is not taken refuses the whole', async () => {
    const withFile = (name: string, content: string) => {
      const body = new FormData()
      body.append('json', JSON.stringify(letter()))
      body.append('files', new File([content], name, { type: 'application/pdf' }))
      return body
    }
    const response = await api.post('/api/v1/letters', withFile('材料.pdf', '%PDF-1.4\n%%EOF\n'))
    expect(response.status).toBe(201)
    const row = (await city.letters()).at(-1)
    const attached = await city.house.db
      .select()
      .from(files)
      .where(eq(files.matterId, row?.id ?? ''))
    expect(attached.map(({ originalName, state }) => [originalName, state])).toEqual([['材料.pdf', 'kept']])
    const count = (await city.letters()).length
    const refused = await problemOf(api.post('/api/v1/letters', withFile('材料.pdf', 'MZ\u0000\u0000no pdf')))
    expect(refused).toEqual({ status: 422, type: 'invalid-body', pointers: ['#/files'] })
    expect(await city.letters()).toHaveLength(count)
  })

  test('an address is limited as on the form', async () => {
    for (let time = 0; time < 10; time++) expect((await api.post('/api/v1/letters', letter())).status).toBe(201)
    const response = await api.post('/api/v1/letters', letter())
    expect(response.headers.get('Retry-After')).not.toBeNull()
    expect(await problemOf(response)).toMatchObject({ status: 429, type: 'too-many' })
  })
})

describe('what is sent wrongly', () => {
  const deep = `${'['.repeat(100)}${']'.repeat(100)}`
  test.each<[string, unknown, Record<string, string>, { status: number; type: string; pointers?: string[] }]>([
    ['no JSON', '{"title": ', {}, { status: 400, type: 'bad-json' }],
    ['a list', '[]', {}, { status: 400, type: 'bad-json' }],
    ['null', 'null', {}, { status: 400, type: 'bad-json' }],
    ['a deep nest', deep, {}, { status: 400, type: 'bad-json' }],
    [
      'a form',
      'title=x',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      { status: 415, type: 'unsupported-type' },
    ],
    ['plain text', '{}', { 'Content-Type': 'text/plain' }, { status: 415, type: 'unsupported-type' }],
    ['over 1 MB', JSON.stringify({ body: 'x'.repeat(1_100_000) }), {}, { status: 413, type: 'too-large' }],
    ['over 4 MB', 'x'.repeat(5_000_000), {}, { status: 413, type: 'too-large' }],
    ['an unknown field', letter({ titel: 'x' }), {}, { status: 422, type: 'invalid-body', pointers: ['#/titel'] }],
    [
      '__proto__',
      '{"__proto__": {"sort": "help"}}',
      {},
      { status: 422, type: 'invalid-body', pointers: ['#/__proto__'] },
    ],
    ['another type', letter({ publish: 'yes' }), {}, { status: 422, type: 'invalid-body', pointers: ['#/publish'] }],
    [
      'an object for a text',
      letter({ title: { x: 1 } }),
      {},
      { status: 422, type: 'invalid-body', pointers: ['#/title'] },
    ],
    [
      'no such place',
      letter({ division: '999999' }),
      {},
      { status: 422, type: 'invalid-body', pointers: ['#/division'] },
    ],
    ['a broken phone', letter({ phone: '123' }), {}, { status: 422, type: 'invalid-body', pointers: ['#/phone'] }],
    [
      'a public report',
      letter({ sort: 'report', publish: true }),
      {},
      { status: 422, type: 'invalid-body', pointers: ['#/publish'] },
    ],
  ])('%s is told as a problem and files nothing', async (_, body, headers, expected) => {
    const before = (await city.letters()).length
    expect(await problemOf(api.post('/api/v1/letters', body, { headers }))).toMatchObject(expected)
    expect(await city.letters()).toHaveLength(before)
  })

  test('nothing at all is answered by every field that is missing', async () => {
    const { pointers } = await problemOf(api.post('/api/v1/letters', {}))
    expect(pointers).toEqual(['#/sort', '#/title', '#/body', '#/division', '#/name', '#/phone'])
  })

  test('another site’s page cannot post in a visitor’s name', async () => {
    const headers = { Origin: 'https://elsewhere.example', 'Sec-Fetch-Site': 'cross-site' }
    expect(await problemOf(api.post('/api/v1/letters', letter(), { headers }))).toMatchObject({ status: 403 })
  })
})

describe('one key, one letter', () => {
  test('without a key nothing is written', async () => {
    for (const idempotencyKey of [null, '', 'with a blank', 'x'.repeat(256)]) {
      const refused = await problemOf(api.post('/api/v1/letters', letter(), { idempotencyKey }))
      expect(refused).toMatchObject({ status: 400, type: 'no-idempotency-key' })
    }
  })

  test('a retry gets the first answer, whatever the order of the fields; another body 422', async () => {
    const idempotencyKey = newId()
    const body = letter()
    const first = await api.post('/api/v1/letters', body, { idempotencyKey })
    const turned = Object.fromEntries(Object.entries(body).toReversed())
    const again = await api.post('/api/v1/letters', turned, { idempotencyKey: `"${idempotencyKey}"` })
    expect([again.status, again.headers.get('Location')]).toEqual([201, first.headers.get('Location')])
    expect(await again.json()).toEqual(await first.json())
    const other = api.post('/api/v1/letters', { ...body, name: '李先生' }, { idempotencyKey })
    expect(await problemOf(other)).toMatchObject({ status: 422, type: 'key-reused' })
    const [kept] = await city.house.db.select().from(spentKeys).where(sql`key like 'api:%' and status = 201`).limit(1)
    expect(kept?.location).toMatch(/^\/api\/v1\/matters\/\d{15,}$/)
  })

  test('what was refused has not spent the key', async () => {
    const idempotencyKey = newId()
    expect((await api.post('/api/v1/letters', letter({ title: '' }), { idempotencyKey })).status).toBe(422)
    const body = letter()
    expect((await api.post('/api/v1/letters', body, { idempotencyKey })).status).toBe(201)
    const twice = api.post('/api/v1/letters', body)
    expect(await problemOf(twice)).toMatchObject({ status: 422, type: 'already-written' })
  })

  test('fifty at once make one letter', async () => {
    const before = (await city.letters()).length
    const [body, idempotencyKey] = [letter(), newId()]
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => api.post('/api/v1/letters', body, { idempotencyKey })),
    )
    expect(await city.letters()).toHaveLength(before + 1)
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([])
    const numbers = new Set(answers.filter(({ status }) => status === 201).map((one) => one.headers.get('Location')))
    expect(numbers.size).toBe(1)
  })

  test('while the first is under way the second waits; a claim whose process died is taken over', async () => {
    const { number, queryCode: code } = await file()
    const idempotencyKey = newId()
    const supplement = () =>
      api.post(`/api/v1/matters/${number}/supplements`, { supplement: '是门口的三盏灯。' }, { code, idempotencyKey })
    expect((await supplement()).status).toBe(200)
    // As it stands in the table while the work is done, and after a crash in the midst of it.
    await city.house.db.execute(sql`update spent_keys set status = 0, location = ${newId()} where status = 200`)
    const response = await supplement()
    expect(response.headers.get('Retry-After')).toBe('2')
    expect(await problemOf(response)).toMatchObject({ status: 409, type: 'in-flight' })
    city.house.clock.advance({ minutes: 2 })
    const taken = await supplement()
    expect(taken.status).toBe(200)
    expect(matterShape.parse(await taken.json()).supplements).toHaveLength(2)
  })
})
