import { setTimeout as pause } from 'node:timers/promises'
import { Client, DatabaseError } from 'pg'
import { findPlace, type Place, StartRefused } from './postgres-place.ts'
import {
  databaseUser,
  ensureCluster,
  lastWords,
  launchServer,
  type RunningServer,
  readAccess,
  runningServer,
  stopServer,
} from './postgres-server.ts'

export { StartRefused } from './postgres-place.ts'

export type EmbeddedDatabase = {
  /** `postgres://…/yangguang` on 127.0.0.1 with its password, by its socket where it has one. */
  url: string
  /** Stops the server, unless it is another process's. Idempotent. */
  stop: () => Promise<void>
}

type Options = {
  dataDir: string
  log: (sentence: string) => void
  /** What to do when another process already runs on this data: a second app refuses, a command (import, check) shares. */
  whenRunning?: 'refuse' | 'share'
  /** `false` only for tests: no fsync. */
  durable?: boolean
}

/** Session-level, in the maintenance database: held as long as the process that owns the data lives, freed by its death. */
const ownerLock = 510_400_071

/**
 * Starts PostgreSQL on `dataDir`, or adopts the server that a killed app left running. Whoever holds `ownerLock` owns the data; the
 * connection that holds it is also the watch: when it breaks, the server is looked for, started again and the lock retaken.
 * @throws StartRefused with a Chinese sentence: data in use, folder not writable, server does not start.
 */
export async function startEmbeddedDatabase(options: Options): Promise<EmbeddedDatabase> {
  const place = await findPlace(options.dataDir, options.log)
  await ensureCluster(place, options.durable !== false, options.log)
  const watch = new ServerWatch(place, options)
  return { url: await watch.open(), stop: () => watch.stop() }
}

class ServerWatch {
  #owner: Client | undefined
  #stopping = false
  readonly #place: Place
  readonly #options: Options

  constructor(place: Place, options: Options) {
    this.#place = place
    this.#options = options
  }

  async open(): Promise<string> {
    const client = await connectToServer(this.#place, this.#options)
    const owned = await takeOwnership(client)
    if (!owned) {
      const holder = await ownerPid(client)
      await client.end()
      if (this.#options.whenRunning !== 'share') {
        throw new StartRefused(
          `阳光政务已在这份数据上运行（进程 ${holder}）。请先停止它，或用 DATA_DIR=另一个文件夹 再启动一份。`,
        )
      }
      return databaseUrl(client)
    }
    await ensureDatabase(client)
    this.#owner = client
    client.once('end', () => void this.#reopen())
    return databaseUrl(client)
  }

  async #reopen(): Promise<void> {
    while (!this.#stopping) {
      this.#options.log('数据库意外中断，正在重新启动……')
      try {
        await this.open()
        this.#options.log('数据库已恢复。')
        return
      } catch (error) {
        this.#options.log(error instanceof Error ? error.message : String(error))
        await pause(5_000)
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true
    const owner = this.#owner
    this.#owner = undefined
    if (!owner) return
    // The lock is given up by the shutdown itself: nobody can adopt a server that is about to go.
    stopServer(this.#place, this.#options.durable === false ? 'immediate' : 'fast')
    await owner.end().catch(() => {})
  }
}

const databaseUrl = ({ user, password, host, port }: Client): string =>
  `postgres://${user}:${password}@127.0.0.1:${port}/yangguang${host.startsWith('/') ? `?host=${encodeURIComponent(host)}` : ''}`

/** Waits through start and crash recovery; starts the server whenever it finds none. */
async function connectToServer(place: Place, { log, durable }: Options): Promise<Client> {
  let launches = 0
  let told = false
  for (let tries = 0; ; tries++) {
    let running = await runningServer(place)
    if (!running) {
      // A dead server's last children may hold its memory for a moment, and two apps may start at once: some launches may fail.
      if (launches++ >= 20) throw new StartRefused(`数据库没有启动。它最后说：\n${await lastWords(place)}`)
      const server = await launchServer(place, durable !== false)
      await Promise.race([new Promise((resolve) => server.once('exit', resolve)), waitUntilRunning(place)])
      running = await runningServer(place)
      if (!running) await pause(250)
    }
    const client = running && (await tryConnecting(place, running))
    if (client) return client
    if (tries > 200 && !told) {
      log('数据库正在恢复上次中断时的数据，请稍候……')
      told = true
    }
    await pause(50)
  }
}

async function waitUntilRunning(place: Place): Promise<void> {
  for (let tries = 0; tries < 100 && !(await runningServer(place)); tries++) await pause(20)
}

const notYet = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', '57P03', '57P01', '53300'])

async function tryConnecting(place: Place, { port, socketFolder }: RunningServer): Promise<Client | undefined> {
  const { password } = await readAccess(place)
  const client = new Client({
    host: socketFolder ?? '127.0.0.1',
    port,
    user: databaseUser,
    password,
    database: 'postgres',
    application_name: `yangguang ${process.pid}`,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    if (error instanceof DatabaseError && error.code === '28P01') {
      throw new StartRefused('数据库口令不符：yangguang.json 与这份数据不是一起的，请从同一份备份中恢复。')
    }
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (notYet.has(code) || /terminated|timeout/i.test((error as Error).message)) return undefined
    throw error
  }
}

/** A process that has just been stopped may need a moment to let go. */
async function takeOwnership(client: Client): Promise<boolean> {
  for (let tries = 0; tries < 10; tries++) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [ownerLock])
    if (rows[0]?.taken) return true
    await pause(100)
  }
  return false
}

async function ownerPid(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.objid = $1 and l.granted`,
    [ownerLock],
  )
  return rows[0]?.name.replace('yangguang ', '') ?? '未知'
}

async function ensureDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query(`select from pg_database where datname = 'yangguang'`)
  if (rowCount === 0) await client.query('create database yangguang')
}
