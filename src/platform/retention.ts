/**
 * How long things are kept where no law says it: numbers of the city*, the shortest that the purpose needs (个人信息保护法 第19条). The register of columns and
 * the jobs that forget read the same numbers.
 */
export const retention = {
  /** Words, contact and files of a matter, from its end on. */
  endedMatters: { years: 3 },
  /** What a message said and whom it went to. */
  notices: { days: 365 },
  /** Proof of who acted for whom, from the end of the mandate on. */
  endedMandates: { years: 3 },
  /** Phone of a member of staff whose account is closed. */
  leftStaff: { years: 1 },
  /** Number, words and recording of a call: what a caller's history of twelve months needs, and a month to look into it. */
  calls: { days: 400 },
  /** When a member of staff was on leave. */
  pastAbsences: { years: 1 },
} as const

/** `at` so long ago, by the days of the city. */
export const before = (
  at: Temporal.Instant,
  timeZone: string,
  span: { years?: number; days?: number },
): Temporal.Instant => at.toZonedDateTimeISO(timeZone).subtract(span).toInstant()
