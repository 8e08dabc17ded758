import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { apiCalls, problemOf } from '../../../test/api-calls.ts'
import { apiKeyOf } from '../../../test/api-key.ts'
import { type DeskOfTests, deskOfTests } from '../../../test/letter-desk.ts'
import { apiKeys } from './tables.ts'

let desk: DeskOfTests
let api: ReturnType<typeof apiCalls>

beforeAll(async () => {
  desk = await deskOfTests()
  api = apiCalls(desk.house)
})
beforeEach(() => desk.forgetTries())
afterAll(() => desk.close())

const list = '/api/v1/desk/letters'
const scopes = ['letters:read', 'letters:work']

describe('a key', () => {
  test('is shown once; the same form shows it again; the database never holds it', async () => {
    const actor = await desk.actorOf('chengban')
    const fields = {
      formKey: newId(),
      name: '住建局办件系统',
      unitId: actor.roles[0]?.unitId ?? '',
      personId: actor.personId,
      scopes,
      days: '30',
    }
    const shown = async () => (await desk.post('anquan', '/desk/api-keys', fields)).text()
    const [first, again] = [await shown(), await shown()]
    const [key = ''] = /ygk_[\w-]+/.exec(first) ?? []
    expect(key).toMatch(/^ygk_[0-9a-f]{32}_[\w-]{43}$/)
    expect(again).toContain(key)
    expect(await desk.text('anquan', '/desk/api-keys')).toContain('住建局办件系统')
    expect(await desk.text('anquan', '/desk/api-keys')).not.toContain(key)
    const { rows } = await desk.house.db.execute<{ found: string }>(
      sql`select query_to_xml('select * from api_keys', true, true, '')::text || query_to_xml('select * from audit_entries', true, true, '')::text
        || query_to_xml('select * from spent_keys', true, true, '')::text as found`,
    )
    const secret = key.split('_').slice(2).join('_')
    for (const form of [secret, Buffer.from(secret, 'base64url').toString('hex'), Buffer.from(secret).toString('hex')])
      expect(rows[0]?.found).not.toContain(form)
    expect((await api.get(list, { key })).status).toBe(200)
    expect(await desk.text('anquan', '/desk/api-keys')).toMatch(/2026-11-23|11月23日/)
    expect(await desk.text('shenji', '/desk/audit')).toContain('新增接口密钥')
  })

  test('is not made for an administrator, for somebody of another unit, or without end', async () => {
    const [handler, admin] = [await desk.actorOf('chengban'), await desk.actorOf('xitong')]
    const tried = (change: Record<string, string>) =>
      desk.post('anquan', '/desk/api-keys', {
        name: '试一试',
        unitId: handler.roles[0]?.unitId ?? '',
        personId: handler.personId,
        scopes: 'letters:read',
        days: '30',
        ...change,
      })
    const before = await desk.house.db.$count(apiKeys)
    const wrong: Record<string, string>[] = [
      { personId: admin.personId, unitId: admin.roles[0]?.unitId ?? '' },
      { unitId: desk.unit('市交通运输局').id },
      { days: '9999' },
      { days: '0' },
      { scopes: 'everything' },
      { name: '' },
    ]
    for (const change of wrong) expect((await tried(change)).status, JSON.stringify(change)).toBe(422)
    expect(await desk.house.db.$count(apiKeys)).toBe(before)
  })

  test('ends by its date, by revoking, with the account and with the role', async () => {
    const { key, id } = await apiKeyOf(desk, 'chengban', scopes)
    expect((await api.get(list, { key })).status).toBe(200)
    expect((await desk.post('anquan', `/desk/api-keys/${id}/revocation`)).status).toBe(303)
    const refused = await api.get(list, { key })
    expect(refused.headers.get('WWW-Authenticate')).toContain('invalid_token')
    expect(await problemOf(refused)).toMatchObject({ status: 401, type: 'no-key' })
    expect((await desk.post('anquan', `/desk/api-keys/${id}/revocation`)).status).toBe(404)

    const short = await apiKeyOf(desk, 'chengban', scopes, { days: '1' })
    const closed = await apiKeyOf(desk, 'zhujian.chengban2', scopes)
    desk.house.clock.advance({ hours: 23 })
    expect((await api.get(list, { key: short.key })).status).toBe(200)
    desk.house.clock.advance({ hours: 1 })
    expect((await api.get(list, { key: short.key })).status).toBe(401)
    const { personId } = await desk.actorOf('zhujian.chengban2')
    await desk.post('anquan', `/desk/accounts/${personId}/closure`)
    expect((await api.get(list, { key: closed.key })).status).toBe(401)
  })

  test('a wrong one is told the same as none of ours, and guessing ends', async () => {
    const { key } = await apiKeyOf(desk, 'chengban', scopes)
    const other = `${key.slice(0, -4)}AAAA`
    for (const wrong of [other, 'ygk_', 'x', `ygk_${'0'.repeat(32)}_${'A'.repeat(43)}`, 'ygt_AAAA'])
      expect(await problemOf(api.get(list, { key: wrong })), wrong).toMatchObject({ status: 401, type: 'no-key' })
    for (let time = 0; time < 60; time++) await api.get(list, { key: 'x' })
    expect(await problemOf(api.get(list, { key: 'x' }))).toMatchObject({ status: 429 })
    expect((await api.get(list, { key })).status).toBe(200)
  })

  test('is told how many calls are left, and refused beyond them', async () => {
    const { key, id } = await apiKeyOf(desk, 'chengban', scopes)
    const first = await api.get(list, { key })
    expect(first.headers.get('RateLimit-Policy')).toBe('"key";q=600;w=60')
    expect(first.headers.get('RateLimit')).toMatch(/^"key";r=599;t=\d+$/)
    expect(first.headers.get('Cache-Control')).toBe('no-store')
    const counted = `api-key:${desk.house.secrets.lookupHash(id, 'rate:api-key').toString('base64url')}`
    await desk.house.db.execute(sql`update rate_limits set points = 600 where key = ${counted}`)
    const over = await api.get(list, { key })
    expect(over.headers.get('RateLimit')).toMatch(/r=0/)
    expect(Number(over.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await problemOf(over)).toMatchObject({ status: 429, type: 'too-many' })
  })
})

describe('a token', () => {
  const ask = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    desk.house.app.request('/api/v1/oauth/token', { method: 'POST', body: new URLSearchParams(fields), headers })
  const basic = (id: string, secret: string) => ({
    Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
  })
  const grant = { grant_type: 'client_credentials' }

  test('is exchanged for the key’s own id and secret, lives a quarter of an hour and ends with its key', async () => {
    const { id, secret } = await apiKeyOf(desk, 'chengban', scopes)
    const response = await ask(grant, basic(id, secret))
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const token = await response.json()
    expect(token).toMatchObject({ token_type: 'Bearer', expires_in: 900, scope: 'letters:read letters:work' })
    const narrow = await (await ask({ ...grant, client_id: id, client_secret: secret, scope: 'letters:read' })).json()
    expect((await api.get(list, { key: token.access_token })).status).toBe(200)
    const number = await desk.writeOne()
    const sign = (key: string) => api.post(`${list}/${number}/signature`, null, { key })
    expect(await problemOf(sign(narrow.access_token))).toMatchObject({ status: 403, type: 'insufficient-scope' })
    desk.house.clock.advance({ seconds: 901 })
    expect((await api.get(list, { key: token.access_token })).status).toBe(401)
    const fresh = await (await ask(grant, basic(id, secret))).json()
    await desk.post('anquan', `/desk/api-keys/${id}/revocation`)
    expect((await api.get(list, { key: fresh.access_token })).status).toBe(401)
    const changed = `${fresh.access_token.slice(0, -6)}AAAAAA`
    expect((await api.get(list, { key: changed })).status).toBe(401)
  })

  test('is refused in the words of RFC 6749', async () => {
    const { id, secret } = await apiKeyOf(desk, 'chengban', ['letters:read'])
    const said = async (response: Response | Promise<Response>) => {
      const answered = await response
      return [answered.status, (await answered.json()).error]
    }
    expect(await said(ask({ grant_type: 'password' }, basic(id, secret)))).toEqual([400, 'unsupported_grant_type'])
    expect(await said(ask({ ...grant, scope: 'letters:publish' }, basic(id, secret)))).toEqual([400, 'invalid_scope'])
    for (const wrong of [basic(id, 'x'), basic('x', secret), basic(newId(), secret), {}]) {
      expect(await said(ask(grant, wrong))).toEqual([401, 'invalid_client'])
    }
    const twice = { ...grant, client_id: id, client_secret: secret }
    expect(await said(ask(twice, basic(id, secret)))).toEqual([401, 'invalid_client'])
  })
})

test('a problem leads to a page that says what it means', async () => {
  const page = await (await desk.get('chengban', '/api/problems/in-flight')).text()
  expect(page).toContain('Idempotency-Key')
  expect((await desk.get('chengban', '/api/problems/own-draft')).status).toBe(200)
  expect((await desk.get('chengban', '/api/problems/1')).status).toBe(404)
})
