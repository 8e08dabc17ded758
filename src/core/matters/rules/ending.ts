import { clock } from '#core/calendar/index.ts'
import { forbidden } from '#platform/refusal.ts'
import { answerTerms, dueOf } from '../clocks.ts'
import type { Command } from '../commands.ts'
import {
  askerWord,
  type Deciding,
  needAsker,
  needDispatcher,
  needState,
  needText,
  refuse,
  roleOver,
} from '../deciding.ts'
import type { EventData, Happening } from '../events.ts'
import { isAsker } from '../sight.ts'
import { isOpen, type MatterState } from '../state.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** The date as it stands at `at`, to be kept whatever a later decree says. */
export function frozenDue(
  state: MatterState,
  { counting }: Deciding,
  at: Temporal.Instant,
): EventData<'closed'>['due'] {
  const due = dueOf(state, counting)
  if (!due) return null
  const terms = state.pause && answerTerms(state, counting)
  // An answer during a pause ends the pause: the date is that of a clock resumed now.
  const reading = terms
    ? clock(terms.limit, [...state.answerClock, { type: 'resume', at }], counting.calendar, at, counting.settings)
    : null
  const final = reading?.dueAt ? { at: reading.dueAt, on: reading.dueOn, provisional: reading.provisional } : due
  return { at: final.at.toString(), on: final.on.toString(), provisional: final.provisional }
}

export function acceptAnswer(state: MatterState, _: Of<'acceptAnswer'>, deciding: Deciding): Happening[] {
  needAsker(state, deciding, '确认答复')
  needState(state, ['answered'], '确认答复')
  return [
    { type: 'answerAccepted', data: {} },
    { type: 'closed', data: { outcome: 'accepted', text: null, due: null } },
  ]
}

/** Unless the kind says otherwise the first rejection is 二次办理 by another person; the second goes to review. */
export function rejectAnswer(state: MatterState, command: Of<'rejectAnswer'>, deciding: Deciding): Happening[] {
  needAsker(state, deciding, '退回答复')
  needState(state, ['answered'], '退回答复')
  if (!Object.hasOwn(deciding.kind.rejectionReasons, command.reason)) {
    refuse('no-reason', '请选择不认可答复的原因。', 'reason')
  }
  const { byAnother, times } = deciding.kind.steps.rejection ?? { byAnother: true, times: 1 }
  const again = byAnother ? 'againByAnother' : 'again'
  const isLast = times !== null && state.rejections >= times
  return [
    { type: 'answerRejected', data: { reason: command.reason, text: deciding.text, next: isLast ? 'review' : again } },
  ]
}

/** Once, on an answer or after the end; a matter the asker took back or that ended without an answer has nothing to rate. */
export function rate(state: MatterState, command: Of<'rate'>, deciding: Deciding): Happening[] {
  needAsker(state, deciding, '评价')
  needState(state, ['answered', 'closed'], '评价')
  if (state.erased) refuse('erased', '本件内容已依法删除，不再评价。')
  if (!state.answer) refuse('nothing-to-rate', '本件没有答复，无法评价。')
  if (state.rating) refuse('already-rated', '您已评价过，感谢您的反馈。如仍未解决，可以补充新的情况重新提出。')
  const { solved, satisfied } = command
  if (solved === undefined && satisfied === undefined) {
    refuse('empty-rating', '请至少选择“是否解决”或“是否满意”。', 'satisfied')
  }
  if (satisfied !== undefined && !(Number.isInteger(satisfied) && satisfied >= 1 && satisfied <= 5)) {
    refuse('bad-rating', '满意度请选择 1 至 5。', 'satisfied')
  }
  return [
    {
      type: 'rated',
      data: {
        solved: solved ?? null,
        satisfied: satisfied ?? null,
        reasons: command.reasons ?? [],
        text: deciding.text,
      },
    },
  ]
}

/** By the reviewing body: head or supervisor over the filing unit (closing that is fair both ways). */
export function review(state: MatterState, command: Of<'review'>, deciding: Deciding): Happening[] {
  needReviewer(state, deciding)
  needState(state, ['underReview'], '作出复核决定')
  const text = needText(deciding.text, `请写明复核的理由，会告知${askerWord(deciding)}。`)
  if (command.result === 'continue') return [continued(state, command, deciding)]
  const reviewed: Happening = {
    type: 'reviewed',
    data: { result: command.result, dueOn: null, days: null, unitId: null, text },
  }
  if (command.result === 'hang') return [reviewed]
  const outcome = command.result === 'end' ? 'ended' : 'otherTrack'
  const due = frozenDue(state, deciding, deciding.at)
  return [reviewed, { type: 'closed', data: { outcome, text, due } }]
}

function continued(
  state: MatterState,
  command: Extract<Command, { type: 'review'; result: 'continue' }>,
  deciding: Deciding,
): Happening {
  const today = deciding.counting.settings.city.dateOf(deciding.at)
  const { days } = today.until(command.dueOn, { largestUnit: 'days' })
  if (days < 1) refuse('date-past', '继续办理的期限应在明天或以后，请重新选择日期。', 'dueOn')
  if (days > 366) refuse('date-far', '继续办理的期限不超过一年；一时办不成的，请选择“挂账”。', 'dueOn')
  const unit = deciding.units.get(command.unitId)
  if (!unit?.active) refuse('unit-closed', '所选单位不存在或已撤销，请重新选择。', 'unitId')
  if (deciding.kind.sight(state, deciding.units).barred.includes(`unit:${command.unitId}`)) {
    refuse('reported-unit', '不得交由被举报的一方办理，请另选单位。', 'unitId')
  }
  const { unitId, dueOn } = command
  const text = needText(deciding.text, `请写明复核的理由，会告知${askerWord(deciding)}。`)
  return { type: 'reviewed', data: { result: 'continue', dueOn: dueOn.toString(), days, unitId, text } }
}

