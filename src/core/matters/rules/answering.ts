import { lawReading, runningReading } from '../clocks.ts'
import type { Command } from '../commands.ts'
import {
  askerWord,
  type Deciding,
  needHead,
  needHolder,
  needState,
  needText,
  personOf,
  refuse,
  unitName,
} from '../deciding.ts'
import type { Happening } from '../events.ts'
import type { MatterState } from '../state.ts'
import { frozenDue } from './ending.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** 协办: each part is a matter of its own with a holder of its own; the main one stays with the 主办. */
export function inviteJoint(state: MatterState, command: Of<'inviteJoint'>, deciding: Deciding): Happening[] {
  needState(state, ['inProgress'], '邀请协办')
  needHolder(state, deciding, '邀请协办')
  if (state.main) refuse('part-of-part', '协办件不能再邀请协办，请告知主办单位。')
  const invited = new Set(state.parts.filter((part) => !part.answeredAt).map((part) => part.unitId))
  if (command.parts.length === 0) refuse('no-unit', '请至少选择一个协办单位。', 'unitIds')
  for (const { unitId } of command.parts) {
    needOpenUnitFor(state, unitId, deciding)
    if (invited.has(unitId))
      refuse('already-invited', `${unitName(deciding, unitId)}已在协办，无需重复邀请。`, 'unitIds')
    invited.add(unitId)
  }
  return [{ type: 'jointInvited', data: { parts: command.parts, text: deciding.text } }]
}

/** What a part answered; told by the machine once the part's own act is done. A part that is already answered changes nothing. */
export function recordJointAnswer(
  state: MatterState,
  command: Of<'recordJointAnswer'>,
  { actor }: Deciding,
): Happening[] {
  if (actor.kind !== 'system') refuse('machine-only', '协办意见由系统登记，请由协办单位在协办件上答复。')
  const part = state.parts.find((one) => one.matterId === command.matterId)
  if (!part || part.answeredAt || state.closedAt) return []
  const { matterId, textId } = command
  return [{ type: 'jointAnswered', data: { matterId, unitId: part.unitId, textId } }]
}

export function submitDraft(state: MatterState, command: Of<'submitDraft'>, deciding: Deciding): Happening[] {
  needState(state, ['inProgress'], '提交答复')
  needHolder(state, deciding, '起草答复')
  needFree(state, deciding)
  needOtherPerson(state, deciding)
  const choice = needChoice(command.choice, deciding)
  const text = needText(deciding.text, '请填写答复内容。')
  return [{ type: 'drafted', data: { text, choice } }]
}

export function returnDraft(state: MatterState, _: Of<'returnDraft'>, deciding: Deciding): Happening[] {
  needState(state, ['awaitingApproval'], '退回修改')
  needHead(state, deciding, '退回答复稿')
  return [{ type: 'draftReturned', data: { text: needText(deciding.text, '请写明需要怎样修改。') } }]
}

/** The head approves what another person drafted, or whoever holds answers where the kind asks no approval. Stops the clock. */
export function answer(state: MatterState, command: Of<'answer'>, deciding: Deciding): Happening[] {
  const { kind, actor } = deciding
  const isDirect = !kind.steps.approval || actor.kind === 'system'
  if (state.state === 'inProgress' && !isDirect) {
    refuse('needs-draft', '答复须先由承办人起草、提交审核，再由单位负责人审核发出。')
  }
  needState(state, ['awaitingApproval', 'inProgress'], '答复')
  if (state.state === 'awaitingApproval') needHead(state, deciding, '审核答复')
  else needHolder(state, deciding, '答复')
  needFree(state, deciding)
  const personId = personOf(actor)
  if (state.draft && personId && state.draft.byPersonId === personId) {
    refuse('own-draft', '答复稿不能由起草人自己审核，请由本单位其他负责人审核。')
  }
  if (!state.draft) needOtherPerson(state, deciding)
  const choice = state.draft ? state.draft.choice : needChoice(command.choice, deciding)
  const text = state.draft?.text ?? needText(deciding.text, '请填写答复内容。')
  const open = state.parts.filter((part) => !part.answeredAt)
  if (open.length > 0 && !command.withoutParts) {
    const names = open.map((part) => unitName(deciding, part.unitId)).join('、')
    refuse('parts-open', `${names}的协办意见还没有答复。请先催办；确需先行答复的，请写明理由。`, 'withoutParts')
  }
  // In time is what the law says is in time; a promise that was not kept is explained where promises are.
  const { counting, at } = deciding
  const reading = lawReading(state, counting, at) ?? runningReading(state, counting, at)
  const isCounted = reading !== null && reading.state !== 'notStarted'
  const answered: Happening = {
    type: 'answered',
    data: {
      text,
      withoutParts: open.length > 0,
      ground: open.length > 0 ? deciding.ground : null,
      onTime: isCounted ? Temporal.Instant.compare(deciding.at, reading.dueAt) < 0 : null,
      due: frozenDue(state, deciding, deciding.at),
      choice,
    },
  }
  if (kind.steps.confirmation) return [answered]
  return [answered, { type: 'closed', data: { outcome: 'answered', text: null, due: null } }]
}

/** Of a kind whose answers are decisions of a sort: which; null for a kind whose answer is just words. */
function needChoice(choice: string | undefined, { kind }: Deciding): string | null {
  if (!kind.answerChoices) return null
  if (choice && Object.hasOwn(kind.answerChoices, choice)) return choice
  return refuse('no-choice', '请选择这是哪一种答复。', 'choice')
}

function needFree(state: MatterState, deciding: Deciding): void {
  if (!state.offer) return
  refuse('offered', `已转给${unitName(deciding, state.offer.unitId)}，请等待对方接收；对方退回后再答复。`)
}

/** 二次办理 is for somebody else. */
function needOtherPerson(state: MatterState, deciding: Deciding): void {
  const personId = personOf(deciding.actor)
  if (personId && state.earlierAnswerers.includes(personId)) {
    refuse('same-person', `${askerWord(deciding)}不认可上次答复，二次办理须换人，请由本单位其他人员起草。`)
  }
}

function needOpenUnitFor(state: MatterState, unitId: string, deciding: Deciding): void {
  if (unitId === state.holder.unitId) refuse('to-itself', '主办单位不能同时是协办单位，请另选单位。', 'unitIds')
  const unit = deciding.units.get(unitId)
  if (!unit?.active) refuse('unit-closed', '所选协办单位不存在或已撤销，请重新选择。', 'unitIds')
  if (deciding.kind.sight(state, deciding.units).barred.includes(`unit:${unitId}`)) {
    refuse('reported-unit', '不得让被举报的一方参与办理（信访工作条例第30条），请另选单位。', 'unitIds')
  }
}
