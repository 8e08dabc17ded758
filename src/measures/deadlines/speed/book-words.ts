/** Why figures of a closed month are corrected; shown with the correction. */
export const correctionGrounds = {
  lateEntry: '补录了当月的答复',
  review: '复核有了结果，或群众在关账后退回',
  exclusion: '剔除有变化',
  classified: '类别更正后，统计口径不同',
  mistake: '数据差错更正',
} as const
export type CorrectionGround = keyof typeof correctionGrounds
