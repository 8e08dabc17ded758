const weekdays = ['一', '二', '三', '四', '五', '六', '日'] as const

/** 2026-11-23 */
export function formatDate(date: Temporal.PlainDate): string {
  return date.toString({ calendarName: 'never' })
}

/** 11月23日（周一）; with the year unless it is known to be this one: 2027年1月4日（周一）. */
export function formatDateLong(date: Temporal.PlainDate, thisYear?: number): string {
  const year = thisYear === date.year ? '' : `${date.year}年`
  return `${year}${date.month}月${date.day}日（周${weekdays[date.dayOfWeek - 1]}）`
}

/** 2026-11-23 14:05, in the city's zone. */
export function formatDateTime(instant: Temporal.Instant, timeZone: string): string {
  return instant.toString({ smallestUnit: 'minute', timeZone }).slice(0, 16).replace('T', ' ')
}

/** 11月23日（周一）14:05, in the city's zone. */
export function formatDateTimeLong(instant: Temporal.Instant, timeZone: string, thisYear?: number): string {
  const local = instant.toZonedDateTimeISO(timeZone)
  return `${formatDateLong(local.toPlainDate(), thisYear)}${local.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

const counts = new Intl.NumberFormat('zh-CN')

/** 12,345 */
export function formatCount(count: number): string {
  return counts.format(count)
}

/** A share of 0 to 1 as 46.7%. An empty whole has no share: —. */
export function formatShare(part: number, whole: number, digits = 1): string {
  return whole === 0 ? '—' : `${((part / whole) * 100).toFixed(digits)}%`
}

/** 20261123000017 in groups of `size` from the left, as people read it out. */
export function groupDigits(value: string, size = 4): string[] {
  const groups: string[] = []
  for (let at = 0; at < value.length; at += size) groups.push(value.slice(at, at + size))
  return groups
}
