import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { erase, wakeDue } from '#core/matters/index.ts'
import { systemActor } from '#platform/actor.ts'
import { apiKeyOf } from '../../../../test/api-key.ts'
import { type DeskOfTests, deskOfTests } from '../../../../test/letter-desk.ts'
import { open311Client } from '../../../../test/open311-client.ts'
import { open311Requests } from './tables.ts'

let desk: DeskOfTests
let key = ''
let otherKey = ''
let keyWithout = ''

beforeAll(async () => {
  desk = await deskOfTests()
  key = (await apiKeyOf(desk, 'paidan', ['open311:file'], { days: '365' })).key
  otherKey = (await apiKeyOf(desk, 'paidan', ['open311:file'], { days: '365' })).key
  keyWithout = (await apiKeyOf(desk, 'paidan', ['letters:read'])).key
})
afterAll(() => desk.close())
beforeEach(() => desk.forgetTries())

const client = (format: 'json' | 'xml' = 'json', jurisdiction?: string | null) =>
  open311Client((path, init) => desk.house.app.request(path, init), format, jurisdiction)

let serial = 0
const pothole = (change: Record<string, string> = {}) => {
  serial++
  return {
    api_key: key,
    service_code: 'help',
    lat: '26.58234',
    long: '101.71843',
    address_string: '攀枝花市东区炳草岗街道人民街路口',
    description: `人民街路口有一个大坑，骑车很危险。请派人来补一补 <&> “第${serial}处”。`,
    ...change,
  }
}

type Filed = { service_request_id: string; service_notice: string; account_id: string | null }
type Shown = Record<string, string | number | null>
const errorsOf = (body: unknown) =>
  (body as { code: number | string; description: string }[]).map(({ code }) => Number(code))
const saidBy = (body: unknown) => (body as { description: string }[]).map(({ description }) => description).join('\n')

async function fileOne(change: Record<string, string> = {}): Promise<string> {
  const { status, body } = await client().file(pothole(change))
  expect(body).toHaveLength(1)
  expect(status).toBe(200)
  return (body as Filed[])[0]?.service_request_id ?? ''
}

async function answered(number: string): Promise<void> {
  await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
  await desk.does('chengban', number, 'signature')
  await desk.does('chengban', number, 'drafts', { replyText: '您好，坑已经补好，今后每周巡查。', intent: 'submit' })
  await desk.does('fuzeren', number, 'approval')
}

const publish = (number: string) =>
  desk.does('bianji', number, 'publication', {
    title: '路口有坑请维修',
    body: '路口有一个大坑 <b>&</b> 骑车危险。',
    reply: '您好，坑已经补好。',
    secrecyReviewed: 'yes',
  })

