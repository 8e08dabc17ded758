import { randomBytes } from 'node:crypto'
import { and, eq, gt, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import { generateSignedCookie } from 'hono/cookie'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { authOf } from './auth.ts'
import { sessions } from './tables.ts'

/** Idle and absolute end of a session, and how old `seenAt` may grow before it is written again. */
export const sessionLimits = {
  staff: { idle: { minutes: 15 }, absolute: { hours: 12 }, touchAfter: { seconds: 30 } },
  citizen: { idle: { hours: 7 * 24 }, absolute: { hours: 30 * 24 }, touchAfter: { hours: 1 } },
} as const

/** How long the page of the second step waits after the right password. */
const secondStepWaits = { minutes: 5 }

type Kind = keyof typeof sessionLimits

/** Sets our own ends on the session that Better Auth has just made. */
export async function startSession(
  db: Db,
  token: string,
  { kind, device, now }: { kind: Kind; device: string; now: Temporal.Instant },
): Promise<void> {
  await db
    .update(sessions)
    .set({ seenAt: now, provedAt: now, endsAt: now.add(sessionLimits[kind].absolute), device })
    .where(eq(sessions.token, token))
}

/** A session that waits for the second step: nobody is signed in with it, because `seenAt` stays empty. */
export async function holdSession(db: Db, token: string, now: Temporal.Instant): Promise<void> {
  await db
    .update(sessions)
    .set({ endsAt: now.add(secondStepWaits) })
    .where(eq(sessions.token, token))
}

/** @returns whose second step this token waits for */
export async function heldPerson(db: Db, token: string, now: Temporal.Instant): Promise<string | null> {
  const [held] = await db
    .select({ personId: sessions.userId })
    .from(sessions)
    .where(and(eq(sessions.token, token), isNull(sessions.seenAt), gt(sessions.endsAt, now)))
  return held?.personId ?? null
}

/** A session made by us, not by one of Better Auth's ways in. @returns its token */
export async function openSession(house: House, personId: string, kind: Kind): Promise<string> {
  const { internalAdapter } = await authOf(house).$context
  const made = await internalAdapter.createSession(personId, kind === 'staff')
  return made.token
}

/** Takes a new token for a session whose rights have just grown (OWASP: no token outlives a step-up). Null: it is gone. */
export async function renewToken(db: Db, token: string, now: Temporal.Instant): Promise<string | null> {
  const renewed = await db
    .update(sessions)
    .set({ token: randomBytes(24).toString('base64url'), provedAt: now })
    .where(and(eq(sessions.token, token), isNotNull(sessions.seenAt)))
    .returning({ token: sessions.token })
  return renewed[0]?.token ?? null
}

/** When the owner of this session last showed that it is them; null when nobody is signed in with it. */
export async function provenAt(db: Db, token: string): Promise<Temporal.Instant | null> {
  const [open] = await db
    .select({ provedAt: sessions.provedAt })
    .from(sessions)
    .where(and(eq(sessions.token, token), isNotNull(sessions.seenAt)))
  return open?.provedAt ?? null
}

/** The whole `Set-Cookie` for a token, as Better Auth writes it; a staff browser forgets it when it is closed. */
export async function sessionCookieFor(house: House, token: string, kind: Kind): Promise<string> {
  const { authCookies, secret } = await authOf(house).$context
  const { path, httpOnly, secure, maxAge } = authCookies.sessionToken.attributes
  return generateSignedCookie(authCookies.sessionToken.name, token, secret, {
    path: path ?? '/',
    httpOnly: httpOnly ?? true,
    secure: secure ?? false,
    sameSite: 'Lax',
    ...(kind === 'citizen' && maxAge ? { maxAge } : {}),
  })
}

export async function endSession(db: Db, token: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.token, token))
}

/** @returns how many sessions ended */
export async function endAllSessions(db: Db, personId: string): Promise<number> {
  const ended = await db.delete(sessions).where(eq(sessions.userId, personId)).returning({ id: sessions.id })
  return ended.length
}

/** Sessions and codes that are over; nobody can use them any more. */
export async function sweepSessions(house: House): Promise<void> {
  const now = house.clock.now()
  await house.db.delete(sessions).where(lte(sessions.endsAt, now))
  await house.db.execute(sql`delete from verifications where expires_at < now() - interval '1 day'`)
}
