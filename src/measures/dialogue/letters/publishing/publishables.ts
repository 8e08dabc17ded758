import { and, arrayContains, asc, eq, ne, not, notExists, sql } from 'drizzle-orm'
import { answerStands, matters, matterTexts, visibleTo } from '#core/matters/index.ts'
import type { Unit } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import type { PageKey } from '#platform/http/address-fields.ts'
import { classWord } from '../letter.ts'
import { letterPublications } from '../tables.ts'

export type Publishable = {
  id: string
  number: string
  title: string
  classWord: string
  unit: string
  answeredOn: Temporal.PlainDate
  answeredAt: Temporal.Instant
}

const pageSize = 50

/** Answered, wished public by the writer, not yet published; the longest waiting first. */
export async function publishables(
  db: Db,
  actor: Actor,
  units: readonly Unit[],
  timeZone: string,
  after?: PageKey,
): Promise<{ rows: Publishable[]; hasMore: boolean }> {
  const found = await db
    .select({
      id: matters.id,
      number: matters.number,
      class: matters.class,
      unitId: matters.holderUnitId,
      answeredAt: matters.answeredAt,
      title: matterTexts.body,
    })
    .from(matters)
    .innerJoin(matterTexts, and(eq(matterTexts.matterId, matters.id), eq(matterTexts.part, 'title')))
    .where(
      and(
        visibleTo(actor),
        eq(matters.kind, 'letter'),
        answerStands(),
        eq(matters.wantsPublic, true),
        eq(matters.isPublished, false),
        ne(matters.class, 'report'),
        not(arrayContains(matters.marks, ['emergency'])),
        notExists(
          db.select({ one: sql`1` }).from(letterPublications).where(eq(letterPublications.matterId, matters.id)),
        ),
        after && sql`(${matters.answeredAt}, ${matters.id}) > (${after.at.toString()}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(matters.answeredAt), asc(matters.id))
    .limit(pageSize + 1)
  const rows = found.slice(0, pageSize).flatMap(({ unitId, answeredAt, class: kind, ...row }) =>
    answeredAt
      ? [
          {
            ...row,
            classWord: classWord(kind),
            unit: units.find((unit) => unit.id === unitId)?.shortName ?? '',
            answeredOn: dateIn(timeZone, answeredAt),
            answeredAt,
          },
        ]
      : [],
  )
  return { rows, hasMore: found.length > pageSize }
}
