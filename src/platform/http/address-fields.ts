import { z } from 'zod'

/**
 * Parts of an address that lists are narrowed and paged by. What cannot be read is left out rather than refused: an old bookmark or a forged
 * link still opens the list.
 */
export const unitField = z.uuid().optional().catch(undefined)

/** GB/T 2260, six digits, or up to twelve for a town or village. */
export const divisionField = z
  .string()
  .regex(/^\d{6,12}$/)
  .optional()
  .catch(undefined)

/** The row at the edge of a page of a list that is ordered by an instant. */
export type PageKey = { at: Temporal.Instant; id: string }

// From the year 2000: PostgreSQL knows no year 0, and nothing here is older.
const pageKey = z.object({ at: z.iso.datetime({ offset: true }).regex(/^2/), id: z.uuid() })

/** `<instant>_<id>` as it stands in an address; undefined for anything else. */
export function readPageKey(text: string | undefined): PageKey | undefined {
  if (text === undefined) return undefined
  const [at = '', id = ''] = text.split('_')
  const read = pageKey.safeParse({ at, id })
  return read.success ? { at: Temporal.Instant.from(at), id } : undefined
}

export const writePageKey = (at: Temporal.Instant | null, id: string): string => `${at}_${id}`
