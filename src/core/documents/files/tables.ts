import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '#platform/columns.ts'

/**
 * Everything a person sends us. The original name is what they typed, so it stands here and nowhere else: erasing the row forgets it.
 * `state` pending: came with a form that is not accepted yet, kept until `pendingUntil`; kept: belongs to `matterId`;
 * removed: forgotten, the sweep still has to delete what lies in storage.
 */
export const files = pgTable(
  'files',
  {
    id: uuid().primaryKey(),
    matterId: uuid(),
    /** Keyed hash of the form key (or person) that a pending upload belongs to. */
    ownerHash: bytes(),
    uploader: text({ enum: ['asker', 'staff', 'system'] }).notNull(),
    originalName: text(),
    mediaType: text().notNull(),
    extension: text().notNull(),
    bytes: integer().notNull(),
    sha256: bytes().notNull(),
    storageKey: text().notNull(),
    thumbnailKey: text(),
    state: text({ enum: ['pending', 'kept', 'removed'] }).notNull(),
    pendingUntil: instant(),
    /** asker: the asker and staff of the matter; staff: staff only; published: everybody. */
    visibility: text({ enum: ['asker', 'staff', 'published'] }).notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    index().on(table.matterId),
    index().on(table.ownerHash),
    index('files_sweep').on(table.state, table.pendingUntil),
  ],
)

export type FileRow = typeof files.$inferSelect
