import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askWitnesses, enterRecord, expectNothingLost, publishEntries } from '#core/ledger/index.ts'
import type { Witness } from '#platform/config.ts'
import { listen } from '#platform/http/listen.ts'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from './house.ts'

let house: TestHouse
let server: Awaited<ReturnType<typeof listen>>
let base: string
const folder = mkdtempSync(join(tmpdir(), 'yangguang-witness-'))
const started: ChildProcess[] = []

beforeAll(async () => {
  house = await testHouse({ env: { PORT: '0', WITNESS_QUORUM: '2' } })
  server = await listen(house, house.app.fetch)
  base = `http://127.0.0.1:${server.port}/ledger`
})
afterAll(async () => {
  for (const child of started) child.kill()
  await server.close()
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const node = promisify(execFile)
const text = async (path: string): Promise<string> => (await house.app.request(path)).text()
const keyOf = async (name: string): Promise<string> =>
  (
    await node(process.execPath, ['witness/main.mjs', 'key', `${name}.example/witness`, join(folder, name)])
  ).stdout.trim()

/** The witness program as another body runs it. */
async function runWitness(name: string, key: string): Promise<Witness> {
  const logKey = (await text('/ledger/key')).trim()
  const args = ['serve', join(folder, name), '--log', logKey, '--state', join(folder, `${name}.state`), '--port', '0']
  const child = spawn(process.execPath, ['witness/main.mjs', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(child)
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (said: string) => resolve(/http:\S+?:\d+/.exec(said)?.[0] ?? ''))
    child.once('exit', () => reject(new Error(`the witness ${name} ended`)))
  })
  return { key, url }
}

async function publishSome(entries: number): Promise<void> {
  for (let at = 0; at < entries; at++) {
    const entry = { type: 'trial', subjectType: 'trial', subjectId: newId(), version: 1, at: house.clock.now() }
    await house.db.transaction((tx) => enterRecord(tx, { ...entry, document: { words: '演练' } }))
  }
  await publishEntries(house)
}

async function verify(...witnesses: string[]): Promise<{ ok: boolean; said: string }> {
  const asked = witnesses.flatMap((key) => ['--witness', key])
  try {
    return { ok: true, said: (await node(process.execPath, ['verifier/main.mjs', 'log', base, ...asked])).stdout }
  } catch (error) {
    return { ok: false, said: (error as { stderr: string }).stderr }
  }
}

test('nobody outside, then two who sign each checkpoint that continues what they saw, and never another history', async () => {
  await publishSome(3)
  await askWitnesses(house)
  expect(await text('/ledger')).toContain('尚无见证')

  const keys = [await keyOf('university'), await keyOf('newspaper')]
  const [university, newspaper] = [
    await runWitness('university', keys[0] ?? ''),
    await runWitness('newspaper', keys[1] ?? ''),
  ]
  Object.assign(house.config, { witnesses: [university] })
  await askWitnesses(house)
  expect(await text('/ledger')).toContain('尚无足够见证：1 家已签，至少要 2 家')
  expect(await text('/metrics')).toMatch(/ledger_witnesses_missing\S* 1/)
  Object.assign(house.config, { witnesses: [university, newspaper] })
  await askWitnesses(house)
  expect(await text('/ledger')).toContain('已有 2 家见证')
  expect(await verify(...keys)).toEqual({
    ok: true,
    said: expect.stringContaining('newspaper.example/witness 的签名相符'),
  })

  // It grows over the edge of a tile; both go on from what they know.
  await publishSome(260)
  expect(await text('/ledger')).toContain('尚无足够见证：0 家已签')
  expect(await verify(...keys)).toMatchObject({ ok: false })
  await askWitnesses(house)
  expect(await verify(...keys)).toMatchObject({ ok: true })

  // We forget what they know: they say it, and are asked from there.
  await publishSome(1)
  await house.db.execute(sql`update ledger_witnesses set known_size = 7, signed_size = null`)
  await askWitnesses(house)
  expect(await verify(...keys)).toMatchObject({ ok: true })

  // Another history under the right key, as long as the old one.
  await house.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    for (const table of ['ledger_entries', 'ledger_tiles', 'ledger_log'])
      await tx.execute(sql`delete from ${sql.identifier(table)}`)
  })
  await publishSome(264)
  await house.db.execute(sql`update ledger_witnesses set signed_size = null`)
  await askWitnesses(house)
  expect(await text('/ledger')).toContain('它看到过另一个历史')
  expect(await verify()).toMatchObject({ ok: true })
  expect(await verify(...keys)).toEqual({ ok: false, said: expect.stringContaining('没有为这个检查点签名') })
  await publishSome(1)
  await askWitnesses(house)
  expect(await text('/ledger')).toContain('应答 422')
})

test('a database that was set back does not start while a witness knows more, even without a copy', async () => {
  await expect(expectNothingLost(house, { witnesses: true })).resolves.toBeUndefined()
  await house.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`update ledger_log set published_size = 3`)
  })
  await expect(expectNothingLost(house, { witnesses: true })).rejects.toThrow(
    /见证机构 \S+ 看到过 264 条记录，数据库里只有 3 条/,
  )
  await expect(expectNothingLost(house, { witnesses: false })).resolves.toBeUndefined()
  await house.db.execute(sql`update ledger_log set published_size = size`)
})

test('a witness refuses what is no checkpoint of this log', async () => {
  const { url } = (house.config.witnesses[0] ?? { url: '' }) as Witness
  const note = await text('/ledger/checkpoint')
  const ask = async (body: string) => (await fetch(`${url}/add-checkpoint`, { method: 'POST', body })).status
  expect(await ask('')).toBe(400)
  expect(await ask(`old 0\n${'A'.repeat(43)}\n\n${note}`)).toBe(400)
  expect(await ask(`old 01\n\n${note}`)).toBe(400)
  expect(await ask(`old 264\n\n${note.replace('265', '266')}`)).toBe(403)
  expect(await ask(`old 264\n\nanother.example/log\n${note.split('\n').slice(1).join('\n')}`)).toBe(404)
  expect(await ask(`old 3\n\n${note}`)).toBe(409)
  expect((await fetch(`${url}/`)).status).toBe(404)
})
