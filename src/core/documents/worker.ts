import { readSheet } from './sheets/read-sheet.ts'
import { writeSheet } from './sheets/write-sheet.ts'
import { typesetPdf } from './typeset/typeset-pdf.ts'
import { writeWord } from './typeset/write-word.ts'

/** What a thread of this room does (`platform/workers`): pure functions of their input. No database, no house: only plain data comes and goes. */
const tasks: Record<string, (input: never) => unknown> = { typesetPdf, writeWord, writeSheet, readSheet }

export async function work({ task, input }: { task: string; input: never }): Promise<unknown> {
  const doing = tasks[task]
  if (!doing) throw new Error(`no such work: ${task}`)
  return doing(input)
}
