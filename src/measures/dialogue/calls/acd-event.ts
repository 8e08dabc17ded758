import { z } from 'zod'
import { operatorStates, transferKinds } from './call.ts'

/**
 * What the telephone exchange tells us (`docs/operations.md`, 话务系统): Standard Webhooks, so the body is `{ type, timestamp, data }`. Names are the
 * exchange's own ids; `operator` is the staff number.
 */
const id = z.string().regex(/^[A-Za-z0-9._:-]{1,80}$/)
const seat = z.string().regex(/^[\p{L}\p{N}-]{1,20}$/u)
const skill = z.string().regex(/^[a-z-]{1,20}$/)
const staffNumber = z.string().regex(/^[A-Za-z0-9.-]{1,40}$/)
const call = z.object({ call: id })

const at = z.string().transform((text, context) => {
  try {
    return Temporal.Instant.from(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'timestamp' })
    return z.NEVER
  }
})

const of = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z.object({ type: z.literal(type), timestamp: at, data })

export const acdEvent = z.discriminatedUnion('type', [
  of(
    'call.offered',
    call.extend({
      number: z
        .string()
        .regex(/^\+?\d{3,20}$/)
        .optional(),
      skill: skill.optional(),
    }),
  ),
  of('call.answered', call.extend({ seat, operator: staffNumber })),
  of('call.held', call),
  of('call.resumed', call),
  of('call.transferred', call.extend({ kind: z.enum(transferKinds), to: z.string().trim().min(1).max(40) })),
  of('call.ended', call),
  of('call.abandoned', call),
  of(
    'call.recorded',
    call.extend({
      recording: id,
      url: z
        .url({ protocol: /^https?$/ })
        .max(500)
        .optional(),
    }),
  ),
  of(
    'operator.state',
    z.object({ operator: staffNumber, seat, state: z.enum(operatorStates), skills: z.array(skill).max(10).optional() }),
  ),
])
export type AcdEvent = z.output<typeof acdEvent>
/** As it travels: the timestamp is text. */
export type AcdMessage = z.input<typeof acdEvent>
