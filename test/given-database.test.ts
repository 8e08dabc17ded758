import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { backUp } from '#commands/backup.ts'
import { restore } from '#commands/restore.ts'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/database.ts'
import { ServerProcess } from './torture/server-process.ts'
import { writeLetters } from './torture/writers.ts'

const folder = mkdtempSync(join(tmpdir(), 'yangguang-given-'))
chmodSync(folder, 0o755)
const running: { stop(): Promise<void> }[] = []
afterAll(async () => {
  for (const one of running.toReversed()) await one.stop()
  rmSync(folder, { recursive: true, force: true })
})

const secret = { SECRET_KEY: 'given-key-given-key-given-key-given-key', LOG_LEVEL: 'silent', DEMO: 'off' }

/** Everything the command said, on either stream, and how it ended. */
async function run(command: typeof backUp, env: Record<string, string>, args: string[]) {
  const said: string[] = []
  const write = process.stderr.write.bind(process.stderr)
  const out = process.stdout.write.bind(process.stdout)
  process.stderr.write = process.stdout.write = (text: string | Uint8Array) => said.push(String(text)) > 0
  try {
    return { code: await command(readConfig(env), args, (line) => said.push(line)), said: said.join('\n') }
  } finally {
    process.stderr.write = write
    process.stdout.write = out
  }
}

test('a database that is not there: no backup, one sentence, nothing half left behind', async () => {
  const into = join(folder, 'nowhere')
  const made = await run(
    backUp,
    { ...secret, DATA_DIR: join(folder, 'data'), DATABASE_URL: 'postgres://x@127.0.0.1:9/x' },
    [into],
  )
  expect(made).toMatchObject({ code: 1, said: expect.stringMatching(/备份没有做成：.+/) })
  expect(readdirSync(into)).toEqual([])
})

/** A PostgreSQL of the system's own with its client tools, as a city has it; the embedded one brings no `pg_basebackup`. */
const programs = existsSync('/usr/lib/postgresql')
  ? readdirSync('/usr/lib/postgresql')
      .map((version) => `/usr/lib/postgresql/${version}/bin`)
      .find((bin) => ['initdb', 'postgres', 'pg_basebackup'].every((name) => existsSync(join(bin, name))))
  : undefined

/** As root it has to be another account; PostgreSQL refuses root. */
const account = process.getuid?.() === 0 ? accountOf('postgres') : undefined

function accountOf(name: string): { uid: number; gid: number } | undefined {
  const id = (flag: string) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout)
  return id('-u') > 0 ? { uid: id('-u'), gid: id('-g') } : undefined
}

async function startServer(bin: string, data: string): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`, 'fsync=off']
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
    stdio: 'ignore',
    ...account,
  })
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const made = {
    url: `postgres://city@127.0.0.1:${port}/postgres`,
    stop: async () => {
      server.kill('SIGINT')
      await gone
    },
  }
  running.push(made)
  for (let tries = 0; tries < 300 && !(await answers(made.url)); tries++) await pause(100)
  return made
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url })
  return client.connect().then(
    async () => {
      await client.end()
      return true
    },
    () => false,
  )
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const lettersIn = async (url: string) => {
  const db = openDatabase(url, 1)
  const { rows } = await db.execute<{ title: string; number: string }>(
    sql`select t.body as title, m.number from matters m join matter_texts t on t.matter_id = m.id and t.part = 'title'`,
  )
  const { rows: last } = await db.execute<{ last: number; states: string[] }>(sql`
    select last_value::int as last, (select array_agg(distinct state) from notices) as states
    from pg_sequences where sequencename = 'matter_number_letter'`)
  await db.$client.end()
  return { rows, ...last[0] }
}

// Where there is no such server there is no such test.
if (programs && (account || process.getuid?.() !== 0)) {
  test('a given server is backed up by pg_basebackup while it serves, and comes back whole on another', async () => {
    const cluster = join(folder, 'cluster')
    const initdb = ['-D', cluster, '-U', 'city', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
    if (account) chownSync(folder, account.uid, account.gid)
    expect(spawnSync(join(programs, 'initdb'), initdb, { ...account, encoding: 'utf8' }).status).toBe(0)
    const first = await startServer(programs, cluster)
    const dataDir = join(folder, 'data')
    const env = { ...secret, DATABASE_URL: first.url, DATA_DIR: dataDir, TRUST_PROXY: 'on' }
    const server = await ServerProcess.start('web', env)
    running.push(server)
    const base = () => server.base
    const before = await writeLetters({ base, more: (begun) => begun < 8, writers: 4, name: '备份前' })
    let isOver = false
    const during = writeLetters({ base, more: () => !isOver, writers: 2, name: '备份中' })
    const made = await run(backUp, env, [join(folder, 'backups')])
    isOver = true
    await during
    expect(made).toMatchObject({ code: 0, said: expect.stringContaining('备份完成') })
    const after = await writeLetters({ base, more: (begun) => begun < 3, writers: 1, name: '备份后' })
    await server.stop()
    const backup = join(folder, 'backups', readdirSync(join(folder, 'backups'))[0] ?? '')

    const newer = await run(restore, { ...env, DATA_DIR: join(folder, 'new') }, [backup])
    expect(newer).toMatchObject({ code: 1, said: expect.stringContaining('还没有换成备份里的 cluster') })
    const told = await lettersIn(first.url)
    await first.stop()

    // By hand, as the manual says: the folder, its owner, its rights.
    const second = join(folder, 'second')
    cpSync(join(backup, 'cluster'), second, { recursive: true })
    chmodSync(second, 0o700)
    if (account) spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, second])
    const restored = await startServer(programs, second)
    const back = await run(restore, { ...env, DATABASE_URL: restored.url, DATA_DIR: join(folder, 'new') }, [backup])
    expect(back).toMatchObject({ code: 0, said: expect.stringMatching(/没有发现问题[\s\S]*恢复完成/) })

    const { rows, last = 0, states } = await lettersIn(restored.url)
    for (const { title, number } of before.acks)
      expect(rows.filter((row) => row.title === title)).toMatchObject([{ number }])
    for (const { title } of after.acks) expect(rows.some((row) => row.title === title)).toBe(false)
    // What people were told after the backup is told to nobody else, and what may have gone out is asked about first.
    expect(last).toBeGreaterThan(told.last ?? 0)
    expect(states).not.toContain('queued')
  }, 240_000)
}
