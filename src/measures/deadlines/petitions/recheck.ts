import type { RuleInWords } from '#core/calendar/index.ts'
import { Refusal } from '#platform/refusal.ts'

/** 复查 of a 处理意见, 复核 of a 复查意见. */
export type Stage = 'recheck' | 'finalReview'

export const stageWord = (stage: Stage): string => (stage === 'recheck' ? '复查' : '复核')

/** The rule by which the time for asking runs, from the delivered opinion. */
export const askRule = (stage: Stage): string => (stage === 'recheck' ? 'PET-7-ask' : 'PET-8-ask')

export const stageAfter = (of: string): Stage | null =>
  of === 'appeal' ? 'recheck' : of === 'recheck' ? 'finalReview' : null

export type AboutOpinion = {
  /** Of the matter whose opinion is asked about. */
  class: string
  hasOpinion: boolean
  /** Asked before, about this opinion, and not taken back. */
  isAsked: boolean
  /** The last day for asking; null while the opinion has not been delivered. */
  lastOn: Temporal.PlainDate | null
  today: Temporal.PlainDate
  /** The rule by which the last day was counted. */
  rule: RuleInWords
}

/** Whether 复查 or 复核 may be asked now (信访工作条例 第35、36条); null when it may. */
export function refuseAsking(stage: Stage, about: AboutOpinion): Refusal | null {
  const refuse = (code: string, sentence: string) => new Refusal(code, sentence, { status: 409 })
  const word = stageWord(stage)
  if (about.class === 'finalReview')
    return refuse(
      'concluded',
      '复核意见已经出具，同一事实和理由不再受理（信访工作条例 第36条）。有新的事实，可以另行提出。',
    )
  const next = stageAfter(about.class)
  if (next === null)
    return refuse('not-an-opinion', `${word}只对申诉求决类的处理意见提出（信访工作条例 第35条），本件不适用。`)
  if (stage === 'finalReview' && next === 'recheck')
    return refuse('no-recheck', '没有经过复查，不能直接申请复核（信访工作条例 第36条）。请先申请复查。')
  if (stage === 'recheck' && next === 'finalReview')
    return refuse('rechecked', '复查意见已经出具；对复查意见不服的，请申请复核（信访工作条例 第36条）。')
  if (!about.hasOpinion)
    return refuse(
      'no-opinion',
      `还没有出具${stage === 'recheck' ? '处理' : '复查'}意见，现在不能申请${word}。收到意见书以后再提出。`,
    )
  if (about.isAsked)
    return refuse('already-asked', `您已经申请过${word}，对同一份意见只能申请一次，请查看${word}的进度。`)
  if (about.lastOn && Temporal.PlainDate.compare(about.today, about.lastOn) > 0) {
    const { year, month, day } = about.lastOn
    return refuse(
      'too-late',
      `申请${word}的最后一天是${year}年${month}月${day}日（收到书面答复之日起${about.rule.span}内，${about.rule.article}），现在已经超过，不能再申请。`,
    )
  }
  return null
}
