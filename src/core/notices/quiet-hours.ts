/** 本市自定: nobody is woken by a message between these times of day, unless it cannot wait. */
export const quietHours = { from: Temporal.PlainTime.from('22:00'), to: Temporal.PlainTime.from('07:30') }

/** The moment the quiet hours end, where `now` lies in them; null otherwise. */
export function quietUntil(now: Temporal.Instant, timeZone: string): Temporal.Instant | null {
  const here = now.toZonedDateTimeISO(timeZone)
  const time = here.toPlainTime()
  const isLate = Temporal.PlainTime.compare(time, quietHours.from) >= 0
  const isEarly = Temporal.PlainTime.compare(time, quietHours.to) < 0
  if (!isLate && !isEarly) return null
  const morning = isLate ? here.toPlainDate().add({ days: 1 }) : here.toPlainDate()
  return morning.toZonedDateTime({ timeZone, plainTime: quietHours.to }).toInstant()
}
