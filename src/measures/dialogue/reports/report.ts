/** 日报 周报 月报 come by the calendar; 专报, on one topic, when somebody asks for it. */
export type Period = 'day' | 'week' | 'month' | 'topic'

export const periodNames: Record<Period, string> = { day: '日报', week: '周报', month: '月报', topic: '专报' }

export const isPeriod = (text: string): text is Period => text in periodNames

/** A count or a share in parts of a thousand, with the same of the period before and of a year ago; null where there is nothing to count. */
export type Figure = {
  key: 'filed' | 'answered' | 'onTime' | 'solved' | 'overdue'
  now: number | null
  before: number | null
  lastYear: number | null
}

export type RedMatter = {
  number: string
  className: string
  place: string
  holder: string
  dueOn: string
  daysLate: number
  reason: string
}

/** All that a report says; ids, codes, counts and names of units only. */
export type ReportFigures = {
  asOf: string
  figures: Figure[]
  /** The three things most letters were about; of a 专报 the three places most of them came from. */
  topics: { topic: string; letters: number; before: number; unit: string }[]
  red: RedMatter[]
  /** All that are red; the ten of the list are the longest overdue. */
  redCount: number
  suggestion: string
}

export const figureWords: Record<Figure['key'], { label: string; unit: '件' | '%'; formula: string }> = {
  filed: { label: '收到来信', unit: '件', formula: '本期登记的来信，不含举报和并单' },
  answered: { label: '答复来信', unit: '件', formula: '本期第一次答复的来信' },
  onTime: { label: '按时答复率', unit: '%', formula: '在期限内答复的 ÷ 本期答复的' },
  solved: { label: '解决率', unit: '%', formula: '写信人说“已解决”的 ÷ 本期有评价的' },
  overdue: { label: '期末超期', unit: '件', formula: '期末时过了期限还没有答复的' },
}

export const figureText = (key: Figure['key'], value: number | null): string => {
  if (value === null) return '—'
  return figureWords[key].unit === '%' ? `${(value / 10).toFixed(1)}%` : String(value)
}

/** The first and the last day of the period that was over before `today`; a 专报 looks at thirty days. */
export function lastPeriod(
  period: Period,
  today: Temporal.PlainDate,
): { from: Temporal.PlainDate; to: Temporal.PlainDate } {
  if (period === 'day') return { from: today.subtract({ days: 1 }), to: today.subtract({ days: 1 }) }
  if (period === 'week') {
    const to = today.subtract({ days: today.dayOfWeek })
    return { from: to.subtract({ days: 6 }), to }
  }
  if (period === 'topic') return { from: today.subtract({ days: 30 }), to: today.subtract({ days: 1 }) }
  const to = today.with({ day: 1 }).subtract({ days: 1 })
  return { from: to.with({ day: 1 }), to }
}

/** Which reports are due on this day: each day one, on Mondays of the week, on the first of the month. */
export const dueOn = (today: Temporal.PlainDate): Period[] => [
  'day',
  ...(today.dayOfWeek === 1 ? (['week'] as const) : []),
  ...(today.day === 1 ? (['month'] as const) : []),
]
