import { OpenAPIHono, z } from '@hono/zod-openapi'
import { type MessageType, messageTypes } from '#core/webhooks/index.ts'
import type { Env } from '#platform/http/env.ts'
import { urls } from '#urls.ts'
import type { Api } from './operation.ts'
import { scopeWords } from './scopes.ts'
import { tokenApi } from './token-api.ts'

const apis: Api[] = []

/** A room's operations become part of the document; called once, at import time. The room mounts them itself. */
export function describeApi(api: Api): Api {
  apis.push(api)
  return api
}

/** A part of an OpenAPI document, as far as the reference page reads it. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  example?: unknown
  enum?: unknown[]
  const?: unknown
  default?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

export type Parameter = {
  name: string
  in: string
  required?: boolean
  description?: string
  example?: unknown
  schema?: Schema
}

type Content = Record<string, { schema?: Schema; example?: unknown }>

export type DescribedOperation = {
  operationId: string
  tags: string[]
  summary: string
  description?: string
  security?: Record<string, string[]>[]
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Content }
  responses: Record<string, { description: string; content?: Content }>
}

export type ApiDocument = {
  openapi: string
  info: { title: string; version: string; description?: string }
  servers?: { url: string }[]
  paths: Record<string, Partial<Record<'get' | 'post', DescribedOperation>>>
  /** What we post to a system that asked for it. */
  webhooks?: Record<string, { post?: DescribedOperation }>
  components?: { schemas?: Record<string, Schema> }
}

const made = new Map<string, ApiDocument>()

/** The document of all rooms; made at the first question, when every room has spoken. */
export function apiDocument(cityName: string, server: string): ApiDocument {
  const known = made.get(`${cityName} ${server}`)
  if (known) return known
  const document = build(cityName, server)
  made.set(`${cityName} ${server}`, document)
  return document
}

function build(cityName: string, server: string): ApiDocument {
  const all = new OpenAPIHono<Env>()
  for (const api of [...apis, tokenApi]) all.route('/', api)
  const { openAPIRegistry } = all
  openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description: '单位的接口密钥，由安全管理员在工作台“接口密钥”里发放，只显示一次',
  })
  openAPIRegistry.registerComponent('securitySchemes', 'oauth2', {
    type: 'oauth2',
    description: '用同一个密钥的 client_id 和 client_secret 换 15 分钟的令牌（RFC 6749 §4.4）',
    flows: { clientCredentials: { tokenUrl: urls.apiToken(), scopes: { ...scopeWords() } } },
  })
  openAPIRegistry.registerComponent('securitySchemes', 'matterCode', {
    type: 'apiKey',
    in: 'header',
    name: 'Matter-Code',
    description: '查询码：写信时给的 6 位数字',
  })
  for (const message of messageTypes()) openAPIRegistry.registerWebhook(webhookOf(message))
  // The generator's own types are those of the specification, which know more than our page reads.
  return all.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: `${cityName}阳光政务开放接口`,
      version: '1',
      description: '来信的提交、查询、办理和公开，期限计算。页面上能做的，接口也能做，规则和权限一样。',
      license: { name: 'MulanPSL-2.0', url: 'https://license.coscl.org.cn/MulanPSL2' },
    },
    servers: [{ url: server }],
  }) as unknown as ApiDocument
}

/** One kind of message, as its receiver sees it (Standard Webhooks). */
const webhookOf = ({ type, title, about, isPublic, data }: MessageType & { type: string }) => ({
  method: 'post' as const,
  path: type,
  operationId: `webhook-${type}`,
  tags: ['推送'],
  summary: title,
  description: [about, isPublic ? '谁都可以要。' : '只推给看得到这件事的单位。'].filter(Boolean).join('。'),
  security: [],
  request: {
    headers: z.object({
      'webhook-id': z.string().openapi({ description: '消息编号；重推的同一条不变，收到过就不用再办' }),
      'webhook-timestamp': z.string().openapi({ description: '推送的时间，秒；与现在相差五分钟以上的请拒收' }),
      'webhook-signature': z
        .string()
        .openapi({ description: 'v1,签名；对“编号.时间.内容”的 HMAC-SHA256，换密钥的一天里有两个，用空格隔开' }),
    }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.object({
            type: z.literal(type).openapi({ description: '哪一种消息' }),
            timestamp: z.iso.datetime().openapi({ description: '发生的时间' }),
            // Made anew: a room may have made its own before this library taught schemas to describe themselves.
            data: z.object(data.shape).openapi({ description: '内容：只有编号和代码' }),
          }),
        },
      },
    },
  },
  responses: { 200: { description: '收到；2xx 都算。410 表示不再需要，其余的会重试' } },
})
