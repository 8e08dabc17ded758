import type { Division, Unit } from '#core/people/index.ts'
import type { OptionGroup } from '#ui/index.ts'

/** 行政机关 (第2条); not party organs, nor sections of a department. For a government its office takes them in. */
export function requestTakers(units: readonly Unit[]): Unit[] {
  const withOffice = new Set(
    units.flatMap(({ active, kind, parentId }) => (active && kind === 'office' ? [parentId] : [])),
  )
  return units.filter(
    ({ id, active, kind }) =>
      active &&
      (['department', 'office', 'street', 'town'].includes(kind) || (kind === 'government' && !withOffice.has(id))),
  )
}

/** The city's own agencies first, then county by county. */
export function unitOptions(units: readonly Unit[], divisions: readonly Division[], cityCode: string): OptionGroup[] {
  const places = new Map(divisions.map((division) => [division.code, division]))
  const countyOf = (code: string): string => {
    const division = places.get(code)
    return !division || code === cityCode || division.parentCode === cityCode || !division.parentCode
      ? code
      : countyOf(division.parentCode)
  }
  const groups = Map.groupBy(requestTakers(units), (unit) => countyOf(unit.divisionCode))
  return [...groups]
    .toSorted(([a], [b]) => Number(b === cityCode) - Number(a === cityCode) || a.localeCompare(b))
    .map(([code, members]) => ({
      label: code === cityCode ? '市级机关' : (places.get(code)?.name ?? '其他'),
      options: members.map(({ id, name }) => ({ value: id, label: name })),
    }))
}
