import { beforeEach, expect, test } from 'vitest'
import { PageCache } from './page-cache.ts'
import { chosenEncoding, storedPage } from './stored-page.ts'
import { pageKey, type Visit, visitOf } from './visit.ts'

let now: number
let pages: PageCache

const room = 300_000

beforeEach(() => {
  now = 0
  pages = new PageCache(room, () => now)
  pages.open()
})

const visit = (path: string, query = ''): Visit => ({ host: 'site', path, query, display: '' })

const pageOf = (tags: string[], size = 10_000) =>
  storedPage(
    { status: 200, headers: new Headers({ 'Content-Type': 'text/html' }), body: Buffer.alloc(size, 'a') },
    { route: '/', tags },
  )

function render(at: Visit, tags: string[], options: { seconds?: number; size?: number; query?: string[] } = {}): void {
  const { seconds = 60, size, query = [] } = options
  pages.finish(pages.begin(at), pageOf(tags, size), { tags, seconds, query })
}

test('no page is older than a minute, whatever it asked for', () => {
  render(visit('/short'), [], { seconds: 5 })
  render(visit('/long'), [], { seconds: 3600 })
  now = 4_999
  expect(pages.find(visit('/short'))).not.toBeNull()
  now = 5_000
  expect(pages.find(visit('/short'))).toBeNull()
  now = 59_999
  expect(pages.find(visit('/long'))).not.toBeNull()
  now = 60_000
  expect(pages.find(visit('/long'))).toBeNull()
  expect(pages.bytes).toBe(0)
})

test('memory has an end; the longest unread goes first, and filters never push out the home page', () => {
  render(visit('/'), ['home'])
  for (let at = 0; at < 200; at++) {
    render(visit('/letters', `year=${at}`), ['letters'], { query: ['year'] })
    expect(pages.bytes).toBeLessThanOrEqual(room)
  }
  expect(pages.find(visit('/'))).not.toBeNull()
  expect(pages.find(visit('/letters', 'year=199'))).not.toBeNull()
  expect(pages.find(visit('/letters', 'year=0'))).toBeNull()
  for (let at = 0; at < 200; at++) {
    render(visit(`/letters/${at}`), [`letter:${at}`])
    expect(pages.find(visit('/'))).not.toBeNull()
  }
  expect(pages.bytes).toBeLessThanOrEqual(room)
  render(visit('/huge'), [], { size: room })
  expect(pages.find(visit('/huge'))).toBeNull()
})

test('a touch drops what shows the thing and only that; a render begun before it is not kept, one begun after it is', () => {
  const early = pages.begin(visit('/letters/1'))
  const elsewhere = pages.begin(visit('/letters/2'))
  pages.touched(['letter:1'])
  const late = pages.begin(visit('/letters/1'))
  pages.finish(early, pageOf(['letter:1']), { tags: ['letter:1'], query: [], seconds: 60 })
  pages.finish(elsewhere, pageOf(['letter:2']), { tags: ['letter:2'], query: [], seconds: 60 })
  expect(pages.find(visit('/letters/1'))).toBeNull()
  expect(pages.find(visit('/letters/2'))).not.toBeNull()
  pages.finish(late, pageOf(['letter:1']), { tags: ['letter:1'], query: [], seconds: 60 })
  expect(pages.find(visit('/letters/1'))).not.toBeNull()
  pages.touched(['letter:1', 'letters'])
  expect(pages.find(visit('/letters/1'))).toBeNull()
  expect(pages.find(visit('/letters/2'))).not.toBeNull()
})

test('nobody joins a render that a touch may have made old', () => {
  const flight = pages.begin(visit('/letters'))
  expect(pages.flightFor(visit('/letters'))).toBe(flight)
  pages.touched(['anything'])
  expect(pages.flightFor(visit('/letters'))).toBeNull()
})

test('what was begun while nobody listened, or before, is never kept', () => {
  const before = pages.begin(visit('/letters'))
  render(visit('/'), [])
  pages.lost()
  expect(pages.size).toBe(0)
  expect(pages.find(visit('/'))).toBeNull()
  const during = pages.begin(visit('/rules'))
  render(visit('/about'), [])
  pages.open()
  for (const flight of [before, during]) pages.finish(flight, pageOf([]), { tags: [], query: [], seconds: 60 })
  expect(pages.size).toBe(0)
  render(visit('/'), [])
  expect(pages.find(visit('/'))).not.toBeNull()
})

test('the key is the path, what the page reads of the query, and the display', () => {
  const allowed = ['class', 'year']
  const key = (query: string) => pageKey(visit('/letters', query), allowed)
  expect(key('year=2026&class=help')).toEqual(key('class=help&year=2026'))
  expect(key('class=help')).not.toEqual(key('class=praise'))
  expect(key('x=1')).toBeNull()
  expect(key('class=help&x=1')).toBeNull()
  expect(key('class=help&class=praise')).toBeNull()
  expect(key('class=help&from=timeline')).toEqual({ ...key('class=help'), isWhole: false })
  expect(key('from=2026-01-01')).toBeNull()
  expect(pageKey({ ...visit('/letters'), display: 'dark' }, [])).not.toEqual(key(''))
  expect(pageKey({ ...visit('/letters'), host: 'other' }, [])).not.toEqual(key(''))
})

test('what may be somebody’s own is no visit', () => {
  const headers = { host: 'site' }
  expect(visitOf({ method: 'GET', url: '/letters?year=2026', headers })).toMatchObject({
    path: '/letters',
    query: 'year=2026',
  })
  expect(visitOf({ method: 'POST', url: '/letters', headers })).toBeNull()
  expect(visitOf({ method: 'GET', url: 'http://elsewhere/letters', headers })).toBeNull()
  expect(visitOf({ method: 'GET', url: `/search?q=${'长'.repeat(1024)}`, headers })).toBeNull()
  for (const cookie of [
    'yangguang.session_token=x',
    'a=b; follow=x',
    '__Host-receipt=x',
    '__Secure-yangguang.two_factor=x',
  ])
    expect(visitOf({ method: 'GET', url: '/', headers: { ...headers, cookie } }), cookie).toBeNull()
  expect(
    visitOf({ method: 'GET', url: '/', headers: { ...headers, cookie: 'waf=1; display=dark.elder' } })?.display,
  ).toBe('elder.dark')
})

test.each([
  ['gzip, deflate, br', 'br'],
  ['gzip, deflate, br;q=0', 'gzip'],
  ['gzip;q=0.0, br;q=0.5', 'br'],
  ['deflate', 'identity'],
  [undefined, 'identity'],
])('who accepts %s is sent %s', (accept, encoding) => {
  expect(chosenEncoding(accept)).toBe(encoding)
})
