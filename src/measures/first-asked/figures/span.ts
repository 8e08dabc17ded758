import type { Unit } from '#core/people/index.ts'

/** Of which year, or the last twelve months; of which kind of units. */
export type Span = { year?: number | undefined; group?: Unit['kind'] | undefined }

type Period = { from: Temporal.Instant; to: Temporal.Instant }

/** A year, or the twelve months up to the end of this one; `before` is the same length of time before it. */
export function sinceOf(
  { year }: Pick<Span, 'year'>,
  now: Temporal.Instant,
  timeZone: string,
): Period & { before: Period } {
  const thisMonth = now.toZonedDateTimeISO(timeZone).toPlainDate().with({ day: 1 })
  const end = year ? Temporal.PlainDate.from({ year: year + 1, month: 1, day: 1 }) : thisMonth.add({ months: 1 })
  const at = (date: Temporal.PlainDate) => date.toZonedDateTime(timeZone).toInstant()
  const from = end.subtract({ years: 1 })
  return { from: at(from), to: at(end), before: { from: at(from.subtract({ years: 1 })), to: at(from) } }
}

/** Units that can be compared: the same kind of office. */
export const groupNames: Partial<Record<Unit['kind'], string>> = {
  department: '部门',
  section: '科室、队、中心',
  office: '办公室',
  street: '街道',
  town: '乡镇',
  hotline: '热线办',
  mailbox: '信箱办公室',
  government: '人民政府、管委会',
}

export const groupName = (kind: Unit['kind']): string => groupNames[kind] ?? '其他'
