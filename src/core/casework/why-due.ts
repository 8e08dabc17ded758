import {
  dueDate,
  type Explanation,
  isDayLimit,
  type LimitRule,
  limitText,
  type RuleBook,
} from '#core/calendar/index.ts'
import { answerReading, type Counting, lawReading, type MatterState } from '#core/matters/index.ts'

export type Why = {
  title: string
  words: string
  source: string
  explanation: Explanation
  dueOn: Temporal.PlainDate
  provisional: boolean
}

/**
 * 这个日期怎么算的. Before the dispatch two limits follow each other, which gives the latest day; after it the answer's own clock tells day by day, stops
 * and extension included.
 */
export function whyDue(state: MatterState, counting: Counting, rules: RuleBook, now: Temporal.Instant): Why[] {
  const filedOn = counting.settings.city.dateOf(state.openedAt)
  const rule = (id: string | null) => (id === null ? undefined : rules.on(id, filedOn))
  const answerRule = rule(state.answerRule)
  if (!answerRule?.limit) return []
  const source = sourceOf(answerRule)
  const promised = answerRule.promise ? '承办单位承诺' : ''
  const answerWords = `${answerRule.title}，${promised}${limitText(answerRule.limit)}。`
  if (state.answerClock.length > 0) {
    if (state.fixedDays !== null) return whyFixed(state, counting, now)
    const reading = answerReading(state, counting, now)
    if (!reading?.dueOn) return []
    const { explanation, dueOn, provisional } = reading
    const first = { title: startWords[state.answerFrom], words: answerWords, source, explanation, dueOn, provisional }
    return [first, ...whyByLaw(state, counting, answerRule, now)]
  }
  const acceptRule = rule(state.acceptRule)
  const accept =
    acceptRule?.limit && isDayLimit(acceptRule.limit) ? dueDate(acceptRule.limit, filedOn, counting.calendar) : null
  if (!isDayLimit(answerRule.limit)) return []
  const answer = dueDate(answerRule.limit, accept?.dueOn ?? filedOn, counting.calendar)
  const parts: Why[] = [
    {
      title: state.answerFrom === 'step' ? '第二步：受理到答复' : '第二步：派单到答复',
      words: answerWords,
      source,
      explanation: answer.explanation,
      dueOn: answer.dueOn,
      provisional: answer.provisional,
    },
  ]
  if (accept && acceptRule?.limit) {
    parts.unshift({
      title: state.answerFrom === 'step' ? '第一步：收件到受理' : '第一步：收信到派单',
      words: `${acceptRule.title}，${limitText(acceptRule.limit)}。`,
      source: sourceOf(acceptRule),
      explanation: accept.explanation,
      dueOn: accept.dueOn,
      provisional: accept.provisional,
    })
  }
  return parts
}

/** A date that was set and told in writing, in place of the rule's. */
function whyFixed(state: MatterState, counting: Counting, now: Temporal.Instant): Why[] {
  const reading = answerReading(state, counting, now)
  if (!reading?.dueOn) return []
  const { explanation, dueOn, provisional } = reading
  const words = `期限已经另行确定：从确定那天起${state.fixedDays}日。`
  return [{ title: '从确定期限那天算起', words, source: '书面告知的期限', explanation, dueOn, provisional }]
}

/** Where a promise is what the clock goes by: the day that the law gives, by the same clock. */
function whyByLaw(state: MatterState, counting: Counting, { promise }: LimitRule, now: Temporal.Instant): Why[] {
  const reading = lawReading(state, counting, now)
  if (!promise?.law.limit || !reading?.dueOn) return []
  const { explanation, dueOn, provisional } = reading
  const words = `没有承诺的话，按规定是${limitText(promise.law.limit)}。`
  return [{ title: '规定的最后一天', words, source: sourceOf(promise.law), explanation, dueOn, provisional }]
}

const startWords = { dispatch: '从派单那天算起', opening: '从收到那天算起', step: '从开始计时那天算起' } as const

export const sourceOf = (rule: Pick<LimitRule, 'source' | 'isLocal'> & { promise?: LimitRule['promise'] }): string => {
  if (rule.promise) return '承办单位公布的承诺时限（优化营商环境条例第36条）'
  return rule.isLocal ? '本市自定（非法律规定）' : `《${rule.source}》`
}
