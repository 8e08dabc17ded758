import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type {
  interviewEntries,
  interviewGuests,
  interviewQuestions,
  interviews,
  Moderation,
  Outcome,
} from './tables.ts'

/** The house with the act's transaction as its database. */
export type Holding = Omit<House, 'db'> & { db: Transaction }

export type Interview = typeof interviews.$inferSelect
export type Guest = typeof interviewGuests.$inferSelect
export type Entry = typeof interviewEntries.$inferSelect
export type Question = typeof interviewQuestions.$inferSelect

export type InterviewState = 'announced' | 'live' | 'ended' | 'archived' | 'cancelled'

export function stateOf(
  interview: Pick<Interview, 'startedAt' | 'endedAt' | 'archivedAt' | 'cancelledAt'>,
): InterviewState {
  if (interview.cancelledAt) return 'cancelled'
  if (interview.archivedAt) return 'archived'
  if (interview.endedAt) return 'ended'
  return interview.startedAt ? 'live' : 'announced'
}

export const stateWords: Record<InterviewState, string> = {
  announced: '预告，正在征集问题',
  live: '正在直播',
  ended: '直播结束，正在答复没来得及回答的问题',
  archived: '已归档',
  cancelled: '已取消',
}

/** Questions are taken from the announcement until the interview ends. */
export const takesQuestions = (interview: Interview): boolean => ['announced', 'live'].includes(stateOf(interview))

export const moderationWords: Record<Moderation, string> = {
  waiting: '等待审核',
  passed: '已公开',
  refused: '不公开展示',
}
export const outcomeWords: Record<Outcome, string> = { onAir: '现场答复', written: '书面答复', matter: '转为来信办理' }

/** What everybody may read of a question: the words that a moderator passed, never those that were typed. */
export type ShownQuestion = Pick<
  Question,
  'id' | 'position' | 'supports' | 'outcome' | 'answer' | 'answerSeq' | 'settledAt' | 'askedAt'
> & { name: string; body: string; letter: { number: string; isAnswered: boolean } | null }

/** Ground of not showing a question, by code: what the archive counts. Nobody's own words ever stand there. */
export const refusalGrounds = {
  otherSubject: '和这场访谈的主题无关',
  personal: '只涉及个人的事，公开会暴露本人',
  repeated: '和已经公开的问题重复',
  abusive: '辱骂、广告或者没有内容',
} as const
export type RefusalGround = keyof typeof refusalGrounds

/** Not shown, but asked in earnest: whoever asks about their own affairs, or about something else, gets an answer too, by letter. */
export const owedGrounds = ['otherSubject', 'personal'] as const satisfies readonly RefusalGround[]

export const isOwed = ({ moderation, ground }: Pick<Question, 'moderation' | 'ground'>): boolean =>
  moderation !== 'refused' || owedGrounds.some((owed) => owed === ground)

/** A question that was not answered, and is owed an answer: what has to become a matter. */
export const isLeftover = (question: Pick<Question, 'moderation' | 'outcome' | 'ground'>): boolean =>
  question.outcome === null && isOwed(question)
