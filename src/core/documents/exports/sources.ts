import type { StaffActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import type { Cell, SheetForm } from '../sheets/sheet.ts'

/** Which rows: ids and codes as they stand in the address of the list. */
export type Filters = Record<string, string>

/**
 * A list that staff may take with them as .xlsx. It reads by the query of the page, as the person who asked, at the time when it is made; columns with
 * personal data are left out.
 */
export type ExportSource = {
  name: string
  title: string
  columns: SheetForm['columns']
  count(house: House, actor: StaffActor, filters: Filters): Promise<number>
  /** Rows in pages, so that progress can be told. */
  pages(house: House, actor: StaffActor, filters: Filters): AsyncIterable<Cell[][]>
}

const sources = new Map<string, ExportSource>()

/** A room does it once, at import. */
export function defineExport(source: ExportSource): void {
  sources.set(source.name, source)
}

export const exportSource = (name: string): ExportSource | undefined => sources.get(name)
