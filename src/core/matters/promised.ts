import { lawRuleId } from '#core/calendar/index.ts'
import type { Deciding } from './deciding.ts'
import type { Happening } from './events.ts'
import type { Units } from './kind.ts'
import type { MatterState } from './state.ts'

type Promising = Pick<Deciding, 'counting' | 'units'>

/**
 * The rule that binds a unit which takes a matter on a day: its own shorter promise (承诺时限, 优化营商环境条例 第36条), else the law's. A section works under what its
 * unit promised. What was begun under a promise keeps it, whatever is promised later (`LIC-7:<promise>`).
 */
export function ruleFor(
  unitId: string,
  ruleId: string,
  on: Temporal.PlainDate,
  { counting, units }: { counting: Deciding['counting']; units: Units },
): string {
  const law = lawRuleId(ruleId)
  const unit = units.get(unitId)
  const over = unit?.kind === 'section' ? unit.parentId : null
  return counting.promised(unitId, law, on) ?? (over && counting.promised(over, law, on)) ?? law
}

/**
 * What happens, under the promise of whoever has to do with it: the dispatch that starts the clock puts a matter under the promise of the unit that it goes
 * to, a step that starts one, or another class, under that of whoever has the matter. A unit that gets it with the clock running never promised to be done by
 * then: it has the law's time. A hand-over changes no date that was told.
 */
export function underPromise(
  state: MatterState,
  one: Happening,
  at: Temporal.Instant,
  promising: Promising,
): Happening {
  const on = promising.counting.settings.city.dateOf(at)
  const bound = (ruleId: string, unitId: string) => ruleFor(unitId, ruleId, on, promising)
  const taker = state.dispatch?.unitId ?? state.holder.unitId
  if (one.type === 'dispatched') {
    const { unitId } = one.data
    const stays = unitId === state.dispatch?.unitId || (state.state === 'inProgress' && unitId === state.holder.unitId)
    if (state.answerRule === null || state.fixedDays !== null || stays) return one
    const begins = state.answerClock.length === 0 && state.answerFrom === 'dispatch'
    const answerRule = begins ? bound(state.answerRule, unitId) : lawRuleId(state.answerRule)
    return answerRule === state.answerRule ? one : { ...one, data: { ...one.data, answerRule } }
  }
  if (one.type === 'classified') {
    const { answerRule } = one.data
    const isTaken = state.dispatch !== null || state.answerFrom === 'opening'
    return answerRule && isTaken ? { ...one, data: { ...one.data, answerRule: bound(answerRule, taker) } } : one
  }
  if (one.type !== 'stepped' || !one.data.clock || one.data.clock.days) return one
  const { clock } = one.data
  const ruleId = clock.rule ?? (clock.does === 'start' ? state.answerRule : null)
  const rule = ruleId && bound(ruleId, taker)
  if (!rule || rule === (clock.rule ?? state.answerRule)) return one
  return { ...one, data: { ...one.data, clock: { ...clock, rule } } }
}
