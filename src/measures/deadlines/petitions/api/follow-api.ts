import { z } from '@hono/zod-openapi'
import { openByHeader } from '#core/following/index.ts'
import { type Api, addOperation } from '#core/interface/index.ts'
import { urls } from '#urls.ts'
import { type Followed, findPetition } from '../following/find-petition.ts'

const instant = z.iso.datetime()
const told = z.object({ title: z.string(), text: z.string(), at: instant })

const petitionShape = z
  .object({
    number: z.string(),
    class: z.string().openapi({
      description: 'appeal 申诉求决，suggestion 建议意见，report 检举控告，recheck 复查，finalReview 复核',
    }),
    className: z.string(),
    nationalNumber: z.string().nullable().openapi({ description: '全国信访信息系统编号' }),
    title: z.string(),
    claim: z.string().openapi({ description: '投诉请求' }),
    facts: z.string().openapi({ description: '事实和理由' }),
    openedAt: instant,
    state: z.string().openapi({ description: '办到哪一步' }),
    due: z
      .object({ on: z.iso.date(), what: z.string(), isProvisional: z.boolean() })
      .nullable()
      .openapi({ description: '现在等的那一天，是告知是否受理还是出具意见' }),
    timeline: z.array(
      z.object({ title: z.string(), body: z.string().nullable(), at: instant.nullable(), state: z.string() }),
    ),
    question: z.string().nullable().openapi({ description: '请信访人补充的情况' }),
    told: z.array(told).openapi({ description: '书面告知：受理、不予受理、导入其他程序' }),
    opinion: z
      .object({ title: z.string(), choice: z.string(), text: z.string(), unit: z.string(), at: instant })
      .nullable()
      .openapi({ description: '意见书；检举控告的承办机关不写名字' }),
    deliveredOn: z.iso.date().nullable().openapi({ description: '意见书送达的日期' }),
    next: z
      .object({
        stage: z.enum(['recheck', 'finalReview']),
        organ: z.string().nullable().openapi({ description: '受理机关；为空的在本市以上，不在本平台办理' }),
        lastOn: z.iso.date().nullable().openapi({ description: '最后一天；意见书还没有送达的为空' }),
        isOver: z.boolean(),
        asked: z.string().nullable().openapi({ description: '已经申请的，它的编号' }),
      })
      .nullable()
      .openapi({ description: '不服的，可以申请复查、复核' }),
    chain: z
      .array(z.object({ number: z.string(), className: z.string(), isOpen: z.boolean() }))
      .openapi({ description: '信访事项和它的复查、复核；同一个查询码都能看' }),
    supplements: z.array(z.object({ text: z.string(), at: instant })),
    papers: z.array(z.object({ key: z.string(), title: z.string(), at: instant })).openapi({ description: '文书' }),
  })
  .openapi('Petition')

/** What the follow page tells whoever has number and code. */
export function addFollowOperation(api: Api): void {
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiPetition('{number}'),
      group: '信访事项查进度',
      summary: '一件信访事项办到哪里了',
      description: '编号在网址里，查询码在 Matter-Code 头里。任何一个不对都答 404，试错的次数有限制。',
      needs: 'code',
      params: z.object({ number: z.string().openapi({ description: '编号', example: '202611235000178' }) }),
      answer: { description: '经过、期限、告知、意见书、能不能申请复查', schema: petitionShape },
    },
    async (c) => c.json(shown(await openByHeader(c, findPetition))),
  )
}

function shown({ petition }: Followed) {
  const { due, next } = petition
  return {
    number: petition.number,
    class: petition.class,
    className: petition.classWord,
    nationalNumber: petition.nationalNumber,
    title: petition.title,
    claim: petition.claim,
    facts: petition.facts,
    openedAt: petition.openedAt,
    state: petition.state.word,
    due: due && { on: due.on, what: due.what, isProvisional: due.provisional },
    timeline: petition.stops.map(({ title, body, at, state }) => ({
      title,
      body: body ?? null,
      at: at ?? null,
      state,
    })),
    question: petition.question,
    told: petition.told,
    opinion: petition.opinion,
    deliveredOn: petition.deliveredOn,
    next: next && {
      stage: next.stage,
      organ: next.organ,
      lastOn: next.lastOn,
      isOver: next.isOver,
      asked: next.asked,
    },
    chain: petition.chain.map(({ number, word, isOpen }) => ({ number, className: word, isOpen })),
    supplements: petition.supplements,
    papers: petition.papers.map(({ key, title, at }) => ({ key, title, at })),
  }
}
