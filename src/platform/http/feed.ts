import { Feed } from 'feed'
import type { Context } from 'hono'
import { z } from 'zod'
import { legacyDate } from '../clock.ts'
import { notFound } from '../refusal.ts'
import type { Env } from './env.ts'
import { siteAddress } from './site-address.ts'

const formats = {
  rss: { mime: 'application/rss+xml', name: 'RSS' },
  atom: { mime: 'application/atom+xml', name: 'Atom' },
  json: { mime: 'application/feed+json', name: 'JSON Feed' },
} as const
export type FeedFormat = keyof typeof formats
const names = Object.keys(formats) as FeedFormat[]

export type FeedItem = {
  /** Of its page. */
  path: string
  title: string
  summary: string
  at: Temporal.Instant
  categories?: string[]
  author?: string
}

/** A public list as feed readers see it: the same rows as the page at `path`. */
export type FeedOf = {
  title: string
  description: string
  path: string
  pathOf(format: FeedFormat): string
  items: FeedItem[]
}

/** For the head of the list page. */
export const feedLinks = (
  title: string,
  pathOf: (format: FeedFormat) => string,
): { type: string; href: string; title: string }[] =>
  names.map((format) => ({
    type: formats[format].mime,
    href: pathOf(format),
    title: `${title}（${formats[format].name}）`,
  }))

/** The format that the last part of an address asks for (`feed.rss`); what is none is not found. */
export function feedFormatIn(c: Context<Env>): FeedFormat {
  const format = z.enum(names).safeParse(c.req.param('feed')?.slice('feed.'.length))
  if (!format.success) throw notFound()
  return format.data
}

export function answerFeed(c: Context<Env>, format: FeedFormat, of: FeedOf): Response {
  const { clock, config } = c.get('house')
  const text = writeFeed(format, of, { site: siteAddress(c), cityName: config.cityName, now: clock.now() })
  return c.body(text, 200, { 'Content-Type': `${formats[format].mime}; charset=utf-8` })
}

/** XML 1.0 has no place for these, escaped or not; a reader would refuse the whole feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** The text of a feed; `site` is our address without path. */
export function writeFeed(
  format: FeedFormat,
  { title, description, path, pathOf, items }: FeedOf,
  { site, cityName, now }: { site: string; cityName: string; now: Temporal.Instant },
): string {
  const at = (path: string) => `${site}${path}`
  const feed = new Feed({
    id: at(path),
    title: `${title} · 阳光政务 · ${cityName}`,
    description,
    link: at(path),
    language: 'zh-CN',
    favicon: at('/assets/icon.svg'),
    copyright: `${cityName}人民政府办公室`,
    updated: legacyDate(items[0]?.at ?? now),
    generator: 'yangguang',
    feedLinks: Object.fromEntries(names.map((name) => [name, at(pathOf(name))])),
  })
  for (const item of items)
    feed.addItem({
      id: at(item.path),
      link: at(item.path),
      title: item.title.replace(unprintable, ' '),
      description: item.summary.replace(unprintable, ' '),
      date: legacyDate(item.at),
      category: (item.categories ?? []).map((name) => ({ name })),
      ...(item.author && { author: [{ name: item.author }] }),
    })
  if (format === 'rss') return feed.rss2()
  return format === 'atom' ? feed.atom1() : feed.json1()
}
