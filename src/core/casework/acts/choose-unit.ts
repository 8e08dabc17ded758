import { NotFilled } from './act.ts'
import { findUnit, type UnitChoice } from './find-unit.ts'

/** The unit named in a form's field, or the sentence that asks for a clearer word. */
export function chooseUnit(field: string, typed: string | undefined, units: readonly UnitChoice[]): UnitChoice {
  const found = findUnit(typed ?? '', units)
  if (!found.ok) throw new NotFilled({ [field]: found.message })
  return found.unit
}
