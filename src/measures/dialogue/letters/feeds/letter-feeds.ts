import { Feed } from 'feed'
import { legacyDate } from '#platform/clock.ts'
import { urls } from '#urls.ts'
import { classWord } from '../letter.ts'
import type { ListedLetter, PublicationFilters } from '../publishing/publications.ts'

export const feedFormats = {
  rss: { mime: 'application/rss+xml', title: '来信公开（RSS）' },
  atom: { mime: 'application/atom+xml', title: '来信公开（Atom）' },
  json: { mime: 'application/feed+json', title: '来信公开（JSON Feed）' },
} as const

type FeedFormat = keyof typeof feedFormats

/** For the head of the list page. */
export const feedLinks = (filters: PublicationFilters): { type: string; href: string; title: string }[] =>
  (['rss', 'atom', 'json'] as const).map((format) => ({
    type: feedFormats[format].mime,
    href: urls.letterFeed(format, filters),
    title: feedFormats[format].title,
  }))

/** XML 1.0 has no place for these, escaped or not; a reader would refuse the whole feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** The newest published letters for feed readers; the same rows and filters as the page. `site`: our address without path. */
export function lettersFeed(
  format: FeedFormat,
  {
    site,
    cityName,
    filters,
    letters,
    updated,
  }: {
    site: string
    cityName: string
    filters: PublicationFilters
    letters: ListedLetter[]
    updated: Temporal.Instant
  },
): string {
  const at = (path: string) => `${site}${path}`
  const feed = new Feed({
    id: at(urls.letters(filters)),
    title: `来信公开 · 阳光政务 · ${cityName}`,
    description: '市民写给市长的信和各单位的答复',
    link: at(urls.letters(filters)),
    language: 'zh-CN',
    favicon: at('/assets/icon.svg'),
    copyright: `${cityName}人民政府办公室`,
    updated: legacyDate(letters[0]?.publishedAt ?? updated),
    generator: 'yangguang',
    feedLinks: Object.fromEntries(
      (['rss', 'atom', 'json'] as const).map((name) => [name, at(urls.letterFeed(name, filters))]),
    ),
  })
  for (const letter of letters) {
    feed.addItem({
      id: at(urls.letter(letter.number)),
      link: at(urls.letter(letter.number)),
      title: letter.title.replace(unprintable, ' '),
      description: `${letter.unitName}答复于 ${letter.answeredOn}。${letter.excerpt}`.replace(unprintable, ' '),
      date: legacyDate(letter.publishedAt ?? updated),
      category: [{ name: classWord(letter.class) }, { name: letter.divisionName }],
      author: [{ name: letter.unitName }],
    })
  }
  if (format === 'rss') return feed.rss2()
  return format === 'atom' ? feed.atom1() : feed.json1()
}
