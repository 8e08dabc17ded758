import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkDraws, commitDraw, runDraws } from '#core/draw/index.ts'
import { checkLedger, publishEntries } from '#core/ledger/index.ts'
import { staffActor } from '#core/people/index.ts'
import { clockAt } from '#platform/clock.ts'
import { urls } from '#urls.ts'
import { checkAcks } from './torture/check-acks.ts'
import { crashAt, filingPoints } from './torture/crash-at.ts'
import { cutMigration } from './torture/cut-migration.ts'
import { openDoublingProxy } from './torture/doubling-proxy.ts'
import { openHastyProxy } from './torture/hasty-proxy.ts'
import { gatewayOf, tearOutbox } from './torture/outbox.ts'
import { publishIn, recordSizes, tearRecord } from './torture/publish.ts'
import { openProxy } from './torture/rolling.ts'
import { runIn } from './torture/run-in.ts'
import { openCountingGateway } from './torture/sms-gateway.ts'
import { openTornCity, type TornCity } from './torture/torn-city.ts'
import { type Ack, writeLetters } from './torture/writers.ts'

let city: TornCity

beforeAll(async () => {
  city = await openTornCity()
})
afterAll(() => city.close())

test('a server that dies at every named place in turn: what was acknowledged is there once, with all that belongs to it', async () => {
  const { acks, crashes, faults } = await crashAt(
    city,
    filingPoints.map((point) => `${point}:3`),
  )
  expect(faults).toEqual([])
  expect(crashes).toBe(filingPoints.length)
  expect(acks).toBeGreaterThanOrEqual(8)
}, 300_000)

test('control: a house that answers before it has kept is found out', async () => {
  const server = await city.start('web')
  const hasty = await openHastyProxy(() => server.base)
  const writing = writeLetters({ base: () => hasty.base, more: (begun) => begun < 20, writers: 4, name: 'hasty' })
  setTimeout(() => server.kill('SIGKILL'), 50)
  const { acks } = await writing
  await hasty.settled()
  await server.stop()
  hasty.close()
  expect(acks.length).toBe(20)
  const lost = (await checkAcks(city.house, acks)).filter((fault) => fault.startsWith('lost: hasty'))
  expect(lost.length).toBeGreaterThan(0)
}, 300_000)

test('a form that arrives twice at the same moment is kept once', async () => {
  const server = await city.start('web')
  const network = await openDoublingProxy(() => server.base)
  const { acks, refused } = await writeLetters({
    base: () => network.base,
    more: (begun) => begun < 12,
    writers: 4,
    name: 'twice',
  })
  expect(refused).toEqual([])
  expect(acks.length).toBe(12)
  expect(await doubledIn(city, acks, 'twice')).toEqual([])
  await server.stop()
  network.close()
}, 300_000)

const doubledIn = async ({ house }: TornCity, acks: Ack[], name: string): Promise<string[]> =>
  (await checkAcks(house, acks)).filter((fault) => fault.startsWith(`doubled: ${name}`))

test('a publisher of the record that dies after its tiles, or before its checkpoint is seen, leaves one history', async () => {
  expect(await tearRecord(city)).toEqual({ entries: 9, faults: [] })
  // Nothing new: nothing to publish, and nothing to find.
  expect(await publishIn(city, null)).toBe(0)
  expect(await recordSizes(city)).toEqual({ size: 9, published: 9, placed: 9 })
}, 300_000)

test('set back to an older state, no part of it starts, and it says what to do; brought up from the copy, it publishes', async () => {
  await city.house.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`delete from ledger_entries`)
    await tx.execute(sql`delete from ledger_tiles`)
    await tx.execute(sql`delete from ledger_log`)
  })
  for (const part of ['all', 'web', 'jobs', 'publish'])
    expect(await runIn(city, [part]), part).toEqual({
      ended: 1,
      said: expect.stringContaining('公布过 9 条记录，数据库里只有 0 条'),
    })
  expect(await runIn(city, ['ledger', 'continue'])).toEqual({
    ended: 0,
    said: expect.stringContaining('9 条记录已从副本接回'),
  })
  expect(await publishIn(city, null)).toBe(0)
  expect(await checkLedger(city.house)).toEqual([])
}, 300_000)

