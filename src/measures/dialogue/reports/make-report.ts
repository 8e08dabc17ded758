import { and, eq, sql } from 'drizzle-orm'
import { asWord, type BulletinForm, keepFile, storeMadeFile, typeset } from '#core/documents/index.ts'
import { allDivisions, audit, defineAuditActs, divisionPath, unitDirectory } from '#core/people/index.ts'
import { type StaffActor, systemActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { bulletinOf } from './bulletin.ts'
import { readFigures, readPlaces, readTopics, type Span } from './read-figures.ts'
import { readRed, suggestionOf } from './red-matters.ts'
import { lastPeriod, type Period, type ReportFigures } from './report.ts'
import { leaderReports, type ReportRow } from './tables.ts'
import type { topics as topicList } from './topics.ts'

type Topic = (typeof topicList)[number]

defineAuditActs({ makeReport: '生成领导报告' })

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * Makes the report of the period that was over before `today`, a 专报 on `topic`, once: its figures are frozen with the files, and whoever asks again gets the same. Both
 * files are set in another thread.
 */
export async function makeReport(
  house: House,
  period: Period,
  today: Temporal.PlainDate,
  by: StaffActor | null,
  topic: Topic | null = null,
): Promise<ReportRow> {
  const { from, to } = lastPeriod(period, today)
  const same = isOf(period, from, topic)
  const [known] = await house.db.select().from(leaderReports).where(same)
  if (known) return known
  const figures = await figuresOf(house, period, { from, to }, topic)
  const madeAt = house.clock.now()
  return house.db.transaction(async (tx) => {
    // Two who ask at once, and two reports that would get one number: one after the other.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`report ${period} ${to.year}`}, 0))`)
    const [meanwhile] = await tx.select().from(leaderReports).where(same)
    if (meanwhile) return meanwhile
    const [last] = await tx
      .select({ issue: sql<number>`coalesce(max(${leaderReports.issue}), 0)::int` })
      .from(leaderReports)
      .where(and(eq(leaderReports.period, period), eq(leaderReports.year, to.year)))
    const about = { period, topic: topic?.topic ?? '', from, to, issue: (last?.issue ?? 0) + 1, figures }
    const [pdfFileId, docxFileId] = await filesOf(house, bulletinOf(about, house.config), about)
    await keepFile(tx, pdfFileId)
    await keepFile(tx, docxFileId)
    const row = { id: newId(), ...about, year: to.year, madeAt, madeBy: by?.personId ?? null, pdfFileId, docxFileId }
    const [written] = await tx.insert(leaderReports).values(row).returning()
    if (!written) throw new Error('report not written')
    const actor = by ?? systemActor('calendar')
    await audit(tx, {
      actor,
      act: 'makeReport',
      subjectType: 'report',
      subjectId: row.id,
      at: madeAt,
      details: { period },
    })
    return written
  })
}

const isOf = (period: Period, from: Temporal.PlainDate, topic: Topic | null) =>
  and(eq(leaderReports.period, period), eq(leaderReports.from, from), eq(leaderReports.topic, topic?.topic ?? ''))

async function figuresOf(
  house: House,
  period: Period,
  days: { from: Temporal.PlainDate; to: Temporal.PlainDate },
  topic: Topic | null,
): Promise<ReportFigures> {
  const { timeZone } = house.config
  const now = house.clock.now()
  const span = ({ from, to }: typeof days): Span => ({
    from: from.toZonedDateTime(timeZone).toInstant(),
    to: to.add({ days: 1 }).toZonedDateTime(timeZone).toInstant(),
  })
  const spans = {
    now: span(days),
    before: span(lastPeriod(period, days.from)),
    lastYear: span({ from: days.from.subtract({ years: 1 }), to: days.to.subtract({ years: 1 }) }),
  }
  const [units, divisions] = await Promise.all([unitDirectory(house.db), allDivisions(house.db)])
  const unit = (id: string) => units.get(id)?.shortName ?? '原单位'
  const place = (code: string) => divisionPath(divisions, code)
  const [figures, topics, red] = await Promise.all([
    readFigures(house.db, spans, topic),
    topic ? readPlaces(house.db, spans, topic, { unit, place }) : readTopics(house.db, spans, unit),
    readRed(house.db, { units, divisions, now, timeZone, topic }),
  ])
  return {
    asOf: now.toString(),
    figures,
    topics,
    red: red.ten,
    redCount: red.all,
    suggestion: suggestionOf(red, topics),
  }
}

async function filesOf(
  house: House,
  form: BulletinForm,
  { to, topic }: { to: Temporal.PlainDate; topic: string },
): Promise<[pdf: string, docx: string]> {
  const [{ pdf }, word] = await Promise.all([typeset(form), asWord(form)])
  const name = `${form.head}${topic}${to}`
  const about = { matterId: null, visibility: 'staff' } as const
  const [pdfFile, wordFile] = await Promise.all([
    storeMadeFile(house, { name: `${name}.pdf`, extension: 'pdf', mediaType: 'application/pdf', content: pdf }, about),
    storeMadeFile(house, { name: `${name}.docx`, extension: 'docx', mediaType: wordType, content: word }, about),
  ])
  return [pdfFile.id, wordFile.id]
}
