import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { urls } from '#urls.ts'
import { checkAcks } from './torture/check-acks.ts'
import { crashAt, filingPoints } from './torture/crash-at.ts'
import { cutMigration } from './torture/cut-migration.ts'
import { openDoublingProxy } from './torture/doubling-proxy.ts'
import { openHastyProxy } from './torture/hasty-proxy.ts'
import { gatewayOf, tearOutbox } from './torture/outbox.ts'
import { publishIn, recordSizes, tearRecord } from './torture/publish.ts'
import { openProxy } from './torture/rolling.ts'
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
