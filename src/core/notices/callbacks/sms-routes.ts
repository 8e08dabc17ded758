import type { Context } from 'hono'
import { z } from 'zod'
import { type Env, routes } from '#platform/http/env.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { isSigned } from '../channels/signature.ts'
import { noteReceipt, smsReceipt } from './receipts.ts'
import { smsReply, takeReply } from './take-reply.ts'

/**
 * What the SMS gateway tells us, signed as we sign towards it and not older than five minutes. Answers are codes: `OK`, `REPEATED` (taken
 * before; the gateway stops repeating), `BAD_SIGNATURE`, `BAD_BODY`.
 */
export const smsCallbacks = routes()
  .post(urls.smsReceipts(), async (c) => {
    const read = await signedBody(c, smsReceipt)
    if (read instanceof Response) return read
    const { messageId, noticeId, status, code } = read
    const isDelivered = status === 'DELIVERED'
    const isNew = await noteReceipt(c.get('house'), { source: 'sms', messageId, of: { noticeId }, isDelivered, code })
    return c.json({ code: isNew ? 'OK' : 'REPEATED' })
  })
  .post(urls.smsReplies(), async (c) => {
    const read = await signedBody(c, smsReply)
    if (read instanceof Response) return read
    const isNew = await takeReply(c.get('house'), read)
    return c.json({ code: isNew ? 'OK' : 'REPEATED' })
  })

/** Without a gateway there is nothing at this address. */
async function signedBody<T>(c: Context<Env>, shape: z.ZodType<T>): Promise<T | Response> {
  const house = c.get('house')
  const { sms } = house.config.providers
  if (!sms) throw notFound()
  const body = await c.req.text()
  const about = { method: c.req.method, path: c.req.path, body, now: house.clock.now() }
  if (!isSigned(sms, (name) => c.req.header(name), about)) return c.json({ code: 'BAD_SIGNATURE' }, 401)
  const read = z.string().transform(asJson).pipe(shape).safeParse(body)
  return read.success ? read.data : c.json({ code: 'BAD_BODY' }, 422)
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
