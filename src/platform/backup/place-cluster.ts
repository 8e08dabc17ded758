import { chown, mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Place } from '../postgres-place.ts'
import { cluster } from '../postgres-server.ts'
import { copyHashed, filesBelow, type Manifest } from './manifest.ts'

/** Empty in a running cluster, and not in the list of files; PostgreSQL wants to find them. */
const foldersOfItsOwn = ['pg_wal/archive_status', 'pg_wal/summaries', 'pg_replslot', 'pg_dynshmem', 'pg_notify'].concat(
  ['pg_serial', 'pg_snapshots', 'pg_stat', 'pg_stat_tmp', 'pg_subtrans', 'pg_tblspc', 'pg_twophase', 'pg_commit_ts'],
  ['pg_logical/mappings', 'pg_logical/snapshots', 'pg_multixact/members', 'pg_multixact/offsets', 'pg_xact'],
)

/**
 * Puts the cluster of a backup where the server looks for it, the one that lies there beside it under `aside`. Copied whole before anything is moved: if the
 * process dies, either the old data is still in its place or the new is; both are there in any case.
 */
export async function placeCluster(backup: string, { files }: Manifest, place: Place, aside: string): Promise<void> {
  const incoming = join(place.home, `incoming-${process.pid}`)
  await rm(incoming, { recursive: true, force: true })
  const owned = new Set([incoming])
  const makeFolder = async (folder: string) => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    for (let at = folder; at.startsWith(incoming); at = dirname(at)) owned.add(at)
  }
  for (const folder of foldersOfItsOwn) await makeFolder(join(incoming, folder))
  for (const path of Object.keys(files)) {
    if (!path.startsWith('cluster/')) continue
    const target = join(incoming, path.slice('cluster/'.length))
    await makeFolder(dirname(target))
    await copyHashed(join(backup, path), target)
  }
  if (place.owner) {
    const { uid, gid } = place.owner
    for (const path of [...owned, ...(await filesBelow(incoming)).map((name) => join(incoming, name))]) {
      await chown(path, uid, gid)
    }
  }
  await rename(cluster(place), join(place.home, aside)).catch(() => {})
  await rename(incoming, cluster(place))
}
