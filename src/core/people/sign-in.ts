import { and, eq, gt } from 'drizzle-orm'
import { queueNotice } from '#core/notices/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { countTry, forgetTries } from '#platform/http/rate-limit.ts'
import { Refusal } from '#platform/refusal.ts'
import { audit } from './audit.ts'
import { authOf, codeCarrier, codeMinutes, refusalAsNull } from './auth.ts'
import { type Arrival, beginOrHold, type SignedIn } from './begin.ts'
import { phoneKey } from './citizens.ts'
import { deviceMark, knownAs, triedAs } from './known-device.ts'
import { codeByAddress, codeByPhone, codeTries } from './limits.ts'
import { checkMobile } from './mobile.ts'
import { endSession } from './session-life.ts'
import { phoneOf } from './staff.ts'
import { persons, verifications } from './tables.ts'

const wrongCode = () =>
  new Refusal('wrong-code', '验证码不对或已过期，请检查短信，或重新获取验证码。', { field: 'code' })

/** Sends a code to the phone; answers the same whether the number is known or not. @returns the clean number */
export async function sendCode(
  house: House,
  input: { phone: string; address: string; mark: string | undefined },
): Promise<string> {
  const checked = checkMobile(input.phone)
  if (!checked.ok) throw new Refusal('phone', checked.message, { field: 'phone' })
  const phone = checked.value
  const tried = triedAs(house, phone, input.mark)
  if (tried === phone) await countTry(house, codeByAddress, input.address)
  await countTry(house, codeByPhone, tried)
  const key = phoneKey(house, phone)
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
    () => authOf(house).api.sendPhoneNumberOTP({ body: { phoneNumber: key } }),
  )
  await house.db
    .update(verifications)
    .set({ endsAt: house.clock.now().add({ minutes: codeMinutes }) })
    .where(eq(verifications.identifier, key))
  return phone
}

/** Phone and code; the first time makes the person. */
export async function signInCitizen(house: House, input: Arrival & { phone: string; code: string }): Promise<SignedIn> {
  const checked = checkMobile(input.phone)
  if (!checked.ok) throw new Refusal('phone', checked.message, { field: 'phone' })
  const phone = checked.value
  const code = input.code.normalize('NFKC').replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) throw new Refusal('code', '验证码是 6 位数字，请看手机短信。', { field: 'code' })
  const tried = triedAs(house, phone, input.mark)
  await countTry(house, codeTries, tried)
  const made = await verified(house, phoneKey(house, phone), code)
  const token = made?.response.token
  if (!made || !token || !made.response.user) throw wrongCode()
  await forgetTries(house, codeTries, tried)
  const personId = made.response.user.id
  if (!(await personOfPhone(house, personId, phone))) {
    await endSession(house.db, token)
    throw new Refusal('closed', '这个账号已停用。需要帮助请拨打 12345。', { field: 'phone', status: 403 })
  }
  const needsSecondStep = await beginOrHold(house, input, { personId, kind: 'citizen', token, way: 'code' })
  return { personId, cookies: made.headers.getSetCookie(), needsSecondStep, mark: deviceMark(house, phone) }
}

/** A code to the owner of an open session, before a sensitive act. */
export async function sendCodeToOwner(house: House, personId: string): Promise<void> {
  const phone = await ownPhone(house, personId)
  await sendCode(house, { phone, address: '', mark: deviceMark(house, phone) })
}

/** @throws Refusal on `stepUpCode` */
export async function proveCitizenCode(house: House, personId: string, typed: string): Promise<void> {
  const phone = await ownPhone(house, personId)
  await countTry(house, codeTries, knownAs(phone))
  const made = await verified(house, phoneKey(house, phone), typed.normalize('NFKC').replace(/\s/g, ''))
  // Better Auth opens a session with every right code; here one is open already.
  if (made?.response.token) await endSession(house.db, made.response.token)
  if (made?.response.user?.id !== personId)
    throw new Refusal('wrong-code', wrongCode().message, { field: 'stepUpCode' })
  await forgetTries(house, codeTries, knownAs(phone))
}

async function ownPhone(house: House, personId: string): Promise<string> {
  const phone = await phoneOf(house.db, house.secrets, personId)
  if (!phone) throw new Refusal('no-phone', '您的账号没有手机号码，请退出后重新登录。', { field: 'stepUpCode' })
  return phone
}

/** A code counts until its end by the clock of the house; Better Auth looks only at the machine's, and writes the row anew at each wrong try. */
async function verified(house: House, key: string, code: string) {
  const waiting = and(eq(verifications.identifier, key), gt(verifications.endsAt, house.clock.now()))
  const [sent] = await house.db.select({ endsAt: verifications.endsAt }).from(verifications).where(waiting)
  if (!sent) return null
  const made = await refusalAsNull(() =>
    authOf(house).api.verifyPhoneNumber({ body: { phoneNumber: key, code }, returnHeaders: true }),
  )
  if (!made) await house.db.update(verifications).set(sent).where(eq(verifications.identifier, key))
  return made
}

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
