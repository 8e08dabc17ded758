import type { Command } from '../commands.ts'
import { type Deciding, needRole, needText, refuse, roleOver } from '../deciding.ts'
import type { Happening } from '../events.ts'
import type { MatterState } from '../state.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** The room has masked, reviewed and written its published row; here it enters the matter's history. */
export function publish(state: MatterState, command: Of<'publish'>, deciding: Deciding): Happening[] {
  needEditor(state, deciding, '公开')
  if (!state.answer) refuse('no-answer', '还没有答复，不能公开。')
  if (state.state === 'withdrawn' || state.state === 'merged') refuse('ended', '已撤回或已并单的来信不公开。')
  if (state.state !== 'answered' && state.state !== 'closed')
    refuse('done-again', '答复被退回，正在重新办理或复核，有了新的答复再公开。')
  if (state.erased) refuse('erased', '本件内容已依法删除，不能公开。')
  if (deciding.kind.publicParts(state).length === 0) refuse('never-public', '此类来信不公开（检举控告一律不公开）。')
  if (state.publication?.isShown) refuse('already-public', '本件已经公开，如需改动请用“更正”。')
  return [{ type: 'published', data: { publicationId: command.publicationId } }]
}

export function correct(state: MatterState, command: Of<'correct'>, deciding: Deciding): Happening[] {
  needEditor(state, deciding, '更正')
  needShown(state)
  const text = needText(deciding.text, '请写明更正了什么、为什么更正，会与更正一并公布。')
  return [{ type: 'corrected', data: { publicationId: command.publicationId, text } }]
}

export function unpublish(state: MatterState, command: Of<'unpublish'>, deciding: Deciding): Happening[] {
  needEditor(state, deciding, '撤下')
  needShown(state)
  const text = needText(deciding.text, '请写明撤下的理由，会与撤下记录一并公布。')
  return [{ type: 'unpublished', data: { publicationId: command.publicationId, text } }]
}

function needShown(state: MatterState): void {
  if (!state.publication?.isShown) refuse('not-public', '本件现在没有公开，无需更正或撤下。')
}

function needEditor(state: MatterState, deciding: Deciding, doing: string): void {
  const roles = ['editor', 'reviewer']
  if (roleOver(deciding.actor, roles, state.holder.unitId, deciding.units)) return
  needRole(deciding, roles, state.filingUnitId, `只有{unit}或承办单位的信息发布员、审核员可以${doing}`)
}