function needReviewer(state: MatterState, deciding: Deciding): void {
  const { actor, units } = deciding
  const roles = deciding.kind.reviewRoles ?? ['head', 'supervisor', 'leader']
  if (roleOver(actor, roles, state.filingUnitId, units)) return
  needDispatcher(state, deciding, '作出复核决定')
  if (actor.kind === 'system') return
  const isOutside = !roles.includes('head')
  throw forbidden(isOutside ? '复核决定由督查人员或分管领导作出。' : '复核决定由受理单位负责人或督查人员作出。')
}

export function withdraw(state: MatterState, _: Of<'withdraw'>, deciding: Deciding): Happening[] {
  needAsker(state, deciding, '撤回')
  if (state.state === 'answered' || state.state === 'underReview') {
    refuse('already-answered', '已经答复，不能撤回；您可以对答复作出评价。')
  }
  needState(state, ['opened', 'dispatched', 'inProgress', 'awaitingApproval'], '撤回')
  return [{ type: 'withdrawn', data: { text: deciding.text, due: frozenDue(state, deciding, deciding.at) } }]
}

/** Ends what is not to be dispatched: another track exists (HOT-9, PET-10), or nothing can be answered. Never while the asker waits for an answer. */
export function close(state: MatterState, command: Of<'close'>, deciding: Deciding): Happening[] {
  if (command.outcome === 'mainEnded') return endPart(state, deciding)
  needDispatcher(state, deciding, '不予派单')
  if (state.state !== 'opened' && isOpen(state))
    refuse('asker-waits', `${askerWord(deciding)}还在等待答复，答复之前不能办结。`)
  needState(state, ['opened'], '办结')
  const text = needText(deciding.text, '请写明理由；属于其他程序的，请写明应向哪里、怎样提出。')
  return [{ type: 'closed', data: { outcome: command.outcome, text, due: frozenDue(state, deciding, deciding.at) } }]
}

/** A part whose main matter has ended has nobody to answer to. */
function endPart(state: MatterState, deciding: Deciding): Happening[] {
  if (deciding.actor.kind !== 'system' || !state.main) refuse('asker-waits', '协办件随主件由系统了结。')
  if (!isOpen(state)) return []
  return [{ type: 'closed', data: { outcome: 'mainEnded', text: null, due: frozenDue(state, deciding, deciding.at) } }]
}

/** A new fact reopens what was closed: a new beginning with new clocks, the same number and the same first-asked. */
export function reopen(state: MatterState, { revisited }: Of<'reopen'>, deciding: Deciding): Happening[] {
  if (!isAsker(deciding.actor, state)) needDispatcher(state, deciding, '重新受理')
  needState(state, ['closed'], '重新受理')
  if (state.erased) refuse('erased', '本件内容已依法删除，不能重新受理，请重新提出。')
  const text = needText(deciding.text, '请写明新的情况；没有新情况的，本件不再重复办理。')
  if (revisited) {
    if (deciding.actor.kind !== 'system') throw forbidden('回访说没有解决的，由回访登记退回。')
    if (!state.answer) refuse('no-answer', '本件没有答复过，请按新情况重新受理。')
    const next = state.rejections >= 1 ? 'review' : 'againByAnother'
    const { acceptRule, answerRule } = state
    return [{ type: 'reopened', data: { acceptRule, answerRule, text, revisited: next } }]
  }
  const { accept, answer } = deciding.kind.limits({ class: state.class, channel: state.channel })
  return [{ type: 'reopened', data: { acceptRule: accept, answerRule: answer, text } }]
}

/** 并单: into one of the same kind that is still open, not into itself and not in a ring. Both rows are locked by then, in the order of their ids. */
export function merge(state: MatterState, command: Of<'merge'>, deciding: Deciding): Happening[] {
  needDispatcher(state, deciding, '并单')
  needState(state, ['opened', 'dispatched', 'inProgress'], '并单')
  if (command.intoId === state.id) refuse('into-itself', '不能并入自己，请选择另一件。', 'intoId')
  const { target } = deciding
  if (!target) refuse('no-target', '没有找到要并入的主件，请核对编号。', 'intoId')
  if (target.kind !== state.kind) refuse('other-kind', `只能并入同类的${deciding.kind.title}。`, 'intoId')
  if (target.state === 'merged') refuse('target-merged', '所选的一件本身已并入他件，请选择那一件主件。', 'intoId')
  if (!isOpen(target)) refuse('target-ended', '所选的一件已经了结，不能并入，请单独办理。', 'intoId')
  if (target.main || state.main) refuse('part', '协办件不能并单。', 'intoId')
  if (state.reportedUnitId !== target.reportedUnitId) {
    refuse('report', '检举控告只能与针对同一对象的检举控告并单。', 'intoId')
  }
  return [{ type: 'merged', data: { intoId: target.id, due: frozenDue(state, deciding, deciding.at) } }]
}
