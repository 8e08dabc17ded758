import { and, count, eq, gte, lte } from 'drizzle-orm'
import { rulesToday } from '#core/calendar/index.ts'
import { NotFilled, type Working } from '#core/casework/index.ts'
import { act, matters } from '#core/matters/index.ts'
import type { Actor } from '#platform/actor.ts'
import { type FeeMethod, feeFor, feeMethods, freeCases, freePages } from '../fee.ts'
import { disclosureFees, disclosures } from '../tables.ts'

/**
 * 收费通知: the sum follows from the table, once and by one method.
 *
 * @throws NotFilled where pages are missing, and where nothing is above what is free
 */
export async function chargeFee(
  house: Working,
  actor: Actor,
  matterId: string,
  { method, pages }: { method: FeeMethod; pages: number | null },
): Promise<void> {
  if (method === 'pages' && pages === null) throw new NotFilled({ feePages: '按页计收的，请填写一共多少页。' })
  const quantity = method === 'pages' ? (pages ?? 0) : await placeInMonth(house, matterId)
  const yuan = feeFor(method, quantity)
  if (yuan === 0 && method === 'pages')
    throw new NotFilled({ feePages: `${quantity} 页没有超过免费的 ${freePages} 页，不得收费。` })
  if (yuan === 0)
    throw new NotFilled({ feeMethod: `这是申请人当月的第 ${quantity} 件，没有超过免费的 ${freeCases} 件，不得收费。` })
  const much = method === 'pages' ? `共 ${quantity} 页` : `当月第 ${quantity} 件`
  const text = `依据政府信息公开条例第42条和国办函〔2020〕109号，本件${feeMethods[method]}：${much}，应缴信息处理费 ${yuan} 元。请在收到本通知的次日起${(await rulesToday(house))('INF-16-fee').span}内到本机关窗口缴纳，逾期未缴纳的视为放弃申请。`
  await act(house, actor, matterId, { type: 'step', step: 'feeNotice', choice: method, text })
  await house.db.insert(disclosureFees).values({ matterId, method, quantity, yuan, noticedAt: house.clock.now() })
}

/** Which of the applicant's requests to this agency in its natural month this one is, by the number of the document. */
async function placeInMonth({ db, config }: Working, matterId: string): Promise<number> {
  const [own] = await db
    .select({ hash: disclosures.documentHash, openedAt: matters.openedAt, unitId: matters.filingUnitId })
    .from(disclosures)
    .innerJoin(matters, eq(matters.id, disclosures.matterId))
    .where(eq(disclosures.matterId, matterId))
  if (!own?.hash) return 1
  const first = own.openedAt.toZonedDateTimeISO(config.timeZone).with({ day: 1 }).startOfDay().toInstant()
  const [found] = await db
    .select({ cases: count() })
    .from(disclosures)
    .innerJoin(matters, eq(matters.id, disclosures.matterId))
    .where(
      and(
        eq(disclosures.documentHash, own.hash),
        eq(matters.filingUnitId, own.unitId),
        gte(matters.openedAt, first),
        lte(matters.openedAt, own.openedAt),
      ),
    )
  return found?.cases ?? 1
}
