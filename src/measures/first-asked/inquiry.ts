import type { MatterState } from '#core/matters/index.ts'

/** 首问事项: what was not settled on the spot. */
export const inquiryClasses = {
  ask: '咨询',
  errand: '办事',
  between: '单位协作',
} as const
export type InquiryClass = keyof typeof inquiryClasses

export const classWord = (id: string): string => (inquiryClasses as Record<string, string>)[id] ?? id

/** Limits are the city's own*; no law sets one for a question at a counter (LIM-1: what has no limit is settled on the spot, else a reasonable one is set and published). */
export const inquiryRules = (of: string): { accept: null; answer: string } => ({
  accept: null,
  answer: of === 'ask' ? 'FQR-ask' : of === 'between' ? 'FQR-between' : 'FQR-errand',
})

export const rejectionReasons = [
  { value: 'notDone', label: '事情没有办成' },
  { value: 'unclear', label: '答复没说清楚' },
  { value: 'wrong', label: '说的和实际不一样' },
  { value: 'attitude', label: '态度不好、互相推' },
] as const

export const inquiryMarks = { guided: '引导', emergency: '紧急' } as const

/** Under way: it may be supplemented or taken back. */
export const underWay: readonly MatterState['state'][] = ['opened', 'dispatched', 'inProgress', 'awaitingApproval']
