import { acceptUploads, refusedFiles } from '#core/documents/index.ts'
import type { House } from '#platform/house.ts'
import { invalidBody } from '#platform/http/api-problem.ts'

/** The files as pending uploads of this request; one that is not taken refuses the whole of it. */
export async function acceptFiles(
  house: House,
  files: File[],
  owner: string,
  by: 'asker' | 'staff' = 'asker',
): Promise<string[]> {
  if (files.length === 0) return []
  const { kept, refused } = await acceptUploads(house, files, { by, owner })
  if (refused.length > 0) throw invalidBody([{ pointer: '#/files', detail: refusedFiles(refused) }])
  return kept.map(({ id }) => id)
}
