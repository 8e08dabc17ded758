import { eq } from 'drizzle-orm'
import { NotFilled, type Working } from '#core/casework/index.ts'
import { act, eventsOf, replay } from '#core/matters/index.ts'
import type { Actor } from '#platform/actor.ts'
import { Refusal } from '#platform/refusal.ts'
import { type AnswerChoice, type Decision, isAnswerChoice, missingIn, typeOf } from '../answer-types.ts'
import { awaitsCorrection, awaitsPayment, awaitsReasons } from '../disclosure-steps.ts'
import { barOfDisclosing } from '../parties.ts'
import { disclosures } from '../tables.ts'

export type Drafted = { choice: string; text: string } & { [Part in keyof Decision]?: string | undefined }

/**
 * 拟写答复: one of the sorts of the law with all that it demands, for the head to approve.
 *
 * @throws NotFilled with the field for what the sort demands, and for a sort whose own step was left out; a Refusal while something is waited for
 */
export async function draftDecision(house: Working, actor: Actor, matterId: string, drafted: Drafted): Promise<void> {
  const { choice, text } = drafted
  if (!isAnswerChoice(choice)) throw new NotFilled({ answerChoice: '请从列表里选择答复的种类。' })
  const state = replay(matterId, await eventsOf(house.db, matterId))
  const asks: readonly string[] = typeOf(choice).asks
  const kept = (part: keyof Decision) => (asks.includes(part) ? (drafted[part] ?? null) : null)
  const decision: Decision = { ground: kept('ground'), place: kept('place'), agency: kept('agency'), law: kept('law') }
  const missing = missingIn(choice, state.class, decision)
  if (Object.keys(missing).length > 0) throw new NotFilled(missing)
  refuseEarly(choice, state)
  await act(house, actor, matterId, { type: 'submitDraft', text, choice })
  await house.db
    .update(disclosures)
    .set({
      decisionGround: decision.ground,
      decisionPlace: decision.place,
      decisionAgency: decision.agency,
      decisionLaw: decision.law,
    })
    .where(eq(disclosures.matterId, matterId))
}

function refuseEarly(choice: AnswerChoice, state: ReturnType<typeof replay>): void {
  const was = (name: string) => state.steps.some(({ step }) => step === name)
  if (awaitsCorrection(state))
    throw new Refusal('awaits-correction', '正在等申请人补正，补正以后再答复；逾期不补正的系统会自动了结。')
  if (awaitsPayment(state))
    throw new Refusal('awaits-payment', '正在等申请人缴费，缴费以后再答复；逾期不缴的系统会自动了结。')
  if (choice === 'excessive' && (awaitsReasons(state) || !was('askReasons')))
    throw new NotFilled({ answerChoice: '先请申请人说明理由，理由不合理的才能不予处理（政府信息公开条例第35条）。' })
  if (choice === 'unclear' && !was('corrected'))
    throw new NotFilled({
      answerChoice: '先一次性通知补正，补正以后仍不明确的才能这样答复（政府信息公开条例第30条）。',
    })
  const bar = typeOf(choice).discloses ? barOfDisclosing(state) : null
  if (bar) throw new NotFilled({ answerChoice: bar })
}
