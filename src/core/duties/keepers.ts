import type { Unit } from '#core/people/index.ts'
import type { Actor, StaffActor } from '#platform/actor.ts'
import { forbidden } from '#platform/refusal.ts'

/** Who keeps the catalogue: whoever settles disputes over competence, and the dispatchers, who use it all day. */
export const keepsDuties = (actor: Actor, units: ReadonlyMap<string, Unit>): actor is StaffActor =>
  actor.kind === 'staff' &&
  actor.roles.some(
    ({ role, unitId }) =>
      role === 'dispatcher' || (['head', 'handler'].includes(role) && units.get(unitId)?.settlesCompetence === true),
  )

export function needKeeper(actor: StaffActor, units: ReadonlyMap<string, Unit>): void {
  if (keepsDuties(actor, units)) return
  throw forbidden('职责目录由派单员和裁定职责争议的单位维护。发现有误，请告诉他们。')
}
