import { randomBytes, randomInt } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import QRCode from 'qrcode'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { countTry, forgetTries } from '#platform/http/rate-limit.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { audit } from '../audit.ts'
import { secondStepTries } from '../limits.ts'
import { recoveryHash, spendTotpCode } from './prove.ts'
import { recoveryCodes, totpSecrets } from './tables.ts'
import { base32, stepOfCode, totpAddress } from './totp.ts'

type Person = Extract<Actor, { kind: 'citizen' | 'staff' }>

const recoveryCodeCount = 10

/** What an app is given: the QR code as a picture in a `data:` address, and the same secret to type by hand. */
export type Enrolment = { qr: string; key: string }

/** A new secret that opens nothing until its first right code. Who opens the page again before that is shown the same one. */
export async function startEnrolment(house: House, actor: Person, account: string): Promise<Enrolment> {
  const fresh = house.secrets.encrypt(randomBytes(20).toString('base64'), 'totp_secrets.secret')
  await house.db
    .insert(totpSecrets)
    .values({ personId: actor.personId, secretCipher: fresh, createdAt: house.clock.now() })
    .onConflictDoNothing()
  const secret = await waitingSecret(house, actor.personId)
  if (!secret) throw new Refusal('enrolled', '您已经在用验证器了；要换一部手机，请先停用现在的。', { status: 409 })
  const qr = await QRCode.toDataURL(totpAddress(secret, `${house.config.cityName}阳光政务`, account), {
    margin: 1,
    width: 336,
  })
  return { qr, key: (base32(secret).match(/.{1,4}/g) ?? []).join(' ') }
}

/** The first right code puts the app into use. @returns the recovery codes, which nobody sees again */
export async function confirmEnrolment(house: House, actor: Person, typed: string): Promise<string[]> {
  await countTry(house, secondStepTries, actor.personId)
  const secret = await waitingSecret(house, actor.personId)
  const step = secret && stepOfCode(secret, typed.normalize('NFKC').replace(/\s/g, ''), house.clock.now())
  if (!step)
    throw new Refusal('wrong-code', '验证码不对。请看验证器上现在的 6 位数字；手机的时间要准。', { field: 'code' })
  await forgetTries(house, secondStepTries, actor.personId)
  return house.db.transaction(async (tx) => {
    const at = house.clock.now()
    const confirmed = await tx
      .update(totpSecrets)
      .set({ confirmedAt: at, lastStep: step })
      .where(and(eq(totpSecrets.personId, actor.personId), isNull(totpSecrets.confirmedAt)))
      .returning({ personId: totpSecrets.personId })
    if (confirmed.length === 0) throw new Refusal('enrolled', '验证器已经启用了。', { field: 'code' })
    await audit(tx, { actor, act: 'enrolTotp', subjectType: 'person', subjectId: actor.personId, at })
    return writeRecoveryCodes(house, tx, actor.personId)
  })
}

/** New ones; the old ones open nothing any more. */
export async function renewRecoveryCodes(house: House, actor: Person): Promise<string[]> {
  return house.db.transaction(async (tx) => {
    const at = house.clock.now()
    await audit(tx, { actor, act: 'renewRecoveryCodes', subjectType: 'person', subjectId: actor.personId, at })
    return writeRecoveryCodes(house, tx, actor.personId)
  })
}

async function writeRecoveryCodes(house: House, tx: Db, personId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, () => String(randomInt(10 ** 12)).padStart(12, '0'))
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId))
  await tx.insert(recoveryCodes).values(
    codes.map((code) => ({
      id: newId(),
      personId,
      codeHash: recoveryHash(house, code),
      createdAt: house.clock.now(),
    })),
  )
  return codes.map((code) => code.replace(/(\d{4})(?=\d)/g, '$1 '))
}

/** Ends the app with a code of its own (the password was asked for before). */
export async function endTotp(house: House, actor: Person, typed: string): Promise<void> {
  await countTry(house, secondStepTries, actor.personId)
  await spendTotpCode(house, actor.personId, typed.normalize('NFKC').replace(/\s/g, ''))
  await forgetTries(house, secondStepTries, actor.personId)
  await house.db.transaction(async (tx) => {
    await tx.delete(totpSecrets).where(eq(totpSecrets.personId, actor.personId))
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, actor.personId))
    await audit(tx, {
      actor,
      act: 'endTotp',
      subjectType: 'person',
      subjectId: actor.personId,
      at: house.clock.now(),
    })
  })
}

async function waitingSecret(house: House, personId: string): Promise<Buffer | null> {
  const [row] = await house.db
    .select({ cipher: totpSecrets.secretCipher })
    .from(totpSecrets)
    .where(and(eq(totpSecrets.personId, personId), isNull(totpSecrets.confirmedAt)))
  return row ? Buffer.from(house.secrets.decrypt(row.cipher, 'totp_secrets.secret'), 'base64') : null
}
