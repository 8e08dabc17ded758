import writeExcelFile, { type SheetData } from 'write-excel-file/node'
import { suggestMasks } from '../masking/suggest-masks.ts'
import { type Cell, type SheetForm, safeText } from './sheet.ts'

/** Sheets as the bytes of one .xlsx. Heavy for many rows: in a worker only. */
export async function writeSheet(sheets: SheetForm[]): Promise<Uint8Array> {
  return writeExcelFile(
    sheets.map(({ name, columns, rows }) => ({
      sheet: name,
      data: [
        columns.map(({ label }) => head(label)),
        ...rows.map((row) => row.map((cell, at) => written(columns[at]?.masked ? masked(cell) : cell))),
      ] satisfies SheetData,
      columns: columns.map(({ width = 14 }) => ({ width })),
      stickyRowsCount: 1,
    })),
  ).toBuffer()
}

const head = (label: string) =>
  ({ value: label, type: String, fontWeight: 'bold', backgroundColor: '#FDF0CF', wrap: true }) as const

const masked = (value: Cell): Cell => (typeof value === 'string' ? suggestMasks(value).masked : value)

/** Text is written with its type: no program guesses that a number of a letter is a number, or a text a formula. */
const written = (value: Cell) => {
  if (value === null) return null
  if (typeof value === 'number') return { value, type: Number }
  return { value: safeText(value), type: String }
}
