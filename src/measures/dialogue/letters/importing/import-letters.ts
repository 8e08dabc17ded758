import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { suggestMasks } from '#core/documents/index.ts'
import { act, openMatter } from '#core/matters/index.ts'
import { allUnits, type Unit } from '#core/people/index.ts'
import { systemActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { Refusal } from '#platform/refusal.ts'
import { findCategory, setCategory } from '../../dispatching/index.ts'
import { isLetterClass, type LetterClass } from '../letter.ts'
import { publishLetter } from '../publishing/publish-letter.ts'
import { importedLetters } from '../tables.ts'

/** One line of the file: JSON with these fields; what is missing is filled as `IMP-1` says. */
const importedRow = z.object({
  id: z.union([z.string().min(1), z.number()]),
  title: z.string().trim().min(1, '没有标题').max(200, '标题超过 200 字'),
  body: z.string().trim().min(1, '没有正文').max(20_000, '正文超过 20000 字'),
  writtenAt: z.iso.datetime({ offset: true, message: '来信时间 writtenAt 不是 2019-04-25T09:32:09+08:00 这样的时间' }),
  author: z.string().max(80).optional(),
  reply: z.string().trim().min(1, '答复是空的').optional(),
  repliedAt: z.iso
    .datetime({ offset: true, message: '答复时间 repliedAt 不是 2019-04-25T09:32:09+08:00 这样的时间' })
    .optional(),
  class: z
    .string()
    .refine(isLetterClass, '没有这个类别')
    // Whom a 举报 is about is not in such a file, so nobody could be kept from it (HOT-13).
    .refine((id) => id !== 'report', '举报不能从旧信箱导入，请交有权处理的机关')
    .optional(),
  unit: z.string().optional(),
  /** A category of the city's list, by its title. */
  category: z.string().optional(),
  division: z
    .string()
    .regex(/^\d{6,12}$/, '区划代码应是 6 到 12 位数字')
    .optional(),
})
type ImportedRow = z.infer<typeof importedRow>

export type ImportReport = {
  read: number
  filed: number
  published: number
  already: number
  refused: { line: number; why: string }[]
}

const importer = systemActor('import')

/**
 * Takes letters that were written and answered elsewhere: one JSON object a line. Each goes through the same verbs as any letter, at its own dates, in a
 * transaction of its own, and tells nobody. Rows without class, unit and division become 求助 at the mailbox office, 510400, under `IMP-1`. A row that was
 * taken before is passed over, so that an interrupted import is simply started again.
 */
export async function importLetters(
  house: House,
  lines: AsyncIterable<string>,
  onProgress: (done: number) => void = () => {},
): Promise<ImportReport> {
  const report: ImportReport = { read: 0, filed: 0, published: 0, already: 0, refused: [] }
  const units = await allUnits(house.db)
  let line = 0
  for await (const text of lines) {
    line++
    if (text.trim() === '') continue
    report.read++
    try {
      const outcome = await importOne(house, units, readRow(text))
      report[outcome]++
      if (outcome === 'published') report.filed++
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      report.refused.push({ line, why: error.message })
    }
    onProgress(report.read)
  }
  return report
}

/** The file is opened at the first line asked for: `readline` gives what it reads to nobody while nobody listens, and those lines would be lost. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
}

function readRow(text: string): ImportedRow {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Refusal('not-json', '不是 JSON')
  }
  const parsed = importedRow.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Refusal('bad-row', `${issue?.path.join('.') || '这一行'}：${issue?.message ?? '格式不对'}`)
  }
  const row = parsed.data
  if ((row.reply === undefined) !== (row.repliedAt === undefined)) {
    throw new Refusal('bad-row', '答复 reply 和答复时间 repliedAt 要么都有，要么都没有')
  }
  if (row.repliedAt && Temporal.Instant.compare(row.repliedAt, row.writtenAt) < 0) {
    throw new Refusal('bad-row', '答复时间早于来信时间')
  }
  return row
}

async function importOne(
  house: House,
  units: readonly Unit[],
  row: ImportedRow,
): Promise<'filed' | 'published' | 'already'> {
  const sourceKey = createHash('sha256').update(`${row.id}\n${row.writtenAt}\n${row.title}`).digest('hex')
  const [known] = await house.db.select().from(importedLetters).where(eq(importedLetters.sourceKey, sourceKey))
  if (known) return 'already'
  const desk = units.find((unit) => unit.isMailboxDesk)
  const unit = row.unit ? units.find(({ name, shortName }) => name === row.unit || shortName === row.unit) : desk
  if (!desk || !unit) throw new Refusal('no-unit', row.unit ? `没有这个单位：${row.unit}` : '还没有设置市长信箱办公室')
  const category = row.category ? await findCategory(house.db, row.category) : undefined
  if (row.category && !category) throw new Refusal('no-category', `没有这个分类：${row.category}`)
  return house.db.transaction(async (tx) => {
    const working = { ...house, db: tx }
    const writtenAt = Temporal.Instant.from(row.writtenAt)
    const opened = await openMatter(
      working,
      importer,
      {
        kind: 'letter',
        class: row.class ?? ('help' satisfies LetterClass),
        channel: 'import',
        divisionCode: row.division ?? house.config.cityCode,
        filingUnitId: desk.id,
        texts: { title: row.title, body: row.body },
        ...(row.author ? { contact: { name: row.author, prefers: 'web' as const } } : {}),
        wantsPublic: true,
      },
      { occurredAt: writtenAt, suppressNotices: true },
    )
    const matterId = opened.state.id
    await tx.insert(importedLetters).values({ sourceKey, matterId })
    if (category) await setCategory(tx, matterId, category, 'import', writtenAt)
    const on = (at: Temporal.Instant) => ({ occurredAt: at, suppressNotices: true })
    await act(working, importer, matterId, { type: 'dispatch', unitId: unit.id }, on(writtenAt))
    await act(working, importer, matterId, { type: 'sign' }, on(writtenAt))
    if (!row.reply || !row.repliedAt) return 'filed'
    const repliedAt = Temporal.Instant.from(row.repliedAt)
    const { state } = await act(working, importer, matterId, { type: 'answer', text: row.reply }, on(repliedAt))
    const mask = (text: string) => suggestMasks(text, { names: row.author ? [row.author] : [] }).masked
    const words = { title: mask(row.title), body: mask(row.body), reply: mask(row.reply), isRewritten: false }
    await publishLetter(working, importer, state, words, { at: repliedAt, suppressNotices: true })
    return 'published'
  })
}
