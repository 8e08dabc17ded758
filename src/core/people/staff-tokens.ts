import { isAdminRole } from './roles.ts'

/** An administrator belongs to no unit's casework: no `unit:` token comes from such a role. */
export function staffTokens(personId: string, roles: readonly { role: string; unitId: string }[]): string[] {
  const tokens = roles.flatMap(({ role, unitId }) =>
    isAdminRole(role) ? [`${role}@${unitId}`] : [`unit:${unitId}`, `${role}@${unitId}`],
  )
  return [...new Set(['public', `person:${personId}`, ...tokens])]
}
