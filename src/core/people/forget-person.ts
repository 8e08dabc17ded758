import { type AnyColumn, and, eq, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm'
import type { Db, Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { before, retention } from '#platform/retention.ts'
import { mandates } from './mandates/tables.ts'
import { dropFactors } from './second-factor/factors.ts'
import { persons, users, verifications } from './tables.ts'

/**
 * A citizen closes their account: what names them goes, at once and everywhere in this room. The bare row stays, because acts and mandates name its id.
 * Whoever comes again with the same phone is somebody new.
 */
export async function forgetPerson(tx: Transaction, personId: string, at: Temporal.Instant): Promise<void> {
  const [person] = await tx.select().from(persons).where(eq(persons.id, personId)).for('update')
  if (!person) return
  const keys = [changingPhone(personId), ...(person.phoneHash ? [person.phoneHash.toString('hex')] : [])]
  await tx.delete(verifications).where(inArray(verifications.identifier, keys))
  await dropFactors(tx, personId)
  // Sessions, ways to sign in and passkeys go with the user.
  await tx.delete(users).where(eq(users.id, personId))
  const concerned = or(
    eq(mandates.principalId, personId),
    eq(mandates.agentId, personId),
    person.phoneHash ? eq(mandates.phoneHash, person.phoneHash) : undefined,
  )
  await tx
    .update(mandates)
    .set({ endedAt: at, endedBy: personId, codeHash: null })
    .where(and(concerned, isNull(mandates.endedAt)))
  await tx.update(mandates).set({ phoneCipher: null, phoneHash: null }).where(concerned)
  await tx
    .update(persons)
    .set({
      nameCipher: null,
      phoneCipher: null,
      phoneHash: null,
      idNumberCipher: null,
      idNumberHash: null,
      closedAt: at,
    })
    .where(eq(persons.id, personId))
}

/** Under which a change of phone waits for its code. */
export const changingPhone = (personId: string): string => `phone-change:${personId}`

/** What has served its time: mandates long ended, phones of staff long gone. @returns how many rows */
export async function forgetOldPeople({ db, clock, config }: House): Promise<number> {
  const now = clock.now()
  const over = before(now, config.timeZone, retention.endedMandates)
  const overOn = over.toZonedDateTimeISO(config.timeZone).toPlainDate()
  const ended = await db
    .delete(mandates)
    .where(or(lte(mandates.endedAt, over), lte(mandates.until, overOn)))
    .returning({ id: mandates.id })
  const left = await db
    .update(persons)
    .set({ phoneCipher: null, phoneHash: null })
    .where(
      and(
        eq(persons.kind, 'staff'),
        isNotNull(persons.phoneCipher),
        lte(persons.closedAt, before(now, config.timeZone, retention.leftStaff)),
      ),
    )
    .returning({ id: persons.id })
  return ended.length + left.length
}

/** As a condition on a column of person ids: whose account was closed by themselves. */
export const personsForgotten = (db: Db, personId: AnyColumn) =>
  inArray(
    personId,
    db
      .select({ id: persons.id })
      .from(persons)
      .where(
        and(
          eq(persons.kind, 'citizen'),
          isNotNull(persons.closedAt),
          isNull(persons.phoneHash),
          isNull(persons.nameCipher),
        ),
      ),
  )
