import { asc } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { ClockTerms } from './admit.ts'
import type { Limit } from './limit.ts'
import { limitRules } from './tables.ts'

/** A rule in force: with a limit it can be counted with, without one it is cited only. */
export type LimitRule = Omit<typeof limitRules.$inferSelect, 'amount' | 'unit'> & { limit: Limit | null }

/** All rules, as one value for a calculation over many matters. */
export type RuleBook = {
  rules: readonly LimitRule[]
  /** The rule as it stood on a day; undefined when none was in force. */
  on(id: string, day: Temporal.PlainDate): LimitRule | undefined
}

/** The rules as the table holds them; `loadRules` keeps them. */
export async function readRules(db: Db): Promise<RuleBook> {
  const rows = await db.select().from(limitRules).orderBy(asc(limitRules.id), asc(limitRules.effectiveFrom))
  const rules = rows.map(ruleOf)
  const byId = Map.groupBy(rules, ({ id }) => id)
  return { rules, on: (id, day) => byId.get(id)?.findLast((rule) => isInForce(rule, day)) }
}

export const isInForce = ({ effectiveFrom, effectiveTo }: LimitRule, day: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(effectiveFrom, day) <= 0 &&
  (!effectiveTo || Temporal.PlainDate.compare(day, effectiveTo) <= 0)

/** What the rule allows to be done to its clock; null for a rule that only speaks about counting. */
export function termsOf(rule: LimitRule): ClockTerms | null {
  if (!rule.limit) return null
  const { extensionAmount: amount, extensionApprover: approver, extensionApproverTitle } = rule
  return {
    limit: rule.limit,
    article: citation(rule),
    extension: amount && approver ? { amount, approver, approverTitle: extensionApproverTitle ?? approver } : null,
    stopGrounds: rule.stopGrounds,
  }
}

/** 行政许可法第42条第1款; of a local rule its mark. */
export const citation = (rule: LimitRule): string =>
  rule.isLocal ? `${rule.source}（本市自定，非法律规定）` : `${rule.source}${rule.article}`

function ruleOf({ amount, unit, ...row }: typeof limitRules.$inferSelect): LimitRule {
  if (amount === null || unit === null) return { ...row, limit: null }
  const limit: Limit = { amount, unit, direction: row.direction, bound: row.bound, roll: row.roll }
  return { ...row, limit: row.cutoff ? { ...limit, cutoff: Temporal.PlainTime.from(row.cutoff) } : limit }
}
