import {
  answerReading,
  type Deciding,
  endsAt,
  type Happening,
  isAsker,
  lastStep,
  type MatterState,
  needHead,
  needHolder,
  needState,
  needText,
  type OwnStep,
  refuse,
  rulesOf,
  type StepCommand,
  stepTaken,
} from '#core/matters/index.ts'
import { forbidden } from '#platform/refusal.ts'
import { consultationSteps } from './consultation-steps.ts'
import { answerRule, noonOf } from './disclosure.ts'
import { needInHand } from './need-in-hand.ts'

const underWay = ['dispatched', 'inProgress', 'awaitingApproval'] as const

/** A notice of correction that is not answered yet. */
export const awaitsCorrection = (state: Pick<MatterState, 'steps'>): boolean =>
  lastStep(state, 'correction', 'corrected')?.step === 'correction'

/** A fee that is not paid yet. */
export const awaitsPayment = ({ steps }: Pick<MatterState, 'steps'>): boolean =>
  steps.findLast((taken) => taken.step === 'feeNotice' || taken.step === 'feePaid' || isWaivedWhole(taken))?.step ===
  'feeNotice'

const isWaivedWhole = ({ step, choice }: MatterState['steps'][number]): boolean =>
  step === 'feeWaived' && choice === 'whole'

/** 减免 of a fee that was asked for: what is left is paid, or nothing is. */
export const waiverKinds = { whole: '全免', part: '减收' } as const

/** Asked for reasons and not answered yet (第35条). */
export const awaitsReasons = (state: Pick<MatterState, 'steps'>): boolean =>
  lastStep(state, 'askReasons', 'reasonsGiven')?.step === 'askReasons'

function needFree(state: MatterState, doing: string): void {
  if (awaitsCorrection(state)) refuse('awaits-correction', `正在等申请人补正，补正以后才能${doing}。`)
  if (awaitsPayment(state)) refuse('awaits-payment', `正在等申请人缴费，缴费以后才能${doing}。`)
}

/** By whoever asked, or by staff who write down what came on paper or by word of mouth. */
function needAskerOrHolder(state: MatterState, deciding: Deciding, doing: string): void {
  if (isAsker(deciding.actor, state)) return
  if (deciding.actor.kind !== 'staff' && deciding.actor.kind !== 'system')
    throw forbidden(`只有申请人本人可以${doing}。`)
  needHolder(state, deciding, `代为登记${doing}`)
}

const paused = (ground: string, noticeId: string): Happening => ({
  type: 'paused',
  data: { ground, noticeId, capUnits: null },
})

/** Today for today, noon for another day; never a day to come. */
export function momentOn(on: Temporal.PlainDate | undefined, deciding: Deciding, field = 'on'): Temporal.Instant {
  const today = deciding.counting.settings.city.dateOf(deciding.at)
  if (!on || on.equals(today)) return deciding.at
  if (Temporal.PlainDate.compare(on, today) > 0) refuse('after-today', '日期晚于今天，请填写实际发生的日期。', field)
  return noonOf(on)
}

/** 确认收到 (第31条): the answer clock starts on the day of receipt, and who confirms takes it up. */
const receipt: OwnStep = {
  title: '确认收到申请',
  part: 'remark',
  decide: (state, command, deciding) => {
    needHolder(state, deciding, '确认收到')
    needState(state, underWay, '确认收到')
    if (lastStep(state, 'receipt')) refuse('received', '已经确认收到，答复期限正在计算。')
    return received(state, command, deciding, momentOn(command.on, deciding))
  },
}

function received(state: MatterState, command: StepCommand, deciding: Deciding, at: Temporal.Instant): Happening[] {
  const { actor } = deciding
  const rule = answerRule(state.class)
  const taken = stepTaken(command, deciding, { does: 'start', at: at.toString(), rule })
  if (!state.offer) return [taken]
  const personId = actor.kind === 'staff' ? actor.personId : null
  return [taken, { type: 'signed', data: { unitId: state.offer.unitId, personId, silent: actor.kind !== 'staff' } }]
}

