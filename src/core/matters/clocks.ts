import {
  type ClockEvent,
  type ClockReading,
  clock,
  type Limit,
  lawRuleId,
  lightAt,
  type RulesInWords,
  ruleInWords,
  type StartedReading,
} from '#core/calendar/index.ts'
import type { Counting, Terms } from './counting.ts'
import { type Kind, waitWord } from './kind.ts'
import type { Due, MatterState } from './state.ts'
import { isOpen } from './state.ts'
import type { Light } from './words.ts'

/** A letter has two clocks: accept (filing → dispatch) and answer (dispatch → answer). Both follow from the state and the calendar; neither is stored. */

/** The terms of the answer limit: the rule's, or the date that a review or a step set. */
export function answerTerms(state: MatterState, counting: Counting): Terms | null {
  if (state.answerRule === null) return null
  const terms = counting.terms(state.answerRule, openedOn(state, counting))
  if (state.fixedDays === null) return terms
  return { ...terms, limit: days(state.fixedDays), extension: null, article: '另行确定的办理期限' }
}

export function answerReading(state: MatterState, counting: Counting, now: Temporal.Instant): ClockReading | null {
  const terms = answerTerms(state, counting)
  return terms && read(terms.limit, titled(state, terms), counting, now)
}

/** The same clock by the law's own limit, where the unit promised shorter; null where it promised nothing. */
export function lawReading(state: MatterState, counting: Counting, now: Temporal.Instant): ClockReading | null {
  const law = byLaw(state)
  if (law.answerRule === state.answerRule || state.fixedDays !== null || state.answerClock.length === 0) return null
  return answerReading(law, counting, now)
}

/** As if nobody had promised anything: what may be asked of a clock is the law's matter. */
export const byLaw = (state: MatterState): MatterState => ({
  ...state,
  answerRule: state.answerRule && lawRuleId(state.answerRule),
})

/** Events hold the code of a ground; people read its words: the rule's, or those of what a step of the kind waits for. */
const titled = ({ kind, answerClock }: MatterState, { stopGrounds }: Terms): ClockEvent[] =>
  answerClock.some(({ type }) => type === 'stop')
    ? answerClock.map((event) => {
        if (event.type !== 'stop') return event
        const ofRule = stopGrounds.find(({ ground }) => ground === event.ground)?.title
        const groundTitle = ofRule ?? waitWord(kind, event.ground)
        return groundTitle ? { ...event, groundTitle } : event
      })
    : answerClock

export function acceptReading(state: MatterState, counting: Counting, now: Temporal.Instant): ClockReading | null {
  if (state.acceptRule === null) return null
  return read(counting.terms(state.acceptRule, openedOn(state, counting)).limit, state.acceptClock, counting, now)
}

/** The clock that runs against the holder: accept until the first dispatch, then answer. */
export const runningReading = (state: MatterState, counting: Counting, now: Temporal.Instant): ClockReading | null =>
  state.answerClock.length === 0 ? acceptReading(state, counting, now) : answerReading(state, counting, now)

/**
 * By when it is to be answered. Before dispatch that is the latest possible date, both limits added (最迟), which the exact date replaces at dispatch.
 * While paused it is what it would be if the pause ended at once. Once frozen by an answer or an end, no decree moves it. It follows from events
 * and calendar alone, not from the hour at which it is asked.
 */
export function dueOf(state: MatterState, counting: Counting): Due | null {
  if (!isOpen(state) || state.due) return state.due
  const since = state.answerClock.at(-1)?.at ?? state.acceptClock[0]?.at ?? state.openedAt
  if (state.answerClock.length > 0) return started(answerReading(state, counting, since))
  const terms = answerTerms(state, counting)
  const accept = acceptReading(state, counting, since)
  if (!terms) return null
  const at = accept?.dueAt ? accept.dueAt.subtract({ milliseconds: 1 }) : since
  return started(read(terms.limit, [{ type: 'start', at }], counting, at))
}

/** The end of the law's own limit where a shorter promise is what `dueOf` says; null otherwise, and once an answer or an end froze the date. */
export function lawDueOf(state: MatterState, counting: Counting): Temporal.Instant | null {
  if (!isOpen(state) || state.due) return null
  const since = state.answerClock.at(-1)?.at ?? state.openedAt
  return lawReading(state, counting, since)?.dueAt ?? null
}

export function lightOf(state: MatterState, counting: Counting, now: Temporal.Instant): Light {
  const reading = isOpen(state) && state.state !== 'underReview' ? runningReading(state, counting, now) : null
  return reading ? lightAt(reading, now).light : state.light
}

/** Something the clock will have to record, and when. */
export type Wake =
  | {
      what: 'silentSigning' | 'handOverLapse' | 'disputeLate' | 'consultLate' | 'silence' | 'hungLook' | 'pauseEnds'
      at: Temporal.Instant
    }
  | { what: 'light'; at: Temporal.Instant; light: Light }
  | { what: 'kindSilence'; at: Temporal.Instant; name: string }

