/** States, lights, marks and outcomes with the words shown for them. No imports: tables, pages and browsers' islands may use them. */

export const stateNames = [
  'opened',
  'dispatched',
  'inProgress',
  'awaitingApproval',
  'answered',
  'underReview',
  'closed',
  'merged',
  'withdrawn',
] as const
export type StateName = (typeof stateNames)[number]

export const stateWords: Record<StateName, string> = {
  opened: '待派单',
  dispatched: '待签收',
  inProgress: '办理中',
  awaitingApproval: '待审核',
  answered: '已答复待评价',
  underReview: '复核中',
  closed: '已办结',
  merged: '已并单',
  withdrawn: '已撤回',
}

/** Nothing more happens in these, but for a reopening by a new fact, a late rating and what is published. */
export const endStates: readonly StateName[] = ['closed', 'merged', 'withdrawn']

export const lights = ['green', 'yellow', 'red'] as const
export type Light = (typeof lights)[number]

/** Marks the engine knows; rooms may set others. */
export const markWords: Record<string, string> = {
  consult: '会商',
  circle: '循环转办，待裁定',
  hung: '挂账',
  hungLookDue: '挂账待复看',
  handOverLapsed: '转办逾期未接',
  disputeLate: '裁定逾期',
  consultLate: '会商逾期',
  listed: '挂牌督办',
  talked: '已约谈',
}

/** Set by whoever oversees the holder, not by the dispatcher. */
export const oversightMarks = ['listed', 'talked'] as const

/** How a matter ended. */
export const outcomes = [
  'accepted',
  'silent',
  'ended',
  'otherTrack',
  'invalid',
  'answered',
  'mainEnded',
  'refused',
  'dropped',
] as const
export type Outcome = (typeof outcomes)[number]

export const outcomeWords: Record<Outcome, string> = {
  accepted: '写信人认可',
  silent: '未评价',
  ended: '复核终结',
  otherTrack: '导入其他程序',
  invalid: '无效来信',
  answered: '已答复',
  mainEnded: '主件已了结',
  refused: '不予受理',
  dropped: '视为放弃',
}

/**
 * Why words are erased: the asker asks (个人信息保护法 第47条第一款第三项), their account is closed, or the time is over for which they are kept. What has been masked
 * and published is nobody's personal data any more (第4条) and outlives the last.
 */
export type ErasureGround = 'asker-asks' | 'account-closed' | 'retention'

export const keepsPublic = (ground: string): boolean => ground === ('retention' satisfies ErasureGround)

export const textParts = [
  'title',
  'body',
  'place',
  'ask',
  'draft',
  'reply',
  'comment',
  'ground',
  'reason',
  'question',
  'supplement',
  'demand',
  'report',
  'agreement',
  'fact',
  'remark',
] as const
export type TextPart = (typeof textParts)[number]
