import { type ClockEvent, clock, lawRuleId } from '#core/calendar/index.ts'
import { type Counting, evolve, type MatterEvent, type MatterState } from '#core/matters/index.ts'
import { workdaysSaved, workdaysUsed } from './workdays-used.ts'

/** One answer of one unit: what 办结 counts. A matter that is answered twice has two, each in the month in which it was given. */
export type Closing = {
  /** Place of the answer among the matter's events. */
  seq: number
  unitId: string
  answeredAt: Temporal.Instant
  usedDays: number
  /** Answered within the limit; null without a limit. */
  isMet: boolean | null
  /** Working days before the limit's end; 0 for what was late, extended, or on the last day. */
  savedDays: number
  isExtended: boolean
  /** Working days by ground. */
  stops: Record<string, number>
  /** The asker rejected it and no review has upheld it: it is not counted as met (closing that is fair both ways). */
  isRejected: boolean
}

/**
 * What the events of a matter say about its answers. 终结 (lawful and explained) upholds the answers that the review was about: those since the matter was
 * opened, reopened, or sent back to work by an earlier review. 挂账 and 导入其他程序 uphold nothing.
 */
export function closingsOf(matterId: string, events: readonly MatterEvent[], counting: Counting): Closing[] {
  const closings: Closing[] = []
  let state: MatterState | null = null
  let first = 0
  let begun: Temporal.Instant | null = null
  for (const event of events) {
    state = evolve(state, event, matterId)
    begun ??= event.occurredAt
    const last = closings.at(-1)
    if (event.type === 'answered') closings.push(closing(state, event, begun, counting))
    else if (last && (event.type === 'answerRejected' || (event.type === 'reopened' && event.data.revisited)))
      last.isRejected = true
    else if (event.type === 'reopened' || (event.type === 'reviewed' && event.data.result === 'continue'))
      first = closings.length
    else if (event.type === 'reviewed' && event.data.result === 'end')
      for (const one of closings.slice(first)) one.isRejected = false
    if (event.type === 'answerRejected' || event.type === 'reopened') begun = event.occurredAt
  }
  return closings
}

type Answered = Extract<MatterEvent, { type: 'answered' }>

function closing(
  state: MatterState,
  { seq, occurredAt, data }: Answered,
  begun: Temporal.Instant,
  counting: Counting,
): Closing {
  const { calendar, settings } = counting
  const dayOf = (at: Temporal.Instant) => settings.city.dayOf(at)
  const steps = stepsOf(state, begun, occurredAt)
  const used = workdaysUsed(steps, calendar, dayOf)
  return {
    seq,
    unitId: state.answer?.unitId ?? state.holder.unitId,
    answeredAt: occurredAt,
    usedDays: used.days,
    isMet: data.onTime,
    savedDays: data.onTime ? workdaysSaved(steps, lawDueOn(state, data, steps, counting), calendar, dayOf) : 0,
    isExtended: used.isExtended,
    stops: used.stops,
    isRejected: false,
  }
}

/** What never had an answer clock (当场答复) counts from its opening, its reopening or its rejection. */
function stepsOf({ answerClock }: MatterState, begun: Temporal.Instant, at: Temporal.Instant): readonly ClockEvent[] {
  if (answerClock.some(({ type }) => type === 'start')) return answerClock
  return [
    { type: 'start', at: begun },
    { type: 'answered', at },
  ]
}

/** The last day that the law gave; where the unit had promised shorter, the law's own, by the same clock. */
function lawDueOn(
  state: MatterState,
  { due }: Answered['data'],
  steps: readonly ClockEvent[],
  { calendar, settings, terms }: Counting,
): Temporal.PlainDate | null {
  if (!due) return null
  const law = state.answerRule === null ? null : lawRuleId(state.answerRule)
  const last = steps.at(-1)
  if (law === null || law === state.answerRule || state.fixedDays !== null || !last)
    return Temporal.PlainDate.from(due.on)
  const { limit } = terms(law, settings.city.dateOf(state.openedAt))
  return clock(limit, steps, calendar, last.at, settings).dueOn
}
