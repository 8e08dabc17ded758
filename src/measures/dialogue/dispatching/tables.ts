import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, real, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '#platform/columns.ts'
import type { MeasuredBoth } from './learning/measured.ts'

/** 来信分类：what letters are about, the city's own list (本市自定) in two levels. Its words stand in for letters until there are some. */
export const letterCategories = pgTable(
  'letter_categories',
  {
    id: uuid().primaryKey(),
    title: text().notNull(),
    parentId: uuid(),
    /** What people call what belongs here, separated by spaces. */
    words: text().notNull(),
    position: integer().notNull(),
    endedAt: instant(),
  },
  (table) => [uniqueIndex('letter_categories_title').on(table.title).where(sql`ended_at is null`)],
)

export const categorisers = ['person', 'model', 'import'] as const

/** What one letter is about. `model`: a dispatcher let the advice stand without looking at it; no model is learnt from those. */
export const matterCategories = pgTable(
  'matter_categories',
  {
    matterId: uuid().primaryKey(),
    categoryId: uuid()
      .notNull()
      .references(() => letterCategories.id),
    by: text({ enum: categorisers }).notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.categoryId, table.matterId)],
)

/** 派单：what was advised and what the dispatcher decided, to tell how often the two agree. Never of a 举报. Ids only. */
export const letterDispatchings = pgTable(
  'letter_dispatchings',
  {
    id: uuid().primaryKey(),
    matterId: uuid().notNull(),
    at: instant().notNull(),
    byPersonId: uuid().notNull(),
    /** The version that advised; null when there was no advice. */
    modelId: uuid(),
    advisedCategoryId: uuid(),
    advisedUnitIds: uuid().array().notNull(),
    /** How sure it was of its first unit. */
    sure: real(),
    categoryId: uuid(),
    unitId: uuid().notNull(),
    /** The row of the catalogue of duties that it rests on, where one was named or fits. */
    dutyId: uuid(),
  },
  (table) => [index().on(table.at), index().on(table.matterId)],
)

export const modelStates = ['inUse', 'waiting', 'replaced'] as const

/** 派单建议的一版：numbers only. Terms are keyed hashes, and only those that several letters share: no word of a letter can be read out of it. */
export const adviceModels = pgTable(
  'advice_models',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().unique(),
    learntAt: instant().notNull(),
    /** Closed letters with a confirmed category, and closed letters with a unit that answered. */
    categoryLetters: integer().notNull(),
    unitLetters: integer().notNull(),
    /** Lines of the list of categories and the catalogue of duties. */
    catalogueLines: integer().notNull(),
    seed: integer().notNull(),
    measured: jsonb().$type<MeasuredBoth>().notNull(),
    /** `<category> <unit>` → closed letters, for the reason “so many like it went there”. */
    wentThere: jsonb().$type<Record<string, number>>().notNull(),
    state: text({ enum: modelStates }).notNull(),
    /** Who took a version that had not been taken by itself. */
    takenBy: uuid(),
    takenAt: instant(),
    /** Emptied two versions later. */
    content: bytes(),
  },
  (table) => [
    uniqueIndex('advice_models_in_use').on(table.state).where(sql`state = 'inUse'`),
    check('advice_models_usable', sql`state = 'replaced' or content is not null`),
  ],
)

/** Advice turned on or off, by whom and why; the newest holds. */
export const adviceSwitches = pgTable(
  'advice_switches',
  {
    id: uuid().primaryKey(),
    isOn: boolean().notNull(),
    why: text().notNull(),
    by: uuid().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.at)],
)
