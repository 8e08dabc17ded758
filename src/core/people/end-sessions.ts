import { and, eq, ne } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { notFound } from '#platform/refusal.ts'
import { audit } from './audit.ts'
import { endAllSessions } from './session-life.ts'
import { sessions } from './tables.ts'

type Person = Extract<Actor, { kind: 'citizen' | 'staff' }>

export async function endEverySession(house: House, actor: Person): Promise<void> {
  await house.db.transaction(async (tx) => {
    const ended = await endAllSessions(tx, actor.personId)
    await audit(tx, { ...entry(house, actor), act: 'signOutEverywhere', details: { ended } })
  })
}

/** All but the one that asks. */
export async function endOtherSessions(house: House, actor: Person, token: string): Promise<void> {
  await house.db.transaction(async (tx) => {
    const ended = await tx
      .delete(sessions)
      .where(and(eq(sessions.userId, actor.personId), ne(sessions.token, token)))
      .returning({ id: sessions.id })
    await audit(tx, { ...entry(house, actor), act: 'endOtherSessions', details: { ended: ended.length } })
  })
}

/** One of one's own; another's is not found. */
export async function endOneSession(house: House, actor: Person, id: string): Promise<void> {
  await house.db.transaction(async (tx) => {
    const ended = await tx
      .delete(sessions)
      .where(and(eq(sessions.userId, actor.personId), eq(sessions.id, id)))
      .returning({ id: sessions.id })
    if (ended.length === 0) throw notFound('登录')
    await audit(tx, { ...entry(house, actor), act: 'endSession', details: { sessionId: id } })
  })
}

const entry = (house: House, actor: Person) => ({
  actor,
  subjectType: 'person',
  subjectId: actor.personId,
  at: house.clock.now(),
})