describe.each(['json', 'xml'] as const)('as %s', (format) => {
  const type = format === 'json' ? 'application/json; charset=utf-8' : 'text/xml; charset=utf-8'

  test('discovery names the endpoint, its specification and formats', async () => {
    const { status, type: sent, body } = await client(format).discovery()
    expect([status, sent]).toEqual([200, type])
    expect(body).toMatchObject({
      changeset: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/),
      contact: expect.stringContaining('12345'),
      key_service: expect.any(String),
      endpoints: [
        {
          specification: 'http://wiki.open311.org/GeoReport_v2',
          url: expect.stringMatching(/\/open311\/v2$/),
          changeset: expect.any(String),
          type: 'production',
          formats: ['text/xml', 'application/json'],
        },
      ],
    })
  })

  test('services and their definitions have every field; 举报 is none of them', async () => {
    const { status, type: sent, body } = await client(format).services()
    expect([status, sent]).toEqual([200, type])
    const services = body as Shown[]
    expect(services.map(({ service_code }) => service_code)).toEqual([
      'consult',
      'help',
      'complaint',
      'suggestion',
      'praise',
    ])
    for (const service of services) {
      expect(Object.keys(service)).toEqual([
        'service_code',
        'service_name',
        'description',
        'metadata',
        'type',
        'keywords',
        'group',
      ])
      expect([String(service.metadata), service.type]).toEqual(['true', 'realtime'])
    }
    const definition = await client(format).service('complaint')
    expect(definition.status).toBe(200)
    const { service_code, attributes } = definition.body as {
      service_code: string
      attributes: Record<string, unknown>[]
    }
    expect(service_code).toBe('complaint')
    expect(attributes.map(({ code }) => code)).toEqual(['title', 'publish', 'secret', 'relation'])
    expect(attributes.map(({ order }) => Number(order))).toEqual([1, 2, 3, 4])
    expect(attributes[1]).toMatchObject({
      datatype: 'singlevaluelist',
      datatype_description: expect.any(String),
      description: expect.any(String),
      values: [
        { key: 'yes', name: '是' },
        { key: 'no', name: '否' },
      ],
    })
    expect([String(attributes[1]?.variable), String(attributes[1]?.required)]).toEqual(['true', 'false'])
  })

  test('a request is filed, followed by its own key while it is nobody else’s, and told to all once published', async () => {
    const filed = await client(format).file(
      pothole({ account_id: `a<${format}>`, 'attribute[publish]': 'yes', phone: '' }),
    )
    expect([filed.status, filed.type]).toEqual([200, type])
    const [{ service_request_id: id, service_notice, account_id }] = filed.body as [Filed]
    expect(id).toMatch(/^\d{15,}$/)
    expect(account_id).toBe(`a<${format}>`)
    expect(service_notice).toMatch(/查询码 \d{3} \d{3}/)

    const row = await desk.rowOf(id)
    expect(row).toMatchObject({
      kind: 'letter',
      channel: 'open311',
      class: 'help',
      divisionCode: '510402002',
      wantsPublic: true,
    })
    expect((await client(format).request(id)).status).toBe(404)
    expect((await client(format).requests({ service_request_id: id })).body).toEqual([])
    expect((await client(format).request(id, otherKey)).status).toBe(404)
    const mine = (await client(format).request(id, key)).body as Shown[]
    expect(mine).toHaveLength(1)
    expect(mine[0]).toMatchObject({
      service_request_id: id,
      status: 'open',
      service_code: 'help',
      service_name: '求助',
      description: null,
      agency_responsible: '市长信箱办公室',
      requested_datetime: '2026-11-23T10:00:00+08:00',
      expected_datetime: expect.stringMatching(/T\d\d:\d\d:\d\d\+08:00$/),
      address_id: '510402002',
      lat: null,
      media_url: null,
    })
    expect(mine[0]?.service_notice).toContain('最迟')
    expect(JSON.stringify(mine)).not.toMatch(/查询码|大坑|人民街/)
    expect((await client(format).token(id, key)).body).toEqual([{ service_request_id: id, token: id }])

    await answered(id)
    expect((await client(format).request(id, key)).body).toMatchObject([{ status: 'closed', description: null }])
    expect(await publish(id)).toMatchObject({ status: 303 })
    const shown = (await client(format).request(id)).body as Shown[]
    expect(Object.keys(shown[0] ?? {})).toEqual(fieldsOfRequest)
    expect(shown[0]).toMatchObject({
      service_request_id: id,
      status: 'closed',
      status_notes: '您好，坑已经补好。',
      description: '路口有一个大坑 <b>&</b> 骑车危险。',
      agency_responsible: '攀枝花市住房和城乡建设局',
      requested_datetime: '2026-11-23T00:00:00+08:00',
      updated_datetime: '2026-11-23T00:00:00+08:00',
      address: expect.any(String),
    })
    // Rounded to 500 m; the exact place is nowhere outside.
    expect([Number(shown[0]?.lat), Number(shown[0]?.long)]).toEqual([26.58, 101.72])
    expect((await client(format).token(id)).body).toEqual([{ service_request_id: id, token: id }])
  })

  test('errors are a list of code and description', async () => {
    const missing = await client(format, null).services()
    expect([missing.status, missing.type, errorsOf(missing.body)]).toEqual([400, type, [400]])
    expect(saidBy(missing.body)).toContain('510402')
    for (const call of ['services', 'requests'] as const) {
      expect((await client(format, null)[call]()).status).toBe(400)
      expect((await client(format, '110000')[call]()).status).toBe(404)
    }
    expect((await client(format, '110000').service('help')).status).toBe(404)
    expect((await client(format).service('report')).status).toBe(404)
    expect((await client(format).request('123')).status).toBe(404)
    expect((await client(format).token('123')).status).toBe(404)
    const many = await client(format).file(
      pothole({ description: '坑', lat: 'x', 'attribute[colour]': 'red', media_url: 'javascript:alert(1)' }),
    )
    expect(many.status).toBe(400)
    expect(errorsOf(many.body)).toEqual([400, 400, 400, 400])
    for (const named of ['description', 'lat', 'attribute[colour]', 'media_url'])
      expect(saidBy(many.body)).toContain(named)
  })
})

