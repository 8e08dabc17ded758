import { z } from 'zod'
import { defineFact } from './facts.ts'

/** An event of a matter; what it says is read from the matter's own log. Not told of imports. */
const matterHappenedData = z.strictObject({
  matterId: z.uuid(),
  kind: z.string(),
  seq: z.int().positive(),
  type: z.string(),
})

export type MatterHappened = z.infer<typeof matterHappenedData>

export const matterHappened = defineFact('matter-happened', matterHappenedData)
