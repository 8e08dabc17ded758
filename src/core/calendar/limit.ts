/**
 * A time limit, as a row of the rule table says it.
 *
 * `workday` 工作日, `day` 日 (every day counts), `month` 月 (corresponding day, 民法典 第202条), `workhour` 工作小时, `hour` 小时.
 * `direction: before` counts back from an event that is still to come (a hearing), whose own day is not counted.
 * `atMost` is a limit for the government; `atLeast` is a minimum for the citizen and may not be closed earlier (T-14).
 * `roll: next` moves a last day that is a rest day past the rest days (民法典 第203条); a made-up Saturday is no rest day (T-13).
 * `cutoff` ends the last day at the close of business instead of 24:00 (民法典 第203条第2款).
 */
export type Limit = {
  amount: number
  unit: LimitUnit
  direction: 'after' | 'before'
  bound: 'atMost' | 'atLeast'
  roll: 'none' | 'next'
  cutoff?: Temporal.PlainTime
}

export type LimitUnit = 'workday' | 'day' | 'month' | 'workhour' | 'hour'

/** A limit that ends with a day, not at an hour. */
export type DayLimit = Limit & { unit: 'workday' | 'day' | 'month' }

export const isDayLimit = (limit: Limit): limit is DayLimit => limit.unit !== 'workhour' && limit.unit !== 'hour'

export const unitWord: Record<LimitUnit, string> = {
  workday: '个工作日',
  day: '日',
  month: '个月',
  workhour: '个工作小时',
  hour: '小时',
}

/** `n` working days from an event, not rolled: they end on a working day by themselves. */
export const workdays = (amount: number): DayLimit => ({
  amount,
  unit: 'workday',
  direction: 'after',
  bound: 'atMost',
  roll: 'none',
})

/** 7个工作日, 听证会前7日, 不少于30日 */
export function limitText(limit: Limit): string {
  const amount = `${limit.amount}${unitWord[limit.unit]}`
  if (limit.direction === 'before') return `提前${amount}`
  return limit.bound === 'atLeast' ? `不少于${amount}` : `${amount}内`
}

/**
 * May a unit promise this where the law says that? Shorter is allowed, longer never (优化营商环境条例 第36条); of a minimum for the citizen the
 * other way round. Calendar days are never longer than as many working days, nor hours than as many days, so those may be
 * compared; other mixtures of units are refused, because which is longer depends on the date.
 */
export function isWithinLaw(promise: Limit, law: Limit): boolean {
  if (promise.direction !== law.direction || promise.bound !== law.bound) return false
  const noLonger = spanIn(promise, law.unit)
  if (law.bound === 'atLeast' || law.direction === 'before') {
    return promise.unit === law.unit && promise.amount >= law.amount
  }
  if (noLonger === undefined || noLonger > law.amount) return false
  const mayRollFurther =
    promise.roll === 'next' && law.roll === 'none' && promise.unit !== 'workday' && law.unit !== 'workday'
  return !mayRollFurther
}

/** An amount of `unit` that is certainly no shorter than the limit; undefined where that depends on the date. */
function spanIn({ amount, unit }: Limit, target: LimitUnit): number | undefined {
  if (unit === target) return amount
  if (unit === 'day' && target === 'workday') return amount
  if (unit === 'hour' && (target === 'day' || target === 'workday')) return Math.ceil(amount / 24)
  if (unit === 'day' && target === 'month') return Math.ceil(amount / 28)
  return undefined
}
