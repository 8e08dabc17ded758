import { type Calendar, type ClockEvent, type EpochDay, epochDayOf } from '#core/calendar/index.ts'

export type Used = {
  /** Working days from the start of this handling to its answer, stops left out; 0 is 当天办结. */
  days: number
  /** Working days that the clock stood, by the ground of the stop. */
  stops: Record<string, number>
  isExtended: boolean
}

/**
 * What one answer took: from the dispatch, or from the rejection that made it a second handling. The day it began is not counted, the day of the answer is
 * (民法典 第201条); a stop counts the day it begins and not the day it ends, as the clock counts it. `steps` is the answer clock up to and with this answer.
 */
export function workdaysUsed(
  steps: readonly ClockEvent[],
  calendar: Calendar,
  dayOf: (at: Temporal.Instant) => EpochDay,
): Used {
  const begun = steps.findLastIndex(({ type }) => type === 'start' || type === 'rejected')
  const first = steps[begun]
  const last = steps.at(-1)
  const stops: Record<string, number> = {}
  if (!first || !last) return { days: 0, stops, isExtended: false }
  const since = steps.slice(begun + 1)
  let open: { ground: string; after: EpochDay } | null = null
  for (const step of since) {
    if (step.type === 'stop') open ??= { ground: step.ground, after: dayOf(step.at) }
    else if (open && (step.type === 'resume' || step.type === 'answered')) {
      const stood = Math.max(calendar.workdaysBetween(open.after, dayOf(step.at)), 0)
      stops[open.ground] = (stops[open.ground] ?? 0) + stood
      open = null
    }
  }
  const all = calendar.workdaysBetween(dayOf(first.at), dayOf(last.at))
  const stood = Object.values(stops).reduce((sum, days) => sum + days, 0)
  return { days: Math.max(all - stood, 0), stops, isExtended: since.some(({ type }) => type === 'extend') }
}

/** Working days left when it was answered in time; none where the limit had been extended: the law's own date was not kept. */
export function workdaysSaved(
  steps: readonly ClockEvent[],
  dueOn: Temporal.PlainDate | null,
  calendar: Calendar,
  dayOf: (at: Temporal.Instant) => EpochDay,
): number {
  const last = steps.at(-1)
  if (!last || !dueOn || steps.some(({ type }) => type === 'extend')) return 0
  return Math.max(calendar.workdaysBetween(dayOf(last.at), epochDayOf(dueOn)), 0)
}
