import { roleOver, type Units } from '#core/matters/index.ts'
import type { Actor, StaffActor } from '#platform/actor.ts'
import type { Breach } from './breach.ts'
import type { Party } from './words.ts'

type Concerned = Pick<Breach, 'unitId' | 'personId'>

const aboveOf = (units: Units, unitId: string): readonly string[] => units.get(unitId)?.ancestors ?? []

const holds = (actor: StaffActor, roles: readonly string[], unitIds: readonly string[]): string | null =>
  unitIds.find((id) => actor.roles.some(({ role, unitId }) => unitId === id && roles.includes(role))) ?? null

/** 受理、核查: the supervisors over the unit. */
export const isOffice = (actor: Actor, { unitId }: Concerned, units: Units): actor is StaffActor =>
  roleOver(actor, ['supervisor'], unitId, units) !== null

/** 监察机关: the body with power over the unit. */
export const disciplineOf = (units: Units, unitId: string): string | null =>
  units.get(unitId)?.competentUnitId ??
  aboveOf(units, unitId)
    .map((id) => units.get(id)?.competentUnitId)
    .find(Boolean) ??
  null

/** 政府办公室: of each government above the unit; never the unit itself or what it belongs to. */
export function officesOver(units: Units, unitId: string): string[] {
  const above = aboveOf(units, unitId)
  const own = [unitId, ...above]
  const offices = [...units.values()].filter(
    ({ id, kind, parentId, active }) =>
      active && kind === 'office' && parentId && above.includes(parentId) && !own.includes(id),
  )
  return offices
    .toSorted((a, b) => above.indexOf(a.parentId ?? '') - above.indexOf(b.parentId ?? ''))
    .map(({ id }) => id)
}

const asDiscipline = (actor: StaffActor, units: Units, unitId: string): string | null => {
  const body = disciplineOf(units, unitId)
  return body && holds(actor, ['discipline', 'head'], [body])
}

/**
 * Of a person only the 任免机关、单位 (head of the unit or of one above, leader of the government above) or the 监察机关 decides; of one who is head themselves
 * nobody of the same unit.
 */
export function overPerson(actor: StaffActor, { unitId }: Concerned, isHead: boolean, units: Units): string | null {
  const line = isHead ? aboveOf(units, unitId) : [unitId, ...aboveOf(units, unitId)]
  return holds(actor, ['head', 'leader'], line) ?? asDiscipline(actor, units, unitId)
}

/** Of a unit the government office decides, or the leader of the government above. */
export const overUnit = (actor: StaffActor, { unitId }: Concerned, units: Units): string | null =>
  holds(actor, ['head'], officesOver(units, unitId)) ?? holds(actor, ['leader'], aboveOf(units, unitId))

/** The body as which the actor decides about that party; null without competence. */
export function competentBody(
  actor: StaffActor,
  concerned: Concerned,
  party: Party | null,
  isHead: boolean,
  units: Units,
): string | null {
  const asUnit = party !== 'person' ? overUnit(actor, concerned, units) : null
  return asUnit ?? (party !== 'unit' ? overPerson(actor, concerned, isHead, units) : null)
}

/** On appeal another body than the one that decided, none below it; for a unit the 监察机关 as well. */
export function appealBody(
  actor: StaffActor,
  concerned: Concerned & Pick<Breach, 'party' | 'decidedUnitId'>,
  isHead: boolean,
  units: Units,
): string | null {
  const { party, decidedUnitId } = concerned
  const bodies = [
    competentBody(actor, concerned, party, isHead, units),
    ...actor.roles.map(({ unitId }) => unitId).filter((id) => isAppealUnit(actor, id, concerned, isHead, units)),
  ]
  const isOther = (id: string | null): id is string =>
    id !== null && id !== decidedUnitId && !aboveOf(units, id).includes(decidedUnitId ?? '')
  return bodies.find(isOther) ?? null
}

/** Somebody who holds several posts may be competent at more than one. */
function isAppealUnit(
  actor: StaffActor,
  unitId: string,
  concerned: Concerned & Pick<Breach, 'party'>,
  isHead: boolean,
  units: Units,
): boolean {
  const there: StaffActor = { ...actor, roles: actor.roles.filter((role) => role.unitId === unitId) }
  return (
    competentBody(there, concerned, concerned.party, isHead, units) !== null ||
    asDiscipline(there, units, concerned.unitId) !== null
  )
}

/** 单位: its head speaks for it; a government has a leader. */
export const speaksForUnit = (actor: Actor, { unitId }: Concerned): boolean =>
  actor.kind === 'staff' && actor.roles.some((held) => held.unitId === unitId && ['head', 'leader'].includes(held.role))
