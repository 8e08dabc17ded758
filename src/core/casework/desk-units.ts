import { type Unit, withBelow } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'

const overseeing = ['head', 'leader', 'supervisor']

/**
 * Units whose work is an actor's own business: where they work, and for heads, leaders and 督查 what lies below too. Only narrows lists to what
 * concerns them; whether a matter may be seen at all is `visibleTo`'s to say.
 */
export function unitsOf(actor: StaffActor, all: readonly Unit[]): string[] {
  const ids = actor.roles.flatMap(({ role, unitId }) =>
    overseeing.includes(role) ? withBelow(all, unitId).map((unit) => unit.id) : [unitId],
  )
  return [...new Set(ids)]
}

/** Units at or below those at which the actor holds one of the roles. */
export function unitsUnder(actor: StaffActor, all: readonly Unit[], roles: readonly string[]): string[] {
  const held = actor.roles.filter(({ role }) => roles.includes(role))
  return [...new Set(held.flatMap(({ unitId }) => withBelow(all, unitId).map((unit) => unit.id)))]
}
