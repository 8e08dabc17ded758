import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '#platform/columns.ts'

export const messageDoors = ['board', 'wechat', 'weibo', 'douyin'] as const
export type MessageDoor = (typeof messageDoors)[number]

/** 留言来源: a message board, or an account of the city in one of the new media. */
export const messageSources = pgTable('message_sources', {
  id: uuid().primaryKey(),
  /** In the address of its webhook. */
  slug: text().notNull().unique(),
  name: text().notNull(),
  door: text({ enum: messageDoors }).notNull(),
  /** The signing secret follows from the house's key and this; 0: nobody was given one, and the webhook is shut. */
  secretVersion: integer().notNull().default(0),
  createdAt: instant().notNull(),
  createdBy: uuid(),
})

/** 导入: one file of messages, taken in the background. The rows lie sealed until they are taken, then only what became of them is left. */
export const messageImports = pgTable(
  'message_imports',
  {
    id: uuid().primaryKey(),
    sourceId: uuid()
      .notNull()
      .references(() => messageSources.id),
    at: instant().notNull(),
    by: uuid().notNull(),
    total: integer().notNull(),
    taken: integer().notNull().default(0),
    already: integer().notNull().default(0),
    /** Line of the file and the sentence why; no word of the message. */
    refused: jsonb().$type<{ line: number; why: string }[]>().notNull(),
    rowsCipher: bytes(),
    doneAt: instant(),
  },
  (table) => [
    index('message_imports_newest').on(table.at.desc().nullsFirst(), table.id),
    check('message_imports_forgotten', sql`done_at is null or rows_cipher is null`),
  ],
)

/**
 * 留言: what a letter that came from a board or the new media has of its own: where it stands there, since when, and whether the answer was brought back to
 * that place. Who wrote it lies with the letter's contact.
 */
export const doorMessages = pgTable(
  'door_messages',
  {
    matterId: uuid().primaryKey(),
    sourceId: uuid()
      .notNull()
      .references(() => messageSources.id),
    /** Keyed hash of the source's own id: outlives the letter's words, so that it is never taken twice. */
    messageHash: bytes().notNull(),
    /** The source's own id, by which the answer finds its place; gone when the letter is erased. */
    messageId: text(),
    url: text(),
    postedAt: instant().notNull(),
    takenAt: instant().notNull(),
    /** 已回到原处. */
    postedBackAt: instant(),
    postedBackBy: uuid(),
  },
  (table) => [
    unique('door_messages_once').on(table.sourceId, table.messageHash),
    index('door_messages_posted').on(table.postedAt, table.matterId),
    index('door_messages_back').on(table.postedBackAt, table.matterId),
    check('door_messages_by_whom', sql`(posted_back_at is null) = (posted_back_by is null)`),
  ],
)
