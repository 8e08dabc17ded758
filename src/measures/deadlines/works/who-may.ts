import type { Unit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { WorkRow } from './tables.ts'
import { actingFor } from './work-sight.ts'

type Concerned = Pick<WorkRow, 'leadUnitId' | 'jointUnitIds' | 'userUnitIds' | 'giverUnitId'>
type Units = ReadonlyMap<string, Pick<Unit, 'id' | 'ancestors' | 'kind' | 'parentId'>>

const reporting = ['handler', 'head', 'clerk']

export const doingUnits = ({ leadUnitId, jointUnitIds }: Concerned): string[] => [leadUnitId, ...jointUnitIds]

/** Those who do it report on it: handlers and heads of the lead and joint units (for a government, of its office), and heads above them. */
export const isDoer = (actor: StaffActor, work: Concerned, units: Units): boolean =>
  actor.roles.some(
    ({ role, unitId }) =>
      (reporting.includes(role) && doingUnits(work).some((id) => actingFor(id, units).includes(unitId))) ||
      (role === 'head' && doingUnits(work).some((id) => isAtOrBelow(id, unitId, units))),
  )

/** 交办单位的督查人员: who gave the work, and nobody else, moves its dates. */
export const isGiver = (actor: StaffActor, { giverUnitId }: Concerned): boolean =>
  actor.roles.some(({ role, unitId }) => role === 'supervisor' && unitId === giverUnitId)

/** 督查人员 over the lead unit. Whoever also works at a unit that does it is no judge of it. */
export const isSupervisor = (actor: StaffActor, work: Concerned, units: Units): boolean =>
  isOutside(actor, work, units) &&
  actor.roles.some(({ role, unitId }) => role === 'supervisor' && isAtOrBelow(work.leadUnitId, unitId, units))

/** 复核督查结论: a supervisor over the lead unit, or a leader over it; nobody who works at a unit that does it. */
export const isReviewer = (actor: StaffActor, work: Concerned, units: Units): boolean =>
  isOutside(actor, work, units) &&
  actor.roles.some(
    ({ role, unitId }) => (role === 'supervisor' || role === 'leader') && isAtOrBelow(work.leadUnitId, unitId, units),
  )

/** 使用方: staff of a unit that will use it, and of none that does it. */
export const isUser = (actor: StaffActor, work: Concerned, units: Units): boolean =>
  isOutside(actor, work, units) &&
  actor.roles.some(({ unitId }) => work.userUnitIds.some((id) => actingFor(id, units).includes(unitId)))

/** Holds no role at a lead or joint unit, nor below one. */
export const isOutside = (actor: StaffActor, work: Concerned, units: Units): boolean =>
  !actor.roles.some(({ unitId }) => doingUnits(work).some((doing) => isAtOrBelow(unitId, doing, units)))

/** May look at words and files before everybody may: a head of the lead unit, the giver, a supervisor. Who wrote them does not let them out. */
export const mayPublish = (actor: StaffActor, work: Concerned, units: Units): boolean =>
  isGiver(actor, work) ||
  isSupervisor(actor, work, units) ||
  actor.roles.some(({ role, unitId }) => role === 'head' && isAtOrBelow(work.leadUnitId, unitId, units))

const isAtOrBelow = (id: string, above: string, units: Units): boolean =>
  id === above || (units.get(id)?.ancestors.includes(above) ?? false)

/** The unit in whose name an act is written down: the first of the wanted ones at which the actor holds a role. */
export function unitOfAct(actor: StaffActor, wanted: readonly string[]): string {
  const held = actor.roles.map(({ unitId }) => unitId)
  const unitId = wanted.find((id) => held.includes(id)) ?? held[0]
  if (!unitId) throw new Error('a member of staff without a unit acts on nothing')
  return unitId
}

/** The units at which this person supervises or leads. */
export const reviewingAt = (actor: Pick<StaffActor, 'roles'>): string[] =>
  actor.roles.filter(({ role }) => role === 'supervisor' || role === 'leader').map(({ unitId }) => unitId)

/** The units at which this person supervises. */
export const supervisingAt = (actor: Pick<StaffActor, 'roles'>): string[] =>
  actor.roles.filter(({ role }) => role === 'supervisor').map(({ unitId }) => unitId)