/** The earliest thing that happens by itself, past or to come; null when nothing does any more. */
export function nextWake(state: MatterState, kind: Kind, counting: Counting, now: Temporal.Instant): Wake | null {
  if (!isOpen(state)) return null
  const wakes: Wake[] = []
  const add = (
    what: Exclude<Wake['what'], 'light' | 'kindSilence'>,
    rule: string | Limit | null,
    from: Temporal.Instant | null | undefined,
  ) => {
    const at = rule !== null && from ? endsAt(rule, from, state, counting) : null
    if (at) wakes.push({ what, at })
  }
  if (state.offer?.by === 'dispatch') add('silentSigning', kind.times.silentSigning, state.offer.at)
  if (state.offer?.by === 'handOver') add('handOverLapse', kind.times.handOver, state.offer.at)
  if (!state.marks.includes('disputeLate')) add('disputeLate', kind.times.dispute ?? null, state.dispute?.at)
  if (!state.marks.includes('consultLate')) add('consultLate', kind.times.consult ?? null, consultSince(state))
  if (state.state === 'answered') add('silence', kind.times.silence, state.answer?.at)
  if (!state.marks.includes('hungLookDue')) add('hungLook', kind.times.hungLook, state.hungOn)
  for (const { name, rule, from } of kind.silences ?? []) {
    const since = from(state)
    const at = since && endsAt(rule, since, state, counting)
    if (at) wakes.push({ what: 'kindSilence', at, name })
  }
  const light = lightWake(state, counting, now)
  if (light) wakes.push(light)
  const pauseEnd = pauseEnds(state, counting)
  if (pauseEnd) wakes.push({ what: 'pauseEnds', at: pauseEnd })
  return wakes.reduce<Wake | null>((a, b) => (a && Temporal.Instant.compare(a.at, b.at) <= 0 ? a : b), null)
}

/** 会商 began with the return that brought it back to the desk; null while there is none. */
const consultSince = ({ state, marks, holder }: MatterState): Temporal.Instant | null =>
  state === 'opened' && marks.includes('consult') ? holder.since : null

/** Until when 会商 has to say who handles it; null where there is none, or the kind sets no time for it. */
export function consultUntil(state: MatterState, kind: Kind, counting: Counting): Temporal.Instant | null {
  const since = consultSince(state)
  return since && kind.times.consult !== undefined ? endsAt(kind.times.consult, since, state, counting) : null
}

/** When a time of the kind that began at `from` is over: the first moment after it. */
export function endsAt(
  rule: string | Limit,
  from: Temporal.Instant,
  state: MatterState,
  counting: Counting,
): Temporal.Instant | null {
  const limit = typeof rule === 'string' ? counting.terms(rule, openedOn(state, counting)).limit : rule
  return read(limit, [{ type: 'start', at: from }], counting, from).dueAt
}

/** The next change of light: the one that is due already (the clock slept, or a decree moved the date), or the one to come. */
function lightWake(state: MatterState, counting: Counting, now: Temporal.Instant): Wake | null {
  if (state.state === 'underReview' || state.due) return null
  const reading = runningReading(state, counting, now)
  if (!reading || reading.state === 'notStarted') return null
  if (reading.state !== 'running' && reading.state !== 'overdue') {
    return state.light === 'green' ? null : { what: 'light', at: now, light: 'green' }
  }
  const { yellowAt, dueAt } = reading
  const isPast = (at: Temporal.Instant) => Temporal.Instant.compare(at, now) <= 0
  const light = lightAt(reading, now).light
  if (state.light === 'green') return { what: 'light', at: yellowAt, light: isYellowFirst(reading) ? 'yellow' : 'red' }
  if (state.light === 'yellow' && light !== 'green') return { what: 'light', at: dueAt, light: 'red' }
  if (light === state.light) return null
  return { what: 'light', at: isPast(yellowAt) ? yellowAt : now, light }
}

const isYellowFirst = ({ yellowAt, dueAt }: StartedReading): boolean => Temporal.Instant.compare(yellowAt, dueAt) < 0

function pauseEnds(state: MatterState, counting: Counting): Temporal.Instant | null {
  if (!state.pause?.capUnits) return null
  const reading = answerReading(state, counting, state.pause.since)
  return reading?.state === 'stopped' ? reading.resumesAt : null
}

const read = (limit: Limit, events: ClockEvent[], { calendar, settings }: Counting, now: Temporal.Instant) =>
  clock(limit, events, calendar, now, settings)

const started = (reading: ClockReading | null): Due | null =>
  reading?.dueAt ? { at: reading.dueAt, on: reading.dueOn, provisional: reading.provisional } : null

/** The rules as in force when the matter was opened, which are the ones it is counted by. */
export const rulesOf =
  (state: MatterState, counting: Counting): RulesInWords =>
  (ruleId) =>
    ruleInWords(counting.terms(ruleId, openedOn(state, counting)))

export const openedOn = (state: MatterState, { settings }: Counting): Temporal.PlainDate =>
  settings.city.dateOf(state.openedAt)

const days = (amount: number): Limit => ({ amount, unit: 'day', direction: 'after', bound: 'atMost', roll: 'none' })
