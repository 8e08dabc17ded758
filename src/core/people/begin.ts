import { type Actor, anyone } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { audit } from './audit.ts'
import { factorsOf, hasSecondFactor } from './second-factor/factors.ts'
import { endSession, holdSession, startSession } from './session-life.ts'

/** What every way of signing in brings along. `mark` is the cookie of a known device. */
export type Arrival = { address: string; oldToken: string | null; device: string; mark: string | undefined }

/** `cookies` are whole `Set-Cookie` values for the answer; `mark` is set once the person is in. */
export type SignedIn = { personId: string; cookies: string[]; needsSecondStep: boolean; mark?: string }

type Beginning = { personId: string; kind: 'citizen' | 'staff'; token: string; way: Way }
export type Way = 'password' | 'code' | 'passkey' | 'oidc' | 'secondFactor'

/**
 * Starts the session that a first proof has opened, or holds it until the second step of staff who have one; a citizen's passkey is an easier way in,
 * not a second lock. A session that came with
 * the request ends either way: its token is never used again.
 */
export async function beginOrHold(house: House, arrival: Arrival, beginning: Beginning): Promise<boolean> {
  const isStaff = beginning.kind === 'staff'
  if (!isStaff || !hasSecondFactor(await factorsOf(house.db, beginning.personId))) {
    await begin(house, arrival, beginning)
    return false
  }
  await house.db.transaction(async (tx) => {
    if (arrival.oldToken) await endSession(tx, arrival.oldToken)
    await holdSession(tx, beginning.token, house.clock.now())
  })
  return true
}

export async function begin(house: House, arrival: Arrival, beginning: Beginning): Promise<void> {
  const { personId, kind, token, way } = beginning
  const now = house.clock.now()
  await house.db.transaction(async (tx) => {
    if (arrival.oldToken && arrival.oldToken !== token) await endSession(tx, arrival.oldToken)
    await startSession(tx, token, { kind, device: arrival.device, now })
    const actor: Actor =
      kind === 'citizen'
        ? { kind, personId, name: '', tokens: [] }
        : { kind, personId, name: '', staffNumber: '', roles: [], tokens: [] }
    await audit(tx, { actor, act: 'signIn', subjectType: 'person', subjectId: personId, at: now, details: { way } })
  })
}

export const auditRefusal = (house: House, personId: string) =>
  audit(house.db, {
    actor: anyone,
    act: 'signIn',
    subjectType: 'person',
    subjectId: personId,
    outcome: 'refused',
    at: house.clock.now(),
  })
