import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedCalendar } from '#core/calendar/index.ts'
import { demoPassword, seedPeople } from '#core/people/index.ts'
import { clientFolder } from '#platform/assets.ts'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from './house.ts'

/** Written out, not imported: what the browser is told is what is promised here. */
const promised = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; font-src 'self'; " +
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}

let house: TestHouse

beforeAll(async () => {
  house = await testHouse()
  await seedCalendar(house)
  await seedPeople(house)
})
afterAll(() => house.close())

const promisesOf = (response: Response): Record<string, string | null> =>
  Object.fromEntries(Object.keys(promised).map((name) => [name, response.headers.get(name)]))

const get = (path: string, cookie = ''): Response | Promise<Response> =>
  house.app.request(path, { headers: { Accept: 'text/html', ...(cookie && { Cookie: cookie }) } })

const post = (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  house.app.request(path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'Sec-Fetch-Site': 'same-origin', ...headers },
  })

/** Each address once, with something standing for its parameters; whatever it answers, even 404, the headers are the same. */
const addresses = (): { method: string; path: string }[] => {
  const all = house.app.routes.filter(({ method }) => method !== 'ALL')
  const paths = all.map(({ method, path }) => ({
    method,
    path: path.replace(/:\w+(\{([^{}]|\{[^}]*\})+\})?/g, '202611231000010'),
  }))
  return [...new Map(paths.map((one) => [`${one.method} ${one.path}`, one])).values()]
}

test('every address answers with the promised headers, to nobody and to staff', async () => {
  const cookie = await staffCookie()
  expect(addresses().length).toBeGreaterThan(60)
  for (const { method, path } of addresses()) {
    await house.db.execute(sql`truncate rate_limits`)
    for (const who of ['', cookie]) {
      if (path.startsWith('/account/sign-out') || path === '/sign-out') continue
      const response = await (method === 'GET' ? get(path, who) : post(path, {}, { Cookie: who }))
      expect.soft(promisesOf(response), `${method} ${path} ${response.status}`).toEqual(promised)
    }
  }
  expect(promisesOf(await post('/sign-out'))).toEqual(promised)
}, 300_000)

test('control: an answer without one of them, or with a policy that lets more run, is found', () => {
  expect(promisesOf(new Response('ok', { headers: promised }))).toEqual(promised)
  for (const name of Object.keys(promised)) {
    const headers = new Headers(promised)
    headers.delete(name)
    expect(promisesOf(new Response('ok', { headers })), name).not.toEqual(promised)
  }
  const lax = {
    ...promised,
    'content-security-policy': `${promised['content-security-policy']}; script-src-attr 'unsafe-inline'`,
  }
  expect(promisesOf(new Response('ok', { headers: lax }))).not.toEqual(promised)
})

test('a browser tells us what it refuses on a page, and only there', async () => {
  const reporting = `${promised['content-security-policy']}; report-uri /policy-reports`
  for (const path of ['/', '/nowhere', '/desk', '/letters/receipt']) {
    const page = await get(path)
    const isPage = page.headers.get('content-type')?.startsWith('text/html')
    expect(page.headers.get('content-security-policy-report-only'), path).toBe(isPage ? reporting : null)
  }
  expect((await get('/')).headers.get('content-security-policy-report-only')).toBe(reporting)
  expect((await get('/sitemap.xml')).headers.get('content-security-policy-report-only')).toBeNull()
})

describe('every status carries them', () => {
  test('403 of a foreign page, 404, 410, 413, 422, 429 and a redirect', async () => {
    const flood = async () => {
      for (let time = 0; time < 5; time++)
        await post('/sign-in', { as: 'staff', username: 'chengban', password: 'wrong' })
      return post('/sign-in', { as: 'staff', username: 'chengban', password: 'wrong' })
    }
    const answers: [number, Response][] = [
      [403, await post('/display', {}, { 'Sec-Fetch-Site': 'cross-site' })],
      [404, await get('/nowhere')],
      [404, await get('/api/v1/nowhere')],
      [410, await get('/letters/receipt')],
      [413, await post('/letters/new', {}, { 'Content-Length': String(200 * 1024 * 1024) })],
      [422, await post('/letters/new', { formKey: newId() })],
      [422, await get('/rules/due?amount=x')],
      [429, await flood()],
      [303, await get('/desk')],
    ]
    for (const [status, response] of answers) {
      expect(response.status).toBe(status)
      expect(promisesOf(response), String(status)).toEqual(promised)
    }
  })

  test('500 and 503, when the database is gone', async () => {
    const broken = await testHouse()
    await seedPeople(broken)
    await broken.db.execute(sql`alter table letter_publications rename to lost`)
    const failed = await broken.app.request('/letters')
    expect(failed.status).toBe(500)
    expect(await failed.text()).not.toMatch(/letter_publications|select|drizzle/i)
    expect(promisesOf(failed)).toEqual(promised)
    await broken.close()
    const unready = await broken.app.request('/readyz')
    expect(unready.status).toBe(503)
    expect(promisesOf(unready)).toEqual(promised)
  })
})

test('built styles and scripts carry them too, are kept for good, and are ours', async () => {
  const folder = clientFolder()
  // Written by the build that `npm test` runs before the rooms; its absence would leave the pages bare.
  expect(folder).not.toBeNull()
  const manifest = join(folder ?? '', '.vite', 'manifest.json')
  expect(existsSync(manifest)).toBe(true)
  const built = Object.values(JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, { file: string }>)
  expect(built.length).toBeGreaterThan(1)
  for (const { file } of built) {
    const response = await get(`/${file}`)
    expect(response.status, file).toBe(200)
    expect(promisesOf(response), file).toEqual(promised)
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    await response.body?.cancel()
  }
  const lost = await get('/assets/nothing.js')
  expect(lost.status).toBe(404)
  expect(promisesOf(lost)).toEqual(promised)
})

test('a page that anybody may read sets no cookie and asks to be checked again', async () => {
  const open = addresses().filter(({ method, path }) => method === 'GET' && !path.startsWith('/desk'))
  expect(open.length).toBeGreaterThan(20)
  for (const { path } of open) {
    const response = await get(path)
    expect.soft(response.headers.getSetCookie(), path).toEqual([])
    expect.soft(response.headers.get('cache-control'), path).toMatch(/^no-(cache|store)$/)
  }
})

test('what a signed-in person sees is never stored, whatever the status', async () => {
  const cookie = await staffCookie()
  for (const { method, path } of addresses()) {
    // Machines that watch us have no session; these three answer before anybody is asked who they are.
    if (method !== 'GET' || ['/healthz', '/readyz', '/metrics'].includes(path)) continue
    const response = await get(path, cookie)
    expect.soft(response.headers.get('cache-control'), `${path} ${response.status}`).toBe('no-store')
  }
  expect((await get('/nowhere', cookie)).headers.get('cache-control')).toBe('no-store')
})

async function staffCookie(): Promise<string> {
  await house.db.execute(sql`truncate rate_limits`)
  const response = await post('/sign-in', { as: 'staff', username: 'xitong', password: demoPassword })
  const cookies = response.headers.getSetCookie()
  for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly/i)
  for (const cookie of cookies) expect(cookie).toMatch(/SameSite=(Lax|Strict)/i)
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ')
}
