import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { House } from '#platform/house.ts'
import { Refusal } from '#platform/refusal.ts'
import { linesOf } from '../letters/importing/import-letters.ts'
import { readMessageFile, readSent, type SentLine } from './read-file.ts'
import { sourceBySlug } from './sources.ts'
import { readSentMessage, takeMessage } from './take-message.ts'

type FileReport = { read: number; taken: number; already: number; refused: { line: number; why: string }[] }

/**
 * `npm run import -- board 来源 文件`: the same as at the desk, for files of any length as JSON lines. What was taken before is passed over, so that an
 * interrupted import is simply started again. @throws Refusal for an unknown source, a file that cannot be read
 */
export async function takeFile(
  house: House,
  { slug, path }: { slug: string; path: string },
  onProgress: (done: number) => void = () => {},
): Promise<FileReport> {
  const source = await sourceBySlug(house.db, slug)
  if (!source) throw new Refusal('no-source', `没有登记过来源“${slug}”。请系统管理员先在工作台“留言来源”里登记。`)
  const report: FileReport = { read: 0, taken: 0, already: 0, refused: [] }
  for await (const { line, sent } of sentLines(path)) {
    report.read++
    try {
      const read = sent && (await readSentMessage(house, source, sent))
      if (!read) throw new Refusal('not-json', '不是一个 JSON 对象。')
      if ('faults' in read) throw new Refusal('bad-row', read.faults.join(''))
      const { outcome } = await takeMessage(house, source, read.message)
      report[outcome]++
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      report.refused.push({ line, why: error.message })
    }
    onProgress(report.read)
  }
  return report
}

async function* sentLines(path: string): AsyncGenerator<{ line: number; sent: SentLine['sent'] | null }> {
  if (!/\.jsonl?$/i.test(path)) {
    const read = await readMessageFile(new File([new Uint8Array(await readFile(path))], basename(path)))
    if ('refused' in read) throw new Refusal('unreadable', read.refused)
    yield* read.lines
    return
  }
  let line = 0
  for await (const text of linesOf(path)) {
    line++
    if (text.trim() !== '') yield { line, sent: readSent(text) }
  }
}
