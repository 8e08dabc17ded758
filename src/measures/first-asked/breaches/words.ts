/** 首问不到位：the six ways in which somebody fails whoever came to them. */
export const breachKinds = {
  refused: '拒绝接待',
  notGuided: '不引导',
  notFollowed: '不跟进',
  unreachable: '联系不上',
  wrongDoor: '指错门',
  rude: '态度生硬',
} as const
export type BreachKind = keyof typeof breachKinds

/** Who says so: whoever asked, a supervisor, or the clock, which only proposes. */
export const breachSources = { asker: '问事人反映', supervisor: '督查发现', clock: '系统提出' } as const
export type BreachSource = keyof typeof breachSources

export const breachStates = {
  proposed: '系统建议，等督查决定',
  raised: '待决定是否核查',
  declined: '不予受理',
  takenUp: '核查中',
  hearing: '听取陈述',
  decided: '已决定，待告知',
  told: '已告知，申诉期内',
  appealed: '申诉中',
  final: '决定生效',
  expired: '影响期已满',
} as const
export type BreachState = keyof typeof breachStates

export const gravities = { light: '轻微', ordinary: '一般', serious: '严重' } as const
export type Gravity = keyof typeof gravities

/** Where the cause lies. What lies in the catalogue of duties or in staffing is the unit's, not the clerk's. */
export const breachCauses = {
  conduct: '个人没有履行首问责任',
  catalogue: '职责目录不清、该归谁管没有写明',
  staffing: '人员配备不足、没有安排顶岗',
} as const
export type BreachCause = keyof typeof breachCauses

export type Party = 'person' | 'unit'

/** From the mildest to the gravest. */
export const personGrades = {
  reminder: '提醒',
  criticism: '批评教育',
  censure: '通报批评',
  transfer: '问责移送',
} as const

export const unitGrades = {
  explanation: '书面说明',
  rectification: '责令整改',
  circular: '通报',
  talk: '约谈主要负责人',
} as const

export type PersonGrade = keyof typeof personGrades
export type UnitGrade = keyof typeof unitGrades
export type Grade = PersonGrade | UnitGrade

export const ladders: Record<Party, readonly Grade[]> = {
  person: ['reminder', 'criticism', 'censure', 'transfer'],
  unit: ['explanation', 'rectification', 'circular', 'talk'],
}
export const gradeWords: Record<Grade, string> = { ...personGrades, ...unitGrades }
export const partyWords: Record<Party, string> = { person: '工作人员', unit: '单位' }

/** 容错: established, and yet no grade. */
export const tolerances = {
  pioneering: '先行先试，没有规定可以依照',
  followedRule: '照当时的规定、职责目录或裁定办的',
  emergency: '紧急情况、不可抗力，先处置更要紧的',
  mended: '自己及时纠正，没有造成后果',
} as const
export type Tolerance = keyof typeof tolerances

export const outcomes = { graded: '成立，作出处理', tolerated: '成立，容错免责', unfounded: '不成立' } as const
export type BreachOutcome = keyof typeof outcomes

export const appealResults = { kept: '维持', lowered: '减轻', cancelled: '撤销' } as const
export type AppealResult = keyof typeof appealResults

/** Limits, all of them the city's own; rows of the rule table. */
export const breachRules = {
  takeUp: 'FQR-breach-take',
  hear: 'FQR-breach-hear',
  decide: 'FQR-breach-decide',
  tell: 'FQR-breach-tell',
  appeal: 'FQR-breach-appeal',
  appealAnswer: 'FQR-breach-appeal-answer',
  effectShort: 'FQR-breach-effect-short',
  effectLong: 'FQR-breach-effect-long',
  watch: 'FQR-breach-watch',
} as const

const keysOf = <K extends string>(words: Record<K, string>): [K, ...K[]] => Object.keys(words) as [K, ...K[]]

export const kindIds = keysOf(breachKinds)
export const sourceIds = keysOf(breachSources)
export const stateIds = keysOf(breachStates)
export const gravityIds = keysOf(gravities)
export const causeIds = keysOf(breachCauses)
export const gradeIds = keysOf(gradeWords)
export const toleranceIds = keysOf(tolerances)
export const outcomeIds = keysOf(outcomes)
export const appealResultIds = keysOf(appealResults)
export const partyIds = keysOf(partyWords)
