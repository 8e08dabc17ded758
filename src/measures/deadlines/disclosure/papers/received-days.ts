import { lastStep, type MatterState } from '#core/matters/index.ts'
import { dateIn } from '#platform/clock.ts'

/** When the application was received, and when what was corrected was: the reply is counted from the later, what a paper calls 收到之日 is the first. */
export type ReceivedDays = { receivedOn: Temporal.PlainDate | null; correctedOn: Temporal.PlainDate | null }

/**
 * A correction, a payment, a date that was set start the clock anew: its start is the day of receipt only while none of them has come. An unconfirmed receipt is
 * deemed to be at the moment that its clock names.
 */
export function receivedDays(then: MatterState, timeZone: string): ReceivedDays {
  const receipt = lastStep(then, 'receipt')
  const corrected = lastStep(then, 'corrected')
  const isAnew = lastStep(then, 'corrected', 'feePaid', 'feeWaived', 'delay') !== undefined
  const start = isAnew ? undefined : then.answerClock[0]?.at
  return {
    receivedOn: receipt ? (receipt.on ?? dateIn(timeZone, start ?? receipt.at)) : null,
    correctedOn: corrected ? (corrected.on ?? dateIn(timeZone, corrected.at)) : null,
  }
}
