import type { limitRules } from '../tables.ts'

export type SeedRule = typeof limitRules.$inferInsert

export const since = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

/** What the rows of one law share. */
type Law = Pick<SeedRule, 'measure' | 'source' | 'confidence' | 'effectiveFrom'> & Partial<SeedRule>

/** A row of a law: its id in the rule table, what it is about, the article and its words. */
export const rowsOf =
  (law: Law) =>
  (id: string, title: string, article: string, quote: string, more: Partial<SeedRule> = {}): SeedRule => ({
    isLocal: false,
    ...law,
    id,
    title,
    article,
    quote,
    ...more,
  })

/** A number that no law sets, or whose law could not be read: shown as 本市自定（非法律规定）. */
export const local = (row: Pick<SeedRule, 'id' | 'title' | 'measure'> & Partial<SeedRule>): SeedRule => ({
  source: '阳光政务平台设定',
  confidence: 'D',
  isLocal: true,
  effectiveFrom: since('2000-01-01'),
  ...row,
})

type Span = Pick<SeedRule, 'amount' | 'unit' | 'startEvent' | 'direction' | 'bound' | 'roll'>

export const workdaysFrom = (startEvent: string, amount: number): Span => ({ amount, unit: 'workday', startEvent })

export const hoursFrom = (startEvent: string, amount: number): Span => ({ amount, unit: 'hour', startEvent })

/**
 * 日 and 月 of a limit on a person or an agency roll past rest days: 民法典 第203条 is the general rule (T-2) and none of these laws says otherwise
 * (第204条, T-5). Read so by D.
 */
export const daysFrom = (startEvent: string, amount: number): Span => ({
  amount,
  unit: 'day',
  startEvent,
  roll: 'next',
})

export const monthsFrom = (startEvent: string, amount: number): Span => ({
  amount,
  unit: 'month',
  startEvent,
  roll: 'next',
})

/** A minimum for the citizen: it ends with its last full day and is not closed earlier (T-14); a roll would only add to it. */
export const atLeast = (span: Span): Span => ({ ...span, bound: 'atLeast', roll: 'none' })

/** Counted back from a coming event, whose own day is not counted; on a rest day the working day before it is the last (decision 6). */
export const ahead = (span: Span): Span => ({ ...span, direction: 'before' })

export const extendable = (amount: number, approverTitle: string, approver = 'head'): Partial<SeedRule> => ({
  extensionAmount: amount,
  extensionApprover: approver,
  extensionApproverTitle: approverTitle,
})
