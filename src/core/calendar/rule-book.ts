import { asc } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { ClockTerms } from './admit.ts'
import { isWithinLaw, type Limit, limitText } from './limit.ts'
import { defaultRule, isKept, promisedId, promisedLimit, type UnitPromise } from './promise.ts'
import { limitRules, unitPromises } from './tables.ts'

/** A rule in force: with a limit it can be counted with, without one it is cited only. */
export type LimitRule = Omit<typeof limitRules.$inferSelect, 'amount' | 'unit'> & {
  limit: Limit | null
  /** A unit's promise that takes the place of `law`; its own `id` names both. */
  promise: { by: UnitPromise; law: LimitRule } | null
}

/** All rules, as one value for a calculation over many matters. */
export type RuleBook = {
  rules: readonly LimitRule[]
  promises: readonly UnitPromise[]
  /** The rule as it stood on a day, or as a unit promised it (`LIC-7:<promise>`); undefined when none was in force. */
  on(id: string, day: Temporal.PlainDate): LimitRule | undefined
  /** One row for each rule: the newest that is in force. */
  inForce(day: Temporal.PlainDate): LimitRule[]
  /** What the unit promised for this limit on that day; undefined where it promised nothing. */
  promised(unitId: string, ruleId: string, day: Temporal.PlainDate): LimitRule | undefined
  /** What limits a business that no law limits: the unit's published limit, else the city's setting (LIM-1). */
  ofBusiness(unitId: string, businessId: string, day: Temporal.PlainDate): LimitRule | undefined
}

/** The rules as the table holds them; `loadRules` keeps them. */
export async function readRules(db: Db): Promise<RuleBook> {
  const rows = await db.select().from(limitRules).orderBy(asc(limitRules.id), asc(limitRules.effectiveFrom))
  const promises = await db.select().from(unitPromises).orderBy(asc(unitPromises.from), asc(unitPromises.id))
  return ruleBookOf(rows.map(ruleOf), promises)
}

function ruleBookOf(rules: readonly LimitRule[], promises: readonly UnitPromise[]): RuleBook {
  const byId = Map.groupBy(rules, ({ id }) => id)
  const promiseById = new Map(promises.map((promise) => [promise.id, promise]))
  const lawOn = (id: string, day: Temporal.PlainDate) => byId.get(id)?.findLast((rule) => isInForce(rule, day))
  const kept = (unitId: string, day: Temporal.PlainDate, isAbout: (promise: UnitPromise) => boolean) =>
    promises.findLast((promise) => promise.unitId === unitId && isAbout(promise) && isKept(promise, day))
  return {
    rules,
    promises,
    on(id, day) {
      const [ruleId = id, promiseId] = id.split(':')
      const law = lawOn(ruleId, day)
      const promise = promiseId === undefined ? undefined : promiseById.get(promiseId)
      return law && promise ? promisedOf(law, promise) : law
    },
    inForce: (day) => [...byId.keys()].flatMap((id) => lawOn(id, day) ?? []),
    promised(unitId, ruleId, day) {
      const promise = kept(unitId, day, (one) => one.ruleId === ruleId)
      const law = lawOn(ruleId, day)
      return promise && law && promisedOf(law, promise)
    },
    ofBusiness(unitId, businessId, day) {
      const promise = kept(unitId, day, (one) => one.businessId === businessId)
      const usual = lawOn(defaultRule, day)
      return promise && usual ? promisedOf(usual, promise) : usual
    },
  }
}

/** A law that has since become shorter than the promise wins; what the city itself set does not bind a unit's published limit. */
function promisedOf(law: LimitRule, by: UnitPromise): LimitRule {
  if (!law.limit) return law
  const limit = promisedLimit(by, law.limit)
  if (by.ruleId !== null && !isWithinLaw(limit, law.limit)) return law
  return { ...law, id: promisedId(law.id, by.id), limit, promise: { by, law } }
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

/** 行政许可法第42条第1款; of a local rule its mark; of a promise what it is shorter than. */
export function citation(rule: LimitRule): string {
  if (!rule.promise) return rule.isLocal ? `${rule.source}（本市自定，非法律规定）` : `${rule.source}${rule.article}`
  const { by, law } = rule.promise
  if (by.ruleId === null) return '承办单位公布的办理时限（没有法定期限）'
  return `承办单位公布的承诺时限（${citation(law)}${law.limit ? `，${limitText(law.limit)}` : ''}）`
}

function ruleOf({ amount, unit, ...row }: typeof limitRules.$inferSelect): LimitRule {
  if (amount === null || unit === null) return { ...row, limit: null, promise: null }
  const limit: Limit = { amount, unit, direction: row.direction, bound: row.bound, roll: row.roll }
  const cutoff = row.cutoff ? { cutoff: Temporal.PlainTime.from(row.cutoff) } : {}
  return { ...row, limit: { ...limit, ...cutoff }, promise: null }
}