/** 补正告知 (第30条): once, within seven working days of the receipt, with what is to be corrected and by when. */
const correction: OwnStep = {
  title: '通知补正',
  part: 'question',
  decide: (state, command, deciding) => {
    needInHand(state, deciding, '通知补正')
    if (lastStep(state, 'correction')) {
      refuse(
        'second-correction',
        '补正只能一次性告知（政府信息公开条例第30条），已经通知过，不能再通知。补正以后仍不明确的，请按“补正后内容仍不明确”答复。',
      )
    }
    needFree(state, '通知补正')
    if (state.extended || lastStep(state, 'delay'))
      refuse('extended', '答复期限已经延长，不能再通知补正，请按现有内容答复。')
    refuseLateCorrection(state, deciding)
    const text = needText(deciding.text, '请写明哪里不明确、应当怎样补正（第30条：说明需要补正的事项）。')
    if (!command.on) refuse('no-date', '请填写补正期限，让申请人知道最晚哪一天补正。', 'on')
    const today = deciding.counting.settings.city.dateOf(deciding.at)
    if (Temporal.PlainDate.compare(command.on, today) <= 0)
      refuse('date-past', '补正期限应当合理，不能是今天或者以前（第30条：合理的补正期限）。', 'on')
    const stop = state.pause ? [] : [paused('correction', text.id)]
    return [stepTaken(command, deciding), ...stop]
  },
}

function refuseLateCorrection(state: MatterState, deciding: Deciding): void {
  const start = state.answerClock[0]?.at
  const ends = start && endsAt('INF-11-correction', start, state, deciding.counting)
  if (!ends || Temporal.Instant.compare(deciding.at, ends) < 0) return
  const last = deciding.counting.settings.city.dateOf(ends.subtract({ seconds: 1 }))
  const { span, article } = rulesOf(state, deciding.counting)('INF-11-correction')
  refuse('correction-late', `通知补正应当在收到申请之日起${span}内（${article}），已于${last}届满。请按现有内容答复。`)
}

/** 收到补正的申请: the reply is counted anew from that day. */
const corrected: OwnStep = {
  title: '收到补正的申请',
  part: 'supplement',
  decide: (state, command, deciding) => {
    needAskerOrHolder(state, deciding, '补正')
    if (!lastStep(state, 'correction'))
      refuse('no-correction', '没有要求补正，不用补正；要补充的，可以直接联系办理机关。')
    if (!awaitsCorrection(state)) refuse('corrected', '已经收到补正，答复期限已经重新计算。')
    needText(deciding.text, '请写明补正的内容：要哪一份文件、哪一年、关于什么。')
    const at = momentOn(command.on, deciding).toString()
    return [stepTaken(command, deciding, { does: 'restart', at, rule: null })]
  },
}

/** 要求说明理由 (第35条): where number and frequency are plainly beyond reason; the clock goes on. */
const askReasons: OwnStep = {
  title: '请申请人说明理由',
  part: 'question',
  decide: (state, command, deciding) => {
    needInHand(state, deciding, '要求说明理由')
    needFree(state, '要求说明理由')
    if (lastStep(state, 'askReasons')) refuse('already-asked', '已经请申请人说明理由，不用重复要求。')
    needText(deciding.text, '请写明申请的数量、频次怎样明显超过了合理范围（第35条），以及希望说明什么。')
    return [stepTaken(command, deciding)]
  },
}

const reasonsGiven: OwnStep = {
  title: '申请人说明了理由',
  part: 'supplement',
  decide: (state, command, deciding) => {
    needAskerOrHolder(state, deciding, '说明理由')
    if (!awaitsReasons(state)) refuse('not-asked', '没有要求说明理由，申请公开信息不用写理由。')
    needText(deciding.text, '请写明为什么需要这些信息。')
    return [stepTaken(command, deciding)]
  },
}

/**
 * 确定延迟答复的合理期限 (第35条): where the reasons for very many requests are sound, but nobody can answer them in time. Once, before the time is over, to a date that is told
 * with its reasons; it takes the place of an extension.
 */
