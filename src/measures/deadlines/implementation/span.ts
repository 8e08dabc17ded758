import type { Span } from '#core/implementation/index.ts'

export type Quarter = 1 | 2 | 3 | 4

/** The notice is of October 2022: nothing before it is asked. */
export const firstYear = 2022

/** A year or a quarter of it, by the days of the city. */
export function spanOf(year: number, quarter: Quarter | undefined, timeZone: string): Span {
  const first = Temporal.PlainDate.from({ year, month: quarter ? quarter * 3 - 2 : 1, day: 1 })
  const after = first.add({ months: quarter ? 3 : 12 })
  return {
    from: first.toZonedDateTime(timeZone).toInstant(),
    to: after.toZonedDateTime(timeZone).toInstant(),
  }
}

export const spanText = (year: number, quarter: Quarter | undefined): string =>
  quarter ? `${year} 年第${['一', '二', '三', '四'][quarter - 1]}季度` : `${year} 年`
