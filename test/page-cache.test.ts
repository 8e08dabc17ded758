import { globSync, readFileSync } from 'node:fs'
import { type createServer, type RequestListener, request } from 'node:http'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '#app.tsx'
import { modules } from '#modules.ts'
import { openDatabase } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { routes } from '#platform/http/env.ts'
import { openMetrics } from '#platform/metrics.ts'
import { listenerName, type OpenPageCache, openPageCache, serverBehind, touch } from '#platform/page-cache/index.ts'
import { visitOf } from '#platform/page-cache/visit.ts'
import { type DeskOfTests, deskOfTests } from './letter-desk.ts'

/** A web process of its own: pool, cache and server, on the database that all share. */
type Process = { pages: OpenPageCache; house: House; port: number; close(): Promise<void> }

/** Called with each request that reaches the rooms, before they see it. */
type Held = (path: string) => Promise<void> | void

let desk: DeskOfTests
let one: Process
let other: Process
let held: Held = () => {}
/** Called when a room has made its page and nobody has it yet. */
let made: Held = () => {}
let rendered: string[] = []
/** Tags of the letters that tests have published. */
const letters: string[] = []

beforeAll(async () => {
  desk = await deskOfTests()
  one = await startProcess()
  other = await startProcess()
})
afterAll(async () => {
  await one.close()
  await other.close()
  await desk.close()
})
beforeEach(async () => {
  held = () => {}
  made = () => {}
  await touch(desk.house.db, ['letters', 'stats', 'calendar', ...letters])
  await both((pages) => pages.size === 0)
  rendered = []
})

async function startProcess(): Promise<Process> {
  const house: House = {
    ...desk.house,
    db: openDatabase(desk.house.config.databaseUrl ?? '', 4),
    metrics: openMetrics(),
  }
  const pages = openPageCache(house)
  if (!pages) throw new Error('no page cache')
  house.pages = pages
  const room = routes().use(async (c, next) => {
    await next()
    await made(c.req.path)
  })
  const app = createApp(house, [{ name: 'watching', title: '', routes: room }, ...modules])
  const behind = serverBehind({ ...house, pages })
  const watched = (options: object, rooms: RequestListener) =>
    behind(options, async (incoming, outgoing) => {
      const path = incoming.url ?? ''
      rendered.push(path)
      await held(path)
      rooms(incoming, outgoing)
    })
  return new Promise((resolve) => {
    const server = serve(
      { fetch: app.fetch, hostname: '127.0.0.1', port: 0, createServer: watched as typeof createServer },
      ({ port }) => {
        const close = async () => {
          await new Promise((done) => server.close(done))
          await pages.listening.close()
          await house.db.$client.end()
        }
        until(() => pages.isOpen).then(() => resolve({ pages, house, port, close }))
      },
    )
  })
}

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string; raw: Buffer }

/** As a browser asks, with nothing added: `fetch` would unpack and hide headers. */
const ask = (at: Process, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: at.port, path, method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        const raw = Buffer.concat(chunks)
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: raw.toString(), raw })
      })
    })
    sent.on('error', reject)
    sent.end()
  })

