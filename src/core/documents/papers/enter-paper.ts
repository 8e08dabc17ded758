import { and, eq, isNotNull } from 'drizzle-orm'
import {
  definePlaces,
  definePrivateTypes,
  enterHash,
  findInRecord,
  type InRecord,
  type RecordMark,
} from '#core/ledger/index.ts'
import type { Db } from '#platform/database.ts'
import { type PaperRow, papers } from './tables.ts'

definePrivateTypes({ 'paper.issued': '出具文书' })

const subject = 'paper'

/** Only its digests: a paper is for whoever asked. In the transaction that keeps its bytes. */
export const enterPaper = (
  tx: Db,
  { id, issuedAt }: Pick<PaperRow, 'id' | 'issuedAt'>,
  mark: RecordMark,
  pdf: Uint8Array,
): Promise<void> => {
  if (!issuedAt) throw new Error(`paper ${id} is not issued`)
  const of = { type: 'paper.issued', subjectType: subject, subjectId: id, version: 1, at: issuedAt }
  return enterHash(tx, { ...of, mark, document: Buffer.from(pdf) })
}

/** By the check code that stands on the paper. */
definePlaces(async (db, number) => {
  if (number.length !== 12) return null
  const [row] = await db.select({ id: papers.id }).from(papers).where(eq(papers.checkCode, number))
  return (row && (await findInRecord(db, subject, [row.id])).get(row.id)?.place) ?? null
})

/** Of the issued papers of a matter, by their keys. */
export async function papersInRecord(db: Db, matterId: string): Promise<Map<string, InRecord>> {
  const rows = await db
    .select({ id: papers.id, key: papers.key })
    .from(papers)
    .where(and(eq(papers.matterId, matterId), isNotNull(papers.fileId)))
  const found = await findInRecord(
    db,
    subject,
    rows.map(({ id }) => id),
  )
  return new Map(rows.flatMap(({ id, key }) => (found.has(id) ? [[key, found.get(id) as InRecord]] : [])))
}

export const paperInRecord = async (db: Db, id: string): Promise<InRecord | null> =>
  (await findInRecord(db, subject, [id])).get(id) ?? null
