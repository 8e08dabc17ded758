import { lastStep, type MatterState, type OwnStepTaken } from '#core/matters/index.ts'

/** One digit of the number that tells 信访事项 from other matters. */
export const petitionDigit = 5

/** Numbers of petitions in an address; those of others are their rooms'. */
export const petitionNumber = `:number{\\d{8}${petitionDigit}\\d{6,}}`

/** 信访工作条例 第29–31条; and what is asked about an opinion (第35、36条), which is a matter of its own with its own clock. */
export const petitionClasses = {
  appeal: '申诉求决',
  suggestion: '建议意见',
  report: '检举控告',
  recheck: '复查',
  finalReview: '复核',
} as const
export type PetitionClass = keyof typeof petitionClasses

/** What a petitioner brings; 复查 and 复核 are asked on the page of the opinion. */
export const broughtClasses = ['appeal', 'suggestion', 'report'] as const
export type BroughtClass = (typeof broughtClasses)[number]

export const classWord = (of: string): string => (petitionClasses as Record<string, string>)[of] ?? of

export const isReview = (of: string): boolean => of === 'recheck' || of === 'finalReview'

export const sources = {
  web: '网上提出',
  visit: '来访',
  letter: '来信（纸质）',
  national: '全国信访信息系统',
  superior: '上级转送、交办',
} as const
export type Source = keyof typeof sources

/** Doors by which staff register what came to them. */
export const staffSources = ['visit', 'letter', 'national', 'superior'] as const

/**
 * Before the acceptance two duties follow each other: the office routes within 15 days of receipt (PET-1), the unit tells the petitioner within 15 days of
 * having it (PET-3; PET-2 where it was brought to the competent body itself). The acceptance starts the time for handling.
 */
export function petitionRules(of: string): { accept: string | null; answer: string } {
  if (of === 'recheck') return { accept: null, answer: 'PET-7-opinion' }
  if (of === 'finalReview') return { accept: null, answer: 'PET-8-opinion' }
  return of === 'report' ? { accept: null, answer: 'PET-2' } : { accept: 'PET-1', answer: 'PET-3' }
}

/** What runs from the acceptance: the law's sixty days are those of 申诉求决 (第34条); for the others the city has set the same. */
export const handlingRule = (of: string): string => (of === 'appeal' ? 'PET-6' : 'PET-other')

/** 处理意见的种类. Of 申诉求决 the three of 第32条. */
export const answerChoices = {
  support: '支持',
  explain: '作出解释说明',
  notSupport: '不支持',
  adopted: '采纳',
  noted: '研究论证后暂不采纳',
  handled: '已依规依纪依法办理',
  upheld: '维持原意见',
  changed: '变更原意见',
  revoked: '撤销原意见，责令重新处理',
} as const
export type AnswerChoice = keyof typeof answerChoices

const choicesByClass: Record<PetitionClass, readonly AnswerChoice[]> = {
  appeal: ['support', 'explain', 'notSupport'],
  suggestion: ['adopted', 'noted'],
  report: ['handled'],
  recheck: ['upheld', 'changed', 'revoked'],
  finalReview: ['upheld', 'changed', 'revoked'],
}

export const choicesOf = (of: string): { value: AnswerChoice; label: string }[] =>
  (choicesByClass[of as PetitionClass] ?? []).map((value) => ({ value, label: answerChoices[value] }))

/** 信访处理意见书 and what follows it are made of four parts (第32条); an answer to a suggestion or a report is just words. */
export const hasOpinionLetter = (of: string): boolean => of === 'appeal' || isReview(of)

export const opinionTitle = (of: string): string => {
  if (of === 'recheck') return '信访复查意见书'
  if (of === 'finalReview') return '信访复核意见书'
  return of === 'appeal' ? '信访处理意见书' : '信访事项答复书'
}

/** From when a date of a petition is counted, as pages say it. */
export function explained<W extends { title: string }>(
  state: Pick<MatterState, 'class' | 'steps' | 'answerClock'>,
  why: readonly W[],
): W[] {
  const started = isReview(state.class)
    ? '从收到请求那天算起'
    : acceptanceOf(state)
      ? '从受理那天算起'
      : '从单位收到那天算起'
  const ahead = ['第一步：登记到转送', '第二步：转送到告知是否受理']
  const titles = state.answerClock.length > 0 ? [started] : ahead
  return why.map((one, at) => ({ ...one, title: titles[at] ?? one.title }))
}

type Steps = Pick<MatterState, 'steps'>

export const acceptanceOf = (state: Steps): OwnStepTaken | undefined => lastStep(state, 'accept')

/** An objection that the office has not decided (第23条第3款). */
export function openObjection(state: Steps): OwnStepTaken | undefined {
  const last = lastStep(state, 'object', 'consent')
  return last?.step === 'object' ? last : undefined
}

/** The day on which the petitioner had the opinion in hand: from it the time for asking 复查 and 复核 runs. */
export const deliveredOn = (state: Steps): Temporal.PlainDate | null => lastStep(state, 'deliver')?.on ?? null

/** Persons who keep away (第28条). */
export const recused = (state: Steps): string[] =>
  state.steps.flatMap(({ step, choice }) => (step === 'recuse' && choice !== null ? [choice] : []))
