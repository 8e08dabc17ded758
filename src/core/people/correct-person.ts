import { randomInt } from 'node:crypto'
import { and, eq, gt, ne, sql } from 'drizzle-orm'
import { queueNotice } from '#core/notices/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { countTry } from '#platform/http/rate-limit.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { audit } from './audit.ts'
import { codeMinutes } from './auth.ts'
import { phoneKey } from './citizens.ts'
import { changingPhone } from './forget-person.ts'
import { codeByPhone, codeTries } from './limits.ts'
import { checkMobile } from './mobile.ts'
import { persons, users, verifications } from './tables.ts'

type Citizen = Extract<Actor, { kind: 'citizen' }>

/** A name as one is called; what cannot be one is refused on `name`. */
export function checkName(typed: string): string {
  const name = typed.normalize('NFKC').replace(/\s+/g, ' ').trim()
  if (!/^[\p{L}\p{M}· .'-]{1,40}$/u.test(name))
    throw new Refusal('name', '请填写姓名，40 字以内，不要有数字和符号。', { field: 'name' })
  return name
}

/** 更正 (个人信息保护法 第46条). @throws Refusal on `name` */
export async function correctName(house: House, tx: Transaction, actor: Citizen, typed: string): Promise<void> {
  const nameCipher = house.secrets.encrypt(checkName(typed), 'persons.name')
  await tx.update(persons).set({ nameCipher }).where(eq(persons.id, actor.personId))
  await audit(tx, entry(house, actor, 'correctName'))
}

/** To the new number; whoever cannot read it there does not get the account moved to it. @throws Refusal on `phone` */
export async function sendPhoneChangeCode(house: House, actor: Citizen, typed: string): Promise<string> {
  const phone = newPhone(typed)
  await countTry(house, codeByPhone, phone)
  const code = String(randomInt(10 ** 6)).padStart(6, '0')
  const at = house.clock.now()
  const endsAt = at.add({ minutes: codeMinutes })
  await house.db.transaction(async (tx) => {
    await tx.delete(verifications).where(eq(verifications.identifier, changingPhone(actor.personId)))
    await tx.insert(verifications).values({
      id: newId(),
      identifier: changingPhone(actor.personId),
      value: codeHash(house, phone, code),
      expiresAt: sql`${endsAt.toString()}::timestamptz`,
      endsAt,
    })
    await queueNotice(tx, house, {
      template: 'people.phoneChangeCode',
      to: { phone },
      variables: { code, minutes: String(codeMinutes) },
      at,
    })
  })
  return phone
}

/** @throws Refusal on `phone` or `code` */
export async function changePhone(
  house: House,
  tx: Transaction,
  actor: Citizen,
  given: { phone: string; code: string },
): Promise<void> {
  const phone = newPhone(given.phone)
  const code = given.code.normalize('NFKC').replace(/\s/g, '')
  const spent = await tx
    .delete(verifications)
    .where(
      and(
        eq(verifications.identifier, changingPhone(actor.personId)),
        eq(verifications.value, codeHash(house, phone, code)),
        gt(verifications.endsAt, house.clock.now()),
      ),
    )
    .returning({ id: verifications.id })
  if (spent.length === 0)
    throw new Refusal('wrong-code', '验证码不对或已过期，请看新号码收到的短信，或重新获取。', { field: 'code' })
  const key = phoneKey(house, phone)
  const phoneHash = Buffer.from(key, 'hex')
  const taken = and(eq(persons.kind, 'citizen'), eq(persons.phoneHash, phoneHash), ne(persons.id, actor.personId))
  if ((await tx.$count(persons, taken)) > 0)
    throw new Refusal('taken', '这个号码已有自己的账号。请用它登录后先注销那个账号，再来更换。', { field: 'phone' })
  await tx
    .update(persons)
    .set({ phoneCipher: house.secrets.encrypt(phone, 'persons.phone'), phoneHash })
    .where(eq(persons.id, actor.personId))
  await tx
    .update(users)
    .set({ phoneNumber: key, email: `${key}@account.invalid` })
    .where(eq(users.id, actor.personId))
  await audit(tx, entry(house, actor, 'changePhone'))
}

/** Counted outside of the transaction that a wrong code ends. */
export const countPhoneChange = (house: House, actor: Citizen): Promise<void> =>
  countTry(house, codeTries, changingPhone(actor.personId))

function newPhone(typed: string): string {
  const checked = checkMobile(typed)
  if (!checked.ok) throw new Refusal('phone', checked.message, { field: 'phone' })
  return checked.value
}

const codeHash = (house: House, phone: string, code: string): string =>
  house.secrets.lookupHash(`${phone}\0${code}`, 'people.phoneChange').toString('hex')

const entry = (house: House, actor: Citizen, act: string) => ({
  actor,
  act,
  subjectType: 'person',
  subjectId: actor.personId,
  at: house.clock.now(),
})
