import { eq } from 'drizzle-orm'
import type { Transaction } from '#platform/database.ts'
import { disclosureParties, disclosures } from './tables.ts'

/** Who applied and who was asked; kinds, sums and dates are nobody's personal data. */
export async function forgetDisclosure(tx: Transaction, matterId: string): Promise<void> {
  await tx
    .update(disclosures)
    .set({ organisationCipher: null, documentCipher: null, documentHash: null })
    .where(eq(disclosures.matterId, matterId))
  await tx
    .update(disclosureParties)
    .set({ nameCipher: null, addressCipher: null })
    .where(eq(disclosureParties.matterId, matterId))
}
