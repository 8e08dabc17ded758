import { readSheet as readXlsx } from 'read-excel-file/node'

/** The first sheet of an .xlsx as text, cell by cell; a cell with a date as 2026-11-30. In a worker only. */
export async function readSheet(content: Uint8Array): Promise<string[][]> {
  const rows = await readXlsx(Buffer.from(content))
  return rows.map((row) => row.map(textOf))
}

/** A day comes as the machine's own date, at midnight of Greenwich. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'object' && 'toISOString' in cell && typeof cell.toISOString === 'function')
    return String(cell.toISOString()).slice(0, 10)
  return String(cell)
}
