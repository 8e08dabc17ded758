import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { copyCluster } from '#platform/backup/copy-cluster.ts'
import { copyHashed, filesBelow, hashOf, type Manifest, writeManifest } from '#platform/backup/manifest.ts'
import { keyCheckOf, sealKey } from '#platform/backup/sealed-key.ts'
import type { Config } from '#platform/config.ts'
import { startEmbeddedDatabase } from '#platform/embedded-database.ts'
import { lastBackupFile } from '#platform/gauges.ts'
import { migrationIn } from '#platform/migrate.ts'
import { findPlace } from '#platform/postgres-place.ts'
import { cluster } from '#platform/postgres-server.ts'

const usage = '用法：npm run backup -- 备份文件夹（放到另一块磁盘上）'

/**
 * `backup FOLDER`: the database as of the end of the copying, the attachments, and the sealed master key, in a new folder with the hash of every file. Runs
 * beside the serving app and never migrates: it is what one does before an upgrade.
 */
export async function backUp(config: Config, [into]: string[], say: (line: string) => void): Promise<number> {
  if (!into) return fail(usage)
  const key = config.secretKey ?? readKey(config.dataDir)
  if (!key) return fail(`这里还没有数据（${resolve(config.dataDir)} 里没有 secret.key），没有可备份的。`)
  const stamp = Temporal.Now.instant().round('second').toString().replace(/[-:]/g, '')
  const folder = join(resolve(into), `yangguang-${stamp}`)
  const unfinished = `${folder}.unfinished`
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  try {
    // Before and after: what a row of the database's moment names was stored before it, and may be erased after it.
    const attachments = await copyAttachments(config, unfinished)
    const { madeAt, lastMigration, files } = await copyDatabase(config, unfinished, say)
    Object.assign(files, await copyAttachments(config, unfinished, attachments))
    if (config.backupPassphrase) {
      const sealed = sealKey(key, config.backupPassphrase)
      await writeFile(join(unfinished, 'secret.key.sealed'), sealed, { mode: 0o600 })
      files['secret.key.sealed'] = hashOf(sealed)
    }
    await writeManifest(unfinished, {
      format: 1,
      madeAt,
      lastMigration,
      keyCheck: keyCheckOf(key, config.cipher),
      files,
    })
    await rename(unfinished, folder)
    // For the alarm that says when there was none for too long.
    await writeFile(join(config.dataDir, lastBackupFile), madeAt)
    for (const line of report(config, folder, files)) say(line)
    return 0
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    return fail(`备份没有做成：${error instanceof Error ? error.message : String(error)}`)
  }
}

type Copied = Pick<Manifest, 'madeAt' | 'lastMigration' | 'files'>

async function copyDatabase(config: Config, folder: string, say: (line: string) => void): Promise<Copied> {
  if (config.databaseUrl) return copyGivenServer(config.databaseUrl, folder)
  const place = await findPlace(config.dataDir, say)
  const database = await startEmbeddedDatabase({ dataDir: config.dataDir, log: say, whenRunning: 'share' })
  try {
    const copied = await copyCluster(database.url, cluster(place), join(folder, 'cluster'))
    return { ...copied, lastMigration: await migrationIn(database.url) }
  } finally {
    await database.stop()
  }
}

/** PostgreSQL's own tool, of the server's version, on the machine that makes the backup; it brings its log along and checks itself. */
async function copyGivenServer(url: string, folder: string): Promise<Copied> {
  const target = join(folder, 'cluster')
  const ran = spawnSync('pg_basebackup', ['-d', url, '-D', target, '-X', 'stream', '-c', 'fast'], { encoding: 'utf8' })
  if (ran.error)
    throw new Error('本机没有 pg_basebackup：请安装与数据库同版本的 postgresql-client，或用数据库自己的备份。')
  if (ran.status !== 0) throw new Error(whyNot(ran.stderr))
  const files: Manifest['files'] = {}
  for (const path of await filesBelow(target)) {
    const hashed = await copyHashed(join(target, path), '/dev/null')
    if (hashed) files[`cluster/${path}`] = hashed
  }
  return { madeAt: Temporal.Now.instant().toString(), lastMigration: await migrationIn(url), files }
}

/** What an administrator can put right, in words; anything else as PostgreSQL says it. */
function whyNot(said: string): string {
  const last = said.trim().split('\n').at(-1) ?? 'pg_basebackup'
  if (/incompatible server version/.test(said))
    return `本机的 pg_basebackup 与数据库的版本不同，请安装同版本的 postgresql-client（${last}）`
  if (/replication/.test(said) && /pg_hba|permission denied|must be superuser|REPLICATION/i.test(said))
    return `数据库不许这个账号做备份：请给它 REPLICATION 权限，并在 pg_hba.conf 里允许它的 replication 连接（${last}）`
  return last
}

async function copyAttachments(
  { dataDir }: Config,
  folder: string,
  files: Manifest['files'] = {},
): Promise<Manifest['files']> {
  const from = resolve(dataDir, 'files')
  for (const path of await filesBelow(from)) {
    if (files[`files/${path}`]) continue
    const target = join(folder, 'files', path)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    const copied = await copyHashed(join(from, path), target)
    if (copied) files[`files/${path}`] = copied
  }
  return files
}

const readKey = (dataDir: string): string | null => {
  const file = join(dataDir, 'secret.key')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}

function report(config: Config, folder: string, files: Manifest['files']): string[] {
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0)
  return [
    `备份完成：${folder}`,
    `  ${Object.keys(files).length} 个文件，${(bytes / 1024 / 1024).toFixed(1)} MB，每个文件都记了 SHA-256。`,
    config.backupPassphrase
      ? '  主密钥已用 BACKUP_PASSPHRASE 加密放在里面。口令请另行保管，不要和备份放在一起。'
      : `  主密钥不在备份里：请把 ${config.secretKey ? '环境变量 SECRET_KEY' : resolve(config.dataDir, 'secret.key')} 另行保管；没有它，姓名和电话都读不出来。`,
  ]
}

function fail(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  return 1
}
