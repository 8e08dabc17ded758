import { settlingUnit } from '#core/people/index.ts'
import type { Command } from '../commands.ts'
import {
  type Deciding,
  needHolder,
  needOpenUnit,
  needRole,
  needState,
  needText,
  refuse,
  unitName,
} from '../deciding.ts'
import type { Happening } from '../events.ts'
import type { MatterState } from '../state.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/**
 * 报请裁定 (PET-5, HOT-4): first the other unit is asked; only one that did not take it can be disputed with, so that nobody sends questions upwards instead
 * of asking. Until it is decided the holder goes on.
 */
export function dispute(state: MatterState, command: Of<'dispute'>, deciding: Deciding): Happening[] {
  if (deciding.kind.times.dispute === undefined)
    refuse('no-decider', '这一类办件由派单员确定承办单位，请与派单员联系。')
  needState(state, ['inProgress'], '报请裁定')
  needHolder(state, deciding, '报请裁定')
  needNoDispute(state, deciding)
  if (state.offer) refuse('already-offered', `已转给${unitName(deciding, state.offer.unitId)}，请等待对方接收或退回。`)
  needOpenUnit(state, command.unitId, deciding)
  if (!state.declined.includes(command.unitId)) {
    const name = unitName(deciding, command.unitId)
    refuse('not-declined', `请先把本件转给${name}；${name}退回或者逾期不接的，再报请裁定。`, 'unitId')
  }
  needText(deciding.text, '请写明为什么应由对方办理，有什么依据。')
  return [disputed(state, command.unitId, 'raised', deciding)]
}

export function disputed(
  state: MatterState,
  unitId: string,
  cause: 'circle' | 'raised',
  { units, text }: Pick<Deciding, 'units' | 'text'>,
): Happening {
  const deciderUnitId = settlingUnit(units, state.holder.unitId, unitId)
  if (!deciderUnitId) refuse('no-decider', '没有可以裁定的上级单位，请与对方单位协商。', 'unitId')
  return { type: 'disputed', data: { unitId, deciderUnitId, cause, text } }
}

export function needNoDispute({ dispute: open }: MatterState, deciding: Deciding): void {
  if (open) refuse('in-dispute', `已报${unitName(deciding, open.deciderUnitId)}裁定由谁办理，裁定前请继续办理。`)
}

/** 裁定: binds, so that it is not returned again; by a head, leader or 督查 at the unit that settles, with the basis, which goes into the catalogue of duties. */
export function settle(state: MatterState, command: Of<'settle'>, deciding: Deciding): Happening[] {
  needState(state, ['inProgress'], '裁定')
  if (!state.dispute) refuse('no-dispute', '没有等待裁定的争议，可能已经裁定，请刷新页面。')
  needRole(
    deciding,
    ['head', 'leader', 'supervisor'],
    state.dispute.deciderUnitId,
    '由谁办理，只有{unit}的负责人可以裁定',
  )
  needOpenUnit(state, command.unitId, deciding)
  const text = needText(deciding.text, '请写明裁定的依据，例如三定规定、权责清单的哪一条。')
  return [{ type: 'dispatched', data: { unitId: command.unitId, personId: null, binding: true, text } }]
}