const delay: OwnStep = {
  title: '确定延迟答复的期限',
  part: 'ground',
  decide: (state, command, deciding) => {
    needInHand(state, deciding, '确定延迟答复')
    needFree(state, '确定延迟答复')
    if (lastStep(state, 'askReasons', 'reasonsGiven', 'delay')?.step === 'delay')
      refuse('delayed', '已经确定过延迟答复的期限，不能再延。')
    if (lastStep(state, 'askReasons', 'reasonsGiven')?.step !== 'reasonsGiven')
      refuse(
        'no-reasons',
        '只有数量、频次明显超过合理范围、申请人说明的理由合理的，才可以延迟答复（政府信息公开条例第35条）。请先请申请人说明理由。',
      )
    if (state.pause) refuse('paused', '正在征求意见，请等意见收齐以后再确定。')
    if (state.extended) refuse('extended', '答复期限已经延长，不能再延迟。')
    needText(deciding.text, '请写明为什么在规定的期限内无法答复（第35条：并告知申请人）。')
    if (!command.on) refuse('no-date', '请填写延迟到哪一天答复。', 'on')
    const reading = answerReading(state, deciding.counting, deciding.at)
    if (!reading?.dueOn || reading.state === 'overdue')
      refuse('expired', `答复期限已于${reading?.dueOn ?? '此前'}届满，不能再确定延迟，请尽快答复。`)
    if (Temporal.PlainDate.compare(command.on, reading.dueOn) <= 0)
      refuse('not-later', `现在的答复期限是${reading.dueOn}，延迟的日期应当比它晚。`, 'on')
    // 本市自定：the law says 合理期限 and no number.
    if (Temporal.PlainDate.compare(command.on, reading.dueOn.add({ years: 1 })) > 0)
      refuse('too-far', '延迟的期限应当合理，不能超过现在的答复期限一年。', 'on')
    const today = deciding.counting.settings.city.dateOf(deciding.at)
    const days = today.until(command.on).days
    return [stepTaken(command, deciding, { does: 'restart', at: deciding.at.toString(), rule: null, days })]
  },
}

/** 收费通知 (第42条, 国办函〔2020〕109号): the clock waits and begins anew with the payment. */
const feeNotice: OwnStep = {
  title: '发出收费通知',
  part: 'ground',
  choices: { cases: '按件计收', pages: '按量计收' },
  decide: (state, command, deciding) => {
    needInHand(state, deciding, '发出收费通知', '收费')
    needFree(state, '收费')
    if (lastStep(state, 'feeNotice'))
      refuse('charged', '本件已经发过收费通知，一件申请只能按一种标准收一次（国办函〔2020〕109号）。')
    if (state.pause) refuse('paused', '正在征求意见，请等意见收齐以后再通知缴费。')
    const text = needText(deciding.text, '请写明收费的依据、标准和数额。')
    return [stepTaken(command, deciding), paused('fee', text.id)]
  },
}

const feePaid: OwnStep = {
  title: '收到缴费',
  part: 'remark',
  decide: (state, command, deciding) => {
    needHolder(state, deciding, '登记缴费')
    if (!awaitsPayment(state)) refuse('no-fee', '没有等待缴纳的费用。')
    const at = momentOn(command.on, deciding).toString()
    return [stepTaken(command, deciding, { does: 'restart', at, rule: null })]
  },
}

/**
 * 减免 (第42条: 可以收取, so an agency may also not): by the head, with the reason that the applicant reads. Once: whole, the reply is counted anew as from a payment; in
 * part, the time for paying begins anew and the clock goes on waiting.
 */
const feeWaived: OwnStep = {
  title: '减免信息处理费',
  part: 'ground',
  choices: waiverKinds,
  decide: (state, command, deciding) => {
    needHead(state, deciding, '决定减免信息处理费')
    if (!awaitsPayment(state)) refuse('no-fee', '没有等待缴纳的费用，不用减免。')
    if (lastStep(state, 'feeWaived')) refuse('waived', '本件已经减收过一次，不能再减免。')
    needText(deciding.text, '请写明为什么减免，申请人看到的就是这段话。')
    const at = deciding.at.toString()
    return [stepTaken(command, deciding, command.choice === 'whole' ? { does: 'restart', at, rule: null } : null)]
  },
}

export const disclosureSteps: Record<string, OwnStep> = {
  receipt,
  correction,
  corrected,
  askReasons,
  reasonsGiven,
  delay,
  feeNotice,
  feePaid,
  feeWaived,
  ...consultationSteps,
}
