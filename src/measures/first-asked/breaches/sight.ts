import type { Units } from '#core/matters/index.ts'
import { coveringTokens } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Breach } from './breach.ts'
import { disciplineOf, isOffice, officesOver, overUnit } from './competence.ts'

export type BreachSight = { audience: string[]; barred: string[] }

/**
 * Until it is taken up only the supervisors and leaders over the unit see it, never the person it names; from then on also the person, the unit's head and
 * whoever may decide; after its term only the supervisors, for the record.
 */
export function breachSight(
  { state, unitId, personId }: Pick<Breach, 'state' | 'unitId' | 'personId'>,
  units: Units,
): BreachSight {
  const unit = units.get(unitId) ?? { id: unitId, ancestors: [] }
  const supervisors = coveringTokens(unit, ['supervisor'])
  const self = personId ? [`person:${personId}`] : []
  if (state === 'expired') return { audience: supervisors, barred: self }
  const leaders = unit.ancestors.map((id) => `leader@${id}`)
  if (state === 'proposed' || state === 'raised' || state === 'declined')
    return { audience: [...supervisors, ...leaders], barred: self }
  const discipline = disciplineOf(units, unitId)
  return {
    audience: [
      ...supervisors,
      ...leaders,
      ...coveringTokens(unit, ['head']),
      `leader@${unitId}`,
      ...self,
      ...officesOver(units, unitId).map((id) => `head@${id}`),
      ...(discipline ? [`discipline@${discipline}`, `head@${discipline}`] : []),
    ],
    barred: [],
  }
}

/**
 * HOT-13: what whoever asked wrote, and which matter it is about, is for those who look into it and decide; the unit and the person concerned read the
 * established facts, and the complaint only with consent.
 */
export function mayReadComplaint(
  actor: Actor,
  breach: Pick<Breach, 'unitId' | 'personId' | 'mayName' | 'source'>,
  units: Units,
): boolean {
  if (breach.mayName || breach.source !== 'asker') return true
  if (actor.kind !== 'staff' || actor.personId === breach.personId) return false
  const body = disciplineOf(units, breach.unitId)
  const isDiscipline = actor.roles.some(
    ({ unitId, role }) => unitId === body && (role === 'discipline' || role === 'head'),
  )
  return isOffice(actor, breach, units) || overUnit(actor, breach, units) !== null || isDiscipline
}
