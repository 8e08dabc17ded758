import type { Unit } from '#core/people/index.ts'

/**
 * Whom the notice is addressed to: 各县（区）人民政府、钒钛高新区管委会、市政府各部门、有关单位. The first two each stand for all units below them, the
 * departments stand together, as in the notice; one of them can be looked at alone.
 */
export type Addressee = { id: string; name: string; unitIds: string[] }

export const departments = 'departments'

type TreeUnit = Pick<Unit, 'id' | 'shortName' | 'kind' | 'parentId' | 'ancestors'>

/** In the order of the directory. Whatever does not stand below the city's government (纪检监察) is not addressed. */
export function addresseesOf(units: readonly TreeUnit[]): Addressee[] {
  const city = cityOf(units)
  if (!city) return []
  const below = units.filter(({ ancestors }) => ancestors.includes(city.id))
  const governments = below.filter(({ kind, parentId }) => kind === 'government' && parentId === city.id)
  const isUnder = ({ id, ancestors }: TreeUnit, of: string) => id === of || ancestors.includes(of)
  const others = below.filter((unit) => !governments.some(({ id }) => isUnder(unit, id)))
  return [
    ...governments.map(({ id, shortName }) => ({
      id,
      name: shortName,
      unitIds: below.filter((unit) => isUnder(unit, id)).map((unit) => unit.id),
    })),
    { id: departments, name: '市政府各部门', unitIds: others.map(({ id }) => id) },
  ]
}

/** Each department with the units below it, for a look at one alone. */
export function departmentsOf(units: readonly TreeUnit[]): Addressee[] {
  const city = cityOf(units)
  if (!city) return []
  return units
    .filter(({ kind, parentId }) => parentId === city.id && kind !== 'government')
    .map(({ id, shortName }) => ({
      id,
      name: shortName,
      unitIds: units.filter((unit) => unit.id === id || unit.ancestors.includes(id)).map((unit) => unit.id),
    }))
}

const cityOf = (units: readonly TreeUnit[]): TreeUnit | undefined =>
  units.find(({ kind, parentId }) => kind === 'government' && parentId === null)
