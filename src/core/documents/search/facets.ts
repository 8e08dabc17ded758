const names = ['unit', 'class', 'category', 'division', 'year'] as const

export type FacetCount = { value: string; count: number }
export type Facets = Record<(typeof names)[number], FacetCount[]>

/** Of one facet's value: `grouped` has a bit for each facet, 0 where the count is of it, the first facet's the highest. */
export type Group = [grouped: number, value: string | null, count: number]

/** Counts of what was found, most frequent first, years newest first. A facet that is chosen already has one value left. */
export function facetsOf(groups: readonly Group[]): Facets {
  const facets: Facets = { unit: [], class: [], category: [], division: [], year: [] }
  for (const [grouped, value, count] of groups) {
    const facet = names.find((_, at) => (grouped & (1 << (names.length - 1 - at))) === 0)
    if (facet && value !== null) facets[facet].push({ value, count })
  }
  for (const counts of Object.values(facets)) counts.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  facets.year.sort((a, b) => Number(b.value) - Number(a.value))
  return facets
}
