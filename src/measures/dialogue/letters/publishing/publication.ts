import type { InferSelectModel } from 'drizzle-orm'
import type { letterPublications, publicationVersions } from '../tables.ts'

export type Publication = InferSelectModel<typeof letterPublications>
export type PublicationVersion = InferSelectModel<typeof publicationVersions>

/** The three texts that the public reads. */
export type PublishedWords = { title: string; body: string; reply: string }

/** Monday of the week: the public learns when something was asked by week, not by day, so that nobody is found by it. */
export const weekOf = (date: Temporal.PlainDate): Temporal.PlainDate => date.subtract({ days: date.dayOfWeek - 1 })

export type PublishableLetter = {
  class: string
  complaintAgainst: string | null
  /** About the writer's own employer, school, village or landlord. */
  isOwn: boolean
  isEmergency: boolean
  wantsPublic: boolean
  isAnswered: boolean
}

/**
 * Why this letter may not be published, or null. 举报 never; without the writer's tick never; a complaint against an
 * official, an employer or a neighbour only told again in the editor's own words (0-platform, 不暴露写信人; PIPL 第25条).
 */
export function publishingBar(letter: PublishableLetter, words: { isRewritten: boolean }): string | null {
  if (letter.class === 'report') return '举报不公开，任何形式都不行。'
  if (letter.isEmergency) return '涉及人身安全的来信不公开。'
  if (!letter.wantsPublic) return '写信人没有同意公开，这封信不能公开。'
  if (!letter.isAnswered) return '还没有答复写信人，先答复后公开。'
  if (mustRewrite(letter) && !words.isRewritten) {
    return '投诉工作人员、邻里或用人单位的来信，只能由编辑改写成一般问题后公开：请改写标题和内容，并勾选“已改写”。'
  }
  return null
}

/** Complaints that would show whom they are about, or who wrote them, to those who know the place. */
export const mustRewrite = (letter: Pick<PublishableLetter, 'class' | 'complaintAgainst' | 'isOwn'>): boolean =>
  letter.class === 'complaint' && (letter.complaintAgainst === 'official' || letter.isOwn)
