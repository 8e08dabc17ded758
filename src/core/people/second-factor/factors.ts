import { and, eq, isNotNull } from 'drizzle-orm'
import { type Actor, hasRole } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { adminRoles } from '../roles.ts'
import { passkeys, recoveryCodes, totpSecrets } from './tables.ts'

export type Factors = { hasTotp: boolean; passkeys: number; recoveryCodesLeft: number }

/** What a person can show beside a password. */
export async function factorsOf(db: Db, personId: string): Promise<Factors> {
  const [totp, keys, recoveryCodesLeft] = await Promise.all([
    db.$count(totpSecrets, and(eq(totpSecrets.personId, personId), isNotNull(totpSecrets.confirmedAt))),
    db.$count(passkeys, eq(passkeys.userId, personId)),
    db.$count(recoveryCodes, eq(recoveryCodes.personId, personId)),
  ])
  return { hasTotp: totp > 0, passkeys: keys, recoveryCodesLeft }
}

export const hasSecondFactor = (factors: Factors): boolean => factors.hasTotp || factors.passkeys > 0

/** The three administrators may not work with a password alone; in the demo everybody may try everything. */
export async function lacksSecondFactor(house: House, actor: Actor): Promise<boolean> {
  if (house.config.demo || actor.kind !== 'staff' || !hasRole(actor, ...adminRoles)) return false
  return !hasSecondFactor(await factorsOf(house.db, actor.personId))
}

/** Takes everything away: the person lost phone and keys, and enrols anew at the next sign-in. */
export async function dropFactors(tx: Db, personId: string): Promise<void> {
  await tx.delete(totpSecrets).where(eq(totpSecrets.personId, personId))
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.personId, personId))
  await tx.delete(passkeys).where(eq(passkeys.userId, personId))
}
