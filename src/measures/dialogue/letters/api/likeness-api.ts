import { z } from '@hono/zod-openapi'
import { apiParts } from '#core/casework/index.ts'
import { type Api, addOperation, callerWith, readQuery } from '#core/interface/index.ts'
import { findMatter, textsOfMatter } from '#core/matters/index.ts'
import { dateIn } from '#platform/clock.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { similarLetters } from '../likeness/similar-letters.ts'
import { listTopics } from '../topics/topics.ts'
import { scopes } from './scopes.ts'

export const similarShape = z
  .object({
    letters: z.array(
      z.object({
        number: z.string(),
        title: z.string(),
        state: z.string().openapi({ description: '办到哪一步' }),
        isOpen: z.boolean().openapi({ description: '还没有答复，可以并入（merger）' }),
        isSameAsker: z.boolean().openapi({ description: '同一个写信人的重复诉求' }),
        alike: z.number().openapi({ description: '相似程度，0 到 1' }),
      }),
    ),
  })
  .openapi('SimilarLetters')

export const topicsShape = z
  .object({
    topics: z.array(
      z.object({
        title: z.string(),
        words: z.array(z.string()),
        unit: z.string().nullable().openapi({ description: '统一答复的单位' }),
        letters: z.int(),
        recent: z.int().openapi({ description: '近 4 周的来信' }),
        before: z.int().openapi({ description: '再往前 4 周的来信' }),
        sameConcerns: z.int().openapi({ description: '“我也有这个问题”的次数' }),
        answeredAt: z.string().nullable(),
        page: z.string(),
      }),
    ),
    next: z.string().nullable(),
  })
  .openapi('LetterTopics')

const topicQuery = z.strictObject({
  after: z.string().max(80, 'after 不对。').optional().openapi({ description: '上一页 next 里带的游标' }),
})

/** What stands beside a letter at dispatch, and what many write about. */
export function addLikenessOperations(api: Api): void {
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiDeskLetterAct('{number}', 'similar'),
      group: '单位办理',
      summary: '可能是同一件事的来信',
      description: '只有这把密钥看得到的来信；举报只与举报相比。',
      needs: { scope: scopes.read },
      params: apiParts.numberParam,
      answer: { description: '最多 5 封，同一个写信人的在前', schema: similarShape },
    },
    async (c) => {
      const house = c.get('house')
      const actor = callerWith(c, scopes.read)
      const row = await findMatter(house.db, actor, c.req.param('number') ?? '')
      if (row?.kind !== 'letter') throw notFound('来信')
      const texts = [...(await textsOfMatter(house.db, row.id)).values()]
      const part = (name: string): string => texts.find((text) => text.part === name)?.body ?? ''
      const found = await similarLetters(house, actor, row, { title: part('title'), body: part('body') })
      return c.json({
        letters: found.map(({ number, title, state, isOpen, isSameAsker, alike }) => ({
          number,
          title,
          state,
          isOpen,
          isSameAsker,
          alike: Math.round(alike * 100) / 100,
        })),
      })
    },
  )
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiLetterTopics(),
      group: '公开的来信',
      summary: '热点话题',
      description: '公开来信满 5 封的同一类事，按热度。',
      query: topicQuery,
      answer: { description: '一页话题', schema: topicsShape },
    },
    async (c) => {
      const { after } = readQuery(c, topicQuery)
      const { db, clock, config } = c.get('house')
      const today = dateIn(config.timeZone, clock.now())
      const { topics, next } = await listTopics(db, { actor: c.get('actor'), isDesk: false, today }, after)
      return c.json({
        topics: topics.map(({ id, title, words, unitName, letters, recent, before, same, answeredAt }) => ({
          title,
          words,
          unit: unitName,
          letters,
          recent,
          before,
          sameConcerns: same,
          answeredAt: answeredAt?.toString() ?? null,
          page: urls.letterTopic(id),
        })),
        next: next && `${urls.apiLetterTopics()}?${new URLSearchParams({ after: next })}`,
      })
    },
  )
}
