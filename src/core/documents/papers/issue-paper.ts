import { randomInt } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { toString as qrOf } from 'qrcode'
import { chooseMark, type RecordMark } from '#core/ledger/index.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { keepFile, storeMadeFile } from '../files/keep-made-file.ts'
import { typeset } from '../in-worker.ts'
import type { LetterForm } from '../typeset/document.ts'
import { paperDate } from '../typeset/printable.ts'
import { enterPaper } from './enter-paper.ts'
import { nextNumber } from './next-number.ts'
import { addressOf, recordCheck } from './record-check.ts'
import { type PaperRow, papers } from './tables.ts'

/** A paper to be issued: what the register keeps of it, and what is printed. */
export type NewPaper = {
  matterId: string
  key: string
  title: string
  unit: { id: string; name: string; mark: string }
  /** 受理, 答复 …: numbered apart. */
  class: string
  /** Where the act that it tells of gave it its number already (督办单). */
  number?: string
  datedOn: Temporal.PlainDate
  visibility: 'asker' | 'staff'
  /** Asked in the transaction that keeps the paper: the words may have been erased while it was set. */
  mayKeep(tx: Transaction): Promise<boolean>
  form: Omit<LetterForm, 'layout' | 'number' | 'check' | 'seal' | 'date' | 'head' | 'signer'>
}

export type Issued = PaperRow & { fileId: string; sha256: Buffer; pages: number; issuedAt: Temporal.Instant }

/**
 * Issues a paper once, however often it is asked for: takes a number (its own short transaction), sets the page in another thread, keeps file and hash.
 * What dies on the way is taken up again under the same number. Numbers follow each other without a gap for each unit, class and year.
 */
export async function issuePaper(house: House, paper: NewPaper): Promise<Issued> {
  const numbered = await takeNumber(house, paper)
  if (isIssued(numbered)) return numbered
  const mark = chooseMark()
  const { pdf, pages } = await typeset(await formOf(house, paper, numbered, mark))
  const file = await storeMadeFile(
    house,
    { name: `${numbered.number} ${paper.title}.pdf`, extension: 'pdf', mediaType: 'application/pdf', content: pdf },
    { matterId: paper.matterId, visibility: paper.visibility },
  )
  return house.db.transaction(async (tx) => {
    if (!(await paper.mayKeep(tx))) throw new Refusal('erased', '本件内容已依法删除，不再出具文书。', { status: 410 })
    const [kept] = await tx
      .update(papers)
      .set({ fileId: file.id, sha256: file.sha256, pages, issuedAt: house.clock.now() })
      .where(and(eq(papers.id, numbered.id), isNull(papers.fileId)))
      .returning()
    if (kept) {
      await keepFile(tx, file.id)
      await enterPaper(tx, kept, mark, pdf)
    }
    // Somebody was faster: theirs is the paper, and the sweep takes ours.
    const [paperNow] = kept ? [kept] : await tx.select().from(papers).where(eq(papers.id, numbered.id))
    if (!paperNow || !isIssued(paperNow)) throw new Error(`paper ${numbered.id} was not issued`)
    return paperNow
  })
}

/** A paper as it was issued; null where it has not been yet. What was issued is served so for ever, whatever its words would be made from today. */
export async function issuedPaper({ db }: Pick<House, 'db'>, matterId: string, key: string): Promise<Issued | null> {
  const [row] = await db
    .select()
    .from(papers)
    .where(and(eq(papers.matterId, matterId), eq(papers.key, key)))
  return row && isIssued(row) ? row : null
}

const isIssued = (row: PaperRow): row is Issued => row.fileId !== null

function takeNumber(house: House, paper: NewPaper): Promise<PaperRow> {
  const { matterId, key, title, unit, class: of, datedOn } = paper
  return house.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`paper ${matterId} ${key}`}, 0))`)
    const [known] = await tx
      .select()
      .from(papers)
      .where(and(eq(papers.matterId, matterId), eq(papers.key, key)))
    if (known) return known
    const { year } = datedOn
    const number =
      paper.number ?? `${unit.mark}〔${year}〕${of}第${await nextNumber(tx, { unitId: unit.id, class: of, year })}号`
    const row = {
      id: newId(),
      matterId,
      key,
      title,
      unitId: unit.id,
      unitName: unit.name,
      number,
      checkCode: String(randomInt(10 ** 12)).padStart(12, '0'),
      datedOn,
      numberedAt: house.clock.now(),
    }
    const [written] = await tx.insert(papers).values(row).returning()
    if (!written) throw new Error('paper not registered')
    return written
  })
}

async function formOf(
  { config }: House,
  { unit, datedOn, form }: NewPaper,
  row: PaperRow,
  mark: RecordMark,
): Promise<LetterForm> {
  const address = `${addressOf(config)}${urls.verifyPaper({ code: row.checkCode })}`
  const demo = config.demo ? '演示城市，内容虚构，不具法律效力。' : ''
  return {
    layout: 'letter',
    ...form,
    head: unit.name,
    signer: unit.name,
    seal: { name: unit.name, isDemo: config.demo },
    number: row.number,
    date: paperDate(datedOn),
    check: {
      qr: await qrOf(address, { type: 'svg', margin: 0 }),
      code: row.checkCode.replace(/(\d{4})(?=\d)/g, '$1 '),
      note: `扫左码，或在本网站“文书核验”填写文书字号和核验码，可以核对真伪。也可拨打 12345 核实。${demo}`,
      record: await recordCheck(config, mark, '存证核验：扫右码，放入本文书的 PDF，可以核对它有没有被改动过。'),
    },
  }
}
