import { XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { writeFeed } from './feed.ts'

test('a control character that XML cannot carry breaks no feed', () => {
  const at = Temporal.Instant.from('2026-11-23T00:00:00Z')
  const of = {
    title: '来信公开',
    description: '',
    path: '/letters',
    pathOf: (format: string) => `/letters/feed.${format}`,
    items: [{ path: '/letters/2026', title: 'a\u0001b\ufffe', summary: '\u0000x', at, author: '市住房城乡建设局' }],
  }
  const about = { site: 'https://x', cityName: '攀枝花市', now: at }
  expect(XMLValidator.validate(writeFeed('rss', of, about))).toBe(true)
  expect(XMLValidator.validate(writeFeed('atom', of, about))).toBe(true)
  expect(JSON.parse(writeFeed('json', of, about))).toMatchObject({ items: [{ url: 'https://x/letters/2026' }] })
})
