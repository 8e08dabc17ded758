import { z } from 'zod'
import { isLikeGroup } from '#core/people/index.ts'
import { unitField } from '#platform/http/address-fields.ts'
import type { Asked } from './asked.ts'
import { readMonth } from './month.ts'

const month = z
  .string()
  .refine((text) => readMonth(text) !== null)
  .optional()
  .catch(undefined)

/** What cannot be read is left out: an old bookmark still opens the board. */
export const speedAddress = z.object({
  unit: unitField,
  kind: z
    .string()
    .regex(/^[a-z][\w-]{0,40}$/i)
    .optional()
    .catch(undefined),
  division: z
    .string()
    .regex(/^\d{6}$/)
    .optional()
    .catch(undefined),
  from: month,
  to: month,
  group: z
    .string()
    .refine((text) => isLikeGroup(text))
    .optional()
    .catch(undefined),
})

export const readAsked = (query: Record<string, string>): Asked => speedAddress.parse(query)

/** Parameters that make another page of it, for the page cache. */
export const askedNames = Object.keys(speedAddress.shape)
