import type { RoleId } from '#core/people/index.ts'

/** What a room draws for. Declared once, at import. */
export type Purpose = {
  key: string
  title: string
  /** Who may begin such a draw, enter what came from outside, and cancel it, at the unit that began it. */
  roles: readonly RoleId[]
  /** The form that begins one, and how its button is called. */
  newHref?: string
  newLabel?: string
  /** Where the desk goes on with what was drawn. */
  deskHref?: (draw: { number: string; subjectId: string | null }) => string
  /** What the public reads about it elsewhere. */
  publicHref?: (draw: { subjectId: string | null }) => string
}

const purposes = new Map<string, Purpose>()

export const definePurpose = (purpose: Purpose): void => {
  purposes.set(purpose.key, purpose)
}

export function purposeOf(key: string): Purpose {
  const purpose = purposes.get(key)
  if (!purpose) throw new Error(`no such purpose of a draw: ${key}`)
  return purpose
}

export const allPurposes = (): Purpose[] => [...purposes.values()]
