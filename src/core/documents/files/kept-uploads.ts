import type { KeptUpload } from '#ui/index.ts'
import type { FileRow } from './tables.ts'

/** 1.2 MB, 340 KB */
export const sizeText = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`

export const keptUploads = (rows: readonly FileRow[]): KeptUpload[] =>
  rows.map((row) => ({ id: row.id, name: row.originalName ?? `附件.${row.extension}`, size: sizeText(row.bytes) }))

/** Of thirty refused files three are named: more is a wall that nobody reads. */
export function refusedFiles(refused: readonly { message: string }[]): string {
  const named = refused.slice(0, 3).map(({ message }) => message)
  if (refused.length > named.length) named.push(`另有 ${refused.length - named.length} 个也没有收下。`)
  return named.join(' ')
}
