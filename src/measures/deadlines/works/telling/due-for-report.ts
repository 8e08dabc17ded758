import { and, asc, eq, gte, inArray, isNull, lt, lte, or, type SQL } from 'drizzle-orm'
import { type Calendar, epochDayOf } from '#core/calendar/index.ts'
import type { Db } from '#platform/database.ts'
import { workMilestones, works } from '../tables.ts'

/** 本市自定：its units are told so many working days before a milestone falls due, and once more when it has slipped. At no other time. */
export const toldBefore = 3

export type DueForReport = {
  milestoneId: string
  number: string
  title: string
  milestone: string
  dueOn: Temporal.PlainDate
  leadUnitId: string
  jointUnitIds: string[]
  stage: 'soon' | 'late'
}

/** The last day that is at most `toldBefore` working days ahead. */
export function horizon(today: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate {
  const last = calendar.workdayAfter(epochDayOf(today), toldBefore)
  return new Temporal.PlainDate(1970, 1, 1).add({ days: last })
}

/**
 * Milestones of which a report is due: falling due within three working days and not told yet, or past their date and not told so. This is all that is ever
 * asked of a unit (为基层减负). A digest takes it as it is and then calls `markTold`.
 */
export async function dueForReport(db: Db, today: Temporal.PlainDate, calendar: Calendar): Promise<DueForReport[]> {
  const rows = await db
    .select({ milestone: workMilestones, work: works })
    .from(workMilestones)
    .innerJoin(works, eq(works.id, workMilestones.workId))
    .where(and(isNull(workMilestones.provedAt), lte(workMilestones.dueOn, horizon(today, calendar)), untold(today)))
    .orderBy(asc(workMilestones.dueOn), asc(workMilestones.id))
    .for('update', { of: workMilestones })
  return rows.map(({ milestone, work }) => ({
    milestoneId: milestone.id,
    number: work.number,
    title: work.title,
    milestone: milestone.title,
    dueOn: milestone.dueOn,
    leadUnitId: work.leadUnitId,
    jointUnitIds: work.jointUnitIds,
    stage: Temporal.PlainDate.compare(milestone.dueOn, today) < 0 ? 'late' : 'soon',
  }))
}

/** What is past is told once as past, even where nobody was told before. */
const untold = (today: Temporal.PlainDate): SQL | undefined =>
  or(
    and(lt(workMilestones.dueOn, today), isNull(workMilestones.lateToldOn)),
    and(gte(workMilestones.dueOn, today), isNull(workMilestones.soonToldOn)),
  )

/** In the transaction of the notices: none of these is due again until its date moves or goes by. */
export async function markTold(db: Db, due: readonly DueForReport[], today: Temporal.PlainDate): Promise<void> {
  const of = (stage: DueForReport['stage']) => due.filter((one) => one.stage === stage).map((one) => one.milestoneId)
  if (of('soon').length > 0)
    await db
      .update(workMilestones)
      .set({ soonToldOn: today })
      .where(inArray(workMilestones.id, of('soon')))
  if (of('late').length > 0)
    await db
      .update(workMilestones)
      .set({ lateToldOn: today })
      .where(inArray(workMilestones.id, of('late')))
}
