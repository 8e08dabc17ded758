import { type FeedOf, feedLinks } from '#platform/http/feed.ts'
import { urls } from '#urls.ts'
import { classWord } from '../letter.ts'
import type { ListedLetter, PublicationFilters } from '../publishing/publications.ts'

/** For the head of the list page. */
export const letterFeedLinks = (filters: PublicationFilters) =>
  feedLinks('来信公开', (format) => urls.letterFeed(format, filters))

/** The newest published letters for feed readers; the same rows and filters as the page. */
export const lettersFeed = (filters: PublicationFilters, letters: ListedLetter[], now: Temporal.Instant): FeedOf => ({
  title: '来信公开',
  description: '市民写给市长的信和各单位的答复',
  path: urls.letters(filters),
  pathOf: (format) => urls.letterFeed(format, filters),
  items: letters.map((letter) => ({
    path: urls.letter(letter.number),
    title: letter.title,
    summary: `${letter.unitName}答复于 ${letter.answeredOn}。${letter.excerpt}`,
    at: letter.publishedAt ?? now,
    categories: [classWord(letter.class), letter.divisionName],
    author: letter.unitName,
  })),
})
