import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { Problem } from '#platform/http/api-problem.ts'
import type { Env } from '#platform/http/env.ts'
import { countTry } from '#platform/http/rate-limit.ts'
import { isId } from '#platform/id.ts'
import { urls } from '#urls.ts'
import { makeToken, tokenSeconds } from './access-token.ts'
import { keyInForce } from './api-keys.ts'
import { wrongKeys } from './caller.ts'
import { addOperation, newApi } from './operation.ts'

const tokenForm = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string().optional().openapi({ description: '密钥的 client_id；也可以放在 HTTP Basic 里' }),
  client_secret: z.string().optional().openapi({ description: '密钥的 client_secret；也可以放在 HTTP Basic 里' }),
  scope: z
    .string()
    .optional()
    .openapi({ description: '要的权限，用空格分开；不填就是密钥的全部权限', example: 'letters:read' }),
})

const tokenShape = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().openapi({ description: '多少秒后失效', example: tokenSeconds }),
    scope: z.string().openapi({ example: 'letters:read letters:work' }),
  })
  .openapi('AccessToken')

export const tokenApi = newApi()

addOperation(
  tokenApi,
  {
    method: 'post',
    path: urls.apiToken(),
    group: '密钥和令牌',
    summary: '用密钥换令牌',
    description: 'OAuth 2.0 客户端凭证（RFC 6749 §4.4）。错误按 RFC 6749 §5.2 回答，不是 RFC 9457。',
    withoutKey: true,
    body: {
      form: tokenForm,
      type: 'application/x-www-form-urlencoded',
      example: { grant_type: 'client_credentials', scope: 'letters:read' },
    },
    answer: { description: '令牌', schema: tokenShape },
  },
  async (c) => {
    c.header('Cache-Control', 'no-store')
    const house = c.get('house')
    const form = await formOf(c)
    if (form.get('grant_type') !== 'client_credentials') return refused(c, 400, 'unsupported_grant_type')
    const client = clientIn(c, form)
    const key = client && isId(client.id) ? await keyInForce(house, client.id, client.secret) : null
    if (!key) {
      await countTry(house, wrongKeys, c.get('address'))
      c.header('WWW-Authenticate', 'Basic realm="api"')
      return refused(c, 401, 'invalid_client')
    }
    const asked = form.get('scope')?.split(' ').filter(Boolean) ?? []
    const scopes = asked.length > 0 ? asked : key.scopes
    if (scopes.some((scope) => !key.scopes.includes(scope))) return refused(c, 400, 'invalid_scope')
    return c.json({
      access_token: makeToken(house, key.id, scopes),
      token_type: 'Bearer',
      expires_in: tokenSeconds,
      scope: scopes.join(' '),
    })
  },
)

async function formOf(c: Context<Env>): Promise<URLSearchParams> {
  const type = c.req.header('Content-Type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded'))
    throw new Problem('unsupported-type', '内容类型应是 application/x-www-form-urlencoded。', { status: 415 })
  return new URLSearchParams(await c.req.text())
}

/** HTTP Basic (both parts form-encoded, RFC 6749 §2.3.1), or fields of the form; not both. */
function clientIn(c: Context<Env>, form: URLSearchParams): { id: string; secret: string } | null {
  const [, basic] = /^Basic +([\w+/=-]+)$/i.exec(c.req.header('Authorization') ?? '') ?? []
  if (basic && form.has('client_secret')) return null
  const [id, secret] = basic
    ? Buffer.from(basic, 'base64').toString('utf8').split(':')
    : [form.get('client_id'), form.get('client_secret')]
  return id && secret ? { id, secret } : null
}

function refused(c: Context<Env>, status: 400 | 401, error: string): Response {
  const words: Record<string, string> = {
    unsupported_grant_type: 'grant_type must be client_credentials',
    invalid_client: 'unknown client, wrong secret, or the key is over',
    invalid_scope: 'the key does not have this scope',
  }
  return c.json({ error, error_description: words[error] }, status)
}
