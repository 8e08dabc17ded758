import { z } from '@hono/zod-openapi'

/** What the API tells, and how the document says it. Instants are ISO 8601 in UTC, dates are those of the city. */
export const instant = z.iso.datetime({ offset: true })
export const date = z.iso.date()
export const numberParam = z.object({
  number: z.string().openapi({ description: '编号，15 位以上数字', example: '202611231000017' }),
})
export const fileParams = numberParam.extend({ fileId: z.uuid() })

export const state = z.object({
  id: z.string().openapi({ example: 'inProgress' }),
  word: z.string().openapi({ example: '办理中' }),
})
export const file = z.object({ id: z.uuid(), name: z.string(), size: z.string() })
export const option = z.object({ value: z.string(), label: z.string() })
export const next = z.string().nullable().openapi({ description: '下一页的网址；null 是没有了' })
