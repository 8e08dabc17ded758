import { and, eq } from 'drizzle-orm'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { persons, users } from './tables.ts'

type Person = typeof persons.$inferSelect
type Sealed = Partial<Pick<Person, 'nameCipher' | 'idNumberCipher' | 'idNumberHash'>>

/** A phone as Better Auth knows it. */
export const phoneKey = (house: Pick<House, 'secrets'>, phone: string): string =>
  house.secrets.lookupHash(phone, 'persons.phone').toString('hex')

/** Locked, so that of two who would change the same citizen the second sees what the first did. */
export async function citizenWithPhone(house: House, tx: Transaction, phone: string): Promise<Person | null> {
  const phoneHash = Buffer.from(phoneKey(house, phone), 'hex')
  const [person] = await tx
    .select()
    .from(persons)
    .where(and(eq(persons.kind, 'citizen'), eq(persons.phoneHash, phoneHash)))
    .for('update')
  return person ?? null
}

/**
 * Better Auth's user gets hashes only: no phone, mail address or name of anybody stands in its tables.
 *
 * @param key of the identity, where there is no phone to make the user's own from
 */
export async function newCitizen(
  house: House,
  tx: Transaction,
  { phone, key, ...sealed }: Sealed & { phone: string | null; key: string },
): Promise<Person> {
  const id = newId()
  const byPhone = phone ? phoneKey(house, phone) : null
  await tx.insert(users).values({
    id,
    name: 'citizen',
    email: `${byPhone ?? key}@account.invalid`,
    phoneNumber: byPhone,
    phoneNumberVerified: byPhone !== null,
  })
  const [person] = await tx
    .insert(persons)
    .values({
      id,
      kind: 'citizen',
      ...sealed,
      phoneCipher: phone ? house.secrets.encrypt(phone, 'persons.phone') : null,
      phoneHash: byPhone ? Buffer.from(byPhone, 'hex') : null,
      createdAt: house.clock.now(),
    })
    .returning()
  if (!person) throw new Error('a person was not made')
  return person
}
