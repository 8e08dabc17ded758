import { dueDate, type Explanation, isDayLimit, limitText, type RuleBook } from '#core/calendar/index.ts'
import { answerReading, type Counting, type MatterState } from '#core/matters/index.ts'

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
  const answerWords = `${answerRule.title}，${limitText(answerRule.limit)}。`
  if (state.answerClock.length > 0) {
    const reading = answerReading(state, counting, now)
    if (!reading?.dueOn) return []
    const { explanation, dueOn, provisional } = reading
    return [{ title: startWords[state.answerFrom], words: answerWords, source, explanation, dueOn, provisional }]
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

const startWords = { dispatch: '从派单那天算起', opening: '从收到那天算起', step: '从开始计时那天算起' } as const

export const sourceOf = (rule: { source: string; isLocal: boolean }): string =>
  rule.isLocal ? '本市自定（非法律规定）' : `《${rule.source}》`
