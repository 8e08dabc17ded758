import { asc } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { keptFor } from '#platform/kept.ts'
import { divisions, units } from './tables.ts'

export type Unit = typeof units.$inferSelect
export type Division = typeof divisions.$inferSelect

const directory = keptFor(10, async (db) => {
  const all: Unit[] = await db.select().from(units).orderBy(asc(units.position), asc(units.name))
  return { all, byId: new Map(all.map((unit) => [unit.id, unit])) }
})

/** Every unit, closed ones too, in the order of the directory; at most ten seconds old within one process. */
export const allUnits = async (db: Db): Promise<Unit[]> => (await directory(db)).all

/** The same by id. */
export const unitDirectory = async (db: Db): Promise<ReadonlyMap<string, Unit>> => (await directory(db)).byId

/** After a change of the tree: this process reads it anew, others within ten seconds. */
export const forgetUnits = (db: Db): void => {
  directory.forget(db)
}

export async function unitsById(db: Db, ids: readonly string[]): Promise<Map<string, Unit>> {
  const directory = await unitDirectory(db)
  return new Map(
    ids.flatMap((id): [string, Unit][] => {
      const unit = directory.get(id)
      return unit ? [[id, unit]] : []
    }),
  )
}

/** `<role>@<unit>` for the unit and each unit above it: whoever holds a role there covers this unit. */
export const coveringTokens = (unit: Pick<Unit, 'id' | 'ancestors'>, roles: readonly string[]): string[] =>
  [unit.id, ...unit.ancestors].flatMap((id) => roles.map((role) => `${role}@${id}`))

/** The unit with all units below it. */
export const withBelow = (all: readonly Unit[], unitId: string): Unit[] =>
  all.filter((unit) => unit.id === unitId || unit.ancestors.includes(unitId))

/**
 * Who settles a dispute over competence between two units (PET-5): of the units under their nearest common superior the one that is named for it, else
 * that superior itself; where one of the two would judge itself, one level higher. Two units under nothing in common go to the topmost government.
 */
export function settlingUnit(units: ReadonlyMap<string, Unit>, a: string, b: string): string | null {
  const above = (id: string) => units.get(id)?.ancestors ?? []
  const all = [...units.values()].filter((unit) => unit.active)
  const common = above(a).filter((id) => above(b).includes(id))
  const top = all.find((unit) => unit.kind === 'government' && unit.parentId === null)?.id
  for (const superior of common.length > 0 ? common : top ? [top] : []) {
    const named = all.find((unit) => unit.settlesCompetence && unit.parentId === superior)?.id ?? superior
    if (named !== a && named !== b) return named
    if (superior !== a && superior !== b) return superior
  }
  return null
}

/** Every division, kept as units are; only the first start writes them. */
export const allDivisions = keptFor(
  10,
  (db): Promise<Division[]> => db.select().from(divisions).orderBy(asc(divisions.code)),
)

/** 攀枝花市 东区 炳草岗街道: the names from the county down. */
export function divisionPath(all: readonly Division[], code: string): string {
  const names: string[] = []
  for (let at = all.find((division) => division.code === code); at; at = all.find((d) => d.code === at?.parentCode)) {
    names.unshift(at.name)
  }
  return (names.length > 1 ? names.slice(1) : names).join('')
}
