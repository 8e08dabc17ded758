import { eq } from 'drizzle-orm'
import { rulesToday } from '#core/calendar/index.ts'
import { matters, textsOfMatter } from '#core/matters/index.ts'
import { unitsById } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { qrOf } from '#platform/http/qr.ts'
import { urls } from '#urls.ts'
import type { Receipt } from './receipt-page.tsx'

/** What the receipt of a petition just filed says; null when the number is none of ours. */
export async function receiptOf(
  house: House,
  { number, code }: { number: string; code: string },
  site: string,
): Promise<Receipt | null> {
  const [row] = await house.db.select().from(matters).where(eq(matters.number, number))
  if (row?.kind !== 'petition') return null
  const [texts, units, rule] = await Promise.all([
    textsOfMatter(house.db, row.id),
    unitsById(house.db, [row.filingUnitId]),
    rulesToday(house),
  ])
  const part = (name: string) => [...texts.values()].find((text) => text.part === name)?.body ?? ''
  return {
    number,
    code,
    title: part('title'),
    class: row.class,
    // Who handles a 检举控告 is not named.
    office: row.class === 'report' ? '有权处理的机关' : (units.get(row.filingUnitId)?.name ?? '信访局'),
    words: `${part('title')}\n${part('body')}`,
    dueOn: row.dueOn,
    routeBy: row.acceptDueAt && dateIn(house.config.timeZone, row.acceptDueAt.subtract({ seconds: 1 })),
    rule,
    qr: await qrOf(`${site}${urls.followMatter(number)}`),
  }
}
