import { zipSync } from 'fflate'

/** The files as a ZIP, with a sheet of all positions out of `result.json`. Synchronous and, of a large draw, long. */
export function packFiles(files: Record<string, Uint8Array>): Uint8Array {
  const result = files['result.json'] ?? new Uint8Array()
  return zipSync({ ...files, 'positions.csv': Buffer.from(positionsCsv(Buffer.from(result))) }, { level: 6 })
}

const words: Record<string, string> = { drawn: '抽中', substitute: '候补', rest: '', conflict: '回避' }

/** A sheet reads it as UTF-8 by its mark; what could be taken for a formula stands behind an apostrophe. */
function positionsCsv(result: Buffer): string {
  const { strata } = JSON.parse(result.toString()) as { strata: { name: string; order: string[][] }[] }
  const rows = strata.flatMap(({ name, order }) =>
    order.map(([member = '', position = '', outcome = '', rule], at) =>
      [name, String(at + 1), member, position, words[outcome] ?? '', rule ?? ''].map(cell).join(','),
    ),
  )
  return `\ufeff组,位次,标签,位置,结果,回避规则\r\n${rows.join('\r\n')}\r\n`
}

const cell = (value: string): string => {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
