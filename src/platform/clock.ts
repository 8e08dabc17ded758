/** What time it is, as an argument: tests freeze it, an import sets it to the date of the paper it enters. */
export type Clock = { now(): Temporal.Instant }

export const systemClock: Clock = { now: () => Temporal.Now.instant() }

/** A clock that always reads the same instant. */
export const clockAt = (instant: Temporal.Instant): Clock => ({ now: () => instant })

export const dateIn = (timeZone: string, instant: Temporal.Instant): Temporal.PlainDate =>
  instant.toZonedDateTimeISO(timeZone).toPlainDate()

/** For libraries that know no Temporal. */
export const legacyDate = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds)
