import { and, eq, lte } from 'drizzle-orm'
import { actorOfPerson, audit, defineAuditActs } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { enqueue } from '#platform/jobs.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { dropFile, keepFile, storeMadeFile } from '../files/keep-made-file.ts'
import { asXlsx } from '../in-worker.ts'
import type { Cell } from '../sheets/sheet.ts'
import { type ExportSource, exportSource, type Filters } from './sources.ts'
import { type ExportRow, exports } from './tables.ts'

defineAuditActs({ requestExport: '导出列表', fetchExport: '下载导出的列表' })

/** What is made while the person waits; longer ones by a job, with a page that tells how far it is. */
const atOnce = 1000
/** A sheet that a program of an office still opens; whoever needs more narrows the list. */
const mostRows = 100_000
const keptFor = { hours: 24 }

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** In the transaction of the form: notes the request and its audit, and starts the job. */
export async function requestExport(
  house: House,
  tx: Transaction,
  actor: StaffActor,
  asked: { source: string; filters: Filters },
): Promise<ExportRow> {
  const source = exportSource(asked.source)
  if (!source) throw notFound('列表')
  const total = await source.count(house, actor, asked.filters)
  if (total === 0) throw new Refusal('nothing-to-export', '这个列表是空的，没有可以导出的内容。')
  if (total > mostRows)
    throw new Refusal('too-many-rows', `一次最多导出 ${mostRows} 行，这个列表更长。请先筛选，再分几次导出。`)
  const at = house.clock.now()
  const row = { id: newId(), personId: actor.personId, ...asked, state: 'working' as const, done: 0, total }
  const [written] = await tx
    .insert(exports)
    .values({ ...row, requestedAt: at })
    .returning()
  await audit(tx, {
    actor,
    act: 'requestExport',
    subjectType: 'export',
    subjectId: row.id,
    at,
    details: { source: asked.source, rows: total, ...asked.filters },
  })
  await enqueue(tx, 'documents:export', { exportId: row.id }, { maxAttempts: 3 })
  if (!written) throw new Error('export not written')
  return written
}

/** Short ones are ready when the answer comes; the job then finds nothing left to do. */
export const isShort = ({ total }: Pick<ExportRow, 'total'>): boolean => total <= atOnce

/** Makes the file of a request, once; reads as the person who asked, with what they may see now. */
export async function makeExport(house: House, id: string): Promise<void> {
  const [row] = await house.db.select().from(exports).where(eq(exports.id, id))
  const source = row && exportSource(row.source)
  if (!row || !source || row.state !== 'working') return
  const actor = await actorOfPerson(house, row.personId)
  if (actor.kind !== 'staff') return fail(house, id)
  const rows = await rowsOf(house, source, actor, row)
  const content = await asXlsx([{ name: source.title, columns: source.columns, rows }])
  const name = `${source.title}${dateIn(house.config.timeZone, row.requestedAt)}.xlsx`
  const file = await storeMadeFile(
    house,
    { name, extension: 'xlsx', mediaType, content },
    { matterId: null, visibility: 'staff' },
  )
  await house.db.transaction(async (tx) => {
    const [ready] = await tx
      .update(exports)
      .set({ state: 'ready', fileId: file.id, readyAt: house.clock.now(), done: rows.length, total: rows.length })
      .where(and(eq(exports.id, id), eq(exports.state, 'working')))
      .returning({ id: exports.id })
    if (ready) await keepFile(tx, file.id)
  })
}

async function rowsOf(house: House, source: ExportSource, actor: StaffActor, row: ExportRow): Promise<Cell[][]> {
  const rows: Cell[][] = []
  for await (const page of source.pages(house, actor, row.filters)) {
    rows.push(...page)
    const done = Math.min(rows.length, row.total)
    if (!isShort(row)) await house.db.update(exports).set({ done }).where(eq(exports.id, row.id))
    if (rows.length >= mostRows) return rows.slice(0, mostRows)
  }
  return rows
}

async function fail(house: House, id: string): Promise<void> {
  await house.db.update(exports).set({ state: 'failed' }).where(eq(exports.id, id))
}

/** After 24 hours the file and the request are gone. */
export async function sweepExports(house: House): Promise<void> {
  const at = house.clock.now()
  const over = lte(exports.requestedAt, at.subtract(keptFor))
  await house.db.transaction(async (tx) => {
    for (const { fileId } of await tx.delete(exports).where(over).returning({ fileId: exports.fileId })) {
      if (fileId) await dropFile(tx, fileId, at)
    }
  })
}
