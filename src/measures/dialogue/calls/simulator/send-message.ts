import { Webhook } from 'standardwebhooks'
import { legacyDate } from '#platform/clock.ts'
import type { AcdMessage } from '../acd-event.ts'

/** Headers and body as a telephone exchange sends them: Standard Webhooks. */
export function signedMessage(
  secret: string,
  { id, at, message }: { id: string; at: Temporal.Instant; message: AcdMessage },
): { headers: Record<string, string>; body: string } {
  const body = JSON.stringify(message)
  return {
    body,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.epochMilliseconds / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, legacyDate(at), body),
    },
  }
}
