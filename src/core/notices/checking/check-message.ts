import { desc, eq } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import { textHash } from '../sealed.ts'
import { notices } from '../tables.ts'
import { flagsOf, luresIn } from '../template.ts'

/** What can be said of a message somebody holds in their hand. `sender`: only a number was given. */
export type Verdict =
  | { kind: 'ours'; title: string; sentAt: Temporal.Instant }
  | { kind: 'otherNumber' }
  | { kind: 'notFound'; lures: string[] }
  | { kind: 'ourSender' }
  | { kind: 'otherSender' }

/**
 * Compares keyed hashes of the words: nobody learns to whom or about what we wrote but who has the very message. An erased message is no
 * longer found.
 */
export async function checkMessage(
  house: Pick<House, 'db' | 'secrets' | 'config'>,
  { text, number }: { text: string; number: string },
): Promise<Verdict> {
  const digits = text.normalize('NFKC').replace(/[\s+-]/g, '')
  if (/^\d{3,20}$/.test(digits))
    return { kind: digits === house.config.providers.sms?.sender ? 'ourSender' : 'otherSender' }
  const [row] = await house.db
    .select({ template: notices.template, createdAt: notices.createdAt, sentAt: notices.sentAt })
    .from(notices)
    .where(eq(notices.textHash, textHash(house.secrets, text)))
    .orderBy(desc(notices.createdAt))
    .limit(1)
  if (!row) return { kind: 'notFound', lures: luresIn(text) }
  const asked = number.normalize('NFKC').replace(/\D/g, '')
  if (asked !== '' && !text.normalize('NFKC').replace(/[\s-]/g, '').includes(asked)) return { kind: 'otherNumber' }
  return { kind: 'ours', title: flagsOf(row.template).title, sentAt: row.sentAt ?? row.createdAt }
}
