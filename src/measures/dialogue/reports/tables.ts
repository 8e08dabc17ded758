import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, plainDate } from '#platform/columns.ts'
import type { ReportFigures } from './report.ts'

/**
 * 日报 周报 月报 专报：what leaders were told, frozen. `figures` are counts, codes, numbers of letters and names of units; never a word of a letter or a
 * person, so that a report may be kept for ever and passed on.
 */
export const leaderReports = pgTable(
  'leader_reports',
  {
    id: uuid().primaryKey(),
    period: text({ enum: ['day', 'week', 'month', 'topic'] }).notNull(),
    /** Of a 专报, one of our list; empty otherwise. */
    topic: text().notNull().default(''),
    /** First and last day, both included. */
    from: plainDate().notNull(),
    to: plainDate().notNull(),
    /** 期号 within its year and period. */
    year: integer().notNull(),
    issue: integer().notNull(),
    figures: jsonb().$type<ReportFigures>().notNull(),
    madeAt: instant().notNull(),
    /** Who asked for it; null: the calendar did. */
    madeBy: uuid(),
    pdfFileId: uuid().notNull(),
    docxFileId: uuid().notNull(),
  },
  (table) => [
    unique('leader_reports_once').on(table.period, table.topic, table.from, table.to),
    unique('leader_reports_issue').on(table.period, table.year, table.issue),
    index().on(table.madeAt),
    check('leader_reports_days', sql`"from" <= "to"`),
  ],
)

export type ReportRow = typeof leaderReports.$inferSelect
