import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { orderNumber } from '#core/documents/index.ts'
import { defineRecordTypes, enterRecord } from '#core/ledger/index.ts'
import { type Acting, act } from '#core/matters/index.ts'
import { audit, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { lockProposal } from './decide-proposal.ts'
import { words } from './fields.ts'
import { needDecider, needLater } from './order.ts'
import { supervisionOrders } from './tables.ts'

defineRecordTypes({ 'supervision.listed': '挂牌督办' })

export const orderForm = z.object({
  demand: words('督办要求', { least: 5, most: 1000 }),
  replyDueOn: z.iso
    .date({ error: '请填写报告时限，例如 2026-11-30。' })
    .transform((text) => Temporal.PlainDate.from(text)),
})

/** 发出督办单，or 挂牌督办, that the clock proposed: number, demand, and a date for the reply. @returns the id of the order */
export async function issueOrder(
  house: Omit<Acting, 'db'> & { db: Transaction },
  actor: StaffActor,
  proposalId: string,
  { demand, replyDueOn }: z.infer<typeof orderForm>,
): Promise<string> {
  const { db: tx, config, clock } = house
  const { proposal, decide } = await lockProposal(house, actor, proposalId)
  if (proposal.stage === 'talk') throw new Refusal('talk', '约谈要填写约谈记录，不发督办单。', { status: 409 })
  const units = await unitDirectory(tx)
  const unit = units.get(needDecider(actor, proposal, units))
  if (!unit) throw new Refusal('no-unit', '您的单位已撤销，不能发出督办单。', { status: 409 })
  const today = dateIn(config.timeZone, clock.now())
  needLater(replyDueOn, today, 'replyDueOn')
  const number = await orderNumber(tx, unit, today, config.cityName)
  const { matterId, stage } = proposal
  const command = { type: 'supervise', orderNumber: number, replyDueOn, text: demand } as const
  const { state } = await act(house, actor, matterId, command)
  const isOf = and(eq(supervisionOrders.matterId, matterId), eq(supervisionOrders.number, number))
  if (stage === 'listing') await list(house, actor, proposal.orderId, { matterId, marks: state.marks, isOf })
  const [order] = await tx.select({ id: supervisionOrders.id }).from(supervisionOrders).where(isOf)
  if (!order) throw new Error(`order ${number} was not kept`)
  if (stage === 'listing') {
    // What the public page says of it: number and day, never the matter.
    await enterRecord(tx, {
      ...{
        type: 'supervision.listed',
        subjectType: 'supervisionOrder',
        subjectId: order.id,
        version: 1,
        at: clock.now(),
      },
      document: { number, issuedOn: today.toString() },
    })
  }
  await decide('issued')
  await touch(tx, ['supervision'])
  const about = { act: 'supervision.issue', subjectType: 'supervisionOrder', subjectId: order.id, details: { stage } }
  await audit(tx, { actor, at: clock.now(), ...about })
  return order.id
}

/** The order that nobody answered makes way for the listing, and the matter is marked. */
async function list(
  house: Omit<Acting, 'db'> & { db: Transaction },
  actor: StaffActor,
  raisedId: string | null,
  { matterId, marks, isOf }: { matterId: string; marks: readonly string[]; isOf: ReturnType<typeof and> },
): Promise<void> {
  const tx = house.db
  await tx.update(supervisionOrders).set({ stage: 'listing' }).where(isOf)
  if (raisedId) {
    const raised = { closedAt: house.clock.now(), outcome: 'raised' as const, repliedAt: null }
    await tx.update(supervisionOrders).set(raised).where(eq(supervisionOrders.id, raisedId))
  }
  if (!marks.includes('listed')) await act(house, actor, matterId, { type: 'mark', mark: 'listed', on: true })
}
