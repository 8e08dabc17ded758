import { isWithinLaw, type Limit, type LimitUnit, limitText } from './limit.ts'
import type { LimitRule } from './rule-book.ts'
import type { unitPromises } from './tables.ts'

export type UnitPromise = typeof unitPromises.$inferSelect

/** The rule for matters that neither a law nor their unit limits (LIM-1). */
export const defaultRule = 'LIM-1-default'

/** 承诺时限 allowed by 优化营商环境条例 第36条; named with every refusal of a longer one. */
export const promiseArticle = '优化营商环境条例第36条第2款'

/**
 * The promise as a limit: it keeps the direction, the bound and, in days, the roll of the law it is shorter than.
 */
export const promisedLimit = ({ amount, unit }: { amount: number; unit: LimitUnit }, law: Limit): Limit => ({
  amount,
  unit,
  direction: law.direction,
  bound: law.bound,
  roll: unit === 'day' || unit === 'month' ? law.roll : 'none',
})

/** Why a unit may not promise this; null when it may. Only its own time can be promised, and none longer than the law gives. */
export function promiseFault(
  rule: LimitRule,
  promise: { amount: number; unit: LimitUnit },
): { field: 'rule' | 'amount'; sentence: string } | null {
  if (!rule.limit || rule.whose !== 'agency' || rule.limit.direction !== 'after' || rule.limit.bound !== 'atMost') {
    return { field: 'rule', sentence: '这一条不是单位自己的办理期限，不能承诺。请另选一项。' }
  }
  const promised = promisedLimit(promise, rule.limit)
  if (isWithinLaw(promised, rule.limit)) return isShorter(promised, rule.limit) ? null : equalFault(rule.limit)
  const isComparable = promise.unit === rule.limit.unit || isWithinLaw({ ...promised, amount: 1 }, rule.limit)
  if (!isComparable) {
    return {
      field: 'amount',
      sentence: `规定的期限是${limitText(rule.limit)}，承诺请用同样的单位，不然比不出哪个更短。`,
    }
  }
  return {
    field: 'amount',
    sentence: `规定的期限是${limitText(rule.limit)}，承诺只能更短，不能更长（${promiseArticle}）。请改小。`,
  }
}

const isShorter = (promise: Limit, law: Limit): boolean => promise.unit !== law.unit || promise.amount < law.amount

const equalFault = (law: Limit): { field: 'amount'; sentence: string } => ({
  field: 'amount',
  sentence: `规定的期限就是${limitText(law)}，承诺应当比它短。请改小。`,
})

export const isKept = ({ from, to }: UnitPromise, day: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(from, day) <= 0 && (!to || Temporal.PlainDate.compare(day, to) <= 0)

/** `LIC-7:<promise>`: how a matter remembers that it was received under a promise. */
export const promisedId = (ruleId: string, promiseId: string): string => `${ruleId}:${promiseId}`

/** The rule of the law within a rule id, whether or not a unit promised shorter. */
export const lawRuleId = (id: string): string => id.split(':')[0] as string
