import { asc, eq } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { PartyKind } from './parties.ts'
import { disclosureParties } from './tables.ts'

export type NamedParty = { serial: number; kind: PartyKind; name: string; address: string; number: string }

/** Who was asked, in order, with name and address; after an erasure without. */
export async function namedParties(
  { db, secrets }: Pick<House, 'secrets'> & { db: Db },
  matterId: string,
): Promise<NamedParty[]> {
  const rows = await db
    .select()
    .from(disclosureParties)
    .where(eq(disclosureParties.matterId, matterId))
    .orderBy(asc(disclosureParties.serial))
  const open = (cipher: Buffer | null, column: string) =>
    cipher ? secrets.decrypt(cipher, `disclosure_parties.${column}`) : ''
  return rows.map(({ serial, kind, number, nameCipher, addressCipher }) => ({
    serial,
    kind,
    number,
    name: open(nameCipher, 'name') || '（已依法删除）',
    address: open(addressCipher, 'address'),
  }))
}

/** The six digits printed in the letter beside its number; made again from the row, kept nowhere. */
export function letterCode({ secrets }: Pick<House, 'secrets'>, number: string): string {
  const hash = secrets.lookupHash(number, 'disclosure_parties.code')
  return String(hash.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}
