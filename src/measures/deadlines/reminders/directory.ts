import { isVisible, type MatterRow } from '#core/matters/index.ts'
import { allPosted, type Posted, type RoleId, standInsOn, unitDirectory } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'

/** Who works where now, with what each may see: read once for a round. */
export type Directory = {
  at(unitId: string, roles: readonly RoleId[]): Posted[]
  above(unitId: string): readonly string[]
  isAway(personId: string): boolean
  /** Who does their work meanwhile; null where nobody was named. */
  standInOf(personId: string): string | null
}

export async function openDirectory(db: Db, now: Temporal.Instant, today: Temporal.PlainDate): Promise<Directory> {
  const [units, posted, standIns] = [await unitDirectory(db), await allPosted(db, now), await standInsOn(db, today)]
  const byUnit = new Map<string, Map<string, Posted>>()
  for (const person of posted) {
    for (const { unitId } of person.roles) {
      const here = byUnit.get(unitId) ?? new Map<string, Posted>()
      byUnit.set(unitId, here.set(person.personId, person))
    }
  }
  return {
    at: (unitId, roles) =>
      [...(byUnit.get(unitId)?.values() ?? [])].filter((person) =>
        person.roles.some((held) => held.unitId === unitId && roles.includes(held.role)),
      ),
    above: (unitId) => units.get(unitId)?.ancestors ?? [],
    isAway: (personId) => standIns.has(personId),
    standInOf: (personId) => standIns.get(personId) ?? null,
  }
}

export type Sighted = Pick<MatterRow, 'holderUnitId' | 'audience' | 'barred'>

/**
 * Those of a role at the unit that has it, or at the nearest above that has one who may see it and is not on leave; where all are on leave, the nearest of them.
 * Nobody else ever hears of it.
 */
export function covering(directory: Directory, row: Sighted, role: RoleId, unitId = row.holderUnitId): Posted[] {
  let away: Posted[] = []
  for (const id of [unitId, ...directory.above(unitId)]) {
    const seeing = directory.at(id, [role]).filter((person) => isVisible(row, person.tokens))
    const there = seeing.filter(({ personId }) => !directory.isAway(personId))
    if (there.length > 0) return there
    if (away.length === 0) away = seeing
  }
  return away
}
