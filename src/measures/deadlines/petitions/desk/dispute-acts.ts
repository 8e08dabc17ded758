import { disputeActs } from '#core/casework/index.ts'

/** 受理有争议的，由共同的上一级机关决定 (第24条, PET-5). */
export const [disputeAct, settleAct] = disputeActs({
  dispute: {
    title: '受理有争议，报请裁定',
    unit: '没有接办的单位的 id（choices.declined 里的 value）',
    unitHint: '只列出已经协商、没有接办的单位',
    textHint: '裁定之前请继续办理',
  },
  settle: { title: '裁定由谁受理办理', unitHint: '裁定后不能再提异议', textHint: '三定规定、权责清单的哪一条' },
})
