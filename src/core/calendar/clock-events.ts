/**
 * What a clock reads. `at` is when it occurred, not when it was typed in; events are sorted by it.
 *
 * `start`: the act the rule names (dispatch, acceptance, publication); of a limit that counts back it is the coming event itself.
 * `stop`: a legal ground and a written notice (行政许可法 第45条); with `capUnits` the clock runs again by itself after so many units.
 * The explanation shows `groundTitle`, or the ground itself where it is words already.
 * `extend`: in the limit's own unit. `answered` stops; `rejected` resumes with what was left, at least one unit.
 */
export type ClockEvent = { at: Temporal.Instant } & (
  | { type: 'start' }
  | { type: 'stop'; ground: string; groundTitle?: string; noticeId?: string; capUnits?: number }
  | { type: 'resume' }
  | { type: 'extend'; amount: number; approver: string }
  | { type: 'answered' }
  | { type: 'rejected' }
)

export const inOrder = (events: readonly ClockEvent[]): readonly ClockEvent[] => {
  for (let i = 1; i < events.length; i++) {
    const [before, after] = [events[i - 1] as ClockEvent, events[i] as ClockEvent]
    if (Temporal.Instant.compare(before.at, after.at) > 0)
      return events.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
  }
  return events
}
