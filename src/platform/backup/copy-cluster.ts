import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { copyHashed, hashOf, type Manifest } from './manifest.ts'

type Files = Manifest['files']

/** What PostgreSQL's manual leaves out of a base backup: the running server's own things, and what it makes anew. Folders themselves stay. */
const leftOut = /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)$/
const leftOutFiles = /^(postmaster\.(pid|opts)|pg_internal\.init.*|pgsql_tmp.*|yangguang\.json\..*)$/

/**
 * Copies the cluster while it serves (`pg_backup_start` … `pg_backup_stop`): torn pages in the copy are mended from the log between the two, which a
 * temporary slot keeps from being recycled and which is copied last. If the process dies the server forgets the backup by itself.
 */
export async function copyCluster(url: string, from: string, to: string): Promise<{ files: Files; madeAt: string }> {
  const client = new Client({ connectionString: url, application_name: 'yangguang backup' })
  await client.connect()
  try {
    await client.query(`select pg_create_physical_replication_slot('backup_' || pg_backend_pid(), true, true)`)
    const started = await client.query<{ wal: string }>(
      `select pg_walfile_name(pg_backup_start('yangguang', true)) as wal`,
    )
    const files: Files = {}
    await copyFolder(from, to, files, 'cluster')
    const stopped = await client.query<{ wal: string; labelfile: string; at: string }>(
      `select pg_walfile_name(lsn) as wal, labelfile, to_json(clock_timestamp()) #>> '{}' as at
       from pg_backup_stop(wait_for_archive => false)`,
    )
    const [first, last] = [started.rows[0], stopped.rows[0]]
    if (!first || !last) throw new Error('the backup did not end')
    await writeFile(join(to, 'backup_label'), last.labelfile, { mode: 0o600 })
    files['cluster/backup_label'] = hashOf(last.labelfile)
    await copyLog(from, to, files, first.wal, last.wal)
    return { files, madeAt: last.at }
  } finally {
    await client.end()
  }
}

async function copyFolder(from: string, to: string, files: Files, name: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const entry of await readdir(from, { withFileTypes: true }).catch(() => [])) {
    const path = `${name}/${entry.name}`
    if (entry.isDirectory()) {
      const isEmptied = leftOut.test(entry.name) && name === 'cluster'
      if (isEmptied) await mkdir(join(to, entry.name), { mode: 0o700 })
      else await copyFolder(join(from, entry.name), join(to, entry.name), files, path)
    } else if (entry.isFile() && !leftOutFiles.test(entry.name)) {
      // A table dropped meanwhile is gone: the log says so too.
      const copied = await copyHashed(join(from, entry.name), join(to, entry.name))
      if (copied) files[path] = copied
    }
  }
}

/** The segments from the first to the last one that the backup needs, and what tells the history of timelines. */
async function copyLog(from: string, to: string, files: Files, first: string, last: string): Promise<void> {
  for (const name of await readdir(join(from, 'pg_wal'))) {
    const isNeeded = /^[0-9A-F]{24}$/.test(name) ? name >= first && name <= last : name.endsWith('.history')
    if (!isNeeded) continue
    const target = join(to, 'pg_wal', name)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    const copied = await copyHashed(join(from, 'pg_wal', name), target)
    if (!copied) throw new Error(`log segment ${name} was recycled during the backup`)
    files[`cluster/pg_wal/${name}`] = copied
  }
}
