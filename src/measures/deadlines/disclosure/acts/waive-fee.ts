import { eq } from 'drizzle-orm'
import { rulesToday } from '#core/calendar/index.ts'
import { NotFilled, type Working } from '#core/casework/index.ts'
import { act } from '#core/matters/index.ts'
import type { Actor } from '#platform/actor.ts'
import { Refusal } from '#platform/refusal.ts'
import { disclosureFees } from '../tables.ts'

/**
 * 减免信息处理费: to a smaller sum, or to nothing. The paper says both sums and the reason.
 *
 * @throws NotFilled where the sum that is left is none of the fee; a Refusal where no fee waits to be paid
 */
export async function waiveFee(
  house: Working,
  actor: Actor,
  matterId: string,
  { left, reason }: { left: number; reason: string },
): Promise<void> {
  const { db, clock } = house
  const [fee] = await db.select().from(disclosureFees).where(eq(disclosureFees.matterId, matterId)).for('update')
  if (!fee) throw new Refusal('no-fee', '没有等待缴纳的费用，不用减免。')
  if (left >= fee.yuan) throw new NotFilled({ feeLeft: `本件应缴 ${fee.yuan} 元，减收以后应当比它少；全免的填 0。` })
  const choice = left === 0 ? 'whole' : 'part'
  const text =
    left === 0
      ? `原通知缴纳的信息处理费 ${fee.yuan} 元全部免收，不用再缴纳。理由：${reason}`
      : `原通知缴纳的信息处理费 ${fee.yuan} 元减收为 ${left} 元，请在收到本通知的次日起${(await rulesToday(house))('INF-16-fee').span}内到本机关窗口缴纳。理由：${reason}`
  await act(house, actor, matterId, { type: 'step', step: 'feeWaived', choice, text })
  await db
    .update(disclosureFees)
    .set({ waivedYuan: fee.yuan - left, waivedAt: clock.now() })
    .where(eq(disclosureFees.matterId, matterId))
}
