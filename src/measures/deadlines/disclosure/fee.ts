/**
 * 信息处理费 (INF-16: 政府信息公开条例 第42条, 国办函〔2020〕109号), in yuan. One method for a request, never both: “不得同时按照两种标准重复计算”. Nobody is charged for
 * usual use; who asks beyond measure pays by steps.
 */
export type FeeMethod = 'cases' | 'pages'

export const feeMethods: Record<FeeMethod, string> = { cases: '按件计收', pages: '按量（页）计收' }

/** From the first to the last of a step, so much for each; the last step of pages is open. */
export const pageSteps = [
  { upTo: 30, each: 0 },
  { upTo: 100, each: 10 },
  { upTo: 200, each: 20 },
  { upTo: Number.POSITIVE_INFINITY, each: 40 },
] as const

export const freePages = 30
export const freeCases = 10

/** What the nth request of one applicant to one agency in a natural month costs: 1–10 nothing, 11–30 100, then 100 more for each ten. */
export function priceOfCase(nth: number): number {
  if (nth <= freeCases) return 0
  return nth <= 30 ? 100 : 100 + 100 * Math.ceil((nth - 30) / 10)
}

/** What all requests of a month cost, were each charged by case. */
export function feeByCases(cases: number): number {
  let total = 0
  for (let nth = 1; nth <= cases; nth++) total += priceOfCase(nth)
  return total
}

/** What so many pages cost: each page by the step it falls into. */
export function feeByPages(pages: number): number {
  let [total, from] = [0, 0]
  for (const { upTo, each } of pageSteps) {
    total += Math.max(0, Math.min(pages, upTo) - from) * each
    from = upTo
  }
  return total
}

/** `quantity`: of cases, the place of this request in the applicant's month; of pages, how many. */
export const feeFor = (method: FeeMethod, quantity: number): number =>
  method === 'cases' ? priceOfCase(quantity) : feeByPages(quantity)
