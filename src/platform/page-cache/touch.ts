import { sql } from 'drizzle-orm'
import type { Db } from '../database.ts'

export const channel = 'pages_touched'

/** PostgreSQL takes 8,000 bytes; a tag holds no space. */
const longestPayload = 7000

/**
 * Drops the cached pages that show one of these, in every process, when the transaction at hand is committed, and not at all when it is rolled back. To be
 * called by the verb that changed what they show, inside its transaction. What no page shows is not touched: filing a letter drops nothing.
 */
export async function touch(tx: Db, tags: readonly string[]): Promise<void> {
  let payload = ''
  for (const tag of new Set(tags)) {
    if (payload.length + tag.length >= longestPayload) {
      await tx.execute(sql`select pg_notify(${channel}, ${payload})`)
      payload = ''
    }
    payload += payload ? ` ${tag}` : tag
  }
  if (payload) await tx.execute(sql`select pg_notify(${channel}, ${payload})`)
}

export const tagsOfPayload = (payload: string): string[] => payload.split(' ')
