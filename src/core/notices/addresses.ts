import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'

/**
 * Whom a notice goes to: an account, a contact of a matter (with the account it belongs to, where there is one), or an address that
 * belongs to neither yet (codes).
 */
export type Recipient =
  | { personId: string }
  | { contactId: string; personId?: string | null }
  | { phone: string }
  | { email: string }

type Look = (db: Db, house: Pick<House, 'secrets'>, id: string) => Promise<string | null>

const books: { person?: Look; contact?: Look } = {}

/** The rooms that keep phone numbers say how to look one up; notices itself reads no table of theirs. */
export function defineAddresses(more: { person?: Look; contact?: Look }): void {
  Object.assign(books, more)
}

export const personOf = (to: Recipient): string | null => ('personId' in to ? (to.personId ?? null) : null)

/** The number now, or null when there is none (erased, or never given). */
export async function addressOf(db: Db, house: Pick<House, 'secrets'>, to: Recipient): Promise<string | null> {
  if ('phone' in to) return to.phone
  if ('email' in to) return to.email
  if ('contactId' in to) return (await books.contact?.(db, house, to.contactId)) ?? null
  return (await books.person?.(db, house, to.personId)) ?? null
}
