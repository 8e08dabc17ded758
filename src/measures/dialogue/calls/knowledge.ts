import { searchDocuments } from '#core/documents/index.ts'
import { dutiesFor } from '#core/duties/index.ts'
import { unitsById } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'

export type Knowledge = {
  answers: { title: string; href: string; unitName: string; answeredOn: Temporal.PlainDate | null }[]
  duties: { subject: string; unit: string; phone: string | null; basis: string }[]
}

/**
 * What helps to answer these words at once: published answers and whatever else everybody may find, and who answers for what by the catalogue. One door: what
 * else the house comes to know joins here.
 */
export async function knowledgeFor(db: Db, text: string): Promise<Knowledge> {
  const asked = text.trim().slice(0, 120)
  if (asked === '') return { answers: [], duties: [] }
  const found = await searchDocuments(db, { q: asked, size: 6 })
  const known = found.items.filter(({ subjectType }) => subjectType !== 'duty')
  const units = await unitsById(
    db,
    known.flatMap(({ unitId }) => unitId ?? []),
  )
  const duties = await dutiesFor(db, asked)
  return {
    answers: known.map(({ title, path, unitId, answeredOn }) => ({
      title,
      href: path,
      unitName: (unitId && units.get(unitId)?.shortName) || '',
      answeredOn,
    })),
    duties: duties.map(({ subject, unit, phone, basis }) => ({ subject, unit, phone, basis })),
  }
}
