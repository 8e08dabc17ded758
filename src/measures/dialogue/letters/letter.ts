/** Classes of a letter (北京市接诉即办工作条例 第2条, HOT-8). */
export const letterClasses = ['consult', 'help', 'complaint', 'report', 'suggestion', 'praise'] as const
export type LetterClass = (typeof letterClasses)[number]

export const isLetterClass = (id: string): id is LetterClass => letterClasses.some((known) => known === id)

export const classNames: Record<LetterClass, string> = {
  consult: '咨询',
  help: '求助',
  complaint: '投诉',
  report: '举报',
  suggestion: '建议',
  praise: '表扬',
}

/** The trade's word for a class in a row; the id itself for one that this version does not know. */
export const classWord = (id: string): string => (classNames as Record<string, string>)[id] ?? id

/** 投诉 of a service or firm goes to whoever can mend it; 投诉工作人员 to that unit's head or 督查, never to the person. */
export const complaintTargets = ['service', 'official'] as const
export type ComplaintTarget = (typeof complaintTargets)[number]

/** What the writer chooses from: the classes, with 投诉 parted in two because each goes another way. */
export const letterSorts = [
  'consult',
  'help',
  'complaint-service',
  'complaint-official',
  'report',
  'suggestion',
  'praise',
] as const
export type LetterSort = (typeof letterSorts)[number]

export type Classified = { class: LetterClass; complaintAgainst: ComplaintTarget | null }

export function classOf(sort: LetterSort): Classified {
  if (sort === 'complaint-service') return { class: 'complaint', complaintAgainst: 'service' }
  if (sort === 'complaint-official') return { class: 'complaint', complaintAgainst: 'official' }
  return { class: sort, complaintAgainst: null }
}

/** 投诉工作人员, 咨询, … */
export function classTitle({ class: of, complaintAgainst }: Classified): string {
  if (of !== 'complaint') return classNames[of]
  return complaintAgainst === 'official' ? '投诉工作人员' : '投诉服务或企业'
}

/** Ids of the rules that limit a letter; what they say stands in the rule table. An import of old letters counts from filing. */
export const letterRules = (of: string, channel: string): { accept: string | null; answer: string } => {
  if (channel === 'import') return { accept: null, answer: 'IMP-1' }
  if (of === 'consult') return { accept: 'LET-accept', answer: 'HOT-1-consult' }
  return { accept: 'LET-accept', answer: of === 'complaint' || of === 'report' ? 'HOT-1-complaint' : 'HOT-1-request' }
}

/**
 * What a letter carries besides its class. `againstOfficial` parts the two kinds of 投诉; `own` is a complaint about one's own employer, school,
 * village or landlord; `emergency` is never published and looked at first; `foreign` is written in another script than Han; `copiedAnswer`: what was submitted
 * stands nearly word for word in another answer of the unit.
 */
export const letterMarks = {
  againstOfficial: '投诉工作人员',
  own: '关系特殊，为写信人保密',
  emergency: '紧急',
  foreign: '不是汉字，需要翻译',
  copiedAnswer: '答复与以往的雷同',
} as const
export type LetterMark = keyof typeof letterMarks

/** The class and what a complaint is against, as a matter's row carries them. */
export const classifiedOf = (row: { class: string; marks: readonly string[] }): Classified => {
  const of = letterClasses.find((known) => known === row.class) ?? 'help'
  const target = row.marks.includes('againstOfficial') ? 'official' : 'service'
  return { class: of, complaintAgainst: of === 'complaint' ? target : null }
}

/** Characters as people count them. */
export const lengths = { title: 50, body: { least: 10, most: 5000 }, name: 40, place: 100 } as const

/**
 * May the units that handle it read who wrote? Hidden when asked for, always for 举报, and by default for a complaint about one's own employer,
 * school, village or landlord (HOT-13, 信访工作条例 第46条).
 */
export const isSecret = (of: LetterClass, asked: boolean, relation: boolean): boolean =>
  of === 'report' || asked || (of === 'complaint' && relation)