async function until(holds: () => boolean | Promise<boolean>, within = 1000): Promise<void> {
  const started = performance.now()
  while (!(await holds())) {
    if (performance.now() - started > within) throw new Error(`did not come about within ${within} ms`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const both = (holds: (pages: OpenPageCache) => boolean) => until(() => holds(one.pages) && holds(other.pages), 2000)

const words = {
  title: '门口路灯不亮请维修',
  body: '门口三盏路灯都不亮，晚上看不清路。',
  reply: '您好，路灯已修复，今后每周巡查一次。',
  secrecyReviewed: 'yes',
}

async function publishedLetter(): Promise<string> {
  const number = await desk.writeOne({ publish: 'yes' })
  letters.push(`letter:${number}`)
  await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
  await desk.does('chengban', number, 'signature')
  await desk.does('chengban', number, 'drafts', { replyText: words.reply, intent: 'submit' })
  await desk.does('fuzeren', number, 'approval')
  expect((await desk.does('bianji', number, 'publication', words)).status).toBe(303)
  await settled()
  return number
}

/** Every touch so far has arrived everywhere: they come in the order of their commits, so that one of our own comes after them. */
async function settled(): Promise<void> {
  for (const at of [one, other]) await ask(at, '/rules')
  await touch(desk.house.db, ['calendar', 'letters', 'stats'])
  await both((pages) => pages.size === 0)
}

/** What belongs to one answer: everything else has to be the same. */
const lasting = ({ date: _, 'x-request-id': __, connection: ___, 'keep-alive': ____, ...headers }: Answer['headers']) =>
  headers

describe('a page that everybody may read', () => {
  test('is rendered once and then found, with the very headers of an answer that no cache has seen', async () => {
    for (const path of [
      '/',
      '/letters',
      '/letters/statistics',
      '/letters/statistics/time.svg',
      '/rules',
      '/rules/due',
    ]) {
      rendered = []
      const asked = { 'Accept-Encoding': 'gzip' }
      const aside = await ask(one, path, { ...asked, Authorization: 'Bearer nobody' })
      const first = await ask(one, path, asked)
      const found = await ask(one, path, asked)
      expect(rendered, path).toEqual([path, path])
      expect(found.status).toBe(200)
      expect(found.raw.equals(first.raw), path).toBe(true)
      expect(lasting(found.headers), path).toEqual(lasting(first.headers))
      // No two drawings of a chart have the same names inside.
      const bytes = path.endsWith('.svg')
        ? { etag: aside.headers.etag, 'content-length': aside.headers['content-length'] }
        : {}
      expect({ ...lasting(found.headers), ...bytes }, path).toEqual(lasting(aside.headers))
      expect(found.headers['content-security-policy']).toContain("default-src 'none'")
      expect(found.headers['cache-control']).toBe('no-cache')
      expect(found.headers['x-request-id']).not.toBe(first.headers['x-request-id'])
      expect(found.headers['set-cookie']).toBeUndefined()
    }
  })

  test('answers 304 to who has it, HEAD without a body, and each encoding as it was made once', async () => {
    await ask(one, '/letters')
    const plain = await ask(one, '/letters')
    expect(plain.headers['content-encoding']).toBeUndefined()
    for (const [accept, encoding] of [
      ['gzip, deflate', 'gzip'],
      ['gzip, deflate, br', 'br'],
      ['gzip;q=0, br;q=0', undefined],
    ] as const) {
      const packed = await ask(one, '/letters', { 'Accept-Encoding': accept })
      expect(packed.headers['content-encoding']).toBe(encoding)
      expect(packed.headers.vary).toContain('Accept-Encoding')
      if (encoding) expect(packed.raw.length).toBeLessThan(plain.raw.length / 2)
      const etag = String(packed.headers.etag)
      const again = await ask(one, '/letters', { 'Accept-Encoding': accept, 'If-None-Match': `W/${etag}` })
      expect(again.status).toBe(304)
      expect(again.raw.length).toBe(0)
      expect(again.headers.etag).toBe(etag)
      expect(again.headers['content-security-policy']).toBe(packed.headers['content-security-policy'])
    }
    const head = await ask(one, '/letters', {}, 'HEAD')
    expect(lasting(head.headers)).toEqual(lasting(plain.headers))
    expect(head.raw.length).toBe(0)
    expect(rendered).toEqual(['/letters'])
  })

  test('looks as each visitor chose; an order of words in the cookie makes no second page', async () => {
    const kinds = ['', 'display=elder', 'display=dark', 'display=elder.dark', 'display=dark.elder', 'display=nonsense']
    const pages = await Promise.all(kinds.map((Cookie) => ask(one, '/rules/due', Cookie ? { Cookie } : {})))
    expect(pages[1]?.body).toContain('display-elder')
    expect(pages[2]?.body).toContain('display-dark')
    expect(pages[3]?.body).toEqual(pages[4]?.body)
    expect(pages[5]?.body).toEqual(pages[0]?.body)
    expect(rendered.length).toBe(4)
  })

  test('is not taken by a request that could be answered for itself, and such an answer is not kept', async () => {
    const session = await desk.as('bianji')
    await ask(one, '/letters')
    const asked: Record<string, string>[] = [
      { Cookie: session },
      { Cookie: '__Secure-yangguang.session_token=x' },
      { Cookie: 'display=dark; follow=x' },
      { Cookie: 'flash=saved' },
      { Authorization: 'Bearer x' },
      { 'Matter-Code': '123456' },
      { Range: 'bytes=0-9' },
    ]
    for (const headers of asked) {
      rendered = []
      await ask(one, '/letters', headers)
      expect(rendered, JSON.stringify(headers)).toEqual(['/letters'])
    }
    expect((await ask(one, '/letters', { Cookie: session })).body).toContain('工作台')
    expect((await ask(one, '/letters', { Cookie: '__jsluid_s=firewall' })).body).not.toContain('工作台')
    expect(one.pages.size).toBe(1)
  })

  test('is one page however a share names it; a parameter nobody reads makes no entry', async () => {
    await ask(one, '/letters')
    await ask(one, '/letters?from=singlemessage&isappinstalled=0')
    expect(rendered).toEqual(['/letters'])
    await ask(one, '/letters?class=help&year=2026')
    await ask(one, '/letters?year=2026&class=help')
    expect(rendered.length).toBe(2)
    for (let at = 0; at < 20; at++) await ask(one, `/letters?x${at}=${at}`)
    await ask(one, '/letters?class=help&class=consult')
    expect(one.pages.size).toBe(2)
    expect((await ask(one, '/rules/due?from=2026-09-21&amount=7')).body).toContain('10月8日')
  })

  test('a form with its key, a refusal, a page not found and a redirect are never kept', async () => {
    const keys = await Promise.all([ask(one, '/letters/new'), ask(one, '/letters/new'), ask(one, '/letters/new')])
    const found = keys.map(({ body }) => /name="formKey" value="([^"]+)"/.exec(body)?.[1])
    expect(new Set(found).size).toBe(3)
    for (const path of ['/rules/due?amount=x', '/nowhere', '/letters/202611231000010', '/desk']) await ask(one, path)
    expect(one.pages.size).toBe(0)
  })
})

describe('a change', () => {
  test('drops the pages that show it in every process, and no others', async () => {
    const number = await publishedLetter()
    for (const at of [one, other]) {
      expect((await ask(at, `/letters/${number}`)).body).toContain(words.body)
      await ask(at, '/letters')
      await ask(at, '/rules')
    }
    await desk.does('bianji', number, 'publication/correction', {
      ...words,
      reply: '路灯已于昨日修复。',
      ground: '原文漏写修复日期',
    })
    for (const at of [one, other])
      await until(async () => (await ask(at, `/letters/${number}`)).body.includes('路灯已于昨日修复。'))
    rendered = []
    await ask(one, '/rules')
    expect(rendered).toEqual([])
  })

  test('a letter that is filed drops nothing; a transaction that fails drops nothing', async () => {
    await ask(one, '/')
    await ask(one, '/letters')
    await desk.writeOne({})
    const failing = desk.house.db.transaction(async (tx) => {
      await touch(tx, ['letters'])
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    await touch(desk.house.db, ['a-tag-of-this-test'])
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(one.pages.size).toBe(2)
  })

  test('that comes while a page is rendered keeps that page from being kept, and from whoever asks after it', async () => {
    const number = await publishedLetter()
    const path = `/letters/${number}`
    const gate = Promise.withResolvers<void>()
    const reached = Promise.withResolvers<void>()
    made = async (at) => {
      if (at !== path) return
      made = () => {}
      reached.resolve()
      await gate.promise
    }
    const early = ask(one, path)
    await reached.promise
    const waiting = ask(one, path)
    await desk.does('bianji', number, 'publication/withdrawal', { withdrawalGround: '写信人要求撤下' })
    await new Promise((resolve) => setTimeout(resolve, 100))
    const late = ask(one, path)
    // Whoever comes after the change does not wait for a render that began before it.
    expect((await late).status).toBe(410)
    gate.resolve()
    expect((await early).body).toContain(words.body)
    expect((await waiting).status).toBe(410)
    expect((await ask(one, path)).body).not.toContain(words.body)
  })
})

test('what is taken down urgently is gone from every process within a second', async () => {
  const number = await publishedLetter()
  const path = `/letters/${number}`
  for (const at of [one, other]) {
    expect((await ask(at, path)).status).toBe(200)
    expect((await ask(at, '/letters')).body).toContain(path)
    expect((await ask(at, '/')).body).toContain(path)
  }
  const form = { urgentGround: '可能含有他人隐私，正在核实', sure: 'yes' }
  expect((await desk.does('bianji', number, 'publication/urgent-withdrawal', form)).status).toBe(303)
  const isGone = async (at: Process) =>
    (await ask(at, path)).status === 410 &&
    !(await ask(at, '/letters')).body.includes(path) &&
    !(await ask(at, '/')).body.includes(path)
  await until(async () => (await isGone(one)) && (await isGone(other)), 1000)
  const gone = await ask(other, path)
  expect(gone.body).toContain('这封信已撤下')
  expect(gone.body).not.toContain(words.body)
})

test('a crowd at an empty cache is one render', async () => {
  held = () => new Promise((resolve) => setTimeout(resolve, 80))
  const crowd = await Promise.all(Array.from({ length: 60 }, () => ask(one, '/letters/statistics')))
  expect(rendered).toEqual(['/letters/statistics'])
  expect(new Set(crowd.map(({ body }) => body)).size).toBe(1)
  expect(crowd.every(({ status }) => status === 200)).toBe(true)
})

test('whoever leads a render and leaves does not keep the others waiting', async () => {
  let isFirst = true
  held = () => {
    if (!isFirst) return
    isFirst = false
    return new Promise(() => {})
  }
  const leaving = request({ host: '127.0.0.1', port: one.port, path: '/rules', agent: false })
  leaving.on('error', () => {})
  leaving.end()
  await until(() => rendered.length === 1)
  const waiting = ask(one, '/rules')
  await new Promise((resolve) => setTimeout(resolve, 50))
  leaving.destroy()
  expect((await waiting).status).toBe(200)
})

test('when the line to the database is cut, everything is dropped and rendered anew until it listens again', async () => {
  await ask(one, '/letters')
  expect(one.pages.size).toBe(1)
  const { rowCount } = await desk.house.db.$client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and datname = current_database()',
    [listenerName],
  )
  expect(rowCount).toBe(2)
  await both((pages) => !pages.isOpen && pages.size === 0)
  rendered = []
  await ask(one, '/letters')
  await ask(one, '/letters')
  expect(rendered).toEqual(['/letters', '/letters'])
  expect(one.pages.size).toBe(0)
  await both((pages) => pages.isOpen)
  await ask(one, '/letters')
  expect(one.pages.size).toBe(1)
  await touch(desk.house.db, ['letters'])
  await both((pages) => pages.size === 0)
})

test('the figures say what was found, rendered and passed by, and how much is held', async () => {
  await ask(one, '/letters')
  await ask(one, '/letters')
  const { body } = await ask(one, '/metrics')
  for (const result of ['hit', 'miss', 'bypass'])
    expect(
      Number(new RegExp(`page_cache_requests_total\\{result="${result}"\\} (\\d+)`).exec(body)?.[1]),
    ).toBeGreaterThan(0)
  expect(Number(/page_cache_bytes (\d+)/.exec(body)?.[1])).toBeGreaterThan(5000)
  expect(body).toContain('page_cache_open 1')
})

test('every cookie that our pages read is known to the cache', () => {
  const root = join(import.meta.dirname, '../src')
  const written = globSync('**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !file.includes('.test.'))
    .flatMap((file) => [
      ...readFileSync(join(root, file), 'utf8').matchAll(
        /(?:set|get|delete)(?:Signed)?Cookie\(c, '([^']+)'|\bseal\(c, '([^']+)'/g,
      ),
    ])
    .map(([, direct, sealed]) => direct ?? sealed ?? '')
  const names = [...new Set(written)]
  expect(names).toEqual(expect.arrayContaining(['display', 'flash', 'follow', 'receipt']))
  const stored = names.filter((name) => visitOf({ method: 'GET', url: '/', headers: { cookie: `${name}=x` } }) !== null)
  expect(stored).toEqual(['display'])
})
