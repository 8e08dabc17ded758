import type { Context } from 'hono'
import { asCsv, asXlsx, type SheetForm } from '#core/documents/index.ts'
import type { Env } from '#platform/http/env.ts'

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** A list as a file; `file` is its plain name, the sheet's own the one that people see. */
export async function answerWithSheet(
  c: Context<Env>,
  format: keyof typeof types,
  file: string,
  sheet: SheetForm,
): Promise<Response> {
  const headers = {
    'Content-Type': types[format],
    'Content-Disposition': `attachment; filename="${file}.${format}"; filename*=UTF-8''${encodeURIComponent(sheet.name)}.${format}`,
    'Cache-Control': 'no-cache',
  }
  return format === 'csv'
    ? c.body(asCsv(sheet), 200, headers)
    : c.body(new Uint8Array(await asXlsx([sheet])), 200, headers)
}
