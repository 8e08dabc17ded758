import { recognise } from '../files/file-kind.ts'
import { readZip } from '../files/zip.ts'
import { sheetAsText } from '../in-worker.ts'
import { readCsv } from './read-csv.ts'

const mega = 1024 * 1024
/** 本市自定：a list that people wrote is not longer. */
const mostBytes = 2 * mega
const mostUnpacked = 40 * mega

/** A table that somebody brings, .xlsx or .csv (UTF-8 or GB 18030), as text; or the sentence why it cannot be read. Nothing is stored. */
export async function readTable(file: File): Promise<{ rows: string[][] } | { refused: string }> {
  if (file.size > mostBytes) return { refused: `文件“${file.name}”超过 2 MB，请只留要导入的那张表，或者分几次导入。` }
  const content = new Uint8Array(await file.arrayBuffer())
  const kind = await recognise(content)
  if ('refused' in kind) return { refused: kind.refused(file.name) }
  if (kind.extension === 'txt') return { rows: readCsv(decode(content)) }
  if (kind.extension !== 'xlsx')
    return { refused: `文件“${file.name}”是${kind.words}，请用 Excel（.xlsx）或 CSV 文件。` }
  const unpacked = readZip(content)?.entries.reduce((sum, { size }) => sum + size, 0) ?? 0
  if (unpacked > mostUnpacked) return { refused: `文件“${file.name}”里的表太大，请只留要导入的内容再传。` }
  try {
    return { rows: await sheetAsText(content) }
  } catch {
    return { refused: `文件“${file.name}”打不开，请在电脑上打开后另存为 .xlsx 再传。` }
  }
}

/** `recognise` has seen that it is one of the two. */
function decode(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('gb18030').decode(content)
  }
}
