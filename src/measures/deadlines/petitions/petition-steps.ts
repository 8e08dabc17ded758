import {
  type Deciding,
  endsAt,
  frozenDue,
  type Happening,
  handling,
  isAsker,
  lastStep,
  type MatterState,
  needHolder,
  needState,
  needText,
  type OwnStep,
  refuse,
  roleOver,
  rulesOf,
  stepTaken,
} from '#core/matters/index.ts'
import { forbidden } from '#platform/refusal.ts'
import { acceptanceOf, handlingRule, isReview, openObjection, recused } from './petition.ts'

/** 不予受理的理由. */
export const refusalGrounds = {
  alreadyAccepted: '同一事项已经受理或者正在办理（第19条）',
  concluded: '复核意见已经出具，仍是同一事实和理由（第36条）',
  otherOrgan: '属于人大、监委、法院、检察院职权，应当向其提出',
} as const

/** 导入的程序 (第31条第一至四项, PET-10). */
export const tracks = {
  litigation: '诉讼',
  arbitration: '仲裁',
  reconsideration: '行政复议',
  administrative: '行政裁决、行政确认、行政许可、行政处罚等行政程序',
  police: '公安、检察机关的法律程序',
  partyAppeal: '党员申诉、申请复审',
} as const

export const deliveries = { inPerson: '当面送达', post: '邮寄送达', online: '网上查收' } as const

/** Staff of a unit; the machine acts for everybody. */
function needStaffOf(unitId: string, { actor, units }: Deciding, doing: string): void {
  if (actor.kind === 'system' || roleOver(actor, handling, unitId, units)) return
  throw forbidden(`只有${units.get(unitId)?.shortName ?? '原单位'}的人员可以${doing}。如需办理，请与其联系。`)
}

const needBrought = (state: MatterState, doing: string): void => {
  if (isReview(state.class)) refuse('of-review', `复查、复核自收到请求之日起直接办理，没有“${doing}”这个环节。`)
}

const ended = (state: MatterState, deciding: Deciding, outcome: 'refused' | 'otherTrack'): Happening => ({
  type: 'closed',
  data: { outcome, text: deciding.text, due: frozenDue(state, deciding, deciding.at) },
})

/** Seen by the office in its list until it has decided. */
const objected = (on: boolean): Happening => ({
  type: 'marked',
  data: { mark: 'objected', on, unitId: null, text: null },
})

const todayOf = ({ counting, at }: Deciding): Temporal.PlainDate => counting.settings.city.dateOf(at)

/** Whoever has it now: the office before it is routed, the unit once it has signed. */
function needWhoHas(state: MatterState, deciding: Deciding, doing: string): void {
  needState(state, ['opened', 'inProgress'], doing)
  needHolder(state, deciding, doing)
  if (openObjection(state)) refuse('objected', '已经提出异议，请等信访部门答复。')
}

/** 转送 or 交办, said with the dispatch. A unit that gets it after another was rightly spared has the whole time to tell the petitioner. */
const route: OwnStep = {
  title: '转送、交办',
  part: 'remark',
  choices: { forward: '转送', assign: '交办，要求反馈结果' },
  decide: (state, command, deciding) => {
    needState(state, ['dispatched'], '转送、交办')
    needStaffOf(state.filingUnitId, deciding, '转送、交办')
    if (command.choice === 'assign') {
      if (!command.on) refuse('no-date', '交办请填写要求反馈结果的日期。', 'on')
      if (Temporal.PlainDate.compare(command.on, todayOf(deciding)) <= 0)
        refuse('date-past', '反馈日期应在明天或以后，请重新填写。', 'on')
    }
    const started = state.answerClock[0]?.at
    const isAgain = started && state.dispatch && Temporal.Instant.compare(started, state.dispatch.at) < 0
    const clock = { does: 'restart' as const, at: deciding.at.toString(), rule: 'PET-3' }
    return [stepTaken(command, deciding, isAgain ? clock : null)]
  },
}

const accept: OwnStep = {
  title: '受理告知',
  part: 'agreement',
  decide: (state, command, deciding) => {
    needBrought(state, '受理告知')
    needState(state, ['inProgress'], '出具受理告知')
    needHolder(state, deciding, '出具受理告知')
    if (acceptanceOf(state)) refuse('accepted', '已经告知受理，请继续办理。')
    if (openObjection(state)) refuse('objected', '已经提出异议，请等信访部门答复；要受理的，请与其联系。')
    needText(deciding.text, '请写明收到了什么、由谁办、怎么办、什么时候有结果。')
    const clock = { does: 'restart' as const, at: deciding.at.toString(), rule: handlingRule(state.class) }
    return [stepTaken(command, deciding, clock)]
  },
}

const notAccept: OwnStep = {
  title: '不予受理',
  part: 'agreement',
  choices: refusalGrounds,
  decide: (state, command, deciding) => {
    needBrought(state, '不予受理')
    needWhoHas(state, deciding, '不予受理')
    if (acceptanceOf(state)) refuse('accepted', '已经告知受理，不能再不予受理，请继续办理。')
    needText(deciding.text, '请写明理由，以及信访人可以向哪里提出。')
    return [stepTaken(command, deciding), ended(state, deciding, 'refused')]
  },
}

const leadIn: OwnStep = {
  title: '导入相应程序',
  part: 'agreement',
  choices: tracks,
  decide: (state, command, deciding) => {
    if (state.class !== 'appeal') refuse('not-appeal', '只有申诉求决类可以导入诉讼、仲裁、复议等程序（第31条）。')
    needWhoHas(state, deciding, '导入相应程序')
    needText(deciding.text, '请写明向哪个机关、怎样提出、有什么期限。')
    return [stepTaken(command, deciding), ended(state, deciding, 'otherTrack')]
  },
}

