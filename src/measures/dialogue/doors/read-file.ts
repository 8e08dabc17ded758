import { readTable } from '#core/documents/index.ts'
import { type MessageField, messageColumns, type SentMessage } from './message.ts'

/** A message with its line as a spreadsheet or an editor counts them. */
export type SentLine = { line: number; sent: SentMessage }

const mostMessages = 5000

/** A file of messages, .xlsx, .csv or .jsonl, as it was sent; or the sentence why it cannot be read. Nothing is stored. */
export async function readMessageFile(file: File): Promise<{ lines: SentLine[] } | { refused: string }> {
  const read = /\.jsonl?$/i.test(file.name) ? await readJsonLines(file) : await readSheet(file)
  if ('refused' in read) return read
  if (read.lines.length === 0) return { refused: '表里没有留言。请看表头下面有没有内容。' }
  if (read.lines.length > mostMessages)
    return {
      refused: `一次最多 ${mostMessages} 条，这个文件有 ${read.lines.length} 条。请分几次导入，或用命令 npm run import。`,
    }
  return read
}

async function readSheet(file: File): Promise<{ lines: SentLine[] } | { refused: string }> {
  const table = await readTable(file)
  if ('refused' in table) return table
  const head = table.rows.findIndex((row) => row.some((cell) => cell.trim() === '留言编号'))
  if (head < 0) return { refused: `没有找到表头。表头要有：${required.join('、')}。` }
  const places = new Map(table.rows[head]?.map((cell, at) => [cell.trim(), at]))
  const missing = required.filter((label) => !places.has(label))
  if (missing.length > 0) return { refused: `表头缺少：${missing.join('、')}。` }
  const lines = table.rows.slice(head + 1).map((row, at) => ({ line: head + at + 2, sent: sentOf(row, places) }))
  return { lines: lines.filter(({ sent }) => Object.values(sent).some((text) => text.trim() !== '')) }
}

const required = messageColumns.filter((column) => column.required).map(({ label }) => label)

const sentOf = (row: readonly string[], places: ReadonlyMap<string, number>): SentMessage =>
  Object.fromEntries(
    messageColumns.flatMap(({ key, label }) => {
      const at = places.get(label)
      return at === undefined ? [] : [[key, row[at] ?? '']]
    }),
  )

async function readJsonLines(file: File): Promise<{ lines: SentLine[] } | { refused: string }> {
  if (file.size > 2 * 1024 * 1024)
    return { refused: `文件“${file.name}”超过 2 MB，请分几次导入，或用命令 npm run import。` }
  const lines: SentLine[] = []
  for (const [at, text] of (await file.text()).split('\n').entries()) {
    if (text.trim() === '') continue
    const sent = readSent(text)
    if (!sent) return { refused: `第 ${at + 1} 行不是一个 JSON 对象，请检查逗号、引号和括号。` }
    lines.push({ line: at + 1, sent })
  }
  return { lines }
}

/** The known fields of a JSON object as texts; null for what is none. */
export function readSent(text: string): SentMessage | null {
  try {
    const value: unknown = JSON.parse(text)
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
    return sentIn(value as Record<string, unknown>)
  } catch {
    return null
  }
}

/** As own fields: `__proto__` is a name like others. */
export const sentIn = (value: Readonly<Record<string, unknown>>): SentMessage =>
  Object.fromEntries(
    messageColumns.flatMap(({ key }): [MessageField, string][] => {
      const given = Object.hasOwn(value, key) ? value[key] : undefined
      return typeof given === 'string' || typeof given === 'number' ? [[key, String(given)]] : []
    }),
  )
