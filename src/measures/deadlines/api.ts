import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { loadCalendar } from '#core/calendar/index.ts'
import { describeApi, problemShape } from '#core/interface/index.ts'
import type { Env } from '#platform/http/env.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { countDue, dueQuestion, errorsOf } from './due-question.ts'

const explainedDay = z.object({
  on: z.iso.date(),
  counts: z.boolean().openapi({ description: '这一天是否计入' }),
  n: z.number().optional().openapi({ description: '计入时，是第几个' }),
  reason: z.string().openapi({ example: '国庆节放假' }),
})

const dueAnswer = z
  .object({
    due: z.iso.date().openapi({ description: '到期日，到当日24时止' }),
    provisional: z.boolean().openapi({ description: '经过的年份还没有公布放假安排，日期可能改变' }),
    limit: z.object({
      from: z.iso.date(),
      amount: z.int(),
      unit: z.enum(['workday', 'day', 'month']),
      direction: z.enum(['after', 'before']),
      roll: z.enum(['none', 'next']),
    }),
    explanation: z.array(explainedDay),
  })
  .openapi('Due')

const dueRoute = createRoute({
  method: 'get',
  path: urls.apiDue(),
  tags: ['期限计算'],
  operationId: 'getDue',
  security: [],
  summary: '算到期日',
  request: { query: dueQuestion },
  responses: {
    200: { description: '到期日和逐日说明', content: { 'application/json': { schema: dueAnswer } } },
    422: { description: '问题填得不对', content: { 'application/problem+json': { schema: problemShape } } },
  },
})

export const dueApi = describeApi(
  new OpenAPIHono<Env>({
    defaultHook: (result, c) => (result.success ? undefined : c.json(...refusal(errorsOf(result.error)))),
  }),
)

dueApi.openapi(dueRoute, async (c) => {
  const counted = countDue(c.req.valid('query'), await loadCalendar(c.get('house').db))
  if ('errors' in counted) return c.json(...refusal(counted.errors))
  const { question, limit, answer } = counted.due
  return c.json(
    {
      due: answer.dueOn.toString(),
      provisional: answer.provisional,
      limit: {
        from: question.from.toString(),
        amount: limit.amount,
        unit: limit.unit,
        direction: limit.direction,
        roll: limit.roll,
      },
      explanation: answer.explanation.map((day) => ({ ...day, on: day.on.toString() })),
    },
    200,
  )
})

function refusal(errors: FieldErrors): [z.infer<typeof problemShape>, 422, Record<string, string>] {
  return [
    {
      type: '/api/problems/invalid-question',
      title: '请改一下再提交',
      status: 422,
      detail: Object.values(errors).join(''),
      errors: Object.entries(errors).map(([parameter, detail]) => ({ parameter, detail })),
    },
    422,
    { 'Content-Type': 'application/problem+json; charset=utf-8' },
  ]
}
