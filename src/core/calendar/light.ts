import type { ClockReading } from './clock.ts'

export type Light = 'green' | 'yellow' | 'red'

/**
 * The light at a moment, and when to look again (`matters.next_wake_at`): null when time alone changes nothing any more.
 * Green: not started, stopped, met. Yellow from `yellowAt`. Red: overdue, also when the answer came too late.
 */
export function lightAt(
  reading: ClockReading,
  now: Temporal.Instant,
): { light: Light; nextWakeAt: Temporal.Instant | null } {
  if (reading.state === 'overdue') return { light: 'red', nextWakeAt: null }
  if (reading.state !== 'running') return { light: 'green', nextWakeAt: reading.resumesAt }
  if (Temporal.Instant.compare(now, reading.yellowAt) < 0) return { light: 'green', nextWakeAt: reading.yellowAt }
  return { light: 'yellow', nextWakeAt: reading.dueAt }
}
