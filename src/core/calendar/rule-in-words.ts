import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { ClockTerms } from './admit.ts'
import { type Limit, unitWord } from './limit.ts'
import { recentLaw } from './load-law.ts'
import { type RuleBook, termsOf } from './rule-book.ts'

/** What a sentence says of a rule: no sentence knows a legal number by itself. */
export type RuleInWords = {
  /** 15日, 5个工作日 */
  span: string
  /** 30日: by so much it may be extended; null where the rule knows no extension. */
  extension: string | null
  /** 信访工作条例第23条第3款 */
  article: string
}

/** Of a rule by its id, on a day that whoever made this has chosen. */
export type RulesInWords = (ruleId: string) => RuleInWords

const spanText = ({ amount, unit }: Pick<Limit, 'amount' | 'unit'>): string => `${amount}${unitWord[unit]}`

export const ruleInWords = ({ limit, extension, article }: ClockTerms): RuleInWords => ({
  span: spanText(limit),
  extension: extension && spanText({ amount: extension.amount, unit: limit.unit }),
  article,
})

/** The rules as in force on a day; throws where no row of that id has a limit then: sentences name only rules that exist. */
export const rulesInWords =
  (rules: Pick<RuleBook, 'on'>, day: Temporal.PlainDate): RulesInWords =>
  (ruleId) => {
    const rule = rules.on(ruleId, day)
    const terms = rule && termsOf(rule)
    if (!terms) throw new Error(`no rule ${ruleId} with a limit is in force on ${day}`)
    return ruleInWords(terms)
  }

/** As in force today, for what has not begun. */
export const rulesToday = async ({
  db,
  clock,
  config,
}: Pick<House, 'clock' | 'config'> & { db: Db }): Promise<RulesInWords> =>
  rulesInWords((await recentLaw(db)).rules, dateIn(config.timeZone, clock.now()))
