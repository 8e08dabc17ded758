import { and, eq, isNull, lte, sql } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { legacyDate } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { post } from '#platform/http/outgoing.ts'
import { PrivateAddress, type Resolve, systemResolve } from '#platform/http/public-address.ts'
import { newId } from '#platform/id.ts'
import { enqueue } from '#platform/jobs.ts'
import { type Endpoint, webhookAttempts, webhookDeliveries, webhookEndpoints, webhookMessages } from './tables.ts'

/** Waits after the first, second, … failure (Standard Webhooks, retry schedule); after the last the delivery is dead and a person may send it again. */
export const waits = ['PT5S', 'PT5M', 'PT30M', 'PT2H', 'PT5H', 'PT10H', 'PT14H', 'PT20H', 'PT24H'].map((text) =>
  Temporal.Duration.from(text),
)

/** Nothing but failures for so long switches an endpoint off; its unit sees it on the list. */
const patience = { hours: 5 * 24 }
const timeout = 15_000
/** Longer than `timeout`: within it no second worker takes the delivery up. */
const lease = { seconds: 60 }

/**
 * One attempt. The claim moves `nextAttemptAt` a lease ahead and counts the attempt; a process that dies after posting posts once more with the
 * same `webhook-id`, by which the receiver knows a repeat (Standard Webhooks: at least once, the id is the idempotency key).
 */
export async function deliverWebhook(house: House, id: string, resolve: Resolve = systemResolve): Promise<void> {
  const now = house.clock.now()
  const [claimed] = await house.db
    .update(webhookDeliveries)
    .set({ attempts: sql`${webhookDeliveries.attempts} + 1`, nextAttemptAt: now.add(lease) })
    .where(
      and(
        eq(webhookDeliveries.id, id),
        eq(webhookDeliveries.state, 'waiting'),
        lte(webhookDeliveries.nextAttemptAt, now),
      ),
    )
    .returning()
  if (!claimed) return
  const [endpoint] = await house.db
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, claimed.endpointId), isNull(webhookEndpoints.disabledAt)))
  const [message] = await house.db.select().from(webhookMessages).where(eq(webhookMessages.id, claimed.messageId))
  if (!endpoint || !message) {
    await house.db
      .update(webhookDeliveries)
      .set({ state: 'dead', nextAttemptAt: null })
      .where(eq(webhookDeliveries.id, id))
    return
  }
  const body = JSON.stringify({ type: message.type, timestamp: message.at.toString(), data: message.data })
  const began = performance.now()
  const result = await attempt(house, endpoint, message.id, body, resolve)
  await note(house, endpoint, claimed, { ...result, milliseconds: Math.round(performance.now() - began) })
}

type Result = { status: number | null; failure: string | null; retryAfter: number | null }

async function attempt(
  house: House,
  endpoint: Endpoint,
  messageId: string,
  body: string,
  resolve: Resolve,
): Promise<Result> {
  const now = house.clock.now()
  const id = `msg_${messageId}`
  const signatures = secretsOf(house, endpoint, now).map((secret) =>
    new Webhook(secret).sign(id, legacyDate(now), body),
  )
  try {
    const { status, retryAfter } = await post({
      url: new URL(endpoint.url),
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': String(Buffer.byteLength(body)),
        'User-Agent': 'yangguang-webhooks/1',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.epochMilliseconds / 1000)),
        'webhook-signature': signatures.join(' '),
      },
      body,
      timeout,
      allowed: house.config.webhookNetworks,
      resolve,
    })
    return { status, retryAfter, failure: status >= 200 && status < 300 ? null : 'status' }
  } catch (error) {
    return { status: null, retryAfter: null, failure: failureOf(error) }
  }
}

/** Signed with the old secret too while it is valid, so that a change of secrets loses nothing. */
function secretsOf(house: House, endpoint: Endpoint, now: Temporal.Instant): string[] {
  const open = (cipher: Buffer) => house.secrets.decrypt(cipher, 'webhook_endpoints.secret')
  const old = endpoint.oldSecretCipher
  const stillValid = endpoint.oldSecretUntil && Temporal.Instant.compare(now, endpoint.oldSecretUntil) < 0
  return [open(endpoint.secretCipher), ...(old && stillValid ? [open(old)] : [])]
}

/** A code of ours; the words of the network may hold addresses. */
function failureOf(error: unknown): string {
  if (error instanceof PrivateAddress) return 'private-address'
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')) return 'timeout'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'no-such-name'
  if (/CERT|SSL|TLS/.test(code)) return 'certificate'
  return 'unreachable'
}

async function note(
  house: House,
  endpoint: Endpoint,
  delivery: { id: string; attempts: number },
  { status, failure, retryAfter, milliseconds }: Result & { milliseconds: number },
): Promise<void> {
  const now = house.clock.now()
  const wait = waits[delivery.attempts - 1]
  // 410: the other side says that nothing is wanted there any more (Standard Webhooks).
  const isGone = status === 410
  const isTired =
    endpoint.failingSince !== null && Temporal.Instant.compare(endpoint.failingSince.add(patience), now) <= 0
  await house.db.transaction(async (tx) => {
    await tx
      .insert(webhookAttempts)
      .values({ id: newId(), deliveryId: delivery.id, at: now, milliseconds, status, failure })
    const setDelivery = (set: Partial<typeof webhookDeliveries.$inferInsert>) =>
      tx.update(webhookDeliveries).set(set).where(eq(webhookDeliveries.id, delivery.id))
    const setEndpoint = (set: Partial<typeof webhookEndpoints.$inferInsert>) =>
      tx.update(webhookEndpoints).set(set).where(eq(webhookEndpoints.id, endpoint.id))
    if (failure === null) {
      await setDelivery({ state: 'delivered', nextAttemptAt: null })
      if (endpoint.failingSince) await setEndpoint({ failingSince: null })
      return
    }
    if (isGone || isTired) {
      await setEndpoint({ disabledAt: now, disabledWhy: isGone ? 'gone' : 'failing' })
      await setDelivery({ state: 'dead', nextAttemptAt: null })
      return
    }
    if (!endpoint.failingSince) await setEndpoint({ failingSince: now })
    if (!wait) {
      await setDelivery({ state: 'dead', nextAttemptAt: null })
      return
    }
    const asked = retryAfter === null ? wait : Temporal.Duration.from({ seconds: Math.min(retryAfter, 86_400) })
    const nextAttemptAt = now.add(Temporal.Duration.compare(asked, wait) > 0 ? asked : wait)
    await setDelivery({ nextAttemptAt })
    await enqueue(tx, 'webhooks:deliver', { id: delivery.id }, { key: `webhook:${delivery.id}`, runAt: nextAttemptAt })
  })
}

/** What a dead process left behind, and what has lain for a month. */
export async function driveWebhooks(house: House): Promise<void> {
  const now = house.clock.now()
  const due = await house.db
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.state, 'waiting'), lte(webhookDeliveries.nextAttemptAt, now)))
    .orderBy(webhookDeliveries.nextAttemptAt)
    .limit(500)
  for (const { id } of due) await enqueue(house.db, 'webhooks:deliver', { id }, { key: `webhook:${id}` })
}

/** The log is kept 30 days. */
export const forgetOldMessages = (house: House) =>
  house.db.delete(webhookMessages).where(lte(webhookMessages.at, house.clock.now().subtract({ hours: 30 * 24 })))
