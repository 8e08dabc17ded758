import { timingSafeEqual } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import { legacyDate } from '#platform/clock.ts'
import { routes } from '#platform/http/env.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { acdEvent } from './acd-event.ts'
import { acdSecret } from './acd-secret.ts'
import { takeEvent } from './take-event.ts'

/** A message may be so old, and a clock so far ahead, in seconds (Standard Webhooks). */
const tolerance = 300

/**
 * The telephone exchange, signed by the Standard Webhooks rules. Answers are codes: `OK`, `REPEATED` (taken before), `BAD_SIGNATURE`, `BAD_BODY`; of an offered
 * call also where it is to go. Without a secret there is nothing at this address.
 */
export const acdRoutes = routes().post(urls.acdEvents(), async (c) => {
  const house = c.get('house')
  const secret = acdSecret(house)
  if (!secret) throw notFound()
  const body = await c.req.text()
  const messageId = c.req.header('webhook-id') ?? ''
  const signed = {
    messageId,
    timestamp: c.req.header('webhook-timestamp') ?? '',
    signatures: c.req.header('webhook-signature') ?? '',
  }
  if (!isSigned(secret, signed, body, house.clock.now())) return c.json({ code: 'BAD_SIGNATURE' }, 401)
  const read = z.string().transform(asJson).pipe(acdEvent).safeParse(body)
  if (!read.success || isAhead(read.data.timestamp, house.clock.now())) return c.json({ code: 'BAD_BODY' }, 422)
  const { isNew, route } = await house.db.transaction((tx) => takeEvent({ ...house, db: tx }, messageId, read.data))
  const isOffered = read.data.type === 'call.offered'
  return c.json({ code: isNew ? 'OK' : 'REPEATED', ...(isOffered && { route }) })
})

type Signed = { messageId: string; timestamp: string; signatures: string }

/** Any of the signatures named may be the one, as while a secret is being changed. */
function isSigned(secret: string, { messageId, timestamp, signatures }: Signed, body: string, now: Temporal.Instant) {
  if (!/^[\x21-\x7e]{1,120}$/.test(messageId) || !/^\d{9,12}$/.test(timestamp)) return false
  if (messageId.startsWith('presumed:') || Math.abs(now.epochMilliseconds / 1000 - Number(timestamp)) > tolerance)
    return false
  const at = Temporal.Instant.fromEpochMilliseconds(Number(timestamp) * 1000)
  const expected = Buffer.from(new Webhook(secret).sign(messageId, legacyDate(at), body))
  return signatures
    .split(' ')
    .map((text) => Buffer.from(text))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected))
}

const isAhead = (at: Temporal.Instant, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(at, now.add({ seconds: tolerance })) > 0

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
