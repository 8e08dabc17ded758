import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { startJobs } from '#platform/jobs.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { smsGateway } from '../../../test/servers/sms-gateway.ts'
import type { Channel } from './channel.ts'
import { channelFor, useChannel } from './channels/configured.ts'
import { deliverNotice } from './deliver-notice.ts'
import { driveNotices } from './drive-notices.ts'
import { noticeJobs } from './jobs.ts'
import { queueNotice } from './queue-notice.ts'
import { notices } from './tables.ts'
import { defineTemplates } from './template.ts'

defineTemplates({
  'test.deaths': {
    version: 1,
    title: '测试',
    legal: true,
    sample: { at: '1' },
    sms: (v) => `第${v.at}件来信已收到。`,
  },
})

let gateway: Awaited<ReturnType<typeof smsGateway>>
let house: TestHouse
beforeAll(async () => {
  const clock = { now: () => Temporal.Instant.from('2026-11-23T02:00:00Z') }
  gateway = await smsGateway(() => house?.clock.now() ?? clock.now())
  house = await testHouse({ env: gateway.env })
})
afterAll(async () => {
  await house?.close()
  await gateway?.close()
})

const queue = (at: number): Promise<string> =>
  queueNotice(house.db, house, {
    id: newId(),
    template: 'test.deaths',
    to: { phone: `138${String(10_000_000 + at)}` },
    variables: { at: String(at) },
    at: house.clock.now(),
  })

const never = new Promise<never>(() => {})

/** Where a process dies: its promise is never settled, as that of one that was killed. */
const deaths = {
  'once it has claimed': (): Channel['send'] => () => never,
  'after the gateway took it, before it is noted':
    (real: Channel): Channel['send'] =>
    async (message, sending) => {
      await real.send(message, sending)
      return never
    },
  'with the answer lost on the way':
    (real: Channel): Channel['send'] =>
    async (message, sending) => {
      gateway.moods.push('taken-then-error')
      await real.send(message, sending).catch(() => {})
      return never
    },
}

/** A process of its own: what it was doing when it died is nobody's any more. */
function mortal(send: (real: Channel) => Channel['send']): House {
  const process: House = { ...house, config: { ...house.config } }
  const real = channelFor(house, 'sms')
  useChannel(process, 'sms', { ...real, atOnce: 1000, send: send(real) })
  return process
}

/** Waits until nothing moves any more: every process has died or come to its end. */
async function still(): Promise<void> {
  for (let seen = '', same = 0; same < 3; ) {
    await new Promise((resolve) => setTimeout(resolve, 150))
    const { rows } = await house.db.execute(
      sql`select state, count(*), sum(attempts) from notices group by 1 order by 1`,
    )
    const now = JSON.stringify([rows, gateway.asked()])
    same = now === seen ? same + 1 : 0
    seen = now
  }
}

test('of 200 notices whose processes die at every step, again and again, each is handed over, once', async () => {
  const ids = await Promise.all(Array.from({ length: 200 }, (_, at) => queue(at)))
  const ways = Object.values(deaths)
  for (let round = 0; round < ways.length; round++) {
    // Each notice dies in another way each time; a quarter of them live.
    for (const [at, id] of ids.entries()) {
      const way = ways[(at + round) % (ways.length + 1)]
      if (way) void deliverNotice(mortal(way), id)
    }
    await still()
    house.clock.advance({ minutes: 6 })
    // What this drive takes up may die as well.
    const way = ways[round]
    if (way) void driveNotices(mortal(way))
    await still()
    house.clock.advance({ minutes: 6 })
  }
  for (let drive = 0; drive < 4; drive++) {
    await driveNotices(house)
    house.clock.advance({ minutes: 31 })
  }
  const rows = await house.db.select().from(notices)
  const left = rows.filter(({ id, state }) => ids.includes(id) && state !== 'sent')
  expect(left.map(({ state, failure, attempts }) => ({ state, failure, attempts }))).toEqual([])
  const numbers = [...gateway.sent.values()].map(({ to }) => to)
  expect(numbers).toHaveLength(200)
  expect(new Set(numbers).size).toBe(200)
  for (const row of rows) expect(gateway.sent.get(row.id)?.messageId).toBe(row.providerId)
}, 120_000)

test('by the jobs of one process a hundred notices are handed over within ten seconds', async () => {
  const before = gateway.sent.size
  for (let at = 0; at < 100; at++) await queue(1000 + at)
  const began = performance.now()
  const runner = await startJobs(house, [{ tasks: noticeJobs.tasks }])
  try {
    while (gateway.sent.size < before + 100 && performance.now() - began < 10_000)
      await new Promise((resolve) => setTimeout(resolve, 50))
  } finally {
    await runner.stop()
  }
  expect(gateway.sent.size).toBe(before + 100)
})

test('an e-mail server that hangs holds up no SMS', async () => {
  const process: House = { ...house, config: { ...house.config } }
  const smtp: Channel = {
    name: 'hangs',
    atOnce: 4,
    dropsRepeats: new Temporal.Duration(),
    send: () => never,
    wasSent: async () => 'unknown',
  }
  useChannel(process, 'email', smtp)
  const mails = await Promise.all(
    Array.from({ length: 50 }, () =>
      queueNotice(house.db, house, {
        template: 'test.deaths',
        to: { email: 'wang@example.com' },
        variables: { at: 'e' },
        at: house.clock.now(),
      }),
    ),
  )
  for (const id of mails) void deliverNotice(process, id)
  const sms = await Promise.all(Array.from({ length: 100 }, (_, at) => queue(500 + at)))
  const began = performance.now()
  await Promise.all(sms.map((id) => deliverNotice(process, id)))
  expect(performance.now() - began).toBeLessThan(10_000)
  const { rows } = await house.db.execute(
    sql`select channel, state, count(*)::int as many from notices where state <> 'sent' group by 1, 2 order by 2`,
  )
  // Four are under way; the others wait unclaimed, so that no lease runs out on them.
  expect(rows).toEqual([
    { channel: 'email', state: 'queued', many: 46 },
    { channel: 'email', state: 'sending', many: 4 },
  ])
})
