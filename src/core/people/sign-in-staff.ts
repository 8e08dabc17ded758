import { eq } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import { countTry, forgetTries, giveBackTry } from '#platform/http/rate-limit.ts'
import { Refusal } from '#platform/refusal.ts'
import { authOf, refusalAsNull } from './auth.ts'
import { type Arrival, auditRefusal, begin, beginOrHold, type SignedIn } from './begin.ts'
import { deviceMark, triedAs } from './known-device.ts'
import { passwordByAddress, passwordByName } from './limits.ts'
import { verifyPasskey } from './second-factor/passkeys.ts'
import { type Proof, proveSecondFactor } from './second-factor/prove.ts'
import { endSession, heldPerson, openSession, sessionCookieFor } from './session-life.ts'
import { staffOfUsername } from './staff.ts'
import { persons } from './tables.ts'

const wrongPassword = () => new Refusal('wrong-password', '用户名或口令不对，请检查后再试。', { field: 'username' })

/**
 * Username and password. The same sentence for an unknown name, a wrong password and a closed account; after five wrong ones
 * the name is locked (`passwordByName`), but not in a browser that its owner has signed in with before.
 */
export async function signInStaff(
  house: House,
  input: Arrival & { username: string; password: string },
): Promise<SignedIn> {
  const username = input.username.trim().toLowerCase()
  const tried = triedAs(house, username, input.mark)
  if (tried === username) await countTry(house, passwordByAddress, input.address)
  await countTry(house, passwordByName, tried)
  const person = await staffOfUsername(house.db, username)
  const made = await refusalAsNull(() =>
    authOf(house).api.signInUsername({
      body: { username, password: input.password, rememberMe: false },
      returnHeaders: true,
    }),
  )
  if (!made || !person || person.closedAt) {
    if (made) await endSession(house.db, made.response.token)
    if (person) await auditRefusal(house, person.id)
    throw wrongPassword()
  }
  await forgetTries(house, passwordByName, tried)
  if (tried === username) await giveBackTry(house, passwordByAddress, input.address)
  const needsSecondStep = await beginOrHold(house, input, {
    personId: person.id,
    kind: 'staff',
    token: made.response.token,
    way: 'password',
  })
  // The mark is given for the right password: whoever knows that is no stranger to this login.
  const mark = deviceMark(house, username)
  return { personId: person.id, cookies: made.headers.getSetCookie(), needsSecondStep, mark }
}

const startAgain = () => new Refusal('late', '登录等得太久，请从头再登录一次。', { field: 'code' })

/** The second step of a session that is held; it gets a token that no one saw before. */
export async function takeSecondStep(
  house: House,
  input: Arrival & { heldToken: string; proof: Proof },
): Promise<SignedIn> {
  const personId = await heldPerson(house.db, input.heldToken, house.clock.now())
  const person = personId ? await openPerson(house, personId) : null
  if (!personId || !person) throw startAgain()
  try {
    await proveSecondFactor(house, personId, input.proof)
  } catch (error) {
    if (error instanceof Refusal) await auditRefusal(house, personId)
    throw error
  }
  const token = await openSession(house, personId, person.kind)
  await begin(
    house,
    { ...input, oldToken: input.heldToken },
    { personId, kind: person.kind, token, way: 'secondFactor' },
  )
  return { personId, cookies: [await sessionCookieFor(house, token, person.kind)], needsSecondStep: false }
}

/** A passkey alone: the device has asked for finger, face or PIN, so it is two things at once. */
export async function signInWithPasskey(
  house: House,
  input: Arrival & { signed: string; headers: Headers },
): Promise<SignedIn & { kind: 'citizen' | 'staff' }> {
  await countTry(house, passwordByAddress, input.address)
  const shown = await verifyPasskey(house, input.signed, input.headers)
  const person = shown ? await openPerson(house, shown.personId) : null
  if (!shown || !person) {
    if (shown) await endSession(house.db, shown.token)
    throw new Refusal('wrong-passkey', '这把通行密钥没有通过，请再试一次，或用别的方式登录。', { field: 'passkey' })
  }
  await giveBackTry(house, passwordByAddress, input.address)
  await begin(house, input, { personId: person.id, kind: person.kind, token: shown.token, way: 'passkey' })
  const cookies = [await sessionCookieFor(house, shown.token, person.kind)]
  return { personId: person.id, cookies, needsSecondStep: false, kind: person.kind }
}

async function openPerson(house: House, personId: string): Promise<typeof persons.$inferSelect | null> {
  const [person] = await house.db.select().from(persons).where(eq(persons.id, personId))
  return person && !person.closedAt ? person : null
}
