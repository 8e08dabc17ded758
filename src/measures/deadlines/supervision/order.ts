import { handling, roleOver, type Units } from '#core/matters/index.ts'
import type { Actor } from '#platform/actor.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import type { supervisionOrders, supervisionProposals } from './tables.ts'

export type Order = typeof supervisionOrders.$inferSelect
export type Proposal = typeof supervisionProposals.$inferSelect

export const stageWords = { order: '督办单', listing: '挂牌督办', talk: '约谈' } as const

export const orderStates = ['waiting', 'replied', 'accepted', 'raised', 'ended'] as const
export type OrderState = (typeof orderStates)[number]

export const isOrderState = (text: string): text is OrderState => orderStates.some((state) => state === text)

export const orderStateWords: Record<OrderState, string> = {
  waiting: '等待报告',
  replied: '报告待审',
  accepted: '已认可',
  raised: '已升级督办',
  ended: '办件已答复或办结',
}

/** What an order waits for; one of a matter that was answered or ended waits for nothing. */
export function orderState(
  { closedAt, outcome, repliedAt }: Pick<Order, 'closedAt' | 'outcome' | 'repliedAt'>,
  matter: { closedAt: Temporal.Instant | null; state: string },
): OrderState {
  if (closedAt) return outcome === 'raised' ? 'raised' : 'accepted'
  if (repliedAt) return 'replied'
  return matter.closedAt || matter.state === 'answered' ? 'ended' : 'waiting'
}

/** Who decides a proposal: the role it was put to; a leader may also do what a supervisor may. */
export const decidersOf = ({ role }: Pick<Proposal, 'role'>): readonly string[] =>
  role === 'leader' ? ['leader'] : ['supervisor', 'leader']

/** The unit at which the actor decides, or a sentence who may. */
export function needDecider(actor: Actor, proposal: Proposal, units: Units): string {
  const held = roleOver(actor, decidersOf(proposal), proposal.holderUnitId, units)
  if (held) return held.unitId
  const who = proposal.role === 'leader' ? '分管领导' : '督查人员或分管领导'
  throw forbidden(`${stageWords[proposal.stage]}由${who}决定，您的账号没有这个角色。需要时请联系安全管理员。`)
}

export function needOpenProposal({ decidedAt, decision }: Proposal): void {
  if (!decidedAt) return
  const how = decision === 'moot' ? '办件已经答复或办结，不用再决定' : '已经有人决定过'
  throw new Refusal('decided', `这项建议${how}，请刷新页面。`, { status: 409 })
}

/** The unit that the order went to answers it: those who work on cases there. */
export function needReplier(actor: Actor, order: Order, units: Units): void {
  if (roleOver(actor, handling, order.unitId, units)) return
  const name = units.get(order.unitId)?.shortName ?? '承办单位'
  throw forbidden(`督办单由${name}报告，请与其联系。`)
}

/** Whoever oversees the unit judges its reply. */
export function needJudge(actor: Actor, order: Order, units: Units): string {
  const held = roleOver(actor, ['supervisor', 'leader'], order.unitId, units)
  if (held) return held.unitId
  throw forbidden('报告由督查人员或分管领导审核，您的账号没有这个角色。需要时请联系安全管理员。')
}

/** A day that still lies ahead. */
export function needLater(day: Temporal.PlainDate, today: Temporal.PlainDate, field: string): void {
  if (Temporal.PlainDate.compare(day, today) > 0) return
  throw new Refusal('date-past', '报告日期应在明天或以后，请重新选择。', { field })
}
