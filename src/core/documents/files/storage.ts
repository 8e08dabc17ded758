import { resolve } from 'node:path'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import type { Config } from '#platform/config.ts'

/**
 * Where attachments lie: the folder `files` beside the database. Keys are ids, never names. Another driver of flydrive (S3, with
 * its SDK installed) takes this one's place here and nowhere else.
 */
export const openFiles = (config: Pick<Config, 'dataDir'>): Disk =>
  new Disk(new FSDriver({ location: resolve(config.dataDir, 'files'), visibility: 'private' }))

/** files/2026/11/<id>: a folder a month, so that none grows without end. */
export function storageKey(at: Temporal.Instant, id: string, suffix = ''): string {
  const month = at.toString().slice(0, 7).replace('-', '/')
  return `${month}/${id}${suffix}`
}
