import type { StaffActor } from '#platform/actor.ts'

/** Units whose promises the actor answers for: where they are head, and no unit below. */
export const headOf = (actor: StaffActor): string[] => [
  ...new Set(actor.roles.filter(({ role }) => role === 'head').map(({ unitId }) => unitId)),
]
