import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Acting, act, findMatter, keepText } from '#core/matters/index.ts'
import { audit, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { lockProposal } from './decide-proposal.ts'
import { words } from './fields.ts'
import { needDecider, needLater } from './order.ts'
import { supervisionOrders, supervisionTalks } from './tables.ts'

const day = (what: string) =>
  z.iso.date({ error: `请填写${what}，例如 2026-11-30。` }).transform((text) => Temporal.PlainDate.from(text))

export const talkForm = z.object({
  heldOn: day('约谈日期'),
  attended: words('参加的人', { least: 2, most: 200 }),
  agreement: words('约定的事项', { least: 10, most: 1000 }),
  followUpOn: day('再报告的日期'),
})

/** 约谈记录: held, not ordered. Who took part is encrypted; what was agreed goes with the matter's texts; the listing gets the date that was agreed. */
export async function recordTalk(
  house: Omit<Acting, 'db'> & { db: Transaction },
  actor: StaffActor,
  proposalId: string,
  { heldOn, attended, agreement, followUpOn }: z.infer<typeof talkForm>,
): Promise<void> {
  const { db: tx, clock, config, secrets } = house
  const { proposal, decide } = await lockProposal(house, actor, proposalId)
  if (proposal.stage !== 'talk') throw new Refusal('no-talk', '这项建议不是约谈，请刷新页面。', { status: 409 })
  const recordedAt = clock.now()
  const today = dateIn(config.timeZone, recordedAt)
  if (Temporal.PlainDate.compare(heldOn, today) > 0)
    throw new Refusal('held-later', '约谈日期晚于今天，请在约谈之后再记录。', { field: 'heldOn' })
  needLater(followUpOn, today, 'followUpOn')
  const { matterId, orderId, holderUnitId: unitId } = proposal
  await tx.insert(supervisionTalks).values({
    ...{ id: newId(), matterId, proposalId, unitId, byUnitId: needDecider(actor, proposal, await unitDirectory(tx)) },
    ...{ heldOn, followUpOn, recordedBy: actor.personId, recordedAt },
    attendedCipher: secrets.encrypt(attended, 'supervision_talks.attended'),
    agreementTextId: await keepText(house, actor, matterId, 'agreement', agreement),
  })
  if (orderId)
    await tx.update(supervisionOrders).set({ replyDueOn: followUpOn }).where(eq(supervisionOrders.id, orderId))
  const matter = await findMatter(tx, actor, matterId)
  if (!matter?.marks.includes('talked')) await act(house, actor, matterId, { type: 'mark', mark: 'talked', on: true })
  await decide('issued')
  await touch(tx, ['supervision'])
  await audit(tx, {
    actor,
    act: 'supervision.talk',
    subjectType: 'supervisionProposal',
    subjectId: proposalId,
    at: recordedAt,
  })
}
