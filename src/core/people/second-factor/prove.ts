import { and, eq, isNotNull, lt } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import { countTry, forgetTries } from '#platform/http/rate-limit.ts'
import { Refusal } from '#platform/refusal.ts'
import { secondStepTries } from '../limits.ts'
import { endSession } from '../session-life.ts'
import { verifyPasskey } from './passkeys.ts'
import { recoveryCodes, totpSecrets } from './tables.ts'
import { stepOfCode } from './totp.ts'

/** What somebody typed, or their browser sent, to show that it is them. Empty: not given. */
export type Proof = { code: string; passkey: string; headers: Headers }

/**
 * The second step: a passkey, the code of the authenticator app, or a recovery code. Five tries in a quarter of an hour.
 *
 * @throws Refusal on `code`
 */
export async function proveSecondFactor(house: House, personId: string, proof: Proof): Promise<void> {
  await countTry(house, secondStepTries, personId)
  if (proof.passkey) await provePasskey(house, personId, proof)
  else await proveCode(house, personId, proof.code)
  await forgetTries(house, secondStepTries, personId)
}

async function provePasskey(house: House, personId: string, { passkey, headers }: Proof): Promise<void> {
  const shown = await verifyPasskey(house, passkey, headers)
  // Better Auth opens a session with every passkey; here one is open already.
  if (shown) await endSession(house.db, shown.token)
  if (shown?.personId !== personId)
    throw new Refusal('wrong-passkey', '这把通行密钥没有通过，请再试一次，或改填动态验证码。', { field: 'code' })
}

async function proveCode(house: House, personId: string, typed: string): Promise<void> {
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^(\d{6}|\d{12})$/.test(code))
    throw new Refusal('second-code', '请填验证器上的 6 位数字，或 12 位恢复码。', { field: 'code' })
  if (code.length === 12) return spendRecoveryCode(house, personId, code)
  await spendTotpCode(house, personId, code)
}

/** Taken once: of two requests with the same code the row lets one through (RFC 6238 §5.2). */
export async function spendTotpCode(house: House, personId: string, code: string): Promise<void> {
  const [totp] = await house.db
    .select()
    .from(totpSecrets)
    .where(and(eq(totpSecrets.personId, personId), isNotNull(totpSecrets.confirmedAt)))
  const secret = totp && Buffer.from(house.secrets.decrypt(totp.secretCipher, 'totp_secrets.secret'), 'base64')
  const step = secret ? stepOfCode(secret, code, house.clock.now()) : null
  if (step === null)
    throw new Refusal('wrong-code', '动态验证码不对，请看验证器上现在的 6 位数字再填。', { field: 'code' })
  const spent = await house.db
    .update(totpSecrets)
    .set({ lastStep: step })
    .where(and(eq(totpSecrets.personId, personId), lt(totpSecrets.lastStep, step)))
    .returning({ personId: totpSecrets.personId })
  if (spent.length === 0)
    throw new Refusal('spent-code', '这个动态验证码已经用过，请等半分钟，填下一个。', { field: 'code' })
}

async function spendRecoveryCode(house: House, personId: string, code: string): Promise<void> {
  const spent = await house.db
    .delete(recoveryCodes)
    .where(and(eq(recoveryCodes.personId, personId), eq(recoveryCodes.codeHash, recoveryHash(house, code))))
    .returning({ id: recoveryCodes.id })
  if (spent.length === 0) throw new Refusal('wrong-recovery', '恢复码不对或已经用过，请换一个。', { field: 'code' })
}

export const recoveryHash = (house: Pick<House, 'secrets'>, code: string): Buffer =>
  house.secrets.lookupHash(code, 'recovery_codes.code')
