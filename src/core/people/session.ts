import { and, eq, gt, isNotNull, isNull, lte, or } from 'drizzle-orm'
import type { Context, Next } from 'hono'
import { deleteCookie, getCookie, getSignedCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { Actor, StaffActor, StaffRole } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import type { Env } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { authOf } from './auth.ts'
import { actingFor, mandateInForce } from './mandates/in-force.ts'
import { maskPhone } from './masking.ts'
import { lacksSecondFactor } from './second-factor/factors.ts'
import { sessionLimits } from './session-life.ts'
import { staffTokens } from './staff-tokens.ts'
import { persons, sessions, staffRoles, units } from './tables.ts'

/** Session → actor with its tokens. A request without our cookie touches no database and gets no cookie. */
export const withActor = createMiddleware<Env>((c, next) =>
  c.req.header('Cookie') === undefined ? next() : asWhoever(c, next),
)

async function asWhoever(c: Context<Env>, next: Next): Promise<Response | undefined> {
  const token = await sessionToken(c)
  const found = token ? await findSession(c.get('house'), token) : null
  if (found) c.set('actor', found.actor)
  if (found?.isHeldBack && c.req.path.startsWith(urls.desk())) return c.redirect(urls.account(), 303)
  await next()
  if (found) c.res.headers.set('Cache-Control', 'no-store')
  return undefined
}

/** The desk is for staff: others are asked to sign in, citizens find nothing there. */
export const staffOnly = createMiddleware<Env>(async (c, next) => {
  const actor = c.get('actor')
  if (actor.kind === 'anyone') {
    const path = c.req.method === 'GET' ? c.req.path + new URL(c.req.url).search : urls.desk()
    return c.redirect(urls.signIn(path), 303)
  }
  if (actor.kind !== 'staff') throw notFound()
  return next()
})

/** The member of staff who asks. Behind `staffOnly`, which has already sent everybody else away. */
export function deskActor(c: Context<Env>): StaffActor {
  const actor = c.get('actor')
  if (actor.kind !== 'staff') throw notFound()
  return actor
}

/** The token in our signed cookie, or null; Better Auth signs as Hono does (HMAC-SHA256 after a dot). */
export async function sessionToken(c: Context<Env>): Promise<string | null> {
  if (c.req.header('Cookie') === undefined) return null
  const { name, secret } = await sessionCookie(c.get('house'))
  if (getCookie(c, name) === undefined) return null
  return (await getSignedCookie(c, secret, name)) || null
}

export async function sessionCookie(house: House): Promise<{ name: string; secret: string }> {
  const context = await authOf(house).$context
  return { name: context.authCookies.sessionToken.name, secret: context.secret }
}

/** `isHeldBack`: the desk opens only after the first password was changed, and for administrators once they have a second factor. */
type Found = { actor: Actor; isHeldBack: boolean }

async function findSession(house: House, token: string): Promise<Found | null> {
  const now = house.clock.now()
  const rows = await house.db
    .select({ session: sessions, person: persons, role: staffRoles.role, unitId: units.id, unitName: units.name })
    .from(sessions)
    .innerJoin(persons, eq(persons.id, sessions.userId))
    .leftJoin(
      staffRoles,
      and(
        eq(staffRoles.personId, persons.id),
        lte(staffRoles.from, now),
        or(isNull(staffRoles.to), gt(staffRoles.to, now)),
      ),
    )
    .leftJoin(units, and(eq(units.id, staffRoles.unitId), units.active))
    .where(
      and(eq(sessions.token, token), isNotNull(sessions.seenAt), gt(sessions.endsAt, now), isNull(persons.closedAt)),
    )
    .orderBy(staffRoles.from, staffRoles.id)
  const first = rows[0]
  if (!first?.session.seenAt) return null
  const limits = sessionLimits[first.person.kind]
  if (Temporal.Instant.compare(first.session.seenAt.add(limits.idle), now) <= 0) return null
  if (Temporal.Instant.compare(first.session.seenAt.add(limits.touchAfter), now) <= 0) {
    await house.db.update(sessions).set({ seenAt: now }).where(eq(sessions.id, first.session.id))
  }
  const roles = rows.flatMap(({ role, unitId, unitName }) =>
    role && unitId && unitName ? [{ role, unitId, unitName }] : [],
  )
  const actor = actorOf(house, first.person, roles)
  const isHeldBack = first.person.mustChangePassword || (await lacksSecondFactor(house, actor))
  if (actor.kind !== 'citizen' || !first.session.mandateId) return { actor, isHeldBack }
  const mandate = await mandateInForce(house, first.session.mandateId, actor.personId)
  return { actor: mandate ? actingFor(actor, mandate) : actor, isHeldBack }
}

/** What a person may see and do, with the roles in force now. */
export function actorOf(house: Pick<House, 'secrets'>, person: typeof persons.$inferSelect, roles: StaffRole[]): Actor {
  const name = person.nameCipher ? house.secrets.decrypt(person.nameCipher, 'persons.name') : null
  if (person.kind === 'citizen') {
    const phone = person.phoneCipher ? house.secrets.decrypt(person.phoneCipher, 'persons.phone') : ''
    return {
      kind: 'citizen',
      personId: person.id,
      name: name ?? maskPhone(phone),
      tokens: ['public', `person:${person.id}`, `subject:${person.id}`],
    }
  }
  return {
    kind: 'staff',
    personId: person.id,
    name: name ?? '',
    staffNumber: person.staffNumber ?? '',
    roles,
    tokens: staffTokens(person.id, roles),
  }
}

/** Takes the cookies back and tells it on the page that follows. */
export async function leave(c: Context<Env>, to: string = urls.home()): Promise<Response> {
  const { name } = await sessionCookie(c.get('house'))
  const secure = name.startsWith('__Secure-')
  for (const cookie of [name, name.replace('session_token', 'dont_remember')])
    deleteCookie(c, cookie, { path: '/', secure })
  setFlash(c, 'signedOut')
  return c.redirect(to, 303)
}
