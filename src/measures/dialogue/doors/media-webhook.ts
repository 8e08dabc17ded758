import { timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import { legacyDate } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { countTry, type RateLimit } from '#platform/http/rate-limit.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { sentIn } from './read-file.ts'
import { type MessageSource, secretOf, sourceBySlug } from './sources.ts'
import { readSentMessage, takeMessage } from './take-message.ts'

/** 本市自定: an account with a hundred thousand followers after an accident; a machine that floods stops here. */
const ofSource: RateLimit = {
  name: 'media-webhook',
  points: 600,
  seconds: 60,
  sentence: '推送得太快了，请过一分钟再推。',
}

const most = 256 * 1024

const envelope = z.object({ type: z.literal('message.created'), data: z.record(z.string(), z.unknown()) })

/**
 * A message of the new media as it comes, signed by the rules of Standard Webhooks with the secret of its source, not older than five minutes. The source's
 * own id of the message makes it one, however often it is sent. Answers are codes: `TAKEN` with the number, `REPEATED` with the first one, `REFUSED` with
 * the sentences (the sender need not repeat it), `BAD_SIGNATURE`, `BAD_BODY`, `TOO_LARGE`, `TOO_MANY`.
 */
export const mediaWebhook = routes().post(urls.mediaWebhook(':source{[a-z0-9-]{2,40}}'), async (c) => {
  const house = c.get('house')
  const source = await sourceBySlug(house.db, c.req.param('source') ?? '')
  const secret = source && secretOf(house, source)
  if (!source || !secret) throw notFound()
  const body = await c.req.text()
  if (body.length > most) return c.json({ code: 'TOO_LARGE' }, 413)
  if (!isSigned(c, secret, body)) return c.json({ code: 'BAD_SIGNATURE' }, 401)
  try {
    await countTry(house, ofSource, source.id)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return c.json({ code: 'TOO_MANY' }, 429, { 'Retry-After': '60' })
  }
  const read = envelope.safeParse(asJson(body))
  if (!read.success) return c.json({ code: 'BAD_BODY' }, 422)
  return take(c, source, read.data.data)
})

async function take(c: Context<Env>, source: MessageSource, data: Record<string, unknown>): Promise<Response> {
  const house = c.get('house')
  const read = await readSentMessage(house, source, sentIn(data))
  if ('faults' in read) return c.json({ code: 'REFUSED', why: read.faults }, 422)
  try {
    const { outcome, number } = await takeMessage(house, source, read.message)
    return c.json({ code: outcome === 'taken' ? 'TAKEN' : 'REPEATED', number, notes: read.message.notes })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return c.json({ code: 'REFUSED', why: [error.message] }, 422)
  }
}

/** The library signs; whether it is too old is told by the house's own clock, and compared is in constant time. */
function isSigned(c: Context<Env>, secret: string, body: string): boolean {
  const header = (name: string) => c.req.header(name) ?? ''
  const sentAt = header('webhook-timestamp')
  if (!/^\d{9,12}$/.test(sentAt)) return false
  const now = c.get('house').clock.now()
  if (Math.abs(now.epochMilliseconds / 1000 - Number(sentAt)) > 300) return false
  const id = header('webhook-id')
  if (!/^[\w.-]{1,100}$/.test(id)) return false
  const moment = legacyDate(Temporal.Instant.fromEpochMilliseconds(Number(sentAt) * 1000))
  const expected = Buffer.from(new Webhook(secret).sign(id, moment, body))
  return header('webhook-signature')
    .split(' ')
    .map((offered) => Buffer.from(offered))
    .some((offered) => offered.length === expected.length && timingSafeEqual(offered, expected))
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
