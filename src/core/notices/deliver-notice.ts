import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import { crashPoint } from '#platform/crash-points.ts'
import type { Database } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { enqueue } from '#platform/jobs.ts'
import { type Channel, DeliveryFailure, type Medium } from './channel.ts'
import { channelFor } from './channels/configured.ts'
import { inLane } from './lanes.ts'
import { type Route, routeOf } from './route-of.ts'
import { openBody, textHash } from './sealed.ts'
import { type NoticeRow, notices } from './tables.ts'
import { flagsOf } from './template.ts'

/** How long a process may hold a notice before another one takes it for dead. Longer than any provider's time-out. */
export const lease = Temporal.Duration.from({ minutes: 5 })

/** Waits after the first, second, … failed attempt; after the last one the notice is a dead letter for a person to see. */
export const waits = ['PT30S', 'PT2M', 'PT10M', 'PT30M', 'PT2H', 'PT6H'].map((text) => Temporal.Duration.from(text))

/**
 * Delivers one notice: handed over once, whatever dies when.
 *
 * 1. Route: by which medium, now or in the morning (preferences, quiet hours). Reads only.
 * 2. Claim (own transaction, once the channel has a place free): `queued` or `failed` → `sending` with a lease. Two workers: the second
 *    finds no row and leaves. Dies before the commit: still `queued`, the job runs again.
 * 3. Hand over, outside any transaction. Dies before or after it: the row stays `sending`; when the lease is over `driveNotices` settles
 *    what became of it, and only what was certainly not sent, or whose repeat the provider drops, is sent again.
 * 4. Note the outcome (own transaction).
 */
export async function deliverNotice(house: House, id: string): Promise<void> {
  const [row] = await prepared(house.db).due.execute({ id, now: house.clock.now() })
  if (!row) return
  const route = await routeOf(house, row)
  if ('wait' in route) return postpone(house, id, route.wait)
  if ('stay' in route) return stay(house, row, route.stay)
  const channel = channelFor(house, route.go)
  if (!isSafeAt(channel, row.handOverAt, house.clock.now())) return stay(house, row, 'in-doubt')
  await inLane(house, channel, async () => {
    const claimed = await claim(house, id, route.go)
    if (claimed) await handOver(house, claimed, channel, route.to)
  })
}

const due = (house: House, id: string) =>
  and(eq(notices.id, id), inArray(notices.state, ['queued', 'failed']), lte(notices.nextAttemptAt, house.clock.now()))

async function postpone(house: House, id: string, until: Temporal.Instant): Promise<void> {
  await house.db.transaction(async (tx) => {
    await tx.update(notices).set({ nextAttemptAt: until }).where(due(house, id))
    await enqueue(tx, 'notices:deliver', { id }, { key: `notice:${id}`, runAt: until })
  })
}

/** Goes nowhere: its person finds it in the inbox, a contact without an account not at all. Refused everywhere, it is a dead letter. */
async function stay(house: House, row: NoticeRow, why: Extract<Route, { stay: string }>['stay']): Promise<void> {
  const hasInbox = row.toPersonId !== null && row.bodyCipher !== null
  const outcome = (): Outcome => {
    if (why === 'refused') return { state: 'dead', failure: row.failure ?? 'refused' }
    if (why === 'in-doubt') return { state: 'dead', failure: 'outcome-unknown' }
    if (!hasInbox) return { state: 'suppressed', failure: why }
    return { state: 'sent', channel: 'inbox', sentAt: house.clock.now(), failure: why }
  }
  await house.db
    .update(notices)
    .set({ nextAttemptAt: null, ...outcome() })
    .where(due(house, row.id))
}

async function claim(house: House, id: string, medium: Medium): Promise<NoticeRow | undefined> {
  const now = house.clock.now()
  const [row] = await prepared(house.db).claim.execute({ id, now, medium, until: now.add(lease) })
  return row
}

/**
 * The statements that every delivery makes, prepared once for each connection: a burst of filings writes hundreds of notices a second, and building their
 * text anew was half of what a delivery cost.
 */
const statements = new WeakMap<Database, ReturnType<typeof prepare>>()

function prepared(db: Database): ReturnType<typeof prepare> {
  const made = statements.get(db) ?? prepare(db)
  statements.set(db, made)
  return made
}

