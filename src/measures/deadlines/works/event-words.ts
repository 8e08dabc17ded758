import type { WorkEventRow } from './tables.ts'

export const eventTitles: Record<WorkEventRow['type'], string> = {
  given: '交办',
  proofGiven: '报告节点办成',
  proofReturned: '佐证退回',
  slipReported: '说明滞后原因',
  blocked: '报告受阻',
  unblocked: '受阻解除',
  dateMoved: '调整节点日期',
  visited: '督查走访',
  confirmed: '使用单位验收',
  signOffRefused: '不同意销号',
  signedOff: '销号',
  objected: '对督查结论申请复核',
  objectionDecided: '复核决定',
}

export const findingWords = { true: '属实', partly: '部分属实', untrue: '不属实' } as const
export const resultWords = { kept: '维持走访的结论', cancelled: '撤销走访的结论，不再作数' } as const
export const usersSayWords = { accepted: '使用方认可', notAccepted: '使用方不认可' } as const

/**
 * Whether everybody may read the words of an event, where the work itself is public. Why a date moved is public with the act, by the giver's own hand; what
 * others wrote once a second person has looked at it.
 */
export const isOpen = ({ type, publishedAt }: Pick<WorkEventRow, 'type' | 'publishedAt'>): boolean =>
  type === 'dateMoved' || publishedAt !== null
