import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { anyone, type StaffActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { Problem } from '#platform/http/api-problem.ts'
import type { Env } from '#platform/http/env.ts'
import { countTry, type RateLimit, spendTry } from '#platform/http/rate-limit.ts'
import { urls } from '#urls.ts'
import { readToken } from './access-token.ts'
import { readKeyText } from './api-key.ts'
import { type KeyInForce, keyInForce } from './api-keys.ts'

/** 本市自定: what a unit's system needs to keep its letters in step, ten times over. */
const callsOfKey: RateLimit = {
  name: 'api-key',
  points: 600,
  seconds: 60,
  sentence: '这个密钥一分钟内的请求太多了，请按 RateLimit 响应头里的秒数等候后再发。',
}

export const wrongKeys: RateLimit = {
  name: 'api-wrong-keys',
  points: 60,
  seconds: 900,
  sentence: '错误的密钥试得太多了，请 15 分钟后再试。',
}

/**
 * Who calls: an API key or a token that it was exchanged for, or anybody. Cookies count for nothing here, so that no page of another site can call in
 * anybody's name. Callers with a key are told how many calls are left (draft-ietf-httpapi-ratelimit-headers).
 */
export const withCaller = createMiddleware<Env>(async (c, next) => {
  c.set('actor', anyone)
  const credentials = c.req.header('Authorization')
  // There the header carries id and secret instead.
  if (credentials === undefined || c.req.path === urls.apiToken()) return next()
  const house = c.get('house')
  const key = await keyOf(house, credentials)
  if (!key) {
    await countTry(house, wrongKeys, c.get('address'))
    throw needKey('密钥不对、已过期或已吊销。请核对，或请本单位的安全管理员重新发放。', 'invalid_token')
  }
  c.set('actor', key.actor)
  c.set('apiKey', { id: key.id, scopes: key.scopes })
  const { left, seconds, isOver } = await spendTry(house, callsOfKey, key.id)
  const told = {
    'RateLimit-Policy': `"key";q=${callsOfKey.points};w=${callsOfKey.seconds}`,
    RateLimit: `"key";r=${left};t=${seconds}`,
  }
  if (isOver) {
    const headers = { ...told, 'Retry-After': String(seconds) }
    throw new Problem('too-many', callsOfKey.sentence, { status: 429, headers })
  }
  await next()
  for (const [name, value] of Object.entries(told)) c.res.headers.set(name, value)
  c.res.headers.set('Cache-Control', 'no-store')
})

/**
 * The key that a caller gave otherwise than in the header: in the body of a form, as other interfaces have it (Open311 `api_key`). Null when it is not in force;
 * wrong ones are counted as in the header.
 */
export async function keyGiven(c: Context<Env>, text: string): Promise<KeyInForce | null> {
  const house = c.get('house')
  const read = readKeyText(text)
  const key = read && (await keyInForce(house, read.id, read.secret))
  if (!key) await countTry(house, wrongKeys, c.get('address'))
  return key
}

async function keyOf(house: House, credentials: string): Promise<KeyInForce | null> {
  const [, bearer] = /^Bearer +(\S+)$/i.exec(credentials) ?? []
  if (!bearer) return null
  const key = readKeyText(bearer)
  if (key) return keyInForce(house, key.id, key.secret)
  const token = readToken(house, bearer)
  const behind = token && (await keyInForce(house, token.keyId, null))
  return behind && { ...behind, scopes: behind.scopes.filter((scope) => token.scopes.includes(scope)) }
}

const needKey = (sentence: string, error?: string): Problem =>
  new Problem('no-key', sentence, {
    status: 401,
    headers: { 'WWW-Authenticate': `Bearer realm="api"${error ? `, error="${error}"` : ''}` },
  })

/** The member of staff as whom a key with this scope acts; 401 without a key, 403 when the key may not. */
export function callerWith(c: Context<Env>, scope: string): StaffActor {
  const actor = c.get('actor')
  const key = c.get('apiKey')
  if (!key || actor.kind !== 'staff')
    throw needKey('这个操作要用单位的接口密钥：Authorization: Bearer <密钥>。密钥由安全管理员在工作台发放。')
  if (!key.scopes.includes(scope)) {
    throw new Problem('insufficient-scope', `这个密钥没有“${scope}”权限，请安全管理员另发一个。`, {
      status: 403,
      headers: { 'WWW-Authenticate': `Bearer realm="api", error="insufficient_scope", scope="${scope}"` },
    })
  }
  return actor
}
