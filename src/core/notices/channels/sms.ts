import { z } from 'zod'
import type { Clock } from '#platform/clock.ts'
import type { ProviderConfig } from '#platform/provider-config.ts'
import { type Channel, DeliveryFailure } from '../channel.ts'
import { askProvider } from './ask-provider.ts'
import { signedHeaders } from './signature.ts'

type Gateway = NonNullable<ProviderConfig['sms']>

const taken = z.object({ code: z.literal('OK'), messageId: z.string().min(1).max(100) })
const refused = z.object({ code: z.string().regex(/^[A-Z0-9_.]{2,40}$/) })

/** Refusals that a second try would only repeat; every other code is worth another. */
const forGood = new Set(['INVALID_NUMBER', 'BLACKLISTED', 'CONTENT_REFUSED', 'TOO_LONG', 'UNKNOWN_TEMPLATE'])

/**
 * SMS gateway over HTTP: `POST /messages` and `GET /messages/{noticeId}`, every request signed (`signature.ts`). The gateway keeps the
 * `noticeId`: a repeat is answered with the first one's message id and no second SMS, so whatever happens on the way is worth a retry.
 */
export function smsChannel(gateway: Gateway, clock: Clock, timeout = 8_000): Channel {
  const call = async (method: 'GET' | 'POST', place: string, body: string) => {
    const url = new URL(`${gateway.url}${place}`)
    const signed = signedHeaders(gateway, { method, path: url.pathname, body, now: clock.now() })
    const headers = { ...signed, ...(body && { 'Content-Type': 'application/json; charset=utf-8' }) }
    return askProvider(url, { method, headers, body, timeout })
  }
  return {
    name: 'sms-gateway',
    atOnce: 8,
    dropsRepeats: 'always',
    send: async ({ noticeId, to, text, template }) => {
      const answer = await call('POST', '/messages', JSON.stringify({ noticeId, to, text, template }))
      const ok = taken.safeParse(answer.json)
      if (answer.status === 200 && ok.success) return { providerId: ok.data.messageId }
      const no = refused.safeParse(answer.json)
      if (!no.success || no.data.code === 'OK') throw new DeliveryFailure(`sms-http-${answer.status}`, true, true)
      throw new DeliveryFailure(no.data.code, !forGood.has(no.data.code))
    },
    wasSent: async (noticeId) => {
      const answer = await call('GET', `/messages/${noticeId}`, '')
      const ok = taken.safeParse(answer.json)
      if (answer.status === 200 && ok.success) return { providerId: ok.data.messageId }
      const no = refused.safeParse(answer.json)
      if (answer.status === 404 && no.data?.code === 'NOT_FOUND') return null
      throw new DeliveryFailure(`sms-http-${answer.status}`, true)
    },
  }
}
