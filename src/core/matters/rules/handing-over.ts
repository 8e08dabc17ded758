import type { Command } from '../commands.ts'
import {
  type Deciding,
  isForOther,
  needColleague,
  needHandlerOf,
  needHolder,
  needOpenUnit,
  needState,
  needText,
  personOf,
  refuse,
  roleOver,
  unitName,
} from '../deciding.ts'
import type { Happening } from '../events.ts'
import type { MatterState } from '../state.ts'
import { disputed, needNoDispute } from './disputing.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/**
 * 转办: offered, then accepted with a name or returned with a reason; until then the giver holds. A return to a unit that held it before is a circle:
 * nothing is offered, it is recorded and put to whoever decides: the dispatcher, or the unit that settles for both.
 */
export function offerHandOver(state: MatterState, command: Of<'offerHandOver'>, deciding: Deciding): Happening[] {
  needState(state, ['inProgress'], '转办')
  needHolder(state, deciding, '转办')
  if (state.offer) refuse('already-offered', `已转给${unitName(deciding, state.offer.unitId)}，请等待对方接收或退回。`)
  if (state.marks.includes('circle')) refuse('circle', '循环转办已报派单员裁定，裁定前请继续办理。')
  needNoDispute(state, deciding)
  const unitId = command.unitId
  const personId = command.personId ?? null
  const isWithin = unitId === state.holder.unitId
  if (isWithin && !personId) refuse('to-itself', '不能转给本单位自己；转给同事请选择姓名。', 'unitId')
  if (personId && personId === state.holder.personId) refuse('to-itself', '本件已在此人名下，请另选一人。', 'personId')
  needOpenUnit(state, unitId, deciding)
  if (personId) needColleague(unitId, personId, deciding)
  if (personId && state.earlierAnswerers.includes(personId)) {
    refuse('same-person', '二次办理须换人，请另选一人。', 'personId')
  }
  if (!isWithin && isCircle(state, unitId, deciding)) return circle(state, unitId, deciding)
  const { holder } = state
  return [
    {
      type: 'handOverOffered',
      data: { fromUnitId: holder.unitId, fromPersonId: holder.personId, unitId, personId, text: deciding.text },
    },
  ]
}

/** A→B→A among the units that handled it; a filing desk's own turn does not count where it only passes on, as dispatchers do. */
const isCircle = (state: MatterState, unitId: string, { kind }: Deciding): boolean =>
  unitId !== state.holder.unitId &&
  (unitId !== state.filingUnitId || kind.times.dispute !== undefined) &&
  state.chain.includes(unitId)

function circle(state: MatterState, unitId: string, deciding: Deciding): Happening[] {
  if (deciding.kind.times.dispute !== undefined) return [disputed(state, unitId, 'circle', deciding)]
  return [{ type: 'marked', data: { mark: 'circle', on: true, unitId, text: deciding.text } }]
}

export function acceptHandOver(state: MatterState, _: Of<'acceptHandOver'>, deciding: Deciding): Happening[] {
  const offer = needOffer(state)
  needHandlerOf(deciding, offer.unitId, '接收')
  const personId = personOf(deciding.actor)
  const isHead = roleOver(deciding.actor, ['head'], offer.unitId, deciding.units) !== null
  if (isForOther(deciding, offer.personId, isHead)) {
    refuse(
      'named-other',
      `已指定由${deciding.names.get(offer.personId ?? '') ?? '他人'}接收，请由其本人或单位负责人接收。`,
    )
  }
  if (offer.unitId === state.holder.unitId && personId && personId === state.holder.personId) {
    refuse('to-itself', '您已是本件的承办人，请等待同事接收。')
  }
  return [{ type: 'handOverAccepted', data: { unitId: offer.unitId, personId: personId ?? offer.personId } }]
}

export function declineHandOver(state: MatterState, _: Of<'declineHandOver'>, deciding: Deciding): Happening[] {
  const offer = needOffer(state)
  needHandlerOf(deciding, offer.unitId, '退回转办')
  const text = needText(deciding.text, '请写明退回的理由。')
  return [{ type: 'handOverDeclined', data: { unitId: offer.unitId, lapsed: false, text } }]
}

/** 收回: by the unit that gave it, until somebody has accepted. It stays where it was all along, and counts as no return. */
export function withdrawHandOver(state: MatterState, _: Of<'withdrawHandOver'>, deciding: Deciding): Happening[] {
  const offer = needOffer(state)
  needHolder(state, deciding, '收回转办')
  return [
    { type: 'handOverWithdrawn', data: { unitId: offer.unitId, text: needText(deciding.text, '请写明为什么收回。') } },
  ]
}

function needOffer(state: MatterState): NonNullable<MatterState['offer']> {
  needState(state, ['inProgress'], '接收转办')
  if (state.offer?.by !== 'handOver') refuse('no-offer', '没有等待接收的转办，可能已被接收或退回，请刷新页面。')
  return state.offer
}
