import { Refusal } from '#platform/refusal.ts'
import { lightOf, nextWake } from './clocks.ts'
import type { Command, StepCommand } from './commands.ts'
import { askerWord, type Deciding, needRole, refuse, roleOver } from './deciding.ts'
import type { EventActor, Happening, MatterEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { underPromise } from './promised.ts'
import * as answering from './rules/answering.ts'
import * as dispatching from './rules/dispatching.ts'
import * as disputing from './rules/disputing.ts'
import * as ending from './rules/ending.ts'
import * as handingOver from './rules/handing-over.ts'
import * as overseeing from './rules/overseeing.ts'
import * as publishing from './rules/publishing.ts'
import * as timing from './rules/timing.ts'
import { woken } from './rules/waking.ts'
import { isAsker } from './sight.ts'
import { isOpen, type MatterState } from './state.ts'

export type Decision = { events: MatterEvent[]; state: MatterState }

/**
 * What follows from a command: pure, and the only place where events come from (but for `opened`). First comes what the clock owed up to the moment
 * of the act, then the act, then the light if the act changed it; so the answer never depends on how punctual the waking job was.
 *
 * Returns a Refusal, not an exception, for everything a person can cause; a refused command leaves nothing, the clock's dues are left to the waking job.
 */
export function decide(state: MatterState, command: Command, deciding: Deciding): Decision | Refusal {
  try {
    refuseTime(state, deciding)
    const settled = settle({ events: [], state }, deciding)
    if (command.type === 'wake') return settled
    const happened = happen(settled.state, command, deciding)
    const acted = happened.reduce(
      (decision, one) => append(decision, one, deciding.at, eventActor(settled.state, deciding), deciding),
      settled,
    )
    return relight(acted, deciding)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** Everything that became due by `at`, each at its own moment, in order. Every step takes its cause away, so it ends; the bound finds a mistake of ours. */
function settle(from: Decision, deciding: Deciding): Decision {
  let decision = from
  for (let steps = 0; steps < 50; steps++) {
    const wake = nextWake(decision.state, deciding.kind, deciding.counting, deciding.at)
    if (!wake || Temporal.Instant.compare(wake.at, deciding.at) > 0) return decision
    const at = laterOf(wake.at, decision.state.lastAt)
    for (const one of woken(decision.state, wake, deciding)) decision = append(decision, one, at, theClock, deciding)
  }
  throw new Error(`matter ${from.state.id}: the clock does not come to rest`)
}

/** An extension or an answer in time turns the light back; the act that caused it records it. */
function relight(decision: Decision, deciding: Deciding): Decision {
  const light = lightOf(decision.state, deciding.counting, deciding.at)
  if (light === decision.state.light) return decision
  return append(decision, { type: 'lightChanged', data: { light } }, deciding.at, theClock, deciding)
}

function append(
  { events, state }: Decision,
  happened: Happening,
  occurredAt: Temporal.Instant,
  actor: EventActor,
  deciding: Deciding,
): Decision {
  const { now } = deciding
  const bound = underPromise(state, happened, occurredAt, deciding)
  const event = { ...bound, seq: state.seq + 1, occurredAt, recordedAt: now, actor } as MatterEvent
  return { events: [...events, event], state: evolve(state, event) }
}

export const theClock: EventActor = { kind: 'system', unitId: null, personId: null, name: 'clock' }

/** Staff act at a unit: that of the role which covers the holder, else the filing unit, else their first. */
export function eventActor(state: MatterState, { actor, units }: Pick<Deciding, 'actor' | 'units'>): EventActor {
  if (actor.kind === 'anyone') return { kind: 'anyone', unitId: null, personId: null, name: null }
  if (actor.kind === 'system') return { kind: 'system', unitId: null, personId: null, name: actor.name }
  if (actor.kind === 'citizen') return { kind: 'citizen', unitId: null, personId: actor.personId, name: null }
  const roles = actor.roles.map((held) => held.role)
  const near = [state.offer?.unitId, state.holder.unitId, state.filingUnitId].filter((id) => id !== undefined)
  const held = near.map((id) => roleOver(actor, roles, id, units)).find((role) => role !== null)
  return { kind: 'staff', unitId: (held ?? actor.roles[0])?.unitId ?? null, personId: actor.personId, name: null }
}

function refuseTime(state: MatterState, { at, now, actor }: Deciding): void {
  if (Temporal.Instant.compare(at, now) > 0)
    refuse('after-now', '发生时间晚于现在，请填写实际发生的时间。', 'occurredAt')
  if (at.equals(now)) return
  if (actor.kind !== 'staff' && actor.kind !== 'system')
    refuse('own-time', '发生时间只能由工作人员补录。', 'occurredAt')
  if (Temporal.Instant.compare(at, state.lastAt) < 0) {
    refuse('out-of-order', '发生时间早于上一步，请核对日期。', 'occurredAt')
  }
}

function happen(state: MatterState, command: Exclude<Command, { type: 'wake' }>, deciding: Deciding): Happening[] {
  switch (command.type) {
    case 'dispatch':
      return dispatching.dispatch(state, command, deciding)
    case 'classify':
      return dispatching.classify(state, command, deciding)
    case 'sign':
      return dispatching.sign(state, command, deciding)
    case 'returnDispatch':
      return dispatching.returnDispatch(state, command, deciding)
    case 'offerHandOver':
      return handingOver.offerHandOver(state, command, deciding)
    case 'acceptHandOver':
      return handingOver.acceptHandOver(state, command, deciding)
    case 'declineHandOver':
      return handingOver.declineHandOver(state, command, deciding)
    case 'withdrawHandOver':
      return handingOver.withdrawHandOver(state, command, deciding)
    case 'dispute':
      return disputing.dispute(state, command, deciding)
    case 'settle':
      return disputing.settle(state, command, deciding)
    case 'inviteJoint':
      return answering.inviteJoint(state, command, deciding)
    case 'recordJointAnswer':
      return answering.recordJointAnswer(state, command, deciding)
    case 'submitDraft':
      return answering.submitDraft(state, command, deciding)
    case 'returnDraft':
      return answering.returnDraft(state, command, deciding)
    case 'answer':
      return answering.answer(state, command, deciding)
    case 'requestExtension':
      return timing.requestExtension(state, command, deciding)
    case 'approveExtension':
      return timing.approveExtension(state, command, deciding)
    case 'refuseExtension':
      return timing.refuseExtension(state, command, deciding)
    case 'pause':
      return timing.pause(state, command, deciding)
    case 'resume':
      return timing.resume(state, command, deciding)
    case 'requestSupplement':
      return timing.requestSupplement(state, command, deciding)
    case 'supplement':
      return timing.supplement(state, command, deciding)
    case 'acceptAnswer':
      return ending.acceptAnswer(state, command, deciding)
    case 'rejectAnswer':
      return ending.rejectAnswer(state, command, deciding)
    case 'rate':
      return ending.rate(state, command, deciding)
    case 'review':
      return ending.review(state, command, deciding)
    case 'urge':
      return overseeing.urge(state, command, deciding)
    case 'supervise':
      return overseeing.supervise(state, command, deciding)
    case 'mark':
      return overseeing.mark(state, command, deciding)
    case 'merge':
      return ending.merge(state, command, deciding)
    case 'reopen':
      return ending.reopen(state, command, deciding)
    case 'withdraw':
      return ending.withdraw(state, command, deciding)
    case 'close':
      return ending.close(state, command, deciding)
    case 'publish':
      return publishing.publish(state, command, deciding)
    case 'correct':
      return publishing.correct(state, command, deciding)
    case 'unpublish':
      return publishing.unpublish(state, command, deciding)
    case 'step':
      return step(state, command, deciding)
    case 'erase':
      return erase(state, command.ground, command.textIds, deciding)
  }
}

/** The kind decides its own steps; what it says with one is one of the choices it declares. */
function step(state: MatterState, command: StepCommand, deciding: Deciding): Happening[] {
  const own = deciding.kind.ownSteps?.[command.step]
  if (!own) refuse('no-step', `${deciding.kind.title}没有这个环节，请刷新页面。`)
  if (!isOpen(state)) refuse('ended', `本件已了结，不能再办理“${own.title}”。`)
  if (own.choices && !Object.hasOwn(own.choices, command.choice ?? '')) {
    refuse('no-choice', `请选择“${own.title}”的结果。`, 'choice')
  }
  return own.decide(state, command, deciding)
}

/** By the asker or the head of the filing unit, on a ground (个人信息保护法 第47条); only of what has ended: an open matter still needs its words. */
function erase(state: MatterState, ground: string, textIds: string[], deciding: Deciding): Happening[] {
  if (!isAsker(deciding.actor, state))
    needRole(deciding, ['head'], state.filingUnitId, `只有${askerWord(deciding)}和受理单位{unit}的负责人可以删除内容`)
  if (isOpen(state)) refuse('open', '本件尚未了结，办结之后才能删除内容。')
  if (state.erased) refuse('erased', '本件内容已经删除。')
  return [{ type: 'erased', data: { ground, textIds } }]
}

const laterOf = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) >= 0 ? a : b
