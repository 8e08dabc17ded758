import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Context } from 'hono'
import type { Transaction } from '../database.ts'
import { newId } from '../id.ts'
import { spentKeys } from '../tables.ts'
import { Problem } from './api-problem.ts'
import type { Env } from './env.ts'

/** What is kept of an answer: no word of anybody's. The body is read again from the rows. */
export type Stored = { status: 200 | 201; location: string }

/** The caller's own name for this key, the same at every retry. */
export type KeyOwner = string

/** After so long a request under way is taken for one that died: statements end after 60 seconds. */
const diesAfter = { seconds: 90 }
const underWay = 0

/**
 * One request, one act (draft-ietf-httpapi-idempotency-key-header). The key is scoped to the caller: an API key, or else the address.
 *
 * - no key: 400; the same key with another request: 422; while the first is under way: 409;
 * - after success: the first answer, kept for a week. Only success spends a key: what was refused may be mended and sent again under it.
 *
 * The claim is a row of its own, written before the work and set in the work's transaction; a process that dies midway leaves a claim that the next
 * try takes over, and the transaction of whoever lost its claim fails.
 */
export async function onceForKey(
  c: Context<Env>,
  fingerprint: Buffer,
  work: {
    /** Outside the transaction: limits, uploads. */
    before?: (owner: KeyOwner) => Promise<void>
    act: (tx: Transaction, owner: KeyOwner) => Promise<Stored>
  },
): Promise<Stored & { isRepeat: boolean; owner: KeyOwner }> {
  const { db, clock } = c.get('house')
  const owner = ownerOf(c, keyIn(c))
  const bodyHash = createHash('sha256').update(`${c.req.method} ${c.req.path}\n`).update(fingerprint).digest()
  const claimed = await claim(c, owner, bodyHash)
  if ('stored' in claimed) return { ...claimed.stored, isRepeat: true, owner }
  const ours = and(eq(spentKeys.key, owner), eq(spentKeys.status, underWay), eq(spentKeys.location, claimed.by))
  try {
    await work.before?.(owner)
    const stored = await db.transaction(async (tx) => {
      const made = await work.act(tx, owner)
      const kept = await tx
        .update(spentKeys)
        .set({ ...made, spentAt: clock.now() })
        .where(ours)
        .returning({ key: spentKeys.key })
      if (kept.length === 0) throw inFlight()
      return made
    })
    return { ...stored, isRepeat: false, owner }
  } catch (error) {
    await db.delete(spentKeys).where(ours)
    throw error
  }
}

async function claim(c: Context<Env>, key: string, bodyHash: Buffer): Promise<{ by: string } | { stored: Stored }> {
  const { db, clock } = c.get('house')
  const row = { key, bodyHash, location: newId(), status: underWay, spentAt: clock.now() }
  const made = await db.insert(spentKeys).values(row).onConflictDoNothing().returning({ key: spentKeys.key })
  if (made.length > 0) return { by: row.location }
  const [first] = await db.select().from(spentKeys).where(eq(spentKeys.key, key))
  // Refused and given back between the two statements: the client may try again at once.
  if (!first) throw inFlight()
  if (!first.bodyHash.equals(bodyHash)) {
    throw new Problem('key-reused', '这个 Idempotency-Key 已用于另一个请求。新的请求请换一个新的键。')
  }
  if (first.status !== underWay)
    return { stored: { status: first.status === 201 ? 201 : 200, location: first.location } }
  if (Temporal.Instant.compare(first.spentAt.add(diesAfter), clock.now()) > 0) throw inFlight()
  const taken = await db
    .update(spentKeys)
    .set({ location: row.location, spentAt: row.spentAt })
    .where(and(eq(spentKeys.key, key), eq(spentKeys.status, underWay), eq(spentKeys.location, first.location)))
    .returning({ key: spentKeys.key })
  if (taken.length === 0) throw inFlight()
  return { by: row.location }
}

const inFlight = (): Problem =>
  new Problem('in-flight', '同一个 Idempotency-Key 的请求正在处理，请过几秒再用同一个键重发。', {
    status: 409,
    headers: { 'Retry-After': '2' },
  })

/** A string of structured fields (`"…"`) or the bare characters. */
function keyIn(c: Context<Env>): string {
  const key =
    c.req
      .header('Idempotency-Key')
      ?.trim()
      .replace(/^"(.*)"$/, '$1') ?? ''
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key
  throw new Problem(
    'no-idempotency-key',
    '写操作要带 Idempotency-Key 请求头（1 到 255 个可见字符，建议用 UUID）；重发同一个请求用同一个键，就不会办两次。',
    { status: 400 },
  )
}

function ownerOf(c: Context<Env>, key: string): KeyOwner {
  const caller = c.get('apiKey')?.id ?? `address ${c.get('address')}`
  const hash = c.get('house').secrets.lookupHash(`${caller}\n${key}`, 'spent_keys.api')
  return `api:${hash.toString('base64url')}`
}
