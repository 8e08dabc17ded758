import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** Structured lines with ids only: no name, phone, text, address or query string ever reaches them. */
export function openLog(level: string, to?: DestinationStream): Log {
  // Written many lines at a time, within a second and at the end: a line for each request was a system call for each request.
  const output = to ?? pino.destination({ dest: 1, sync: false, minLength: 16_000, periodicFlush: 1000 })
  return pino(
    { level, base: null, redact: ['req', 'res', 'headers', 'body'], timestamp: pino.stdTimeFunctions.isoTime },
    output,
  )
}
