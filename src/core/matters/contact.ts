import { and, eq, isNotNull } from 'drizzle-orm'
import { defineAddresses } from '#core/notices/index.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { contacts, matters } from './tables.ts'

defineAddresses({
  contact: async (db, { secrets }, id) => (await contactOf({ db, secrets }, id))?.phone ?? null,
})

export type Contact = {
  name: string | null
  phone: string | null
  address: string | null
  language: string | null
  isElder: boolean
  prefers: string
}

/** In the clear, for a verb that may unmask; the caller audits it. Null once erased. */
export async function contactOf(
  { db, secrets }: Pick<House, 'secrets'> & { db: Db },
  contactId: string,
): Promise<Contact | null> {
  const [row] = await db.select().from(contacts).where(eq(contacts.id, contactId))
  if (!row) return null
  const open = (cipher: Buffer | null, column: string) =>
    cipher ? secrets.decrypt(cipher, `contacts.${column}`) : null
  return {
    name: open(row.nameCipher, 'name'),
    phone: open(row.phoneCipher, 'phone'),
    address: open(row.addressCipher, 'address'),
    language: row.language,
    isElder: row.isElder,
    prefers: row.prefers,
  }
}

/** What the asker says is wrong (个人信息保护法 第46条). Messages that wait go to the new number. @returns false where nothing is kept any more */
export async function correctContact(
  { db, secrets }: Pick<House, 'secrets'> & { db: Db },
  matterId: string,
  given: { name?: string; phone?: string },
): Promise<boolean> {
  const [held] = await db
    .select({ contactId: matters.contactId })
    .from(matters)
    .where(and(eq(matters.id, matterId), isNotNull(matters.contactId)))
  if (!held?.contactId) return false
  const corrected = await db
    .update(contacts)
    .set({
      ...(given.name ? { nameCipher: secrets.encrypt(given.name, 'contacts.name') } : {}),
      ...(given.phone
        ? {
            phoneCipher: secrets.encrypt(given.phone, 'contacts.phone'),
            phoneHash: secrets.lookupHash(given.phone, 'contacts.phone'),
          }
        : {}),
    })
    .where(eq(contacts.id, held.contactId))
    .returning({ id: contacts.id })
  return corrected.length > 0
}
