/** Matches alike in all that is counted, and how many they are. */
export type Group = [
  unitId: string | null,
  kind: string | null,
  category: string | null,
  divisionCode: string | null,
  year: number,
  count: number,
]

export type FacetCount = { value: string; count: number }

export type Facets = {
  unit: FacetCount[]
  class: FacetCount[]
  category: FacetCount[]
  division: FacetCount[]
  year: FacetCount[]
}

/** Counts of what was found, most frequent first, years newest first. A facet that is chosen already has one value left. */
export const facetsOf = (groups: readonly Group[]): Facets => ({
  unit: counted(groups, 0),
  class: counted(groups, 1),
  category: counted(groups, 2),
  division: counted(groups, 3),
  year: counted(groups, 4).sort((a, b) => Number(b.value) - Number(a.value)),
})

function counted(groups: readonly Group[], facet: 0 | 1 | 2 | 3 | 4): FacetCount[] {
  const counts = new Map<string, number>()
  for (const group of groups) {
    const value = group[facet]
    if (value !== null) counts.set(String(value), (counts.get(String(value)) ?? 0) + group[5])
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}
