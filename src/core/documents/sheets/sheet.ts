export type Cell = string | number | null

/**
 * A table to be downloaded. `width` in characters; numbers are numbers, everything else is text. In a `masked` column what looks like a name, a number or
 * a home is hidden while the sheet is written, in the other thread: that takes a millisecond a title.
 */
export type SheetForm = {
  name: string
  columns: { label: string; width?: number; masked?: boolean }[]
  rows: Cell[][]
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe before it, which spreadsheets read as "text" (CSV injection). Full-width signs count
 * too: some programs read them as the narrow ones. A cell holds 32,767 characters at most.
 */
export const safeText = (text: string): string => {
  const clean = text
    .toWellFormed()
    .replace(/(?![\n\r\t])\p{Cc}|[\uFFFE\uFFFF]/gu, '')
    .slice(0, 32_000)
  return /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(clean) ? `'${clean}` : clean
}

/** RFC 4180, with the mark by which Excel knows UTF-8. */
export function asCsv({ columns, rows }: Pick<SheetForm, 'columns' | 'rows'>): string {
  const cell = (value: Cell) => {
    const text = typeof value === 'string' ? safeText(value) : String(value ?? '')
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const lines = [columns.map(({ label }) => label), ...rows].map((row) => row.map(cell).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}
