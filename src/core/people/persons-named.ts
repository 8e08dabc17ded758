import { inArray } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { maskPhone } from './masking.ts'
import { nameOf } from './staff.ts'
import { persons } from './tables.ts'

/** Names and masked numbers of citizens, for staff who are to meet them. The reading is audited by whoever asks. */
export async function personsNamed(
  { db, secrets }: Pick<House, 'secrets'> & { db: Db },
  ids: readonly string[],
): Promise<Map<string, { name: string; phone: string }>> {
  if (ids.length === 0) return new Map()
  const found = await db
    .select()
    .from(persons)
    .where(inArray(persons.id, [...new Set(ids)]))
  return new Map(
    found.map((person) => [
      person.id,
      {
        name: nameOf(secrets, person),
        phone: person.phoneCipher ? maskPhone(secrets.decrypt(person.phoneCipher, 'persons.phone')) : '',
      },
    ]),
  )
}
