/**
 * Who asks. `core/people` makes it from the session; every read compares `tokens` with the row's `audience`.
 *
 * Tokens: everybody `public`; a citizen also `person:<id>` and `subject:<id>`, of themselves and while acting of the other; staff also `person:<id>`, and for each role `unit:<unit id>` and
 * `<role>@<unit id>`. A role covers the units below it because rows name the units above their own.
 */
export type Actor =
  | { kind: 'anyone'; tokens: string[] }
  | { kind: 'citizen'; personId: string; name: string; tokens: string[]; acting?: Acting }
  | { kind: 'staff'; personId: string; name: string; staffNumber: string; roles: StaffRole[]; tokens: string[] }
  | { kind: 'system'; name: string; tokens: string[] }

/** Whom a citizen acts for now, by a mandate in force: an enterprise, or a member of the family. */
export type Acting = { mandateId: string; kind: 'enterprise' | 'family'; subjectId: string; name: string }

export type StaffActor = Extract<Actor, { kind: 'staff' }>

/** A role held at one unit; it covers that unit and those below it. */
export type StaffRole = { role: string; unitId: string; unitName: string }

export const anyone: Actor = { kind: 'anyone', tokens: ['public'] }

/** The machine itself acting under a name that the event shows: `clock`, `import`, `seed`. */
export const systemActor = (name: string): Actor => ({ kind: 'system', name, tokens: ['public'] })

export const hasRole = (actor: Actor, ...roles: string[]): boolean =>
  actor.kind === 'staff' && actor.roles.some((held) => roles.includes(held.role))
