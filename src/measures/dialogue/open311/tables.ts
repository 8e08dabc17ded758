import { sql } from 'drizzle-orm'
import { check, doublePrecision, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '#platform/columns.ts'

/**
 * What a letter that came by Open311 has besides: by which key it was filed, so that the same key may follow it, and where, rounded to 500 m (the exact
 * place stands among the letter's own words). Emptied of place and link when the letter is erased.
 */
export const open311Requests = pgTable(
  'open311_requests',
  {
    matterId: uuid().primaryKey(),
    keyId: uuid().notNull(),
    filedAt: instant().notNull(),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    /** A link that the writer gave; nothing of ours ever opens it. */
    mediaUrl: text(),
  },
  (table) => [
    index('open311_requests_own').on(table.keyId, table.filedAt.desc().nullsFirst(), table.matterId),
    check('open311_requests_place', sql`(latitude is null) = (longitude is null)`),
  ],
)
