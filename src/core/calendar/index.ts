/**
 * Working days, statutory limits, clocks: when something is due, why, and whether it is late. The calendar is a value and the time an argument;
 * only the last part of this list touches the database.
 *
 * The kernel counts epoch days over prefix tables (`calendar.ts`); `dueDate` answers "by which day"; `clock` reads what happened to a matter;
 * `admit` says whether something more may happen to it. Rules: 民法典 第201–204条 and T-1…T-15 of the rule table.
 */
import './register.ts'

export { admit, type ClockRefusal, type ClockRefusalCode, type ClockTerms, type StopGround } from './admit.ts'
export {
  type ArrangedDay,
  type Arrangement,
  arrangementLines,
  type LineFault,
  readArrangementLines,
} from './arrangement.ts'
export { Calendar, type CalendarDay, calendarBounds, OutsideCalendar, type SpecialDay } from './calendar.ts'
export { calendarFollowers, followCalendar } from './calendar-followers.ts'
export { arrangementFaults } from './check-arrangement.ts'
export type { OfficeHours } from './city-time.ts'
export { type ClockReading, type ClockState, clock, type StartedReading } from './clock.ts'
export type { ClockEvent } from './clock-events.ts'
export { type ClockSettings, clockSettings } from './clock-settings.ts'
export { dueCalendarFile } from './due-calendar-file.ts'
export { DueDate, dueDate } from './due-date.ts'
export {
  type CalendarEffect,
  type CalendarFollower,
  type CalendarYear,
  calendarChanges,
  calendarWith,
  calendarYearsEntered,
  enterArrangement,
  localDaysEntered,
  previewArrangement,
} from './enter-arrangement.ts'
export { type EpochDay, epochDayOf } from './epoch-days.ts'
export { dayText, type ExplainedDay, type Explanation, explainText, fullDayText } from './explanation.ts'
export { type Light, lightAt } from './light.ts'
export { type DayLimit, isDayLimit, type Limit, type LimitUnit, limitText, unitWord, workdays } from './limit.ts'
export { isLaw, loadCalendar, loadLaw, loadRules, recentLaw, ruleInForce } from './load-law.ts'
export { defaultRule, isKept, lawRuleId, promiseArticle, type UnitPromise } from './promise.ts'
export {
  businessLimit,
  endPromise,
  explainOverrun,
  type Overrun,
  overrunsOf,
  promisedRule,
  publishOverrun,
  publishPromise,
  recentOverruns,
} from './promises.ts'
export { citation, isInForce, type LimitRule, type RuleBook, termsOf } from './rule-book.ts'
export {
  type RuleInWords,
  type RulesInWords,
  ruleInWords,
  rulesInWords,
  rulesToday,
} from './rule-in-words.ts'
export { seedCalendar } from './seed-calendar.ts'
export { type Decree, provisionalDays2027, seedDays, seedYears } from './seed-days.ts'
export { startPhrase, startWord } from './start-words.ts'
export { promiseOverruns } from './tables.ts'
export { dueText, WhyThisDate } from './why-this-date.tsx'
export { workhoursAfter } from './workhours-after.ts'
export { workingDaysFile } from './working-days-file.ts'
