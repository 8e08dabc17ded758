import type { Calendar, ClockEvent, EpochDay } from '#core/calendar/index.ts'
import { evolve, type MatterEvent, type MatterState } from '#core/matters/index.ts'
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

export type Days = { calendar: Calendar; dayOf: (at: Temporal.Instant) => EpochDay }

/**
 * What the events of a matter say about its answers. 终结 (lawful and explained) upholds the answers that the review was about: those since the matter was
 * opened, reopened, or sent back to work by an earlier review. 挂账 and 导入其他程序 uphold nothing.
 */
export function closingsOf(matterId: string, events: readonly MatterEvent[], days: Days): Closing[] {
  const closings: Closing[] = []
  let state: MatterState | null = null
  let first = 0
  for (const event of events) {
    state = evolve(state, event, matterId)
    const last = closings.at(-1)
    if (event.type === 'answered') closings.push(closing(state, event, days))
    else if (event.type === 'answerRejected' && last) last.isRejected = true
    else if (event.type === 'reopened') first = closings.length
    else if (event.type === 'reviewed' && event.data.result === 'continue') first = closings.length
    else if (event.type === 'reviewed' && event.data.result === 'end')
      for (const one of closings.slice(first)) one.isRejected = false
  }
  return closings
}

function closing(
  state: MatterState,
  { seq, occurredAt, data }: Extract<MatterEvent, { type: 'answered' }>,
  { calendar, dayOf }: Days,
): Closing {
  const dueOn = data.due ? Temporal.PlainDate.from(data.due.on) : null
  const steps = stepsOf(state)
  const used = workdaysUsed(steps, calendar, dayOf)
  return {
    seq,
    unitId: state.answer?.unitId ?? state.holder.unitId,
    answeredAt: occurredAt,
    usedDays: used.days,
    isMet: data.onTime,
    savedDays: data.onTime ? workdaysSaved(steps, dueOn, calendar, dayOf) : 0,
    isExtended: used.isExtended,
    stops: used.stops,
    isRejected: false,
  }
}

/** What was never dispatched (当场办结) counts from its opening, or from the reopening. */
function stepsOf({ answerClock, acceptClock, openedAt }: MatterState): readonly ClockEvent[] {
  if (answerClock.some(({ type }) => type === 'start')) return answerClock
  return [{ type: 'start', at: acceptClock[0]?.at ?? openedAt }, ...answerClock]
}