const fieldsOfRequest = [
  'service_request_id',
  'status',
  'status_notes',
  'service_name',
  'service_code',
  'description',
  'agency_responsible',
  'service_notice',
  'requested_datetime',
  'updated_datetime',
  'expected_datetime',
  'address',
  'address_id',
  'zipcode',
  'lat',
  'long',
  'media_url',
]

describe('filing', () => {
  test.each([
    ['no key', { api_key: '' }, 403],
    ['a wrong key', { api_key: `ygk_${'0'.repeat(32)}_${'a'.repeat(43)}` }, 403],
    ['no service_code', { service_code: '' }, 400],
    ['举报', { service_code: 'report' }, 404],
    ['投诉工作人员', { service_code: 'complaint-official' }, 404],
    ['no place at all', { lat: '', long: '', address_string: '' }, 400],
    ['half a place', { long: '' }, 400],
    ['another city', { lat: '39.9', long: '116.4' }, 400],
    ['an address_id of another city', { address_id: '110101' }, 400],
    ['nothing said', { description: '' }, 400],
    ['more than the specification allows', { description: '坑'.repeat(4001) }, 400],
    ['no telephone', { phone: '12' }, 400],
    ['an argument nobody knows', { colour: 'red' }, 400],
    ['a choice nobody offers', { 'attribute[publish]': 'maybe' }, 400],
    [
      'an ID number that would be public',
      { 'attribute[publish]': 'yes', description: '我的身份证号是 11010519491231002X，请帮我查一查。' },
      400,
    ],
    ['a link with a password', { media_url: 'https://me:secret@example.com/a.jpg' }, 400],
  ])('%s is refused by the code of the specification, and nothing is filed', async (_, change, status) => {
    const before = (await desk.letters()).length
    const refused = await client().file(pothole(change as Record<string, string>))
    expect(refused.status).toBe(status)
    expect(errorsOf(refused.body)).toEqual([status])
    expect((await desk.letters()).length).toBe(before)
  })

  test('a key without the scope, a key in the address, a body that is no form', async () => {
    expect((await client().file(pothole({ api_key: keyWithout }))).status).toBe(403)
    const inAddress = await desk.house.app.request(`/open311/v2/requests.json?jurisdiction_id=510400&api_key=${key}`)
    expect([inAddress.status, saidBy(await inAddress.json())]).toEqual([400, expect.stringContaining('Authorization')])
    const json = await desk.house.app.request('/open311/v2/requests.json', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    })
    expect(json.status).toBe(400)
    expect((await desk.house.app.request('/open311/v2/nothing.xml')).status).toBe(404)
  })

  test('the place is found: by address_id, by the names in the address, else the jurisdiction', async () => {
    expect((await desk.rowOf(await fileOne({ address_id: '510421100' }))).divisionCode).toBe('510421100')
    expect((await desk.rowOf(await fileOne({ address_string: '仁和区某某小区门口' }))).divisionCode).toBe('510411')
    expect((await desk.rowOf(await fileOne({ address_string: '桥头' }))).divisionCode).toBe('510400')
    const { body } = await client('json', '510403').file(pothole({ address_string: '玉泉街道桥头' }))
    expect((await desk.rowOf((body as [Filed])[0].service_request_id)).divisionCode).toBe('510403002')
  })

  test('the same within five minutes is the same request, with the same code; later the words of a known sender are', async () => {
    const sent = pothole({ device_id: 'phone-1' })
    const answers = await Promise.all(Array.from({ length: 8 }, () => client().file(sent)))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    desk.house.clock.advance({ minutes: 6 })
    const later = await client().file(sent)
    const [id = ''] = answers.flatMap(({ body }) => (body as Filed[]).map((one) => one.service_request_id))
    expect([later.status, saidBy(later.body).replaceAll(' ', '')]).toEqual([400, expect.stringContaining(id)])
    expect((await client().file({ ...sent, device_id: 'phone-2' })).status).toBe(200)
  })

  test('the code of the notice opens the letter for whoever wrote it', async () => {
    const { body } = await client().file(pothole())
    const [{ service_request_id: number, service_notice }] = body as [Filed]
    const code = /查询码 (\d{3} \d{3})/.exec(service_notice)?.[1] ?? ''
    const form = new FormData()
    for (const [name, value] of Object.entries({ number, code })) form.append(name, value)
    const opened = await desk.house.app.request('/follow', {
      method: 'POST',
      body: form,
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    })
    expect([opened.status, opened.headers.get('Location')]).toEqual([303, `/follow/${number}`])
  })

  test('danger is answered with the numbers to call', async () => {
    const { body } = await client().file(pothole({ description: '楼下燃气泄漏，味道很大，快来人，有人晕倒了！' }))
    expect((body as [Filed])[0].service_notice).toContain('119')
  })

  test('the link is shown to the desk and never opened; erased with the letter', async () => {
    const id = await fileOne({ media_url: 'https://example.com/a.jpg?x=1&y=2' })
    expect(await desk.text('paidan', `/desk/letters/${id}`)).toContain('https://example.com/a.jpg?x=1&amp;y=2')
    await answered(id)
    const { id: matterId } = await desk.rowOf(id)
    desk.house.clock.advance({ hours: 24 * 30 })
    while ((await wakeDue(desk.house)) > 0);
    await erase(desk.house, systemActor('sweep'), matterId, 'retention')
    const [left] = await desk.house.db.select().from(open311Requests).where(eq(open311Requests.matterId, matterId))
    expect(left).toMatchObject({ latitude: null, longitude: null, mediaUrl: null })
  })
})

