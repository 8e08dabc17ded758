import { citation, clock, type LimitRule } from '#core/calendar/index.ts'
import type { Counting } from '#core/matters/index.ts'
import { Refusal } from '#platform/refusal.ts'

/** 交办件从哪里来 (notice 五: 上级转办、督办信访件、反馈问题、主要领导交办的事项和批示). */
export const sources = {
  superior: '上级转办',
  petition: '督办信访件',
  feedback: '反馈问题',
  leader: '领导交办、批示',
} as const
export type Source = keyof typeof sources

/** 反馈问题由谁提出。 */
export const feedbackFrom = {
  inspection: '巡视巡察',
  audit: '审计',
  environment: '环保督察',
  congress: '人大、政协视察',
  media: '媒体',
  appraisal: '评议',
} as const
export type FeedbackFrom = keyof typeof feedbackFrom

/** 紧急程度：each with its limit, a local setting (LIM-4: the notice says “以最快的时间”, no number). */
export const levels = { urgent: '特急', prompt: '急', usual: '一般' } as const
export type Level = keyof typeof levels

export const levelRules: Record<Level, string> = { urgent: 'REF-urgent', prompt: 'REF-prompt', usual: 'REF-usual' }

export const isLevel = (text: string): text is Level => Object.hasOwn(levels, text)

/** The levels from the fastest to the slowest. */
const slower: Record<Level, Level | null> = { urgent: 'prompt', prompt: 'usual', usual: null }

/**
 * No date shorter than a lawful step: work that must pass through a procedure of the law (an opinion period, a hearing) is not ordered to be done
 * before that procedure can be over. Both are counted from the instruction.
 *
 * @throws Refusal `shorter-than-law` at the field `level`, with the article
 */
export function refuseTooShort(
  level: Level,
  { limit, step }: { limit: LimitRule; step: LimitRule },
  from: Temporal.Instant,
  { calendar, settings }: Counting,
): void {
  if (!limit.limit || !step.limit) return
  const ordered = clock(limit.limit, [{ type: 'start', at: from }], calendar, from, settings)
  const lawful = clock(step.limit, [{ type: 'start', at: from }], calendar, from, settings)
  if (!ordered.dueAt || !lawful.dueAt || Temporal.Instant.compare(ordered.dueAt, lawful.dueAt) >= 0) return
  const next = slower[level]
  const advice = next ? `请改为“${levels[next]}”，或先交办可以立即做的部分` : '请分步交办：先办可以立即做的部分'
  throw new Refusal(
    'shorter-than-law',
    `“${step.title}”依法到${lawful.dueOn}才能走完（${citation(step)}），交办的期限不得短于法定程序。${advice}。`,
    { field: 'level', status: 422 },
  )
}
