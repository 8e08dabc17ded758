import { createECDH } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import webpush from 'web-push'
import { z } from 'zod'
import type { House } from '#platform/house.ts'
import { post } from '#platform/http/outgoing.ts'
import { PrivateAddress, systemResolve } from '#platform/http/public-address.ts'
import { urls } from '#urls.ts'
import { type Channel, DeliveryFailure, type Message } from '../channel.ts'
import { pushHash } from '../preferences/address-hash.ts'
import { noticeAddresses } from '../tables.ts'

/** What a browser gives when its owner agrees (Push API): where to post, and the keys only it can open with. */
export const subscriptionOf = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(1000),
  keys: z.object({
    p256dh: z.string().regex(/^[\w-]{87}=?$/),
    auth: z.string().regex(/^[\w-]{22}(?:==)?$/),
  }),
})

/** The pair by which push services know this city (RFC 8292), from the master key: nothing more to keep, and lost only with it. */
export function pushKeys({ secrets }: Pick<House, 'secrets'>): { publicKey: string; privateKey: string } {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(Buffer.from(secrets.deriveKey('web-push'), 'hex'))
  return { publicKey: pair.getPublicKey('base64url'), privateKey: pair.getPrivateKey('base64url') }
}

/** So long a push service keeps it for a browser that is closed; the words themselves wait in the inbox. */
const keptFor = 24 * 3600

/**
 * Web push (RFC 8030, encrypted by RFC 8291). Says what it is about and leads to our inbox; the words stay here, as a screen may lie open. A repeat has the
 * same topic and the same tag: it takes the place of the first on the way and on the screen, so nobody is told twice.
 */
export function pushChannel(house: House, contact: string, timeout = 8_000): Channel {
  const vapidDetails = { subject: contact, ...pushKeys(house) }
  return {
    name: 'web-push',
    atOnce: 8,
    dropsRepeats: 'always',
    send: async (message) => {
      const subscription = subscriptionOf.parse(JSON.parse(message.to))
      const details = webpush.generateRequestDetails(subscription, wordsOf(message), {
        vapidDetails,
        TTL: keptFor,
        topic: Buffer.from(message.noticeId.replaceAll('-', ''), 'hex').toString('base64url'),
        contentEncoding: 'aes128gcm',
      })
      const { status } = await post({
        url: new URL(details.endpoint),
        headers: { ...details.headers, 'Content-Length': String(details.body.length) },
        body: details.body,
        timeout,
        allowed: house.config.webhookNetworks,
        resolve: systemResolve,
      }).catch((error: Error) => {
        throw new DeliveryFailure(
          error instanceof PrivateAddress ? 'push-private-address' : 'unreachable',
          !(error instanceof PrivateAddress),
          true,
        )
      })
      if (status >= 200 && status < 300) return { providerId: null }
      if (status === 404 || status === 410) await forget(house, subscription.endpoint)
      // Gone, or never to be taken; 401 and 403 are put right by the administrator, the rest is the service's.
      throw new DeliveryFailure(`push-${status}`, ![400, 404, 410, 413].includes(status))
    },
    wasSent: async () => null,
  }
}

const wordsOf = ({ noticeId, title, variables }: Message): string =>
  JSON.stringify({
    id: noticeId,
    title,
    body: variables.number ? `编号 ${variables.number}，点开看全文` : '点开看全文',
    href: urls.myMessages(),
  })

/** The browser has taken its agreement back: the person's next medium is used from now on. */
async function forget({ db, secrets }: House, endpoint: string): Promise<void> {
  await db
    .delete(noticeAddresses)
    .where(and(eq(noticeAddresses.medium, 'push'), eq(noticeAddresses.addressHash, pushHash(secrets, endpoint))))
}
