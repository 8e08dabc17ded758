import { acceptReading, dueOf, lawDueOf, nextWake } from './clocks.ts'
import type { Counting } from './counting.ts'
import type { Kind, Units } from './kind.ts'
import type { MatterState } from './state.ts'
import { isOpen } from './state.ts'
import type { MatterRow } from './tables.ts'

/** Every column that follows from the events; only the hash of the query code does not. */
export type Projected = Omit<MatterRow, 'queryCodeHash'>

/** Of these, what follows from calendar and units too: an end freezes it, a decree or a change of the tree moves it while the matter is open. */
export type Moving = Pick<Projected, 'acceptDueAt' | 'dueAt' | 'dueOn' | 'lawDueAt' | 'provisional' | 'nextWakeAt'>

export function project(
  state: MatterState,
  kind: Kind,
  counting: Counting,
  units: Units,
  now: Temporal.Instant,
): Projected {
  return {
    id: state.id,
    number: state.number,
    kind: state.kind,
    class: state.class,
    channel: state.channel,
    divisionCode: state.divisionCode,
    state: state.state,
    round: state.round,
    seq: state.seq,
    openedAt: state.openedAt,
    filingUnitId: state.filingUnitId,
    holderUnitId: state.holder.unitId,
    holderPersonId: state.holder.personId,
    heldSince: state.holder.since,
    firstAskedUnitId: state.firstAsked.unitId,
    firstAskedPersonId: state.firstAsked.personId,
    offeredUnitId: state.offer?.unitId ?? null,
    offeredPersonId: state.offer?.personId ?? null,
    deciderUnitId: state.dispute?.deciderUnitId ?? null,
    parentId: state.main?.matterId ?? null,
    mergedIntoId: state.mergedIntoId,
    ruleId: state.answerRule,
    dispatchedAt: state.answerClock[0]?.at ?? null,
    clockSteps: state.answerClock.length,
    light: state.light,
    paused: state.pause !== null,
    extended: state.extended,
    returns: state.returns,
    chain: state.chain,
    answeredAt: state.answer?.at ?? null,
    onTime: state.onTime,
    closedAt: state.closedAt,
    outcome: state.outcome,
    solved: state.rating?.solved ?? null,
    satisfied: state.rating?.satisfied ?? null,
    ratedAt: state.rating?.at ?? null,
    marks: state.marks,
    wantsPublic: state.wantsPublic,
    secrecy: state.secrecy,
    isPublished: state.publication?.isShown ?? false,
    askerPersonId: state.askerPersonId,
    askerUnitId: state.askerUnitId,
    contactId: state.contactId,
    reportedUnitId: state.reportedUnitId,
    ...moving(state, kind, counting, now),
    ...kind.sight(state, units),
  }
}

export function moving(state: MatterState, kind: Kind, counting: Counting, now: Temporal.Instant): Moving {
  const due = dueOf(state, counting)
  const isUndispatched = isOpen(state) && state.answerClock.length === 0
  return {
    acceptDueAt: isUndispatched ? (acceptReading(state, counting, now)?.dueAt ?? null) : null,
    dueAt: due?.at ?? null,
    dueOn: due?.on ?? null,
    lawDueAt: lawDueOf(state, counting),
    provisional: due?.provisional ?? false,
    nextWakeAt: nextWake(state, kind, counting, now)?.at ?? null,
  }
}
