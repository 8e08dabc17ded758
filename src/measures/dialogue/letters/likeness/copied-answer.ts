import { eq, sql } from 'drizzle-orm'
import { contained, fingerprint, unpacked, without } from '#core/documents/index.ts'
import { type MatterRow, matters, visibleTo } from '#core/matters/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { replyTemplates } from '../tables.ts'
import { fingerprintKey } from './take-fingerprints.ts'

export type CopiedFrom = { matterId: string; number: string; title: string; share: number }

/** 本市自定: so much of an answer stands in another one. Chosen, not measured. */
export const copiedFrom = 0.6
/** An answer of which less is left without the templates is the template, and may be. */
const leastOwn = 12
const mostCandidates = 300

/**
 * The answer of this unit, to another letter, in which most of these words stand already; null where there is none. What stands in the unit's templates counts for
 * nothing. Answers to 举报 and to complaints about staff are compared with none.
 */
export async function copiedAnswerOf(
  house: Pick<House, 'secrets'> & { db: Db },
  actor: Actor,
  letter: Pick<MatterRow, 'id' | 'class' | 'marks' | 'holderUnitId'>,
  text: string,
): Promise<CopiedFrom | null> {
  if (letter.class === 'report' || letter.marks.includes('againstOfficial')) return null
  const { db } = house
  const key = fingerprintKey(house)
  const whole = fingerprint(key, text)
  const templates = await db
    .select({ body: replyTemplates.body })
    .from(replyTemplates)
    .where(eq(replyTemplates.unitId, letter.holderUnitId))
  const own = without(
    whole.shingles,
    templates.map(({ body }) => fingerprint(key, body).shingles),
  )
  if (own.length < leastOwn) return null
  const { rows } = await db.execute<{ matterId: string; number: string; title: string | null; shingles: Buffer }>(sql`
    select ${matters.id} as "matterId", ${matters.number}, f.shingles,
      (select body from matter_texts t where t.matter_id = ${matters.id} and t.part = 'title' limit 1) as title
    from letter_fingerprints f join ${matters} on ${matters.id} = f.matter_id
    where f.scope = 'answer' and f.bands && ${sql.param(whole.bands)}::integer[] and f.unit_id = ${letter.holderUnitId}
      and ${matters.id} <> ${letter.id} and ${visibleTo(actor)}
    limit ${mostCandidates}`)
  const nearest = rows
    .map(({ shingles, title, ...one }) => ({
      ...one,
      title: title ?? '（无标题）',
      share: contained(own, unpacked(shingles)),
    }))
    .toSorted((a, b) => b.share - a.share)[0]
  return nearest && nearest.share >= copiedFrom ? nearest : null
}
