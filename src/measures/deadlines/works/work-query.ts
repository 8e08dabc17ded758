import { z } from 'zod'
import { unitField } from '#platform/http/address-fields.ts'
import { workSources } from './tables.ts'
import { workStates } from './work.ts'
import { type WorkFilters, type WorkKey, type WorkListId, type WorkOrder, workLists } from './works.ts'

/** What an address asks of a list; what it cannot mean is left out: an old bookmark still opens the list. */
export const workQuery = z.object({
  list: z.enum(workLists.map(({ id }) => id)).catch('all'),
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  source: z.enum(workSources).optional().catch(undefined),
  state: z.enum(workStates).optional().catch(undefined),
  unit: unitField,
  sort: z.enum(['due', 'newest']).catch('due'),
  way: z.enum(['after', 'before']).optional().catch(undefined),
  at: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d(\.\d+)?\+00)?$/)
    .optional()
    .catch(undefined),
  id: z.uuid().optional().catch(undefined),
})

export type AskedWorks = { list: WorkListId; filters: WorkFilters; order: WorkOrder; key: WorkKey | null }

export function askedWorks(values: Record<string, string>): AskedWorks {
  const { list, year, source, state, unit, sort, way, at, id } = workQuery.parse({
    list: 'all',
    sort: 'due',
    ...values,
  })
  // A mark of one order says nothing in the other.
  const isOfOrder = at !== undefined && at.length > 10 === (sort === 'newest')
  return {
    list,
    filters: {
      ...(year && { year }),
      ...(source && { source }),
      ...(state && { state }),
      ...(unit && { unitId: unit }),
    },
    order: sort,
    key: way && at && id && isOfOrder ? { way, at, id } : null,
  }
}

/** The same as fields of an address. */
export const fieldsOf = ({ list, filters, order }: Omit<AskedWorks, 'key'>): Record<string, string | undefined> => ({
  list: list === 'all' ? undefined : list,
  year: filters.year ? String(filters.year) : undefined,
  source: filters.source,
  state: filters.state,
  unit: filters.unitId,
  sort: order === 'due' ? undefined : order,
})

export const presentFields = (fields: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])))
