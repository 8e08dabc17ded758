import type { Context } from 'hono'
import { Refusal } from '../refusal.ts'
import type { Env } from './env.ts'

/** One field of what was sent and what is wrong with it: `pointer` into a body (RFC 6901), or the `parameter` of an address. */
export type ProblemError = { detail: string; pointer?: string; parameter?: string }

/** A refusal as an API client needs it: every fault by its place, and headers that say what to do next. */
export class Problem extends Refusal {
  readonly errors: readonly ProblemError[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: string,
    sentence: string,
    options: { status?: Refusal['status']; errors?: readonly ProblemError[]; headers?: Record<string, string> } = {},
  ) {
    super(code, sentence, options)
    this.errors = options.errors ?? []
    this.headers = options.headers ?? {}
  }
}

type Status = Refusal['status'] | 500 | 503

/** What a status means, for people who read a problem. */
export const problemTitles: Record<Status, string> = {
  400: '请求读不懂',
  401: '需要密钥',
  403: '不能这样操作',
  404: '没有找到',
  409: '与别人的操作冲突',
  410: '内容已撤下',
  413: '内容太大',
  415: '内容类型不对',
  422: '请改一下再提交',
  429: '操作太频繁',
  500: '系统出错了',
  503: '系统正忙',
}

/** The answer to every failure below `/api` (RFC 9457). `type` leads to a page about it. */
export function problem(
  c: Context<Env>,
  {
    status,
    code,
    detail,
    errors = [],
  }: { status: Status; code: string; detail: string; errors?: readonly ProblemError[] },
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = {
    type: `/api/problems/${code}`,
    title: problemTitles[status],
    status,
    detail,
    ...(errors.length > 0 && { errors }),
    requestId: c.get('requestId'),
  }
  return c.body(JSON.stringify(body), status, { ...headers, 'Content-Type': 'application/problem+json; charset=utf-8' })
}

export function showProblem(c: Context<Env>, refusal: Refusal): Response {
  const { status, code, message: detail, field } = refusal
  if (refusal instanceof Problem) return problem(c, { status, code, detail, errors: refusal.errors }, refusal.headers)
  const errors = field ? [{ pointer: `#/${field}`, detail }] : []
  return problem(c, { status, code, detail, errors }, status === 429 ? { 'Retry-After': '60' } : {})
}

/** Sentences by field, of a body. */
export const inBody = (errors: Readonly<Record<string, string | undefined>>): ProblemError[] =>
  Object.entries(errors).map(([field, detail]) => ({ pointer: `#/${field}`, detail: detail ?? '' }))

export const invalidBody = (errors: readonly ProblemError[]): Problem =>
  new Problem('invalid-body', errors.map(({ detail }) => detail).join(''), { errors })
