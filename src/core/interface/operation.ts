import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { multipartNames } from '#platform/http/api-body.ts'
import { Problem } from '#platform/http/api-problem.ts'
import type { Env } from '#platform/http/env.ts'
import { callerWith } from './caller.ts'

export type Api = OpenAPIHono<Env>

export const problemShape = z
  .object({
    type: z.string().openapi({ description: '错误的网址，打开可读说明', example: '/api/problems/invalid-body' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().openapi({ description: '原因和下一步怎么办' }),
    errors: z
      .array(z.object({ detail: z.string(), pointer: z.string().optional(), parameter: z.string().optional() }))
      .optional()
      .openapi({ description: '逐项的错误：pointer 指向请求体里的项，parameter 是网址参数' }),
    requestId: z.string().optional(),
  })
  .openapi('Problem', { description: 'RFC 9457 错误' })

/**
 * One operation: what the document says of it and what it does stand in one place, so that neither can be without the other. The shapes are those the
 * verb itself parses by.
 */
export type Operation = {
  method: 'get' | 'post'
  /** `/api/v1/letters/{number}` */
  path: string
  group: string
  summary: string
  description?: string
  /** `code`: header `Matter-Code`; a scope: a key that has it; absent: anybody. */
  needs?: 'code' | { scope: string }
  params?: z.ZodObject
  query?: z.ZodObject
  body?: {
    /** Null: nothing is sent. */
    form: z.ZodObject | null
    type?: 'application/json' | 'application/x-www-form-urlencoded'
    takesFiles?: boolean
    example?: Record<string, unknown>
  }
  /** A write that changes nothing twice anyway. */
  withoutKey?: boolean
  answer: { status?: 200 | 201; description: string; type?: string; schema: z.ZodType }
}

export const newApi = (): Api => new OpenAPIHono<Env>()

export function addOperation(
  api: Api,
  operation: Operation,
  act: (c: Context<Env>) => Promise<Response> | Response,
): void {
  const { method, path, needs } = operation
  describe(api, operation)
  api.on(method.toUpperCase(), path.replace(/\{(\w+)\}/g, ':$1'), async (c) => {
    if (needs && needs !== 'code') callerWith(c, needs.scope)
    const answer = await act(c)
    // What is told to one caller is nobody else's, not even a proxy's.
    if (needs) answer.headers.set('Cache-Control', 'no-store')
    return answer
  })
}

function describe(api: Api, operation: Operation): void {
  const { method, path, group, summary, description, needs, params, query, body, answer } = operation
  const headers = {
    ...(needs === 'code' && {
      'Matter-Code': z.string().openapi({ description: '查询码，6 位数字', example: '048213' }),
    }),
    ...(method === 'post' &&
      !operation.withoutKey && {
        'Idempotency-Key': z.string().openapi({
          description: '防重复的键；重发同一个请求用同一个键',
          example: '"0199c8c2-6f1e-7b7a-9d0e-2f6a4c1b3e55"',
        }),
      }),
  }
  api.openAPIRegistry.registerPath({
    method,
    path,
    tags: [group],
    summary,
    description,
    operationId: `${method}${path.replace('/api/v1', '').replace(/[/{}.-]+(\w)?/g, (_, next = '') => next.toUpperCase())}`,
    security:
      needs === undefined ? [] : needs === 'code' ? [{ matterCode: [] }] : [{ apiKey: [] }, { oauth2: [needs.scope] }],
    request: {
      ...(params && { params }),
      ...(query && { query }),
      ...(Object.keys(headers).length > 0 && { headers: z.object(headers) }),
      ...(body?.form && { body: { required: !isAllOptional(body.form), content: contentOf(body.form, body) } }),
    },
    responses: {
      [answer.status ?? 200]: {
        description: answer.description,
        content: { [answer.type ?? 'application/json']: { schema: answer.schema } },
      },
      default: {
        description: '没有办成，原因见内容',
        content: { 'application/problem+json': { schema: problemShape } },
      },
    },
  })
}

function contentOf(
  form: z.ZodObject,
  { type = 'application/json', takesFiles, example }: NonNullable<Operation['body']>,
) {
  const multipart = z.object({
    [multipartNames.json]: z.string().openapi({ description: '与 application/json 的请求体相同的 JSON' }),
    [multipartNames.files]: z
      .array(z.any().openapi({ type: 'string', format: 'binary' }))
      .optional()
      .openapi({ description: '附件，最多 9 个，每个不超过 20 MB' }),
  })
  return {
    [type]: { schema: form.strict(), ...(example && { example }) },
    ...(takesFiles && { 'multipart/form-data': { schema: multipart } }),
  }
}

const isAllOptional = (form: z.ZodObject): boolean =>
  Object.values(form.shape).every((field) => field instanceof z.ZodType && field.safeParse(undefined).success)

/** What an address asks, or 422 with every parameter that is wrong or unknown. `shape` is strict. */
export function readQuery<Shape extends z.ZodObject>(c: Context<Env>, shape: Shape): z.output<Shape> {
  const read = shape.safeParse(c.req.query())
  if (read.success) return read.data
  const errors = read.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((name) => ({ parameter: name.slice(0, 60), detail: `没有“${name.slice(0, 60)}”这个参数。` }))
      : [{ parameter: String(issue.path[0] ?? ''), detail: issue.message }],
  )
  throw new Problem('invalid-query', errors.map(({ detail }) => detail).join(''), { errors })
}
