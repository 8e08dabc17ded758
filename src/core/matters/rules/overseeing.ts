import type { Command } from '../commands.ts'
import {
  askerWord,
  type Deciding,
  needDispatcher,
  needRole,
  needText,
  refuse,
  roleOver,
  timeText,
  unitName,
} from '../deciding.ts'
import type { Happening } from '../events.ts'
import { isOpen, type MatterState } from '../state.ts'
import { markWords, oversightMarks } from '../words.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** 催办: at most once a matter a day across all superiors, and the screen shows the earlier one (为基层减负). Counts against the unit that sends it. */
export function urge(state: MatterState, _: Of<'urge'>, deciding: Deciding): Happening[] {
  const unitId = overseer(state, deciding, ['supervisor', 'leader', 'head', 'dispatcher'], '催办')
  needWaiting(state, deciding, '催办')
  const { city } = deciding.counting.settings
  const earlier = state.lastUrged
  if (earlier && city.dateOf(earlier.at).equals(city.dateOf(deciding.at))) {
    const who = earlier.personId === null ? '系统' : unitName(deciding, earlier.unitId)
    refuse('already-urged', `${who}已于 ${timeText(earlier.at, deciding)} 催办。一件一天只催一次，请明天再看办理情况。`)
  }
  return [{ type: 'urged', data: { unitId, text: deciding.text } }]
}

/** 督办单: issued by a person, with number, demand and a date for the reply. */
export function supervise(state: MatterState, command: Of<'supervise'>, deciding: Deciding): Happening[] {
  const unitId = overseer(state, deciding, ['supervisor', 'leader'], '发出督办单')
  needWaiting(state, deciding, '督办')
  const { orderNumber, replyDueOn } = command
  if (!orderNumber.trim()) refuse('no-number', '请填写督办单号。', 'orderNumber')
  const earlier = state.orders.some((order) => order.orderNumber === orderNumber)
  if (earlier) refuse('same-number', `督办单${orderNumber}已经发出，请更换编号。`, 'orderNumber')
  const today = deciding.counting.settings.city.dateOf(deciding.at)
  if (Temporal.PlainDate.compare(replyDueOn, today) <= 0) {
    refuse('date-past', '督办回复日期应在明天或以后，请重新选择。', 'replyDueOn')
  }
  const text = needText(deciding.text, '请写明督办要求。')
  return [{ type: 'supervised', data: { orderNumber, replyDueOn: replyDueOn.toString(), unitId, text } }]
}

/** Marks of rooms; those of the engine follow from what happened and are not set by hand. 挂牌督办 and 约谈 are set by whoever oversees the holder. */
export function mark(state: MatterState, command: Of<'mark'>, deciding: Deciding): Happening[] {
  const isOversight = oversightMarks.some((mark) => mark === command.mark)
  const unitId = isOversight ? overseer(state, deciding, ['supervisor', 'leader'], markWords[command.mark] ?? '') : null
  if (!isOversight && deciding.actor.kind !== 'system') needDispatcher(state, deciding, '标记')
  if (['consult', 'circle', 'hung', 'hungLookDue', 'handOverLapsed', 'disputeLate'].includes(command.mark)) {
    refuse('engine-mark', '这个标记由办理过程自动产生，不能手工更改。')
  }
  if (state.marks.includes(command.mark) === command.on) refuse('no-change', '标记没有变化，请刷新页面。')
  return [{ type: 'marked', data: { mark: command.mark, on: command.on, unitId, text: deciding.text } }]
}

function overseer(state: MatterState, deciding: Deciding, roles: readonly string[], doing: string): string {
  const { actor, units } = deciding
  const role =
    roleOver(actor, roles, state.holder.unitId, units) ??
    (roles.includes('dispatcher') ? roleOver(actor, ['dispatcher'], state.filingUnitId, units) : null)
  if (role) return role.unitId
  needRole(deciding, roles, state.holder.unitId, `只有{unit}的上级或督查人员可以${doing}`)
  return state.filingUnitId
}

function needWaiting(state: MatterState, deciding: Deciding, doing: string): void {
  if (!isOpen(state)) refuse('ended', `本件已了结，无需${doing}。`)
  if (state.state === 'answered') refuse('answered', `本件已答复，正在等待${askerWord(deciding)}评价，无需${doing}。`)
}
