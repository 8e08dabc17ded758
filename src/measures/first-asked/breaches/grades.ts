import { type BreachCause, type Grade, type Gravity, gravityIds, ladders, type Party } from './words.ts'

/**
 * How far up its ladder a decider may go (本市自定（非法律规定）): one rung for a light one, two for an ordinary one, the whole ladder for a serious one; each
 * breach of the same party whose term has not ended adds one. Below that the decider is free.
 */
export function allowedGrades(party: Party, gravity: Gravity, repeats: number): readonly Grade[] {
  const ladder = ladders[party]
  const rungs = gravity === 'serious' ? ladder.length : gravityIds.indexOf(gravity) + 1 + Math.max(0, repeats)
  return ladder.slice(0, rungs)
}

/** A cause in the catalogue or in staffing is the unit's, not the clerk's. */
export const isUnitsCause = (cause: BreachCause | null): boolean => cause === 'catalogue' || cause === 'staffing'

export const partyOfGrade = (grade: Grade): Party => (ladders.person.includes(grade) ? 'person' : 'unit')

/** On appeal a grade may be kept, lowered or taken away; it never grows. */
export const lowerGrades = (grade: Grade): readonly Grade[] => {
  const ladder = ladders[partyOfGrade(grade)]
  return ladder.slice(0, ladder.indexOf(grade))
}

/** The upper half of a ladder stands longer. */
export const isLongGrade = (grade: Grade): boolean => ladders[partyOfGrade(grade)].indexOf(grade) >= 2
