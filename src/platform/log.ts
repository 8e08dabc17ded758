import { type Logger, pino } from 'pino'

export type Log = Logger

/** Structured lines with ids only: no name, phone, text, address or query string ever reaches them. */
export const openLog = (level: string): Log =>
  pino({ level, base: null, redact: ['req', 'res', 'headers', 'body'], timestamp: pino.stdTimeFunctions.isoTime })
