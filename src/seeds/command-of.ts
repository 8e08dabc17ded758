import type { Command } from '#core/matters/index.ts'
import type { Cast } from './cast.ts'
import type { Step } from './story.ts'

/** In whose name: the unit that has the letter (`handler`, `head`), the unit it was offered to, the writer, or a named account. */
export type Who = 'handler' | 'head' | 'offered' | 'asker' | 'paidan' | 'ducha' | 'lingdao'

/** Steps that are more than one command to the letter's own matter: see `happen`. */
export type WiderStep = Extract<
  Step,
  | { joint: string }
  | { jointReply: string }
  | { pause: string }
  | { supervise: string }
  | { publish: true }
  | { correct: string }
  | { unpublish: string }
  | { mergeInto: string }
>

/** The command that a form of this step would send, and who would send it. */
export function commandOf(
  step: Exclude<Step, WiderStep>,
  cast: Cast,
  about: { today: Temporal.PlainDate },
): [Who, Command] {
  if ('dispatch' in step) {
    const { dispatch, correctTo, note } = step
    const unitId = cast.unitId(dispatch)
    return ['paidan', { type: 'dispatch', unitId, ...(correctTo && { class: correctTo }), ...(note && { text: note }) }]
  }
  if ('sign' in step) return ['handler', { type: 'sign' }]
  if ('return' in step) return ['handler', { type: 'returnDispatch', ground: step.return, text: step.why }]
  if ('handOver' in step)
    return ['handler', { type: 'offerHandOver', unitId: cast.unitId(step.handOver), text: step.why }]
  if ('takeOver' in step) return ['offered', { type: 'acceptHandOver' }]
  if ('decline' in step) return ['offered', { type: 'declineHandOver', text: step.decline }]
  if ('draft' in step) return ['handler', { type: 'submitDraft', text: step.draft }]
  if ('returnDraft' in step) return ['head', { type: 'returnDraft', text: step.returnDraft }]
  if ('approve' in step) return ['head', { type: 'answer' }]
  if ('extend' in step)
    return ['handler', { type: 'requestExtension', amount: step.extend, ground: step.ground, text: step.why }]
  if ('grant' in step) return ['head', { type: 'approveExtension' }]
  if ('refuse' in step) return ['head', { type: 'refuseExtension', text: step.refuse }]
  if ('resume' in step) return ['handler', { type: 'resume' }]
  if ('ask' in step) return ['handler', { type: 'requestSupplement', text: step.ask }]
  if ('urge' in step) return [step.by, { type: 'urge', text: step.urge }]
  if ('review' in step) return ['ducha', { type: 'review', result: step.review, text: step.why }]
  if ('reviewTo' in step) {
    const dueOn = about.today.add({ days: step.inDays })
    return ['ducha', { type: 'review', result: 'continue', unitId: cast.unitId(step.reviewTo), dueOn, text: step.why }]
  }
  if ('close' in step) return ['paidan', { type: 'close', outcome: step.close, text: step.why }]
  return ['asker', writersCommand(step)]
}

type WritersStep = Extract<
  Step,
  | { supplement: string }
  | { accept: true }
  | { reject: string }
  | { rate: number }
  | { withdraw: string }
  | { reopen: string }
>

function writersCommand(step: WritersStep): Command {
  if ('supplement' in step) return { type: 'supplement', text: step.supplement }
  if ('accept' in step) return { type: 'acceptAnswer' }
  if ('reject' in step) return { type: 'rejectAnswer', reason: step.reject, text: step.why }
  if ('withdraw' in step) return { type: 'withdraw', text: step.withdraw }
  if ('reopen' in step) return { type: 'reopen', text: step.reopen }
  const { rate: satisfied, solved, words } = step
  return { type: 'rate', solved, satisfied, ...(words && { text: words }) }
}
