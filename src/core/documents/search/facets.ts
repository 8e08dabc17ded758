/** What of a match the facets count. */
export type Facetable = {
  unitId: string | null
  class: string | null
  category: string | null
  divisionCode: string | null
  publishedOn: Temporal.PlainDate
}

export type FacetCount = { value: string; count: number }

export type Facets = {
  unit: FacetCount[]
  class: FacetCount[]
  category: FacetCount[]
  division: FacetCount[]
  year: FacetCount[]
}

/** Counts of what was found, most frequent first, years newest first. A facet that is chosen already has one value left. */
export function facetsOf(rows: Facetable[]): Facets {
  return {
    unit: counted(rows.map((row) => row.unitId)),
    class: counted(rows.map((row) => row.class)),
    category: counted(rows.map((row) => row.category)),
    division: counted(rows.map((row) => row.divisionCode)),
    year: counted(rows.map((row) => String(row.publishedOn.year))).sort((a, b) => Number(b.value) - Number(a.value)),
  }
}

function counted(values: (string | null)[]): FacetCount[] {
  const counts = new Map<string, number>()
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}
