import { join } from 'node:path'
import { workersOf } from '#platform/workers/pool.ts'
import type { SheetForm } from './sheets/sheet.ts'
import type { BulletinForm, Form, Typeset } from './typeset/document.ts'

const inWorker = workersOf({ source: join(import.meta.dirname, 'worker.ts'), built: 'documents-worker.js' })

/** A paper as PDF with its number of pages; set in another thread. Measured: 10 ms a letter, 0.1 s a booklet of 50 pages, 0.4 s for a thread's first. */
export const typeset = (form: Form): Promise<Typeset> => inWorker('typesetPdf', form)

/** The same words as .docx, to be edited by people. */
export const asWord = (form: BulletinForm): Promise<Uint8Array> => inWorker('writeWord', form)

/** A sheet as .xlsx. */
export const asXlsx = (sheets: SheetForm[]): Promise<Uint8Array> => inWorker('writeSheet', sheets)

/** The first sheet of an .xlsx, every cell as text; throws where it is none. */
export const sheetAsText = (content: Uint8Array): Promise<string[][]> => inWorker('readSheet', content)
