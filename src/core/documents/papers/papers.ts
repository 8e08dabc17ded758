import { and, eq, isNotNull } from 'drizzle-orm'
import type { InRecord } from '#core/ledger/index.ts'
import type { Db } from '#platform/database.ts'
import { paperInRecord } from './enter-paper.ts'
import { papers } from './tables.ts'

/** What anybody who holds the paper may know of it. */
export type PaperFacts = {
  number: string
  title: string
  unitName: string
  datedOn: Temporal.PlainDate
  issuedAt: Temporal.Instant
  pages: number
  /** Hex. */
  sha256: string
  record: InRecord | null
}

/** 〔2026〕 is typed in many ways: brackets, blanks and width do not count. */
const plain = (number: string): string =>
  number
    .normalize('NFKC')
    .replace(/[\s〔〕[\]()【】]/g, '')
    .replace(/第|号/g, '')

/**
 * The paper with this check code; null where there is none or the number, if one is given, is another's: nobody learns which of the two was wrong.
 */
export async function verifyPaper(db: Db, typed: { code: string; number: string }): Promise<PaperFacts | null> {
  const code = typed.code.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^\d{12}$/.test(code)) return null
  const [row] = await db
    .select()
    .from(papers)
    .where(and(eq(papers.checkCode, code), isNotNull(papers.issuedAt)))
  if (!row?.sha256 || !row.issuedAt || row.pages === null) return null
  if (typed.number && plain(typed.number) !== plain(row.number)) return null
  const { number, title, unitName, datedOn, issuedAt, pages } = row
  return {
    number,
    title,
    unitName,
    datedOn,
    issuedAt,
    pages,
    sha256: row.sha256.toString('hex'),
    record: await paperInRecord(db, row.id),
  }
}
