import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { chown, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { platform, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Place, StartRefused } from './postgres-place.ts'

/** Kept inside the cluster (mode 0600), so that a cluster and its password can never be parted. */
export type Access = { port: number; password: string }

export const databaseUser = 'yangguang'
const major = '18'

/**
 * Makes the cluster when there is none. It is made aside and renamed, so a process killed here leaves nothing that looks like a
 * cluster, and of two first starts at once one wins and the other finds the winner's.
 */
export async function ensureCluster(place: Place, durable: boolean, log: (sentence: string) => void): Promise<void> {
  await sweepUnfinished(place.home)
  const version = await readFile(join(cluster(place), 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version?.trim() === major) return
  if (version) {
    throw new StartRefused(
      `数据是 PostgreSQL ${version.trim()} 的，本程序带的是 ${major}。请先用原版本导出，或用 DATA_DIR 换一个文件夹。`,
    )
  }

  log('首次启动：正在建立数据库……')
  const unfinished = join(place.home, `unfinished-${process.pid}`)
  const password = randomBytes(24).toString('base64url')
  const passwordFile = join(place.home, `password-${process.pid}`)
  await writePrivate(place, passwordFile, password)
  const made = spawnSync(
    join(place.bin, 'initdb'),
    [`--pgdata=${unfinished}`, `--pwfile=${passwordFile}`, `--username=${databaseUser}`, '--auth=scram-sha-256'].concat(
      ['--encoding=UTF8', '--locale=C', '--no-instructions', ...(durable ? [] : ['--no-sync'])],
    ),
    { ...place.owner, ...quiet(), encoding: 'utf8' },
  )
  await rm(passwordFile, { force: true })
  if (made.status !== 0) {
    throw new StartRefused(`建立数据库失败：${(made.error?.message ?? made.stderr).trim()}`)
  }
  await writeAccess(place, unfinished, { port: 0, password })
  await rename(unfinished, cluster(place)).catch(() => rm(unfinished, { recursive: true, force: true }))
}

async function sweepUnfinished(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = Number(/^(?:unfinished|password)-(\d+)$/.exec(name)?.[1])
    if (pid && !isAlive(pid)) await rm(join(home, name), { recursive: true, force: true })
  }
}

export const cluster = (place: Pick<Place, 'home'>): string => join(place.home, 'cluster')
const logFile = (place: Place): string => join(place.home, 'postgres.log')

export async function readAccess(place: Place): Promise<Access> {
  try {
    return JSON.parse(await readFile(join(cluster(place), 'yangguang.json'), 'utf8'))
  } catch {
    throw new StartRefused(
      `数据文件夹 ${cluster(place)} 缺少 yangguang.json（数据库的端口与口令），请从备份中恢复这个文件。`,
    )
  }
}

async function writeAccess(place: Place, folder: string, access: Access): Promise<void> {
  const partial = join(folder, `yangguang.json.${process.pid}`)
  await writePrivate(place, partial, JSON.stringify(access))
  await rename(partial, join(folder, 'yangguang.json'))
}

async function writePrivate(place: Place, file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600 })
  if (place.owner) await chown(file, place.owner.uid, place.owner.gid)
}

/** `socketFolder`: of its Unix socket, where it has one; everybody may come by 127.0.0.1. */
export type RunningServer = { pid: number; port: number; socketFolder: string | undefined }

/** The server that runs on this cluster, whoever started it, and the port it has (two first starts at once may remember another). Only looks. */
export async function runningServer(place: Pick<Place, 'home'>): Promise<RunningServer | undefined> {
  const [pid, , , port, socketFolder] = linesOf(pidFile(place))
  return isServer(Number(pid), await realpath(cluster(place)).catch(() => ''))
    ? { pid: Number(pid), port: Number(port), socketFolder: socketFolder?.startsWith('/') ? socketFolder : undefined }
    : undefined
}

const pidFile = (place: Pick<Place, 'home'>): string => join(cluster(place), 'postmaster.pid')

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    return []
  }
}

const isServer = (pid: number, path: string): boolean => pid > 0 && isAlive(pid) && commandOf(pid).includes(path)

/**
 * A lock file (of the cluster, of a socket) whose number now belongs to another process (or to a zombie) is made harmless by writing our own number into it:
 * PostgreSQL takes its parent's pid for stale, and still checks the shared memory of the dead server, which deleting the file would prevent. In one breath, and
 * only when a server is about to be started: written later, it would take the file away from a server that somebody started meanwhile.
 */
function disarm(lockFile: string, path: string): void {
  const lines = linesOf(lockFile)
  const pid = Number(lines[0])
  if (pid && isAlive(pid) && !isServer(pid, path)) writeFileSync(lockFile, [process.pid, ...lines.slice(1)].join('\n'))
}

