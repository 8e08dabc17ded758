import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  checkLedger,
  continueLog,
  enterRecord,
  expectNothingLost,
  keepCopy,
  publishEntries,
  renewLog,
} from '#core/ledger/index.ts'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from './house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
})
afterAll(() => house.close())

const tables = ['ledger_entries', 'ledger_tiles', 'ledger_log']
const text = async (path: string): Promise<string> => (await house.app.request(path)).text()
const enter = async (entries: number, type = 'trial'): Promise<void> => {
  for (let at = 0; at < entries; at++) {
    const entry = { type, subjectType: 'trial', subjectId: newId(), version: 1, at: house.clock.now() }
    await house.db.transaction((tx) => enterRecord(tx, { ...entry, document: { words: '演练' } }))
  }
}
/** As the job does it. */
async function publish(): Promise<void> {
  await expectNothingLost(house, { witnesses: false })
  await publishEntries(house)
  await keepCopy(house)
}

async function backUp(): Promise<void> {
  for (const table of tables) {
    await house.db.execute(sql.raw(`drop table if exists backup_of_${table}`))
    await house.db.execute(sql.raw(`create table backup_of_${table} as table ${table}`))
  }
}
/** The tables as they were then, as a restored cluster has them. */
const restore = () =>
  house.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    for (const table of tables) {
      await tx.execute(sql.raw(`delete from ${table}`))
      await tx.execute(sql.raw(`insert into ${table} table backup_of_${table}`))
    }
  })
const start = () => expectNothingLost(house, { witnesses: true })

test('the copy beside the database holds every published entry, as files of the standard, and grows with it', async () => {
  await expect(start()).resolves.toBeUndefined()
  await enter(3)
  await publish()
  await enter(260)
  await publish()
  await keepCopy(house)
  const folder = house.config.ledgerCopy
  expect(readdirSync(join(folder, 'tile/entries')).toSorted()).toEqual(['000', '000.p', '001.p'])
  expect(readdirSync(join(folder, 'tile/entries/000.p'))).toEqual([])
  expect(readdirSync(join(folder, 'tile/entries/001.p'))).toEqual(['7'])
  await expect(start()).resolves.toBeUndefined()
})

test('restored from an older backup: it refuses to start or to publish, says what to do, and goes on with what was published', async () => {
  await enter(2)
  await backUp()
  await enter(300, 'lost')
  await publish()
  const checkpoint = await text('/ledger/checkpoint')
  await restore()
  const refusal = '公布过 565 条记录，数据库里只有 263 条'
  await expect(start()).rejects.toThrow(refusal)
  await expect(publish()).rejects.toThrow(/npm run restore[\s\S]*ledger continue[\s\S]*ledger renew/)
  // Two that waited in the backup get the places that they were given then; all others come back.
  expect(await continueLog(house, '恢复备份')).toBe(302)
  expect(await continueLog(house, '恢复备份')).toBe(null)
  expect(await text('/ledger/checkpoint')).toBe(checkpoint)
  await expect(start()).resolves.toBeUndefined()
  await publish()
  expect(await checkLedger(house)).toEqual([])
  expect(await text('/ledger')).toMatch(/第 565 号<.*从备份恢复后接回记录/)
  const { id } = JSON.parse(await text('/ledger/leaves/565'))
  expect(JSON.parse(await text(`/ledger/documents/${id}`))).toEqual({
    ground: '恢复备份',
    knownToBackup: 263,
    publishedBefore: 565,
  })
  expect(await text('/ledger/entries/564')).toContain('原文不在现在的数据里')
  expect(await text('/ledger/entries/263')).not.toContain('原文不在现在的数据里')
})

test('another history of the same length is refused, and never continued', async () => {
  await backUp()
  await enter(1)
  await publish()
  await restore()
  await enter(1)
  await publishEntries(house)
  await expect(start()).rejects.toThrow('历史被换过')
  await restore()
  await enter(1)
  await publishEntries(house)
  await enter(1)
  await publishEntries(house)
  await expect(publish()).rejects.toThrow('历史被换过')
  await restore()
  expect(await continueLog(house, '恢复备份')).toBe(1)
  await publish()
})

test('a damaged copy, or that of another key, is no ground to go on', async () => {
  const file = join(house.config.ledgerCopy, 'checkpoint')
  const good = await text('/ledger/checkpoint')
  writeFileSync(file, good.replace(/^\S+/, 'another.example/ledger'))
  await expect(start()).rejects.toThrow('不是用这把主密钥签的')
  writeFileSync(file, good)
  await expect(start()).resolves.toBeUndefined()
})

test('the copy is lost as well: a new log under a new name, and its first entry says so', async () => {
  await backUp()
  await enter(5)
  await publish()
  await restore()
  rmSync(join(house.config.ledgerCopy, 'tile'), { recursive: true })
  await expect(start()).rejects.toThrow('不能启动')
  await expect(continueLog(house, '恢复备份')).rejects.toThrow()
  const before = await text('/ledger/key')
  expect(await renewLog(house, '机房失火，副本也毁了')).toBe('510400.yangguang.invalid/ledger/2')
  await expect(start()).resolves.toBeUndefined()
  await publish()
  await expect(start()).resolves.toBeUndefined()
  expect(await text('/ledger/key')).not.toBe(before)
  expect(await text('/ledger/checkpoint')).toMatch(/^510400.yangguang.invalid\/ledger\/2\n/)
  expect(await text('/ledger')).toContain('另起一个公示存证')
  expect(await checkLedger(house)).toEqual([])
  expect(existsSync(join(house.config.ledgerCopy, 'checkpoint'))).toBe(true)
  // A backup from before that: the old log is not taken up again behind the new one's back.
  await restore()
  await expect(start()).rejects.toThrow('请核对 LEDGER_COPY')
  expect(await renewLog(house, '再次恢复')).toBe('510400.yangguang.invalid/ledger/3')
  await publish()
  await expect(start()).resolves.toBeUndefined()
})