function prepare(db: Database) {
  const given = (name: string) => sql.placeholder(name)
  const isDue = and(
    eq(notices.id, given('id')),
    inArray(notices.state, ['queued', 'failed']),
    lte(notices.nextAttemptAt, given('now')),
  )
  // One statement, one transaction of its own: a second worker skips the locked row, or finds it taken.
  const free = db.select({ id: notices.id }).from(notices).where(isDue).for('update', { skipLocked: true })
  return {
    due: db.select().from(notices).where(isDue).prepare('notice_due'),
    claim: db
      .update(notices)
      .set({
        state: 'sending',
        channel: sql`${given('medium')}`,
        attempts: sql`${notices.attempts} + 1`,
        nextAttemptAt: sql`${sql.param(given('until'), notices.nextAttemptAt)}`,
      })
      .where(inArray(notices.id, free))
      .returning()
      .prepare('notice_claim'),
    sent: db
      .update(notices)
      .set({
        state: 'sent',
        providerId: sql`${given('providerId')}`,
        sentAt: sql`${sql.param(given('sentAt'), notices.sentAt)}`,
        failure: null,
        nextAttemptAt: null,
      })
      .where(and(eq(notices.id, given('id')), eq(notices.state, 'sending')))
      .prepare('notice_sent'),
  }
}

async function handOver(house: House, row: NoticeRow, channel: Channel, to: string): Promise<void> {
  if (!row.bodyCipher) return note(house, row.id, { state: 'suppressed', failure: 'erased' })
  const body = openBody(house.secrets, row.bodyCipher)
  const { title, replyHint } = flagsOf(row.template)
  // Only where somebody reads the answers is anybody asked to answer.
  const takesReplies = row.channel === 'sms' && house.config.providers.sms !== null
  const text = takesReplies && replyHint ? body.text + replyHint : body.text
  if (text !== body.text) await note(house, row.id, { textHash: textHash(house.secrets, text) })
  const { id: noticeId, template, templateVersion, createdAt: at } = row
  const message = { noticeId, to, template, templateVersion, title, variables: body.variables, text, at }
  let handOverAt = row.handOverAt
  const beforeHandOver = async () => {
    handOverAt ??= house.clock.now()
    await note(house, row.id, { handOverAt })
  }
  try {
    const { providerId } = await channel.send(message, { beforeHandOver })
    crashPoint('after-send-before-mark')
    await prepared(house.db).sent.execute({ id: row.id, providerId, sentAt: house.clock.now() })
  } catch (error) {
    await noteFailure(house, { ...row, handOverAt }, channel, error)
  }
}

type Outcome = Partial<NoticeRow>

/** Only the process that holds the claim notes: a row that another one took over meanwhile is left alone. */
export async function note(house: House, id: string, outcome: Outcome): Promise<void> {
  await house.db
    .update(notices)
    .set(outcome)
    .where(and(eq(notices.id, id), eq(notices.state, 'sending')))
}

/** Whether a repeat at `at` is certain not to be read twice. */
export const isSafeAt = (
  { dropsRepeats }: Pick<Channel, 'dropsRepeats'>,
  handOverAt: Temporal.Instant | null,
  at: Temporal.Instant,
): boolean =>
  dropsRepeats === 'always' || handOverAt === null || Temporal.Instant.compare(at, handOverAt.add(dropsRepeats)) < 0

async function noteFailure(house: House, row: NoticeRow, channel: Channel, error: unknown): Promise<void> {
  const known = error instanceof DeliveryFailure ? error : new DeliveryFailure('broken', true, true)
  const now = house.clock.now()
  const failure = known.code
  house.log.warn({ notice: row.id, channel: row.channel, failure, attempts: row.attempts }, 'notice not delivered')
  // A clear refusal takes nothing: the next attempt is as good as the first.
  const handOverAt = known.mayHaveTaken ? (row.handOverAt ?? now) : null
  if (!known.worthRetry && row.toPersonId) {
    const refusedBy = [...(row.refusedBy ?? []), row.channel]
    return again(house, row.id, { failure, handOverAt, refusedBy, attempts: 0 }, now)
  }
  const wait = waits[row.attempts - 1]
  if (!wait || !known.worthRetry) return note(house, row.id, { state: 'dead', failure, nextAttemptAt: null })
  if (!isSafeAt(channel, handOverAt, now.add(wait)))
    return note(house, row.id, { state: 'dead', failure: 'outcome-unknown', nextAttemptAt: null })
  await again(house, row.id, { failure, handOverAt }, now.add(wait))
}

async function again(house: House, id: string, outcome: Outcome, at: Temporal.Instant): Promise<void> {
  await house.db.transaction(async (tx) => {
    await tx
      .update(notices)
      .set({ ...outcome, state: 'failed', nextAttemptAt: at })
      .where(and(eq(notices.id, id), eq(notices.state, 'sending')))
    await enqueue(tx, 'notices:deliver', { id }, { key: `notice:${id}`, runAt: at })
  })
}