/**
 * Beside the cluster, so that only its owner comes in; none where its path is longer than systems allow, or where the disk knows no sockets (a folder shared
 * with another system): PostgreSQL would refuse to start. A question by a socket costs three quarters of one by 127.0.0.1 (measured).
 */
async function socketFolder({ home }: Place): Promise<string> {
  if (platform() === 'win32' || Buffer.byteLength(socketIn(home, 65_535)) >= 100) return ''
  const probe = createServer()
  const isGood = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false))
    probe.listen(join(home, `.s.${process.pid}`), () => resolve(true))
  })
  if (isGood) await new Promise((resolve) => probe.close(resolve))
  return isGood ? home : ''
}

const socketIn = (folder: string, port: number): string => join(folder, `.s.PGSQL.${port}`)

function commandOf(pid: number): string {
  if (platform() === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    } catch {
      return ''
    }
  }
  return spawnSync('ps', ['-p', `${pid}`, '-o', 'command='], { encoding: 'utf8' }).stdout ?? ''
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Starts the server on its remembered port, or on another one when that is taken. Readiness is for the caller to ask, by connecting. */
export async function launchServer(place: Place, durable: boolean): Promise<ChildProcess> {
  const access = await readAccess(place)
  const port = await freePort(access.port)
  if (port !== access.port) await writeAccess(place, cluster(place), { ...access, port })
  const sockets = await socketFolder(place)
  const settings = {
    ...everyServer,
    ...(durable ? keptServer : forgottenServer),
    port,
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
  }
  const output = await openServerLog(place)
  const path = await realpath(cluster(place))
  disarm(pidFile(place), path)
  if (sockets) disarm(`${socketIn(sockets, port)}.lock`, path)
  const server = spawn(
    join(place.bin, 'postgres'),
    ['-D', path, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // A process group of its own: Ctrl-C must reach the app alone, which stops the server after its last answer.
    { ...place.owner, ...quiet(), detached: true, windowsHide: true, stdio: ['ignore', output, output] },
  )
  closeSync(output)
  server.on('error', () => {})
  server.unref()
  return server
}

const everyServer = {
  listen_addresses: '127.0.0.1',
  max_connections: 250,
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  random_page_cost: 1.1,
  // Statements and details carry what people typed; the server's log must not.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

const megabyte = 1024 * 1024
const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / megabyte

/**
 * A sixteenth of the memory, 256 MB to 1 GB: with it the newest letters and their word vectors stay at hand, and a search among a million takes two
 * thirds of the time (measured).
 */
const sharedBuffers = Math.round(Math.min(1024, Math.max(256, memory / 16)))

const keptServer = {
  shared_buffers: `${sharedBuffers}MB`,
  effective_cache_size: `${Math.round(Math.max(1024, memory / 2))}MB`,
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  log_checkpoints: 'off',
}

/** For tests: a crash may lose everything. */
const forgottenServer = {
  shared_buffers: '128MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  autovacuum: 'off',
  log_checkpoints: 'off',
}

/**
 * The remembered port, to which everybody who uses this database keeps connecting; seconds are waited for it. New ones lie below what systems give to
 * outgoing connections: from there a client that keeps knocking at a dead server's port is one day given that very port as its own, and holds it.
 */
async function freePort(wished: number): Promise<number> {
  for (let tries = 0; wished !== 0 && tries < 20; tries++) {
    if (await portIfFree(wished)) return wished
    await pause(250)
  }
  for (let tries = 0; tries < 50; tries++) {
    const free = await portIfFree(20_000 + Math.floor(Math.random() * 10_000))
    if (free) return free
  }
  return (await portIfFree(0)) ?? 0
}

function portIfFree(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined))
    })
  })
}

async function openServerLog(place: Place): Promise<number> {
  const size = await stat(logFile(place)).then(
    (found) => found.size,
    () => 0,
  )
  if (size > 10_000_000) await rename(logFile(place), `${logFile(place)}.1`)
  const file = openSync(logFile(place), 'a', 0o600)
  if (place.owner) await chown(logFile(place), place.owner.uid, place.owner.gid)
  return file
}

/** What the server said last, for the sentence that says why it did not start. */
export async function lastWords(place: Place): Promise<string> {
  const said = await readFile(logFile(place), 'utf8').catch(() => '')
  return said.trimEnd().split('\n').slice(-5).join('\n')
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk when this returns. */
export function stopServer(place: Place, how: 'fast' | 'immediate'): void {
  spawnSync(join(place.bin, 'pg_ctl'), ['stop', '-D', cluster(place), '-m', how, '-w', '-t', '60', '-s'], {
    ...place.owner,
    ...quiet(),
    stdio: 'ignore',
  })
}

const quiet = () => ({ cwd: '/', env: { ...process.env, LC_ALL: 'C' } })
