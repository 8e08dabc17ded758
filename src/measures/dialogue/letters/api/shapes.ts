import { z } from '@hono/zod-openapi'
import { apiParts } from '#core/casework/index.ts'
import { followForms } from '../following/follow-acts.ts'

const { date, file, instant, next, option, state } = apiParts

export const choicesShape = z
  .object({
    divisions: z.array(option.extend({ group: z.string().nullable() })),
    units: z.array(option.extend({ group: z.string().nullable() })),
    answerWithin: z.record(z.string(), z.string()).openapi({ description: '每个类别的答复期限' }),
  })
  .openapi('LetterChoices')

export const receiptShape = z
  .object({
    number: z.string().openapi({ example: '202611231000017' }),
    queryCode: z
      .string()
      .openapi({ description: '查询码，请与编号一起保管；以后查进度放在 Matter-Code 头里', example: '048213' }),
    title: z.string(),
    className: z.string(),
    desk: z.string().openapi({ description: '收信的单位' }),
    latestOn: date.openapi({ description: '最迟答复日期' }),
    isExact: z.boolean(),
    provisional: z.boolean().openapi({ description: '经过的年份还没有公布放假安排，日期可能改变' }),
    emergency: z
      .object({ kind: z.string(), call: z.array(z.object({ number: z.string(), what: z.string() })) })
      .nullable()
      .openapi({ description: '信里像有正在发生的危险：请马上拨打' }),
    matter: z.string().openapi({ description: '查进度的网址' }),
  })
  .openapi('LetterReceipt')

export const listedShape = z
  .object({
    number: z.string(),
    title: z.string(),
    class: z.string(),
    className: z.string(),
    place: z.string(),
    unit: z.string().openapi({ description: '答复单位' }),
    askedWeek: date.openapi({ description: '来信那一周的星期一' }),
    answeredOn: date,
    publishedAt: instant,
    solved: z.boolean().nullable().openapi({ description: '写信人说解决了没有；null 是未评价' }),
    excerpt: z.string(),
    page: z.string().openapi({ description: '网页地址' }),
  })
  .openapi('ListedLetter')

export const listShape = z.object({ letters: z.array(listedShape), next }).openapi('ListedLetters')

export const publishedShape = listedShape
  .omit({ excerpt: true })
  .extend({
    body: z.string(),
    reply: z.string(),
    isRewritten: z.boolean().openapi({ description: '由编辑改写' }),
    corrections: z.array(z.object({ at: instant, ground: z.string() })),
  })
  .openapi('PublishedLetter')

const explainedDay = z.object({
  on: date,
  counts: z.boolean(),
  n: z.number().optional(),
  reason: z.string(),
  hours: z.number().optional(),
})

export const matterShape = z
  .object({
    number: z.string(),
    title: z.string(),
    body: z.string(),
    place: z.string(),
    className: z.string(),
    division: z.string(),
    openedAt: instant,
    state,
    round: z.int().openapi({ description: '2 是二次办理' }),
    due: z
      .object({ on: date, isExact: z.boolean(), provisional: z.boolean() })
      .nullable()
      .openapi({ description: '答复期限；派单以前是最迟日期（isExact 为 false）' }),
    why: z
      .array(
        z.object({
          title: z.string(),
          words: z.string(),
          source: z.string(),
          dueOn: date,
          provisional: z.boolean(),
          explanation: z.array(explainedDay),
        }),
      )
      .openapi({ description: '这个日期怎么算的，逐日说明' }),
    firstAsked: z
      .object({ unit: z.string(), person: z.string().nullable() })
      .openapi({ description: '首问责任单位和责任人' }),
    timeline: z.array(
      z.object({
        title: z.string(),
        at: instant.nullable(),
        body: z.string().nullable(),
        state: z.enum(['done', 'now', 'next']),
      }),
    ),
    question: z.string().nullable().openapi({ description: '请您补充的情况' }),
    answers: z.array(z.object({ text: z.string(), unit: z.string(), at: instant })),
    supplements: z.array(z.object({ text: z.string(), at: instant })),
    files: z.array(file),
    rating: z.object({ solved: z.boolean().nullable(), satisfied: z.int().nullable() }).nullable(),
    acts: z
      .array(z.enum(Object.keys(followForms) as [string, ...string[]]))
      .openapi({ description: '现在可以办的：POST 到 /api/v1/matters/{number}/ 后面加这个词' }),
    published: z.string().nullable().openapi({ description: '公开以后的网页地址' }),
  })
  .openapi('Matter')
