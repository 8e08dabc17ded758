import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EmbeddedDatabase, StartRefused, startEmbeddedDatabase } from './embedded-database.ts'

let dataDir: string
let pidFile: string
let running: EmbeddedDatabase[]

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), `yangguang-postgres-${process.pid}-`))
  chmodSync(dataDir, 0o755)
  pidFile = join(dataDir, 'postgres/cluster/postmaster.pid')
  running = []
})

afterEach(async () => {
  for (const database of running) await database.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const start = async (whenRunning: 'refuse' | 'share' = 'refuse', log: string[] = []): Promise<EmbeddedDatabase> => {
  const database = await startEmbeddedDatabase({
    dataDir,
    whenRunning,
    durable: false,
    log: (sentence) => log.push(sentence),
  })
  running.push(database)
  return database
}

const serverPid = (): number => Number(readFileSync(pidFile, 'utf8').split('\n')[0])

async function query(url: string, statement: string): Promise<unknown> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows[0]
  } finally {
    await client.end()
  }
}

/** Another app, in a process of its own that can be killed. */
async function otherApp(durable = false): Promise<ChildProcess> {
  const code = `
    const { startEmbeddedDatabase } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded-database.ts'))})
    await startEmbeddedDatabase({ dataDir: ${JSON.stringify(dataDir)}, durable: ${durable}, log: () => {} })
    console.log('ready')`
  const app = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(app.stdout, 'data')
  return app
}

async function killed(app: ChildProcess): Promise<void> {
  const gone = once(app, 'exit')
  app.kill('SIGKILL')
  await gone
}

test('a first start makes the database, says so, and keeps its password to itself', async () => {
  const log: string[] = []
  const { url } = await start('refuse', log)
  expect(log).toEqual(['首次启动：正在建立数据库……'])
  expect(await query(url, 'select current_database() as name, version() as version')).toMatchObject({
    name: 'yangguang',
    version: expect.stringContaining('PostgreSQL 18'),
  })
  expect(statSync(join(dataDir, 'postgres/cluster/yangguang.json')).mode & 0o077).toBe(0)
  await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/)
})

test('a second app on the same data is refused with a sentence that says what to do; a command shares', async () => {
  const first = await start()
  await expect(start()).rejects.toThrow(
    new StartRefused(
      `阳光政务已在这份数据上运行（进程 ${process.pid}）。请先停止它，或用 DATA_DIR=另一个文件夹 再启动一份。`,
    ),
  )
  const guest = await start('share')
  expect(guest.url).toBe(first.url)
  await guest.stop()
  expect(await query(first.url, 'select 1 as one')).toEqual({ one: 1 })
})

test('the server that a killed app left running is adopted with its data', async () => {
  const app = await otherApp()
  const left = serverPid()
  await killed(app)
  const { url } = await start()
  expect(serverPid()).toBe(left)
  expect(await query(url, 'select 1 as one')).toEqual({ one: 1 })
})

test('app and server killed: the next start recovers what was committed', async () => {
  const app = await otherApp(true)
  const { url } = await start('share')
  await query(url, 'create table kept as select 42 as answer')
  const left = serverPid()
  await killed(app)
  process.kill(left, 'SIGKILL')
  const again = await start()
  expect(serverPid()).not.toBe(left)
  expect(await query(again.url, 'select answer from kept')).toEqual({ answer: 42 })
})

test('lock files whose number belongs to another process now do not stop the start', async () => {
  const first = await start()
  await first.stop()
  const { port } = new URL(first.url)
  const home = join(dataDir, 'postgres')
  const left = `${process.ppid}\n${join(home, 'cluster')}\n1700000000\n${port}\n${home}\n127.0.0.1\n\nready\n`
  for (const file of [pidFile, join(home, `.s.PGSQL.${port}.lock`)]) writeFileSync(file, left)
  const { url } = await start()
  expect(new URL(url)).toMatchObject({ port, search: `?host=${encodeURIComponent(home)}` })
  expect(await query(url, 'select 1 as one')).toEqual({ one: 1 })
})

test('a server killed under a running app is started again on its port', async () => {
  const log: string[] = []
  const { url } = await start('refuse', log)
  process.kill(serverPid(), 'SIGKILL')
  while (!log.includes('数据库已恢复。')) await pause(50)
  expect(await query(url, 'select 1 as one')).toEqual({ one: 1 })
})

test('the server is reached by 127.0.0.1 as well as by its socket', async () => {
  const { url } = await start()
  expect(await query(url.split('?')[0] ?? '', 'select inet_server_addr() is not null as far')).toEqual({ far: true })
  expect(await query(url, 'select inet_server_addr() is null as near')).toEqual({ near: true })
})

test('stopping leaves no server and no pid file', async () => {
  const { stop, url } = await start()
  await stop()
  await expect(query(url, 'select 1')).rejects.toThrow(/ENOENT/)
  expect(() => serverPid()).toThrow(/ENOENT/)
})

test('where the path is too long for a socket the database is reached by 127.0.0.1', async () => {
  const { url, stop } = await startEmbeddedDatabase({
    dataDir: join(dataDir, 'a'.repeat(60), 'b'.repeat(60)),
    durable: false,
    log: () => {},
  })
  try {
    expect(new URL(url).search).toBe('')
    expect(await query(url, 'select inet_server_addr() is not null as far')).toEqual({ far: true })
  } finally {
    await stop()
  }
})
