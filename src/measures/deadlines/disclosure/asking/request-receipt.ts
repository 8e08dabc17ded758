import { and, eq } from 'drizzle-orm'
import { matters, textsOfMatter } from '#core/matters/index.ts'
import { unitsById } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'
import type { RequestReceipt } from './receipt-page.tsx'

/** What the receipt of an application just filed says; null when the number is none of ours. */
export async function requestReceiptOf(
  db: Db,
  { number, code }: { number: string; code: string },
): Promise<RequestReceipt | null> {
  const [row] = await db
    .select()
    .from(matters)
    .where(and(eq(matters.number, number), eq(matters.kind, 'disclosure')))
  if (!row) return null
  const [texts, units] = await Promise.all([textsOfMatter(db, row.id), unitsById(db, [row.filingUnitId])])
  return {
    number,
    code,
    title: [...texts.values()].find(({ part }) => part === 'title')?.body ?? '公开申请',
    unit: units.get(row.filingUnitId)?.name ?? '受理机关',
    dueOn: row.dueOn,
    provisional: row.provisional,
    isReceived: row.dispatchedAt !== null,
  }
}
