import { and, asc, desc, eq } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { Item } from './conference.ts'
import { interviewPlanItems, interviewPlans } from './tables.ts'

export type Plan = typeof interviewPlans.$inferSelect
export type PlanItem = typeof interviewPlanItems.$inferSelect

/** Newest version first. */
export const planVersions = (db: Db, year: number): Promise<Plan[]> =>
  db.select().from(interviewPlans).where(eq(interviewPlans.year, year)).orderBy(desc(interviewPlans.version))

/** Years that have a plan, the newest first. */
export const plannedYears = async (db: Db): Promise<number[]> =>
  (
    await db
      .selectDistinct({ year: interviewPlans.year })
      .from(interviewPlans)
      .orderBy(desc(interviewPlans.year))
      .limit(20)
  ).map(({ year }) => year)

export const planItems = (db: Db, year: number, version: number): Promise<PlanItem[]> =>
  db
    .select()
    .from(interviewPlanItems)
    .where(and(eq(interviewPlanItems.year, year), eq(interviewPlanItems.version, version)))
    .orderBy(asc(interviewPlanItems.month), asc(interviewPlanItems.title), asc(interviewPlanItems.key))

/** As it stands; null before a meeting has decided one. */
export async function currentPlan(db: Db, year: number): Promise<(Plan & { items: PlanItem[] }) | null> {
  const [plan] = await planVersions(db, year)
  return plan ? { ...plan, items: await planItems(db, year, plan.version) } : null
}

type Line = Omit<PlanItem, 'year' | 'version'>

/** The plan after the items that were accepted, in the order of the agenda; `keyOf` names what is new. */
export function planAfter(before: readonly Line[], accepted: readonly Item[], keyOf: (item: Item) => string): Line[] {
  let lines = [...before]
  for (const item of accepted) {
    const key = item.planKey ?? keyOf(item)
    if (item.kind === 'change' || item.kind === 'strike') lines = lines.filter((line) => line.key !== key)
    const { month, subject, leadUnitId, guest, title, letters, lettersFrom, lettersTo } = item
    if ((item.kind === 'add' || item.kind === 'change') && month && subject && leadUnitId && guest !== null)
      lines.push({ key, month, subject, leadUnitId, guest, title, letters, lettersFrom, lettersTo })
  }
  return lines
}
