import { endsAt } from '../clocks.ts'
import type { Command } from '../commands.ts'
import {
  type Deciding,
  isForOther,
  needColleague,
  needDispatcher,
  needHandlerOf,
  needOpenUnit,
  needState,
  needText,
  personOf,
  refuse,
  roleOver,
  timeText,
  unitName,
  whoName,
} from '../deciding.ts'
import type { Happening } from '../events.ts'
import type { MatterState } from '../state.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/**
 * 派单 and 改派. The filing unit keeps holding until the unit signs. A matter under way may be dispatched anew only to settle what was put to the
 * dispatcher: 会商 after a second return, a circle, a hand-over nobody took; what is settled so binds and is not returned again (HOT-5).
 */
export function dispatch(state: MatterState, command: Of<'dispatch'>, deciding: Deciding): Happening[] {
  needDispatcher(state, deciding, '派单')
  const isDisputed = ['consult', 'circle', 'handOverLapsed'].some((mark) => state.marks.includes(mark))
  if (state.state === 'inProgress' && !isDisputed) {
    refuse('under-way', `${unitName(deciding, state.holder.unitId)}正在办理，改派须由其退单或转办。`)
  }
  needState(state, ['opened', 'dispatched', 'inProgress'], '派单')
  needOpenUnit(state, command.unitId, deciding)
  if (command.personId) needColleague(command.unitId, command.personId, deciding)
  const happened: Happening[] = []
  if (command.class && command.class !== state.class) happened.push(classified(state, command.class, deciding, false))
  happened.push({
    type: 'dispatched',
    data: {
      unitId: command.unitId,
      personId: command.personId ?? null,
      binding: isDisputed || state.dispatch?.binding === true,
      text: deciding.text,
    },
  })
  return happened
}

export function classify(state: MatterState, command: Of<'classify'>, deciding: Deciding): Happening[] {
  if (
    deciding.actor.kind === 'staff' &&
    !roleOver(deciding.actor, ['dispatcher'], state.filingUnitId, deciding.units)
  ) {
    needHandlerOf(deciding, state.holder.unitId, '更改类别')
  } else needDispatcher(state, deciding, '更改类别')
  needState(state, ['opened', 'dispatched', 'inProgress'], '更改类别')
  if (command.class === state.class) refuse('same-class', '类别没有变化，无需更改。', 'class')
  return [classified(state, command.class, deciding, true)]
}

function classified(state: MatterState, to: string, { kind, text }: Deciding, withText: boolean): Happening {
  if (!Object.hasOwn(kind.classes, to)) refuse('no-class', '没有这个类别，请从列表中选择。', 'class')
  const { answer } = kind.limits({ class: to, channel: state.channel })
  return { type: 'classified', data: { class: to, answerRule: answer, text: withText ? text : null } }
}

/** 签收; of two clerks the second is told who was first. Also takes up what the clock signed, or what came back for the second round. */
export function sign(state: MatterState, _: Of<'sign'>, deciding: Deciding): Happening[] {
  const unitId = state.offer?.by === 'dispatch' ? state.offer.unitId : state.holder.unitId
  needHandlerOf(deciding, unitId, '签收')
  const personId = personOf(deciding.actor)
  if (state.state === 'inProgress') {
    const isFree = state.holder.personId === null || state.dispatch?.signedSilently === true
    if (!isFree || state.holder.personId === personId) {
      const first = whoName(deciding, state.holder.unitId, state.holder.personId)
      refuse('already-signed', `${first}已于 ${timeText(state.holder.since, deciding)} 签收，无需重复签收。`)
    }
    if (personId && state.earlierAnswerers.includes(personId)) {
      refuse('same-person', '二次办理须换人，请由本单位其他人员签收。')
    }
    return [{ type: 'signed', data: { unitId, personId, silent: false } }]
  }
  needState(state, ['dispatched'], '签收')
  const named = state.offer?.personId
  const isHead = roleOver(deciding.actor, ['head'], unitId, deciding.units) !== null
  if (isForOther(deciding, named, isHead)) {
    refuse('named-other', `已指定由${deciding.names.get(named ?? '') ?? '他人'}签收，请由其本人或单位负责人签收。`)
  }
  return [{ type: 'signed', data: { unitId, personId, silent: false } }]
}

/** 退单: with ground, within the limit, before anything was drafted, and not once it was decided. The second one goes to 会商 (HOT-5). */
export function returnDispatch(state: MatterState, command: Of<'returnDispatch'>, deciding: Deciding): Happening[] {
  needState(state, ['dispatched', 'inProgress'], '退单')
  const { dispatch } = state
  const holds = state.offer?.by === 'dispatch' || dispatch?.unitId === state.holder.unitId
  if (!dispatch || !holds) refuse('not-dispatched', '本件不是派单而来，请与转办单位协商，或转给应当办理的单位。')
  needHandlerOf(deciding, dispatch.unitId, '退单')
  if (dispatch.binding) refuse('binding', '承办单位已经会商确定，不能再退单；如有新的依据，请与派单员联系。')
  if (!Object.hasOwn(deciding.kind.returnGrounds, command.ground)) {
    refuse('no-ground', '请选择退单的理由。', 'ground')
  }
  const text = needText(deciding.text, '请写明为什么不属于本单位职责，应由哪个单位办理。')
  const { returning } = deciding.kind.times
  const until = returning && endsAt(returning, dispatch.at, state, deciding.counting)
  if (until && Temporal.Instant.compare(deciding.at, until) >= 0) {
    const last = timeText(until.subtract({ minutes: 1 }), deciding)
    refuse('return-too-late', `退单期限到 ${last} 为止，现已超过，请继续办理；确需其他单位参与的，可以邀请协办。`)
  }
  const returned: Happening = {
    type: 'dispatchReturned',
    data: { unitId: dispatch.unitId, ground: command.ground, text },
  }
  if (state.returns === 0) return [returned]
  return [returned, { type: 'marked', data: { mark: 'consult', on: true, unitId: dispatch.unitId, text: null } }]
}
