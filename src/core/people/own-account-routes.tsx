import { and, desc, eq, gt, isNotNull } from 'drizzle-orm'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { postedFields } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { notFound } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { AccountPage, type OpenSession } from './account-page.tsx'
import { withoutNul } from './check.ts'
import { idOf } from './desk-act.ts'
import { endEverySession, endOneSession, endOtherSessions } from './end-sessions.ts'
import { changePassword } from './password.ts'
import { factorsOf } from './second-factor/factors.ts'
import { passkeysOf } from './second-factor/passkeys.ts'
import { leave, sessionToken } from './session.ts'
import { sessionLimits } from './session-life.ts'
import { refusedOr } from './sign-in-routes.tsx'
import { persons, sessions, users } from './tables.ts'

const typed = z.string().max(200).catch('').transform(withoutNul)

export const ownAccountRoutes = routes()
  .get(urls.account(), (c) => accountPage(c))
  .post(urls.accountSignOutEverywhere(), async (c) => {
    const actor = c.get('actor')
    if (isPerson(actor)) await endEverySession(c.get('house'), actor)
    return leave(c)
  })
  .post(urls.accountSignOutOthers(), async (c) => {
    const actor = c.get('actor')
    const token = await sessionToken(c)
    if (!isPerson(actor) || !token) return leave(c)
    await endOtherSessions(c.get('house'), actor, token)
    setFlash(c, 'done')
    return c.redirect(urls.account(), 303)
  })
  .post(urls.accountSessionEnd(':id'), async (c) => {
    const actor = c.get('actor')
    if (!isPerson(actor)) throw notFound()
    await endOneSession(c.get('house'), actor, idOf(c))
    setFlash(c, 'done')
    return c.redirect(urls.account(), 303)
  })
  .post(urls.accountPassword(), async (c) => {
    const house = c.get('house')
    const actor = c.get('actor')
    if (actor.kind !== 'staff') return leave(c)
    const form = z.object({ current: typed, password: typed, repeated: typed }).parse(await postedFields(c))
    return refusedOr(
      async () => {
        await changePassword(house, actor, { ...form, username: await usernameOf(c, actor.personId) })
        return leave(c, urls.signIn('', 'staff'))
      },
      (errors, status) => accountPage(c, errors, status),
      'current',
    )
  })

const isPerson = (actor: Actor): actor is Exclude<Actor, { kind: 'anyone' | 'system' }> =>
  actor.kind === 'citizen' || actor.kind === 'staff'

async function usernameOf(c: Context<Env>, personId: string): Promise<string> {
  const [user] = await c.get('house').db.select({ username: users.username }).from(users).where(eq(users.id, personId))
  return user?.username ?? ''
}

async function accountPage(c: Context<Env>, errors?: FieldErrors, status?: 422 | 429): Promise<Response> {
  const house = c.get('house')
  const actor = c.get('actor')
  if (!isPerson(actor)) return c.redirect(urls.signIn(urls.account()), 303)
  const [open, factors, passkeys] = await Promise.all([
    openSessions(c, actor),
    factorsOf(house.db, actor.personId),
    passkeysOf(house, actor.personId),
  ])
  const [person] = await house.db
    .select({ mustChange: persons.mustChangePassword })
    .from(persons)
    .where(eq(persons.id, actor.personId))
  return page(
    c,
    '我的账号',
    <AccountPage
      actor={actor}
      sessions={open}
      timeZone={house.config.timeZone}
      mustChangePassword={person?.mustChange ?? false}
      factors={factors}
      passkeys={passkeys}
      isDemo={house.config.demo}
      errors={errors}
    />,
    { status: status ?? 200, layout: actor.kind === 'staff' ? 'desk' : 'site' },
  )
}

async function openSessions(
  c: Context<Env>,
  actor: Exclude<Actor, { kind: 'anyone' | 'system' }>,
): Promise<OpenSession[]> {
  const house = c.get('house')
  const token = await sessionToken(c)
  const now = house.clock.now()
  const open = await house.db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, actor.personId), gt(sessions.endsAt, now), isNotNull(sessions.seenAt)))
    .orderBy(desc(sessions.seenAt))
  const { absolute, idle } = sessionLimits[actor.kind]
  return open.flatMap((session): OpenSession[] => {
    if (!session.seenAt || !session.endsAt) return []
    if (Temporal.Instant.compare(session.seenAt.add(idle), now) <= 0) return []
    return [
      {
        id: session.id,
        device: session.device ?? '其他设备',
        startedAt: session.endsAt.subtract(absolute),
        seenAt: session.seenAt,
        isThis: session.token === token,
      },
    ]
  })
}
