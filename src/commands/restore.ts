import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { copyHashed, damage, type Manifest, readManifest } from '#platform/backup/manifest.ts'
import { placeCluster } from '#platform/backup/place-cluster.ts'
import { keyCheckOf, unsealKey } from '#platform/backup/sealed-key.ts'
import type { Config } from '#platform/config.ts'
import { newestMigration } from '#platform/migrate.ts'
import { findPlace } from '#platform/postgres-place.ts'
import { cluster, runningServer } from '#platform/postgres-server.ts'
import { bringBack } from './bring-back.ts'
import { dataSince, type Since, sinceIn } from './data-since.ts'

const usage = '用法：npm run restore -- 备份文件夹/yangguang-… [--replace]'

type Say = (line: string) => void

/** Refused with what to do; nothing has been changed. */
class NotRestored extends Error {}

/**
 * `restore FOLDER [--replace]`: checks every hash, then puts database, attachments and key in their place and brings the database forward. Data that lies
 * there is told of and replaced only with `--replace`, and then kept aside under a name of its own, never deleted. Where a server is given (`DATABASE_URL`) its own
 * data folder is exchanged by hand before, and the rest is done here.
 */
export async function restore(config: Config, args: string[], say: Say): Promise<number> {
  const [folder] = args.filter((arg) => !arg.startsWith('--'))
  if (!folder) return fail(usage)
  try {
    const backup = resolve(folder)
    const manifest = await goodManifest(backup)
    const key = keyFor(config, backup, manifest)
    if (config.databaseUrl)
      return await restoreGiven({ ...config, secretKey: key }, config.databaseUrl, backup, manifest, say)
    const place = await findPlace(config.dataDir, say)
    if (await runningServer(place)) {
      throw new NotRestored('阳光政务正在这份数据上运行：请先停止它，再恢复。数据没有动。')
    }
    say(`备份的时刻：${inCity(config, manifest.madeAt)}`)
    const isOccupied = existsSync(cluster(place))
    const since = isOccupied ? await dataSince(config, manifest.madeAt) : null
    if (isOccupied) for (const line of tell(since)) say(line)
    if (isOccupied && !args.includes('--replace')) {
      throw new NotRestored(
        '这里已经有数据，没有动它。确实要换成备份，请加 --replace 再来一次；现有数据会改名留着，不会删除。',
      )
    }
    const aside = asideNow()
    await placeCluster(backup, manifest, place, aside)
    await placeFiles(config, backup, manifest, aside)
    await placeKey(config, key, aside)
    if (isOccupied) say(`原来的数据留在：${join(place.home, aside)}、${resolve(config.dataDir, `files-${aside}`)}`)
    return await bringBack({ ...config, secretKey: key }, manifest, since, say)
  } catch (error) {
    return fail(error instanceof NotRestored ? error.message : `恢复没有做成：${(error as Error).message}`)
  }
}

/** A given server is stopped, filled and started by whoever runs it; what belongs to us is done here. */
async function restoreGiven(
  config: Config & { secretKey: string },
  url: string,
  backup: string,
  manifest: Manifest,
  say: Say,
): Promise<number> {
  const since = await sinceIn(url, config, manifest.madeAt)
  if (!since) {
    throw new NotRestored(
      '连不上 DATABASE_URL 指向的数据库，或里面没有阳光政务的数据。请停止它，用备份里的 cluster 文件夹替换它的数据目录（属主 postgres，权限 0700），启动后再来一次。',
    )
  }
  if (since.events > 0) {
    throw new NotRestored(
      `DATABASE_URL 指向的数据库里还有备份以后的办理（收了 ${since.opened} 件，办理了 ${since.events} 步）：它还没有换成备份里的 cluster。没有动它。`,
    )
  }
  say(`备份的时刻：${inCity(config, manifest.madeAt)}`)
  const aside = asideNow()
  await placeFiles(config, backup, manifest, aside)
  await placeKey(config, config.secretKey, aside)
  return bringBack(config, manifest, null, say)
}

const asideNow = (): string =>
  `before-restore-${Temporal.Now.instant().round('second').toString().replace(/[-:]/g, '')}`

async function goodManifest(backup: string): Promise<Manifest> {
  const manifest = await readManifest(backup)
  if (!manifest) throw new NotRestored(`${backup} 不是一份完整的备份（没有 manifest.json，或备份没有做完）。`)
  if (manifest.lastMigration > newestMigration()) {
    throw new NotRestored('这份备份来自更新的版本，本程序读不懂它：请先升级程序，再恢复。')
  }
  const faults = await damage(backup, manifest)
  if (faults.length > 0) throw new NotRestored(`这份备份已损坏，没有恢复：\n  ${faults.slice(0, 10).join('\n  ')}`)
  return manifest
}

/** The master key that this data was sealed with: given, in the backup under its passphrase, or still in its place. */
function keyFor(config: Config, backup: string, manifest: Manifest): string {
  const sealed = join(backup, 'secret.key.sealed')
  const inPlace = join(config.dataDir, 'secret.key')
  const candidates = [
    config.secretKey,
    config.backupPassphrase && existsSync(sealed)
      ? unsealKey(readFileSync(sealed, 'utf8'), config.backupPassphrase)
      : null,
    existsSync(inPlace) ? readFileSync(inPlace, 'utf8').trim() : null,
  ]
  const key = candidates.find((one) => one && one.length >= 32 && keyCheckOf(one, config.cipher) === manifest.keyCheck)
  if (key) return key
  throw new NotRestored(
    '没有这份备份的主密钥，恢复了也读不出姓名和电话：请设置 BACKUP_PASSPHRASE（备份时的口令）或 SECRET_KEY，或把当时的 secret.key 放回数据文件夹。',
  )
}

async function placeFiles({ dataDir }: Config, backup: string, { files }: Manifest, aside: string): Promise<void> {
  const folder = resolve(dataDir, 'files')
  await rename(folder, resolve(dataDir, `files-${aside}`)).catch(() => {})
  for (const path of Object.keys(files)) {
    if (!path.startsWith('files/')) continue
    const target = join(dirname(folder), path)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    await copyHashed(join(backup, path), target)
  }
}

async function placeKey({ dataDir, secretKey }: Config, key: string, aside: string): Promise<void> {
  const file = resolve(dataDir, 'secret.key')
  if (secretKey || (existsSync(file) && readFileSync(file, 'utf8').trim() === key)) return
  await rename(file, resolve(dataDir, `secret.key-${aside}`)).catch(() => {})
  await writeFile(file, key, { mode: 0o600 })
}

function tell(since: Since | null): string[] {
  if (!since) return ['现有的数据打不开，说不出备份以后发生过什么。']
  if (since.events === 0) return ['现有的数据里，备份以后没有办理过什么。']
  return [
    `现有的数据比备份新：备份以后收了 ${since.opened} 件，办理了 ${since.events} 步，最后一步在 ${since.last}。恢复后这些不在新数据里。`,
    ...(since.erased.length > 0
      ? [`备份以后按规定删除过个人信息的编号，恢复后要重新删除：${since.erased.join('、')}`]
      : []),
  ]
}

const inCity = ({ timeZone }: Config, instant: string): string =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .round('second')
    .toString()
    .replace('T', ' ')

function fail(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  return 1
}
