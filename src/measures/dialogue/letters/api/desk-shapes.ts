import { z } from '@hono/zod-openapi'
import { deskShapes } from '#core/casework/index.ts'
import { apiDeskUrls } from '#urls.ts'

/** What units are told. */
export const letterShapes = deskShapes({
  one: 'letter',
  many: 'letters',
  title: 'DeskLetter',
  kinds: 'letter 来信，part 协办件',
  concerns: '写信人认为应由哪个单位办；举报的，是被举报单位',
  measure: '封',
  urls: apiDeskUrls('/api/v1/desk/letters'),
})
export const { list: deskListShape, one: deskLetterShape, done: doneShape } = letterShapes

const words = z.object({ title: z.string(), body: z.string(), reply: z.string() })

export const proposalShape = z
  .object({
    number: z.string(),
    status: z.enum(['prepared', 'published', 'withdrawn']).nullable(),
    original: words,
    proposed: words.openapi({ description: '已公开的内容；还没有公开的，是遮盖建议' }),
    masked: z.array(z.object({ part: z.string(), kind: z.string(), text: z.string() })),
    sensitive: z.array(z.string()),
    mustRewrite: z.boolean(),
    bar: z.string().nullable().openapi({ description: '不能公开的原因' }),
  })
  .openapi('PublicationProposal')
