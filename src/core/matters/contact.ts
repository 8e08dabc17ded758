import { eq } from 'drizzle-orm'
import { defineAddresses } from '#core/notices/index.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { contacts } from './tables.ts'

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
