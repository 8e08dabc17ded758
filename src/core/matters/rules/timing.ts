import { admit, type ClockEvent, type ClockRefusalCode } from '#core/calendar/index.ts'
import { answerTerms, byLaw } from '../clocks.ts'
import type { Command } from '../commands.ts'
import type { Terms } from '../counting.ts'
import {
  askerWord,
  type Deciding,
  needAsker,
  needHead,
  needHolder,
  needRole,
  needState,
  needText,
  personOf,
  refuse,
} from '../deciding.ts'
import type { Happening } from '../events.ts'
import type { MatterState } from '../state.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** Asked before expiry, once, within what the rule grants (LIM-2); a head grants it, before expiry too. */
export function requestExtension(state: MatterState, command: Of<'requestExtension'>, deciding: Deciding): Happening[] {
  needState(state, ['inProgress', 'awaitingApproval'], '申请延期')
  needHolder(state, deciding, '申请延期')
  if (state.extension) refuse('already-requested', '已有一份延期申请等待审批，请等待单位负责人决定。')
  if (state.pause) refuse('paused', '现在暂停计时，请先恢复计时再申请延期。')
  const terms = needTerms(state, deciding)
  needAdmitted(state, deciding, terms, extension(terms, command.amount, deciding.at))
  if (!Object.hasOwn(deciding.kind.extensionGrounds, command.ground)) {
    refuse('no-ground', '请选择延期的理由。', 'ground')
  }
  const text = needText(deciding.text, '请说明为什么不能按期办结，准备何时办结。')
  return [{ type: 'extensionRequested', data: { amount: command.amount, ground: command.ground, text } }]
}

export function approveExtension(state: MatterState, _: Of<'approveExtension'>, deciding: Deciding): Happening[] {
  const request = needRequest(state, deciding)
  const personId = personOf(deciding.actor)
  if (personId && request.byPersonId === personId) {
    refuse('own-request', '延期不能由申请人自己批准，请由本单位其他负责人批准。')
  }
  const terms = needTerms(state, deciding)
  needAdmitted(state, deciding, terms, extension(terms, request.amount, deciding.at))
  return [{ type: 'extensionApproved', data: { amount: request.amount } }]
}

export function refuseExtension(state: MatterState, _: Of<'refuseExtension'>, deciding: Deciding): Happening[] {
  needRequest(state, deciding)
  return [{ type: 'extensionRefused', data: { text: needText(deciding.text, '请写明不同意延期的理由。') } }]
}

/** Stops the clock on a ground of the rule, with a written notice; nothing else does. */
export function pause(state: MatterState, command: Of<'pause'>, deciding: Deciding): Happening[] {
  needState(state, ['inProgress', 'awaitingApproval'], '暂停计时')
  needHead(state, deciding, '批准暂停计时')
  const terms = needTerms(state, deciding)
  const capUnits = terms.stopGrounds.find(({ ground }) => ground === command.ground)?.capUnits
  const { ground, noticeId } = command
  const stop: ClockEvent = { type: 'stop', at: deciding.at, ground, noticeId, ...(capUnits ? { capUnits } : {}) }
  needAdmitted(state, deciding, terms, stop)
  return [{ type: 'paused', data: { ground, noticeId, capUnits: capUnits ?? null } }]
}

export function resume(state: MatterState, _: Of<'resume'>, deciding: Deciding): Happening[] {
  needHolder(state, deciding, '恢复计时')
  needState(state, ['inProgress', 'awaitingApproval'], '恢复计时')
  if (!state.pause) refuse('not-paused', '现在没有暂停计时，无需恢复。')
  return [{ type: 'resumed', data: { byCap: false } }]
}

/** A question to the asker stops nothing. */
export function requestSupplement(state: MatterState, _: Of<'requestSupplement'>, deciding: Deciding): Happening[] {
  needState(state, ['inProgress', 'awaitingApproval'], `请${askerWord(deciding)}补充`)
  needHolder(state, deciding, `请${askerWord(deciding)}补充`)
  if (state.question) refuse('already-asked', '上一个补充问题还没有回复，请一次问清，或等待回复。')
  const text = needText(deciding.text, `请写明需要${askerWord(deciding)}补充什么。`)
  return [{ type: 'supplementRequested', data: { text } }]
}

export function supplement(state: MatterState, command: Of<'supplement'>, deciding: Deciding): Happening[] {
  needAsker(state, deciding, '补充说明')
  needState(state, ['opened', 'dispatched', 'inProgress', 'awaitingApproval', 'underReview'], '补充说明')
  const text = needText(deciding.text, '请填写要补充的内容。')
  return [{ type: 'supplemented', data: { text, fileIds: command.fileIds ?? [] } }]
}

function needRequest(state: MatterState, deciding: Deciding): NonNullable<MatterState['extension']> {
  const role = answerTerms(state, deciding.counting)?.extension?.approver ?? 'head'
  const title = answerTerms(state, deciding.counting)?.extension?.approverTitle ?? '单位负责人'
  needRole(deciding, [role], state.holder.unitId, `只有{unit}的${title}可以审批延期`)
  if (!state.extension) refuse('no-request', '没有等待审批的延期申请，可能已经审批，请刷新页面。')
  return state.extension
}

function needTerms(state: MatterState, deciding: Deciding): Terms {
  // By the law: a promise that has passed forbids nothing that the law still allows.
  return answerTerms(byLaw(state), deciding.counting) ?? refuse('no-limit', '本件没有规定的期限，无需延期或暂停。')
}

const extension = (terms: Terms, amount: number, at: Temporal.Instant): ClockEvent => ({
  type: 'extend',
  at,
  amount,
  approver: terms.extension?.approver ?? 'head',
})

/** What can be mended in the form names its field; the rest is no matter of filling in. */
const fieldOf: Partial<Record<ClockRefusalCode, string>> = {
  'extension-too-long': 'amount',
  'stop-without-ground': 'ground',
  'stop-without-notice': 'noticeId',
}

function needAdmitted(state: MatterState, deciding: Deciding, terms: Terms, event: ClockEvent): void {
  const { calendar, settings } = deciding.counting
  const refusal = admit(terms, state.answerClock, event, calendar, deciding.now, settings)
  if (refusal) refuse(refusal.code, `${refusal.sentence}（${refusal.article}）`, fieldOf[refusal.code])
}
