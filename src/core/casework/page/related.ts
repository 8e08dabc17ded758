import { and, eq, inArray } from 'drizzle-orm'
import { type MatterRow, matters, matterTexts, readMatter, visibleTo } from '#core/matters/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'

export type Related = {
  parts: { number: string; unitId: string; answer: string | null; answeredAt: Temporal.Instant | null }[]
  main: { unitId: string; number: string | null } | null
  mergedInto: string | null
}

/** Parts, main matter and the matter it was merged into, each only where the actor may see it. */
export async function relatedTo(db: Db, actor: StaffActor, row: MatterRow): Promise<Related> {
  const above = [row.parentId, row.mergedIntoId].filter((id) => id !== null)
  const [parts, upper] = await Promise.all([
    db
      .select()
      .from(matters)
      .where(and(eq(matters.parentId, row.id), visibleTo(actor)))
      .orderBy(matters.id),
    above.length > 0
      ? db
          .select()
          .from(matters)
          .where(and(inArray(matters.id, above), visibleTo(actor)))
      : [],
  ])
  const answered = await Promise.all(
    parts.filter((part) => part.answeredAt).map((part) => answerOf(db, actor, part.id)),
  )
  const answers = new Map(answered)
  const main = upper.find(({ id }) => id === row.parentId)
  return {
    parts: parts.map((part) => ({
      number: part.number,
      unitId: part.offeredUnitId ?? part.holderUnitId,
      answer: answers.get(part.id) ?? null,
      answeredAt: part.answeredAt,
    })),
    main: row.parentId ? { unitId: main?.holderUnitId ?? row.filingUnitId, number: main?.number ?? null } : null,
    mergedInto: upper.find(({ id }) => id === row.mergedIntoId)?.number ?? null,
  }
}

async function answerOf(db: Db, actor: StaffActor, partId: string): Promise<[string, string | null]> {
  const textId = (await readMatter(db, actor, partId))?.state.answer?.text.id
  const [text] = textId ? await db.select().from(matterTexts).where(eq(matterTexts.id, textId)) : []
  return [partId, text?.body ?? null]
}