/** 提出异议：in time, with reasons; the material goes back only when the office agrees (PET-4). */
const object: OwnStep = {
  title: '提出异议',
  part: 'reason',
  decide: (state, command, deciding) => {
    needBrought(state, '提出异议')
    needState(state, ['dispatched', 'inProgress'], '提出异议')
    const { dispatch } = state
    if (!dispatch || (state.state === 'inProgress' && dispatch.unitId !== state.holder.unitId))
      refuse('not-dispatched', '本件不是信访部门转送来的，请与转办单位协商。')
    needStaffOf(dispatch.unitId, deciding, '提出异议')
    if (acceptanceOf(state)) refuse('accepted', '已经告知受理，不能再提出异议。')
    if (openObjection(state)) refuse('objected', '已经提出异议，请等信访部门答复。')
    const decided = lastStep(state, 'consent')
    if (decided?.choice === 'kept' && Temporal.Instant.compare(decided.at, dispatch.at) >= 0)
      refuse('kept', '信访部门核实后没有同意，请受理并办理；仍有争议的，请转给应办的单位协商，或者报请裁定。')
    const until = endsAt('PET-4', dispatch.at, state, deciding.counting)
    if (until && Temporal.Instant.compare(deciding.at, until) >= 0) {
      const { month, day } = deciding.counting.settings.city.dateOf(until.subtract({ seconds: 1 }))
      const { span, article } = rulesOf(state, deciding.counting)('PET-4')
      refuse(
        'objection-too-late',
        `提出异议的期限到${month}月${day}日为止（收到之日起${span}，${article}），现已超过，请受理并办理。`,
      )
    }
    needText(deciding.text, '请详细说明理由：为什么不属于本单位职权，依据是什么，应由谁办。')
    return [stepTaken(command, deciding), objected(true)]
  },
}

const consent: OwnStep = {
  title: '答复异议',
  part: 'reason',
  choices: { agreed: '核实同意，收回材料另行转送', kept: '核实后不同意，仍由该单位办理' },
  decide: (state, command, deciding) => {
    needStaffOf(state.filingUnitId, deciding, '答复异议')
    if (!openObjection(state) || !state.dispatch)
      refuse('no-objection', '没有等待答复的异议，可能已经答复，请刷新页面。')
    const text = needText(deciding.text, '请写明核实的情况。')
    const decided = [stepTaken(command, deciding), objected(false)]
    if (command.choice !== 'agreed') return decided
    const { unitId } = state.dispatch
    return [...decided, { type: 'dispatchReturned', data: { unitId, ground: 'objection', text } }]
  },
}

/** 送达：ends the matter; from its day the time for 复查 and 复核 runs. By the unit with the receipt in hand, or by the petitioner on their page. */
const deliver: OwnStep = {
  title: '意见书送达',
  part: 'remark',
  choices: deliveries,
  decide: (state, command, deciding) => {
    const mine = isAsker(deciding.actor, state)
    if (!mine) needHolder(state, deciding, '登记送达')
    needState(state, ['answered'], '登记送达')
    const today = todayOf(deciding)
    const on = mine ? today : command.on
    if (!on) refuse('no-date', '请填写信访人收到意见书的日期。', 'on')
    const writtenOn = state.answer ? deciding.counting.settings.city.dateOf(state.answer.at) : today
    if (Temporal.PlainDate.compare(on, today) > 0) refuse('date-future', '送达日期不能晚于今天，送到以后再登记。', 'on')
    if (Temporal.PlainDate.compare(on, writtenOn) < 0)
      refuse('date-before', `送达日期不能早于意见书的日期（${writtenOn}）。`, 'on')
    const taken = stepTaken({ ...command, on, ...(mine && { choice: 'online' }) }, deciding)
    return [taken, { type: 'closed', data: { outcome: 'answered', text: null, due: null } }]
  },
}

/** 回避 (第28条): whoever has an interest keeps away, by their own word or by that of the head; they see nothing of it from then on. */
const recuse: OwnStep = {
  title: '回避',
  part: 'reason',
  decide: (state, command, deciding) => {
    needState(state, ['opened', 'dispatched', 'inProgress', 'awaitingApproval'], '登记回避')
    needHolder(state, deciding, '登记回避')
    const { actor, units } = deciding
    const personId = command.choice
    if (!personId || !/^[0-9a-f-]{36}$/.test(personId)) refuse('no-person', '请选择谁回避。', 'choice')
    const isSelf = actor.kind === 'staff' && actor.personId === personId
    if (!isSelf && actor.kind !== 'system' && !roleOver(actor, ['head'], state.holder.unitId, units))
      refuse('not-head', '请他人回避由单位负责人决定；您自己要回避的，请选择本人。', 'choice')
    if (recused(state).includes(personId)) refuse('recused', '此人已经回避，无需重复登记。', 'choice')
    needText(deciding.text, '请写明为什么回避。')
    const freed: Happening[] =
      state.holder.personId === personId && state.state === 'inProgress'
        ? [{ type: 'handOverAccepted', data: { unitId: state.holder.unitId, personId: null } }]
        : []
    return [stepTaken(command, deciding), ...freed]
  },
}

export const petitionSteps: Record<string, OwnStep> = {
  route,
  accept,
  notAccept,
  leadIn,
  object,
  consent,
  deliver,
  recuse,
}
