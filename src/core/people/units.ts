import { asc, inArray } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { divisions, units } from './tables.ts'

export type Unit = typeof units.$inferSelect
export type Division = typeof divisions.$inferSelect

const freshFor = 10_000

const caches = new WeakMap<Db, { readAt: number; units: Unit[] }>()

/** Every unit, closed ones too, in the order of the directory; at most ten seconds old within one process. */
export async function allUnits(db: Db): Promise<Unit[]> {
  const cached = caches.get(db)
  if (cached && performance.now() - cached.readAt < freshFor) return cached.units
  const read = await db.select().from(units).orderBy(asc(units.position), asc(units.name))
  caches.set(db, { readAt: performance.now(), units: read })
  return read
}

/** After a change of the tree: this process reads it anew, others within ten seconds. */
export const forgetUnits = (db: Db): void => {
  caches.delete(db)
}

export async function unitsById(db: Db, ids: readonly string[]): Promise<Map<string, Unit>> {
  if (ids.length === 0) return new Map()
  const found = await db
    .select()
    .from(units)
    .where(inArray(units.id, [...new Set(ids)]))
  return new Map(found.map((unit) => [unit.id, unit]))
}

/** `<role>@<unit>` for the unit and each unit above it: whoever holds a role there covers this unit. */
export const coveringTokens = (unit: Pick<Unit, 'id' | 'ancestors'>, roles: readonly string[]): string[] =>
  [unit.id, ...unit.ancestors].flatMap((id) => roles.map((role) => `${role}@${id}`))

/** The unit with all units below it. */
export const withBelow = (all: readonly Unit[], unitId: string): Unit[] =>
  all.filter((unit) => unit.id === unitId || unit.ancestors.includes(unitId))

export async function allDivisions(db: Db): Promise<Division[]> {
  return db.select().from(divisions).orderBy(asc(divisions.code))
}

/** 攀枝花市 东区 炳草岗街道: the names from the county down. */
export function divisionPath(all: readonly Division[], code: string): string {
  const names: string[] = []
  for (let at = all.find((division) => division.code === code); at; at = all.find((d) => d.code === at?.parentCode)) {
    names.unshift(at.name)
  }
  return (names.length > 1 ? names.slice(1) : names).join('')
}
