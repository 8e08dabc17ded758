import { and, desc, eq, isNotNull, lt, or } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import { openAddress, openBody, tailHash } from './sealed.ts'
import { type NoticeRow, notices } from './tables.ts'
import { flagsOf } from './template.ts'

export type OutboxMessage = {
  id: string
  createdAt: Temporal.Instant
  sentAt: Temporal.Instant | null
  state: NoticeRow['state']
  /** What it is about, in the words of its template. */
  title: string
  channel: string
  to: string
  text: string
}

/** The newest messages, 30 a page, optionally only those to numbers ending in `tail`. `after`: the id of the last one seen. */
export async function outbox(
  house: Pick<House, 'db' | 'secrets'>,
  options: { tail?: string; after?: string } = {},
): Promise<{ messages: OutboxMessage[]; nextKey: string | null }> {
  const size = 30
  const [last] = options.after
    ? await house.db
        .select({ id: notices.id, createdAt: notices.createdAt })
        .from(notices)
        .where(eq(notices.id, options.after))
    : []
  const rows = await house.db
    .select()
    .from(notices)
    .where(
      and(
        isNotNull(notices.bodyCipher),
        options.tail ? eq(notices.addressTailHash, tailHash(house.secrets, options.tail)) : undefined,
        last
          ? or(
              lt(notices.createdAt, last.createdAt),
              and(eq(notices.createdAt, last.createdAt), lt(notices.id, last.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(notices.createdAt), desc(notices.id))
    .limit(size + 1)
  const shown = rows.slice(0, size)
  return {
    messages: shown.map((row) => ({
      id: row.id,
      createdAt: row.createdAt,
      sentAt: row.sentAt,
      state: row.state,
      title: flagsOf(row.template).title,
      channel: row.channel,
      to: row.addressCipher ? maskedAddress(openAddress(house.secrets, row.addressCipher)) : '站内信箱',
      text: row.bodyCipher ? openBody(house.secrets, row.bodyCipher).text : '',
    })),
    nextKey: rows.length > size ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** 138****5678 and w***@example.com; anything else shows its last four characters only. */
export function maskedAddress(address: string): string {
  if (/^1\d{10}$/.test(address)) return `${address.slice(0, 3)}****${address.slice(-4)}`
  const [name = '', domain] = address.split('@')
  return domain ? `${name.slice(0, 1)}***@${domain}` : `****${address.slice(-4)}`
}
