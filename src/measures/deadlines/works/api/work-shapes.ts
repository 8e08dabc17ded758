import { z } from '@hono/zod-openapi'

const word = z.object({ id: z.string(), word: z.string() })
const date = z.iso.date()
const file = z.object({ id: z.uuid(), name: z.string(), bytes: z.int(), href: z.string() })

export const workListShape = z
  .object({
    works: z.array(
      z.object({
        number: z.string().openapi({ example: '202603028000018' }),
        year: z.int(),
        source: word.openapi({ example: { id: 'livelihood', word: '民生实事' } }),
        title: z.string(),
        leadUnit: z.string(),
        jointUnits: z.array(z.string()),
        state: word.openapi({ example: { id: 'onTrack', word: '正常' } }),
        nextDueOn: date.nullable().openapi({ description: '最早一个没有办成的节点的日期；都办成了是 null' }),
        nextTitle: z.string().nullable(),
        proved: z.int().openapi({ description: '有佐证的节点' }),
        milestones: z.int().openapi({ description: '全部节点' }),
      }),
    ),
    next: z.string().nullable().openapi({ description: '下一页的网址；null 是没有了' }),
  })
  .openapi('Works')

export const workShape = z
  .object({
    number: z.string(),
    year: z.int(),
    source: word,
    title: z.string(),
    goal: z.string(),
    basis: z.string().nullable(),
    state: word,
    isPastDue: z.boolean().openapi({ description: '有节点过了日期没有佐证；受阻的也照样算' }),
    leadUnit: z.string(),
    jointUnits: z.array(z.string()),
    userUnits: z.array(z.string()),
    giverUnit: z.string(),
    givenOn: date,
    startsOn: date,
    milestones: z.array(
      z.object({
        position: z.int(),
        title: z.string(),
        dueOn: date,
        movedFrom: z
          .array(z.object({ on: date, reason: z.string() }))
          .openapi({ description: '改过的日期，从早到晚，每次有理由' }),
        provedOn: date.nullable(),
        isLate: z.boolean(),
        result: z.string().nullable(),
        files: z.array(file),
      }),
    ),
    history: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        at: z.iso.datetime({ offset: true }),
        unit: z.string(),
        milestone: z.string().nullable(),
        said: z.array(z.string()),
        words: z.string().nullable(),
        files: z.array(file),
      }),
    ),
    confirmedOn: date.nullable().openapi({ description: '使用方确认的日期' }),
    ratings: z.object({ accepted: z.int(), all: z.int() }).openapi({ description: '群众评价的人数' }),
  })
  .openapi('Work')

export const deskWorkShape = workShape
  .extend({
    acts: z.array(z.string()).openapi({ description: '现在可以办的：POST 到本网址后面加这个词' }),
  })
  .openapi('DeskWork')
