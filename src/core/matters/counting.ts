import {
  type Calendar,
  type ClockSettings,
  type ClockTerms,
  clockSettings,
  isLaw,
  loadLaw,
  type RuleBook,
  recentLaw,
  termsOf,
} from '#core/calendar/index.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Rows } from '#platform/rows.ts'

/** A row of the rule table as the engine reads it. */
export type Terms = ClockTerms & { id: string }

/** What dates are counted with: the city's calendar, the rules, and the settings of its clocks. A value: pure functions take it. */
export type Counting = {
  calendar: Calendar
  /** Every row of the rule table, those no longer in force too. */
  rules: RuleBook['rules']
  /** The terms of a rule as in force on a day; throws where no row of that id is in force: a kind names only rules that exist. */
  terms(ruleId: string, on: Temporal.PlainDate): Terms
  /** Id of the rule that a unit promised in place of a law's, as in force on a day; undefined where it promised nothing. */
  promised(unitId: string, ruleId: string, on: Temporal.PlainDate): string | undefined
  settings: ClockSettings
}

/** As the tables stand. Within an act it is read after the row is locked, so that a decree and an act never miss each other. */
export async function countingNow({ config }: Pick<House, 'config'>, db: Db): Promise<Counting> {
  const { calendar, rules } = await loadLaw(db)
  return countingWith(calendar, rules, config.timeZone)
}

/** As this process last saw the tables; the rows are written only where they still stand so. */
export async function expectCounting(rows: Rows, { config }: Pick<House, 'config'>, db: Db): Promise<Counting> {
  const { version, calendar, rules } = await recentLaw(db)
  rows.expect(isLaw, version)
  return countingWith(calendar, rules, config.timeZone)
}

export const countingWith = (
  calendar: Calendar,
  rules: Pick<RuleBook, 'on' | 'rules' | 'promised'>,
  timeZone: string,
): Counting => ({
  calendar,
  rules: rules.rules,
  settings: settingsOf(timeZone),
  promised: (unitId, ruleId, on) => rules.promised(unitId, ruleId, on)?.id,
  terms(ruleId, on) {
    const rule = rules.on(ruleId, on)
    const terms = rule && termsOf(rule)
    if (!terms) throw new Error(`no rule ${ruleId} with a limit is in force on ${on}`)
    return { ...terms, id: ruleId }
  },
})

const settings = new Map<string, ClockSettings>()

/** One object a zone: it remembers the starts of days. */
function settingsOf(timeZone: string): ClockSettings {
  const known = settings.get(timeZone) ?? clockSettings(timeZone)
  settings.set(timeZone, known)
  return known
}
