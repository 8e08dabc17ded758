import { z } from 'zod'
import { defineFact } from '#core/facts/index.ts'

/** A draw has its result, or was cancelled; the room that asked for it goes on from there. */
const drawEndedData = z.strictObject({
  drawId: z.uuid(),
  purpose: z.string(),
  subjectId: z.uuid().nullable(),
  isDrawn: z.boolean(),
})

export type DrawEnded = z.infer<typeof drawEndedData>

export const drawEnded = defineFact('draw-ended', drawEndedData)