describe('asking for many', () => {
  const list = async (query: Record<string, string>, withKey?: string) =>
    ((await client().requests(query, withKey)).body as Shown[]).map(({ service_request_id }) => service_request_id)

  test('by number, kind, status, days and jurisdiction', async () => {
    const id = await fileOne({ 'attribute[publish]': 'yes', address_id: '510422100' })
    await answered(id)
    await publish(id)
    const own = await fileOne({ service_code: 'suggestion' })
    expect(await list({ service_request_id: `${id}, ${own}` })).toEqual([id])
    expect(new Set(await list({ service_request_id: `${id},${own}` }, key))).toEqual(new Set([id, own]))
    expect(await list({ service_code: 'suggestion' }, key)).toContain(own)
    expect(await list({ service_code: 'consult,praise' }, key)).toEqual([])
    expect(await list({ status: 'closed' }, key)).toContain(id)
    expect(await list({ status: 'closed' }, key)).not.toContain(own)
    expect(await list({ status: 'open' })).toEqual([])
    expect(await list({ status: 'open,closed' }, key)).toContain(own)
    const now = desk.house.clock.now()
    const before = { end_date: now.subtract({ hours: 24 * 60 }).toString() }
    expect(await list(before, key)).toEqual([])
    expect(await list({ start_date: now.subtract({ hours: 1 }).toString() }, key)).toContain(own)
    const abroad = open311Client((path, init) => desk.house.app.request(path, init), 'json', '510422')
    expect((await abroad.requests({}, key)).body).toMatchObject([{ service_request_id: id }])
  })

  test.each([
    ['a day without a zone', { start_date: '2026-01-01' }, 400],
    ['a day that is none', { start_date: '2026-02-31T00:00:00Z' }, 400],
    ['more than ninety days', { start_date: '2026-01-01T00:00:00Z', end_date: '2026-11-01T00:00:00Z' }, 400],
    ['the end before the beginning', { start_date: '2026-11-01T00:00:00Z', end_date: '2026-10-01T00:00:00Z' }, 400],
    ['a status nobody has', { status: 'pending' }, 400],
    ['a service nobody offers', { service_code: 'report' }, 404],
  ])('%s is said', async (_, query, status) => {
    const answered = await client().requests(query as Record<string, string>)
    expect([answered.status, errorsOf(answered.body)]).toEqual([status, [status]])
  })
})

test('without a format in the address, Accept decides', async () => {
  const ask = async (accept: string) =>
    (
      await desk.house.app.request('/open311/v2/services?jurisdiction_id=510400', { headers: { Accept: accept } })
    ).headers.get('Content-Type')
  expect(await ask('text/xml')).toContain('text/xml')
  expect(await ask('application/xml, application/json')).toContain('text/xml')
  expect(await ask('application/json')).toContain('application/json')
  expect(await ask('*/*')).toContain('application/json')
})
