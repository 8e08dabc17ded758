import { APIError } from 'better-auth/api'
import { eq } from 'drizzle-orm'
import { queueNotice } from '#core/notices/index.ts'
import { type Actor, anyone } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { countTry, forgetTries, giveBackTry } from '#platform/http/rate-limit.ts'
import { Refusal } from '#platform/refusal.ts'
import { audit } from './audit.ts'
import { authOf, codeCarrier, codeMinutes } from './auth.ts'
import { codeByAddress, codeByPhone, codeTries, passwordByAddress, passwordByName } from './limits.ts'
import { checkMobile } from './mobile.ts'
import { endSession, startSession } from './session.ts'
import { staffOfUsername } from './staff.ts'
import { persons } from './tables.ts'

/** `cookies` are whole `Set-Cookie` values for the answer. */
export type SignedIn = { personId: string; cookies: string[] }

const wrongPassword = () => new Refusal('wrong-password', '用户名或口令不对，请检查后再试。', { field: 'username' })
const wrongCode = () =>
  new Refusal('wrong-code', '验证码不对或已过期，请检查短信，或重新获取验证码。', { field: 'code' })

/**
 * Username and password. The same sentence for an unknown name, a wrong password and a closed account; after five wrong ones
 * the name is locked (`passwordByName`). A session that came with the request ends: its token is never used again.
 */
export async function signInStaff(
  house: House,
  input: { username: string; password: string; address: string; oldToken: string | null },
): Promise<SignedIn> {
  const username = input.username.trim().toLowerCase()
  await countTry(house, passwordByAddress, input.address)
  await countTry(house, passwordByName, username)
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
  await forgetTries(house, passwordByName, username)
  await giveBackTry(house, passwordByAddress, input.address)
  await begin(house, { personId: person.id, kind: 'staff', token: made.response.token, oldToken: input.oldToken })
  return { personId: person.id, cookies: made.headers.getSetCookie() }
}

const auditRefusal = (house: House, personId: string) =>
  audit(house.db, {
    actor: anyone,
    act: 'signIn',
    subjectType: 'person',
    subjectId: personId,
    outcome: 'refused',
    at: house.clock.now(),
  })

/** Sends a code to the phone; answers the same whether the number is known or not. @returns the clean number */
export async function sendCode(house: House, input: { phone: string; address: string }): Promise<string> {
  const checked = checkMobile(input.phone)
  if (!checked.ok) throw new Refusal('phone', checked.message, { field: 'phone' })
  const phone = checked.value
  await countTry(house, codeByAddress, input.address)
  await countTry(house, codeByPhone, phone)
  await codeCarrier.run(
    async (code) => {
      await house.db.transaction((tx) =>
        queueNotice(tx, house, {
          template: 'people.signInCode',
          to: { phone },
          variables: { code, minutes: String(codeMinutes) },
          at: house.clock.now(),
        }),
      )
    },
    () => authOf(house).api.sendPhoneNumberOTP({ body: { phoneNumber: phoneKey(house, phone) } }),
  )
  return phone
}

/** Phone and code; the first time makes the person. */
export async function signInCitizen(
  house: House,
  input: { phone: string; code: string; address: string; oldToken: string | null },
): Promise<SignedIn> {
  const checked = checkMobile(input.phone)
  if (!checked.ok) throw new Refusal('phone', checked.message, { field: 'phone' })
  const phone = checked.value
  const code = input.code.normalize('NFKC').replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) throw new Refusal('code', '验证码是 6 位数字，请看手机短信。', { field: 'code' })
  await countTry(house, codeTries, phone)
  const made = await refusalAsNull(() =>
    authOf(house).api.verifyPhoneNumber({ body: { phoneNumber: phoneKey(house, phone), code }, returnHeaders: true }),
  )
  const token = made?.response.token
  if (!made || !token || !made.response.user) throw wrongCode()
  await forgetTries(house, codeTries, phone)
  const personId = made.response.user.id
  if (!(await personOfPhone(house, personId, phone))) {
    await endSession(house.db, token)
    throw new Refusal('closed', '这个账号已停用。需要帮助请拨打 12345。', { field: 'phone', status: 403 })
  }
  await begin(house, { personId, kind: 'citizen', token, oldToken: input.oldToken })
  return { personId, cookies: made.headers.getSetCookie() }
}

/** A phone as Better Auth knows it. */
export const phoneKey = (house: Pick<House, 'secrets'>, phone: string): string =>
  house.secrets.lookupHash(phone, 'persons.phone').toString('hex')

/** The person of a user that has just proved the phone. @returns false when the account is closed */
async function personOfPhone(house: House, personId: string, phone: string): Promise<boolean> {
  await house.db
    .insert(persons)
    .values({
      id: personId,
      kind: 'citizen',
      phoneCipher: house.secrets.encrypt(phone, 'persons.phone'),
      phoneHash: house.secrets.lookupHash(phone, 'persons.phone'),
      createdAt: house.clock.now(),
    })
    .onConflictDoNothing()
  const [person] = await house.db.select().from(persons).where(eq(persons.id, personId))
  return person !== undefined && person.closedAt === null
}

async function begin(
  house: House,
  session: { personId: string; kind: 'citizen' | 'staff'; token: string; oldToken: string | null },
): Promise<void> {
  await house.db.transaction(async (tx) => {
    if (session.oldToken) await endSession(tx, session.oldToken)
    await startSession(tx, session.token, session.kind, house.clock.now())
    const actor: Actor =
      session.kind === 'citizen'
        ? { kind: 'citizen', personId: session.personId, name: '', tokens: [] }
        : { kind: 'staff', personId: session.personId, name: '', staffNumber: '', roles: [], tokens: [] }
    await audit(tx, {
      actor,
      act: 'signIn',
      subjectType: 'person',
      subjectId: session.personId,
      at: house.clock.now(),
    })
  })
}

/** Better Auth's refusals become null: ours is one sentence for all of them. Its faults stay faults. */
async function refusalAsNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return null
    throw error
  }
}

export async function signOut(house: House, actor: Actor, token: string): Promise<void> {
  await house.db.transaction(async (tx) => {
    await endSession(tx, token)
    if (actor.kind === 'citizen' || actor.kind === 'staff') {
      await audit(tx, {
        actor,
        act: 'signOut',
        subjectType: 'person',
        subjectId: actor.personId,
        at: house.clock.now(),
      })
    }
  })
}
