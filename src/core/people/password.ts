import { and, eq } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { countTry, forgetTries } from '#platform/http/rate-limit.ts'
import { Refusal } from '#platform/refusal.ts'
import { audit } from './audit.ts'
import { authOf, passwordLength } from './auth.ts'
import { passwordChange } from './limits.ts'
import { endAllSessions } from './session-life.ts'
import { accounts, persons } from './tables.ts'

const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/]

/** What is wrong with a new password, as a sentence; null when it is good (GB/T 22239: length, three kinds of characters). */
export function passwordFault(password: string, username: string): string | null {
  const length = [...password].length
  if (length < passwordLength.least) return `口令至少 ${passwordLength.least} 位。`
  if (length > passwordLength.most) return `口令最多 ${passwordLength.most} 位。`
  if (kinds.filter((kind) => kind.test(password)).length < 3)
    return '口令要包含大写字母、小写字母、数字、符号中的至少三种。'
  if (username !== '' && password.toLowerCase().includes(username.toLowerCase())) return '口令里不要包含用户名。'
  if (/(.)\1{3}/u.test(password)) return '口令里不要连续重复同一个字符。'
  return null
}

/** @throws Refusal on the field `password` */
export function requireStrong(password: string, username: string): void {
  const fault = passwordFault(password, username)
  if (fault) throw new Refusal('weak-password', fault, { field: 'password' })
}

export const hashPassword = async (house: House, password: string): Promise<string> =>
  (await authOf(house).$context).password.hash(password)

/** Replaces the password and ends every session, so that whoever had the old one is out. */
export async function storePassword(
  tx: Transaction,
  personId: string,
  hash: string,
  mustChange: boolean,
): Promise<void> {
  await tx
    .update(accounts)
    .set({ password: hash })
    .where(and(eq(accounts.userId, personId), eq(accounts.providerId, 'credential')))
  await tx.update(persons).set({ mustChangePassword: mustChange }).where(eq(persons.id, personId))
  await endAllSessions(tx, personId)
}

/**
 * Whoever sits down at an open desk has as few tries as whoever stands before the sign-in page.
 *
 * @throws Refusal on `field`
 */
export async function provePassword(house: House, personId: string, password: string, field: string): Promise<void> {
  const [account] = await house.db
    .select({ hash: accounts.password })
    .from(accounts)
    .where(and(eq(accounts.userId, personId), eq(accounts.providerId, 'credential')))
  const context = await authOf(house).$context
  await countTry(house, passwordChange, personId)
  if (!account?.hash || !(await context.password.verify({ hash: account.hash, password })))
    throw new Refusal('wrong-password', '现在的口令不对。', { field })
  await forgetTries(house, passwordChange, personId)
}

/** One's own password; asks for the present one. Every session ends, this one too: one signs in anew. */
export async function changePassword(
  house: House,
  actor: Extract<Actor, { kind: 'staff' }>,
  input: { username: string; current: string; password: string; repeated: string },
): Promise<void> {
  await provePassword(house, actor.personId, input.current, 'current')
  requireStrong(input.password, input.username)
  if (input.password === input.current)
    throw new Refusal('same-password', '新口令不能与现在的相同。', { field: 'password' })
  if (input.password !== input.repeated) throw new Refusal('repeat', '两次输入的新口令不一样。', { field: 'repeated' })
  const hash = await hashPassword(house, input.password)
  await house.db.transaction(async (tx) => {
    await storePassword(tx, actor.personId, hash, false)
    await audit(tx, {
      actor,
      act: 'changePassword',
      subjectType: 'person',
      subjectId: actor.personId,
      at: house.clock.now(),
    })
  })
}
