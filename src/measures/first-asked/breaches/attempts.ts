import { Refusal } from '#platform/refusal.ts'
import { partiesOf } from './breach.ts'
import type { BreachAct } from './breach-acts.ts'
import {
  appeal,
  decideAppeal,
  decideBreach,
  decline,
  find,
  invite,
  type Judging,
  state,
  takeUp,
  tell,
} from './rules.ts'
import type { BreachRow } from './tables.ts'
import type { Party } from './words.ts'

/** The rules themselves say who may do what now: each act with the least that it needs. */
const attempts: Record<BreachAct, (breach: BreachRow, judging: Judging) => unknown> = {
  acceptance: takeUp,
  refusal: decline,
  findings: (breach, judging) => find(breach, judging, { personId: null, gravity: 'light', cause: 'conduct' }),
  hearing: invite,
  statements: (breach, judging) => {
    if (partiesHeardFrom(breach, judging).length === 0) state(breach, judging, 'unit')
  },
  decision: (breach, judging) => decideBreach(breach, judging, { outcome: 'unfounded', grade: null, tolerance: null }),
  notification: (breach, judging) => tell(breach, judging, judging.today),
  appeal,
  review: (breach, judging) => decideAppeal(breach, judging, { result: 'kept', grade: null }),
}

/** Whose statement the actor may give. */
export const partiesHeardFrom = (breach: BreachRow, judging: Judging): Party[] =>
  partiesOf(breach).filter((party) => refusalOf(() => state(breach, judging, party)) === null)

/** Which forms stand on the page. */
export function mayDo(breach: BreachRow, judging: Judging): Partial<Record<BreachAct, true>> {
  const may: Partial<Record<BreachAct, true>> = {}
  for (const act of Object.keys(attempts) as BreachAct[])
    if (refusalOf(() => attempts[act](breach, judging)) === null) may[act] = true
  return may
}

/** Seen, but not theirs to act on: said whatever the form holds. */
export function needAllowed(act: BreachAct, breach: BreachRow, judging: Judging): void {
  const refusal = refusalOf(() => attempts[act](breach, judging))
  if (refusal?.status === 403) throw refusal
}

function refusalOf(attempt: () => unknown): Refusal | null {
  try {
    attempt()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}
