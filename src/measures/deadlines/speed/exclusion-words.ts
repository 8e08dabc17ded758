/** Why an answer may be taken out of the adjusted rate: the published list, 本市自定. The code is stored, the words are shown. */
export const exclusionGrounds = {
  forceMajeure: '自然灾害、疫情等不可抗力，客观上不能按期',
  repeated: '同一事项已经依法终结，没有新情况又重复提出',
  notReachable: '按所留方式多次联系不上，缺少的材料无法补齐',
  otherAuthority: '依法不属于本市行政机关办理，已告知向哪里提出',
  systemFault: '系统故障造成计时错误，有故障记录',
} as const
export type ExclusionGround = keyof typeof exclusionGrounds

export const exclusionStates = {
  proposed: '待第二人确认',
  confirmed: '已剔除',
  refused: '没有同意',
  overturned: '抽查后恢复计入',
} as const
export type ExclusionState = keyof typeof exclusionStates
