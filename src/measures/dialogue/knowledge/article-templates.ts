import type { Reading } from '#core/casework/index.ts'
import { dateIn } from '#platform/clock.ts'
import { isStale } from './article.ts'
import { articlesFor, findPublic } from './read-articles.ts'
import { countService } from './serve-article.ts'

const prefix = 'article:'

/** 知识库 under a draft: what fits the letter, to be put in and made to fit; its basis goes with it. Those past their review say so in their name. */
export async function articleTemplates(
  { db, clock, config }: Reading,
  words: string,
): Promise<{ id: string; title: string; body: string }[]> {
  const today = dateIn(config.timeZone, clock.now())
  return (await articlesFor(db, words)).map((article) => ({
    id: `${prefix}${article.no}`,
    title: `知识库：${article.title}${isStale(article, today) ? '（过了核对日期，先问清楚）' : ''}`,
    body: `${article.body}\n（依据：${article.basis}）`,
  }))
}

/** Of a template that is an article: one more answer it went into. */
export async function countArticleUse(house: Reading, templateId: string): Promise<void> {
  const no = Number(templateId.startsWith(prefix) ? templateId.slice(prefix.length) : Number.NaN)
  if (!Number.isSafeInteger(no)) return
  const article = await findPublic(house.db, no)
  if (article.state === 'public') await countService(house, article.id, 'used')
}