test('a process that dies while it draws leaves nothing half; two that draw at once have one result, and a changed one is found out', async () => {
  const { house } = city
  const now = house.clock.now()
  const before = (minutes: number) => ({ ...house, clock: clockAt(now.subtract({ minutes })) })
  const supervisor = await staffActor(house, 'ducha')
  const bodies = ['市人大代表联络站', '攀枝花日报社']
  const number = await house.db.transaction((tx) =>
    commitDraw({ ...before(10), db: tx }, supervisor, {
      purpose: 'revisit',
      title: '演练',
      rule: '十个里抽三个。',
      drawAt: now.subtract({ minutes: 5 }),
      sources: bodies.map((name) => ({ kind: 'observer', name, at: now.toString(), bits: 40 })),
      strata: [
        {
          name: '全部',
          quota: 3,
          substitutes: 1,
          candidates: Array.from({ length: 10 }, (_, at) => ({ member: `label-${at}`, subjectId: null })),
        },
      ],
    }),
  )
  await publishEntries(before(9))
  await runDraws(before(8))
  await house.db.execute(sql`update draw_sources set value = '演练的字' || seq, given_at = now()`)
  expect(await runIn(city, ['draw'], { CRASH_AT: 'before-commit' })).toMatchObject({ ended: 'SIGKILL' })
  const stateOf = async () =>
    (
      await house.db.execute(sql`select state, (select count(*)::int from ledger_entries e where e.subject_id = d.id::text and e.version = 2) as ends,
      (select count(*)::int from draw_members m where m.draw_id = d.id and m.outcome = 'drawn') as drawn from draws d where number = ${number}`)
    ).rows[0]
  expect(await stateOf()).toEqual({ state: 'waiting', ends: 0, drawn: 0 })
  const both = await Promise.all([runIn(city, ['draw']), runIn(city, ['draw'])])
  expect(both.map(({ ended }) => ended)).toEqual([0, 0])
  expect(await stateOf()).toEqual({ state: 'drawn', ends: 1, drawn: 3 })
  expect(await checkDraws(house)).toEqual([])
  // Control: somebody with every right on the database puts another in the place of one that was drawn.
  await house.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(
      sql`update draw_members set outcome = case place when 0 then 'rest' when 9 then 'drawn' else outcome end`,
    )
  })
  expect(await checkDraws(house)).toEqual([`抽取 ${number} 表里的结果与重抽的不同`])
  await house.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(
      sql`update draw_members set outcome = case place when 0 then 'drawn' when 9 then 'rest' else outcome end`,
    )
  })
}, 300_000)

test('two hundred notices and five kills: each goes out once', async () => {
  const gateway = await openCountingGateway()
  const jobs = await city.start('jobs', [], gatewayOf(gateway))
  expect(await tearOutbox(city, gateway, jobs, { notices: 200, kills: 5 })).toEqual([])
  expect(jobs.restarts).toBe(5)
  await jobs.stop()
  gateway.close()
}, 300_000)

test('control: a gateway that forgets what it sent, and a process that dies before it notes it, are found out', async () => {
  const gateway = await openCountingGateway(true)
  const jobs = await city.start('jobs', [{ CRASH_AT: 'after-send-before-mark:3' }], gatewayOf(gateway))
  const faults = await tearOutbox(city, gateway, jobs, { notices: 20, kills: 0 })
  expect(faults.filter((fault) => / went out [2-9]\d* times$/.test(fault)).length).toBeGreaterThan(0)
  await jobs.stop()
  gateway.close()
}, 300_000)

test('a migration that is cut off leaves nothing half done: the next start does it whole', async () => {
  expect(await cutMigration(city, 40)).toEqual([])
}, 300_000)

/** Reads pages until told to stop; each answer that is not 200 is a failed request. */
async function readers(base: string, isOver: () => boolean): Promise<{ read: number; failed: string[] }> {
  const failed: string[] = []
  let read = 0
  await Promise.all(
    [urls.home(), urls.letters(), urls.newLetter()].map(async (path) => {
      for (; !isOver(); await pause(5)) {
        const answer = await fetch(base + path).catch((error: Error) => error)
        if (answer instanceof Error || answer.status !== 200) {
          failed.push(`${path}: ${answer instanceof Error ? answer.message : answer.status}`)
        }
        if (!(answer instanceof Error)) await answer.text()
        read += 1
      }
    }),
  )
  return { read, failed }
}

test('two processes behind a proxy, one restarted after the other under load: no request fails, no letter is lost', async () => {
  const [one, two] = await Promise.all([
    city.start('all', [], { DRAIN_SECONDS: '1' }),
    city.start('web', [], { DRAIN_SECONDS: '1' }),
  ])
  const proxy = await openProxy([one.base, two.base])
  let isOver = false
  const reading = readers(proxy.base, () => isOver)
  const writing = writeLetters({ base: () => proxy.base, more: () => !isOver, writers: 2, name: '轮换' })
  await pause(300)
  await one.restart()
  await pause(300)
  await two.restart()
  await pause(300)
  isOver = true
  const [{ read, failed }, written] = await Promise.all([reading, writing])
  expect(failed).toEqual([])
  expect(read).toBeGreaterThan(50)
  // Every letter went through at the first try.
  expect(written).toMatchObject({ refused: [], tries: written.begun })
  expect(written.acks.length).toBe(written.begun)
  expect(written.begun).toBeGreaterThan(20)
  expect(await checkAcks(city.house, written.acks)).toEqual([])
  proxy.close()
}, 300_000)

test('control: without its drain time a process that is asked to stop costs requests', async () => {
  const server = await city.start('web', [], { DRAIN_SECONDS: '0' })
  const proxy = await openProxy([server.base])
  let isOver = false
  const reading = readers(proxy.base, () => isOver)
  await pause(200)
  await server.restart()
  isOver = true
  expect((await reading).failed.length).toBeGreaterThan(0)
  proxy.close()
}, 300_000)

// The last one: what it leaves behind is found by whoever looks for doubles after it.
test('control: a house that knows no form keys is found out', async () => {
  const server = await city.start('web')
  const network = await openDoublingProxy(() => server.base, true)
  const { acks } = await writeLetters({
    base: () => network.base,
    more: (begun) => begun < 4,
    writers: 2,
    name: 'keyless',
  })
  expect(acks.length).toBe(4)
  expect(await doubledIn(city, acks, 'keyless')).toHaveLength(4)
  await server.stop()
  network.close()
}, 300_000)
