import type { Limit } from '#core/calendar/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { handling } from './deciding.ts'
import { defineKind, type Kind, kindOf } from './kind.ts'
import { usualSight } from './sight.ts'

const after = (amount: number, unit: Limit['unit']): Limit => ({
  amount,
  unit,
  direction: 'after',
  bound: 'atMost',
  roll: 'none',
})

/**
 * 协办件: the share of a joint unit in a matter of any kind, with a holder, a chain and a clock of its own. Its limit is that of the law for the main
 * matter, or what its own unit promised, and runs from the invitation; its answer goes to the lead unit and is never public.
 */
export const partKind: Kind = defineKind({
  name: 'part',
  title: '协办件',
  sequence: 'matter_number_part',
  digit: 9,
  classes: { part: '协办' },
  returnGrounds: { notOurs: '不属于本单位职责', unclear: '协办要求不明确' },
  extensionGrounds: { complex: '情况复杂', investigation: '需要调查、检测或鉴定' },
  rejectionReasons: {},
  mayOpen: (actor) =>
    actor.kind === 'staff' || actor.kind === 'system'
      ? null
      : new Refusal('staff-only', '协办由主办单位邀请。', { status: 403 }),
  limits: () => ({ accept: null, answer: null }),
  times: {
    silentSigning: after(4, 'workhour'),
    returning: after(1, 'workday'),
    handOver: after(1, 'workday'),
    silence: null,
    hungLook: null,
  },
  dispatchRoles: handling,
  steps: { approval: true, confirmation: false },
  sight: (state, units) => {
    const main = state.main?.of
    return (main && kindOf(main.kind).sightOfPart?.(state, main, units)) ?? usualSight(state, units)
  },
  notices: () => [],
  publicParts: () => [],
})
