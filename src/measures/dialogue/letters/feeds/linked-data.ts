import { urls } from '#urls.ts'
import type { Publication } from '../publishing/publication.ts'

/** schema.org QAPage: a question that somebody asked and the answer that the government gave. Published words only. */
export const letterLinkedData = (letter: Publication, site: string): Record<string, unknown> => ({
  '@context': 'https://schema.org',
  '@type': 'QAPage',
  url: `${site}${urls.letter(letter.number)}`,
  inLanguage: 'zh-CN',
  mainEntity: {
    '@type': 'Question',
    name: letter.title,
    text: letter.body,
    answerCount: 1,
    // By week: nobody is found by the day on which they wrote.
    dateCreated: letter.askedWeek.toString(),
    contentLocation: { '@type': 'Place', name: letter.divisionName },
    acceptedAnswer: {
      '@type': 'Answer',
      text: letter.reply,
      dateCreated: letter.answeredOn.toString(),
      url: `${site}${urls.letter(letter.number)}`,
      author: { '@type': 'GovernmentOrganization', name: letter.unitName },
    },
  },
})

/** schema.org GovernmentService: writing to the mayor. */
export const mailboxLinkedData = (site: string, cityName: string): Record<string, unknown> => ({
  '@context': 'https://schema.org',
  '@type': 'GovernmentService',
  name: '市长信箱',
  serviceType: '咨询、求助、投诉、建议、举报',
  url: `${site}${urls.newLetter()}`,
  provider: { '@type': 'GovernmentOrganization', name: `${cityName}人民政府办公室` },
  areaServed: { '@type': 'City', name: cityName },
  availableChannel: {
    '@type': 'ServiceChannel',
    serviceUrl: `${site}${urls.newLetter()}`,
    servicePhone: { '@type': 'ContactPoint', telephone: '12345' },
    availableLanguage: 'zh-CN',
  },
  isAccessibleForFree: true,
})
