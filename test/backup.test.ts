import { appendFileSync, chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backUp } from '#commands/backup.ts'
import { restore } from '#commands/restore.ts'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/database.ts'
import { startEmbeddedDatabase } from '#platform/embedded-database.ts'
import { openTornCity, type TornCity } from './torture/torn-city.ts'
import { type Ack, writeLetters } from './torture/writers.ts'

let city: TornCity
let folder: string
let backup: string
/** Restored by the first test, replaced by the last. */
let dataDir: string
let before: Ack[]

const passphrase = 'a passphrase for tests'

const said: string[] = []
const say = (line: string) => said.push(line)

/** Everything the command said, on either stream, and how it ended. */
async function run(command: typeof restore, env: Record<string, string>, args: string[]) {
  const from = said.length
  const write = process.stderr.write.bind(process.stderr)
  const out = process.stdout.write.bind(process.stdout)
  process.stderr.write = process.stdout.write = (text: string | Uint8Array) => said.push(String(text)) > 0
  try {
    const code = await command(readConfig({ LOG_LEVEL: 'silent', ...env }), args, say)
    return { code, said: said.slice(from).join('\n') }
  } finally {
    process.stderr.write = write
    process.stdout.write = out
  }
}

const emptyFolder = (): string => {
  const made = mkdtempSync(join(folder, 'data-'))
  chmodSync(made, 0o755)
  return made
}

const secret = { SECRET_KEY: 'torture-key-torture-key-torture-key' }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yangguang-backup-'))
  chmodSync(folder, 0o755)
  city = await openTornCity()
  const server = await city.start('web')
  const base = () => server.base
  const photo = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  before = (await writeLetters({ base, more: (begun) => begun < 10, writers: 4, name: '备份前', photo })).acks
  let isOver = false
  const during = writeLetters({ base, more: () => !isOver, writers: 2, name: '备份中' })
  const made = await run(backUp, { DATA_DIR: city.dataDir, BACKUP_PASSPHRASE: passphrase, ...secret }, [folder])
  isOver = true
  await during
  expect(made).toMatchObject({
    code: 0,
    said: expect.stringMatching(/备份完成[\s\S]*主密钥已用 BACKUP_PASSPHRASE 加密/),
  })
  backup = join(folder, readdirSync(folder).find((name) => name.startsWith('yangguang-')) ?? '')
  await writeLetters({ base, more: (begun) => begun < 5, writers: 2, name: '备份后' })
}, 300_000)

afterAll(async () => {
  await city.close()
  rmSync(folder, { recursive: true, force: true })
})

async function lettersIn(dataDir: string) {
  const database = await startEmbeddedDatabase({ dataDir, log: () => {} })
  const db = openDatabase(database.url, 2)
  const { rows } = await db.execute<{ title: string; number: string; events: number }>(
    sql`select t.body as title, m.number, (select count(*)::int from matter_events e where e.matter_id = m.id) as events
        from matters m join matter_texts t on t.matter_id = m.id and t.part = 'title' order by m.number`,
  )
  const { rows: notices } = await db.execute<{ state: string }>(sql`select distinct state from notices`)
  const { rows: serial } = await db.execute<{ last: number }>(
    sql`select last_value::int as last from pg_sequences where sequencename = 'matter_number_letter'`,
  )
  await db.$client.end()
  await database.stop()
  return { rows, states: notices.map(({ state }) => state), serial: serial[0]?.last ?? 0 }
}

test('restored into an empty folder: everything acknowledged before it is there, the check is clean, nothing is half', async () => {
  dataDir = emptyFolder()
  const restored = await run(restore, { DATA_DIR: dataDir, BACKUP_PASSPHRASE: passphrase }, [backup])
  expect(restored.said).toMatch(/备份的时刻：[\s\S]*核对完毕，没有发现问题。[\s\S]*恢复完成/)
  expect(restored.code).toBe(0)
  const { rows, states } = await lettersIn(dataDir)
  for (const { title, number } of before) expect(rows.filter((row) => row.title === title)).toMatchObject([{ number }])
  expect(rows.some(({ title }) => title.startsWith('备份后'))).toBe(false)
  // Nobody sent them while the backup was made; now they are asked about before they are sent.
  expect(states).toEqual(['sending'])
  // The same rows as in the city they came from.
  const now = await city.house.db.execute(sql`select number from matters`)
  const known = new Set(now.rows.map((row) => row.number))
  expect(rows.filter(({ number }) => !known.has(number))).toEqual([])
}, 300_000)

test('a damaged, an unfinished and a foreign backup, a wrong passphrase: refused, each with its sentence, and nothing is touched', async () => {
  const untouched = emptyFolder()
  const env = { DATA_DIR: untouched, BACKUP_PASSPHRASE: passphrase }
  const noKey = await run(restore, { DATA_DIR: untouched, BACKUP_PASSPHRASE: 'another passphrase' }, [backup])
  expect(noKey).toMatchObject({ code: 1, said: expect.stringContaining('没有这份备份的主密钥') })
  expect(await run(restore, env, [folder])).toMatchObject({
    code: 1,
    said: expect.stringContaining('不是一份完整的备份'),
  })
  const control = join(backup, 'cluster/PG_VERSION')
  appendFileSync(control, ' ')
  expect(await run(restore, env, [backup])).toMatchObject({
    code: 1,
    said: expect.stringContaining('cluster/PG_VERSION 与备份时不一致'),
  })
  appendFileSync(join(backup, 'stray'), 'x')
  expect((await run(restore, env, [backup])).said).toContain('多出 stray')
  expect(existsSync(join(untouched, 'postgres/cluster'))).toBe(false)
  truncateSync(control, 3)
  rmSync(join(backup, 'stray'))
}, 300_000)

test('over newer data: refused while it serves; then told what is newer, and kept aside when it is replaced', async () => {
  const env = { DATA_DIR: city.dataDir, ...secret }
  const serving = await run(restore, env, [backup, '--replace'])
  expect(serving).toMatchObject({ code: 1, said: expect.stringContaining('正在这份数据上运行') })
  const database = await startEmbeddedDatabase({ dataDir, log: () => {} })
  const db = openDatabase(database.url, 2)
  await db.execute(sql`select setval('matter_number_letter', 500000)`)
  await db.$client.end()
  await database.stop()
  const refused = await run(restore, { DATA_DIR: dataDir, ...secret }, [backup])
  expect(refused).toMatchObject({ code: 1, said: expect.stringMatching(/备份以后没有办理过什么[\s\S]*请加 --replace/) })
  const replaced = await run(restore, { DATA_DIR: dataDir, ...secret }, [backup, '--replace'])
  expect(replaced).toMatchObject({ code: 0, said: expect.stringContaining('原来的数据留在') })
  expect(readdirSync(join(dataDir, 'postgres')).filter((name) => name.startsWith('before-restore-'))).toHaveLength(1)
  // A number that somebody was told after the backup is never told to another.
  expect((await lettersIn(dataDir)).serial).toBeGreaterThan(500_000)
}, 240_000)
