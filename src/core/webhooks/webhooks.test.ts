import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { allUnits, seedPeople, staffActor } from '#core/people/index.ts'
import { legacyDate } from '#platform/clock.ts'
import { post } from '#platform/http/outgoing.ts'
import { mayReach, systemResolve } from '#platform/http/public-address.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { announce, forgetEndpoints } from './announce.ts'
import { addEndpoint, changeSecret, endpointOf, newSecret, ping, repeatDelivery } from './change-endpoints.ts'
import { deliverWebhook, waits } from './deliver-webhook.ts'
import { deliveryLog } from './endpoints.ts'
import { defineMessageTypes } from './message-types.ts'
import { webhookDeliveries, webhookMessages } from './tables.ts'

defineMessageTypes({
  'test.public': { title: '公开的', isPublic: true, data: z.object({}) },
  'test.private': { title: '本单位的', isPublic: false, data: z.object({}) },
})

type Answer = (got: { headers: Record<string, string>; body: string }, response: ServerResponse) => void

/** A receiver as somebody else would write one. */
async function receiver() {
  const got: { headers: Record<string, string>; body: string }[] = []
  let answer: Answer = (_, response) => response.writeHead(204).end()
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = ''
    for await (const part of request) body += part
    const one = { headers: request.headers as Record<string, string>, body }
    got.push(one)
    answer(one, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    got,
    port,
    url: `http://127.0.0.1:${port}/hook`,
    answers: (next: Answer) => {
      answer = next
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

describe('webhooks', () => {
  let house: TestHouse
  let other: Awaited<ReturnType<typeof receiver>>
  let unitId = ''
  let secret = ''
  beforeAll(async () => {
    house = await testHouse({ env: { WEBHOOK_NETWORKS: '127.0.0.0/8' } })
    await seedPeople(house)
    other = await receiver()
    unitId = (await allUnits(house.db)).find((unit) => unit.kind === 'department')?.id ?? ''
  })
  afterEach(() => {
    other.got.length = 0
    other.answers((_, response) => response.writeHead(204).end())
  })
  afterAll(async () => {
    other?.close()
    await house?.close()
  })

  const admin = () => staffActor(house, 'xitong')

  const enter = async (more: { url?: string; types?: string[] } = {}): Promise<string> => {
    secret = newSecret()
    const input = { name: '测试系统', unitId, url: other.url, types: ['test.public', 'test.private'], ...more }
    const id = await addEndpoint(house, await admin(), input, secret)
    forgetEndpoints(house.db)
    return id
  }

  /** Of the newest message that this endpoint is to hear. */
  const deliveryOf = async (endpointId: string) => {
    const { deliveries } = await deliveryLog(house.db, endpointId)
    return deliveries[0]
  }

  const send = async (endpointId: string, resolve?: (name: string) => Promise<string[]>) => {
    await ping(house, endpointId)
    const delivery = await deliveryOf(endpointId)
    await deliverWebhook(house, delivery?.id ?? '', resolve)
    return deliveryOf(endpointId)
  }

  test('a message goes out signed, and the receiver can check it by the public rules', async () => {
    const id = await enter()
    const delivered = await send(id)
    expect(delivered).toMatchObject({ state: 'delivered', attempts: [{ status: 204, failure: null }] })
    const [received] = other.got
    const [message] = await house.db
      .select()
      .from(webhookMessages)
      .innerJoin(webhookDeliveries, eq(webhookDeliveries.messageId, webhookMessages.id))
      .where(eq(webhookDeliveries.id, delivered?.id ?? ''))
    expect(received?.headers['webhook-id']).toBe(`msg_${message?.webhook_messages.id}`)
    expect(JSON.parse(received?.body ?? '')).toEqual({
      type: 'test.ping',
      timestamp: house.clock.now().toString(),
      data: {},
    })
    const { 'webhook-id': hookId = '', 'webhook-signature': signature = '' } = received?.headers ?? {}
    // The library's own check compares with the machine's clock; ours is frozen, so the signature is made again instead.
    const at = new Temporal.ZonedDateTime(house.clock.now().epochNanoseconds, 'UTC')
    expect(received?.headers['webhook-timestamp']).toBe(String(Math.floor(at.epochMilliseconds / 1000)))
    const again = new Webhook(secret).sign(hookId, legacy(house), received?.body ?? '')
    expect(signature.split(' ')).toContain(again)
    expect(new Webhook(newSecret()).sign(hookId, legacy(house), received?.body ?? '')).not.toBe(signature)
  })

  test('the old secret signs along for a day after a change, then no more', async () => {
    const id = await enter()
    const old = secret
    const fresh = newSecret()
    await changeSecret(house, await admin(), id, fresh)
    await send(id)
    const both = other.got[0]
    expect(both?.headers['webhook-signature']?.split(' ')).toEqual(
      [fresh, old].map((one) =>
        new Webhook(one).sign(both?.headers['webhook-id'] ?? '', legacy(house), both?.body ?? ''),
      ),
    )
    house.clock.advance({ hours: 25 })
    await send(id)
    expect(other.got[1]?.headers['webhook-signature']?.split(' ')).toHaveLength(1)
  })

  test('what is public goes to all who asked, what is not only to a unit that may see it', async () => {
    const id = await enter()
    const at = house.clock.now()
    await house.db.transaction((tx) => announce(tx, { type: 'test.public', at, data: { n: 1 } }))
    await house.db.transaction((tx) =>
      announce(tx, { type: 'test.private', at, data: { n: 2 }, audience: [`unit:${unitId}`] }),
    )
    await house.db.transaction((tx) =>
      announce(tx, { type: 'test.private', at, data: { n: 3 }, audience: [`unit:${newId()}`] }),
    )
    const { deliveries } = await deliveryLog(house.db, id)
    expect(deliveries.map(({ type }) => type).sort()).toEqual(['test.private', 'test.public'])
  })

  test('rolled back with its act, nothing was announced', async () => {
    const id = await enter()
    const at = house.clock.now()
    await expect(
      house.db.transaction(async (tx) => {
        await announce(tx, { type: 'test.public', at, data: {} })
        throw new Error('refused after all')
      }),
    ).rejects.toThrow('refused after all')
    expect((await deliveryLog(house.db, id)).deliveries).toEqual([])
  })

  test('a failure is tried again by schedule with the same id, and is dead after the last; a person may send it once more', async () => {
    const id = await enter()
    other.answers((_, response) => response.writeHead(500).end('no'))
    await send(id)
    for (const wait of waits) {
      const waiting = await deliveryOf(id)
      expect(waiting?.state).toBe('waiting')
      await deliverWebhook(house, waiting?.id ?? '')
      house.clock.advance(wait)
      await deliverWebhook(house, waiting?.id ?? '')
    }
    const dead = await deliveryOf(id)
    expect(dead).toMatchObject({ state: 'dead', nextAttemptAt: null })
    expect(dead?.attempts).toHaveLength(waits.length + 1)
    expect(new Set(other.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    other.answers((_, response) => response.writeHead(200).end())
    await repeatDelivery(house, await admin(), id, dead?.id ?? '')
    await deliverWebhook(house, dead?.id ?? '')
    expect(await deliveryOf(id)).toMatchObject({ state: 'delivered' })
  })

  test('410 switches it off; so do five days of failures', async () => {
    const gone = await enter()
    other.answers((_, response) => response.writeHead(410).end())
    await send(gone)
    expect(await endpointOf(house.db, gone)).toMatchObject({ disabledWhy: 'gone' })
    await expect(ping(house, gone)).rejects.toThrow('已停用')
    const failing = await enter()
    other.answers((_, response) => response.writeHead(503).end())
    await send(failing)
    house.clock.advance({ hours: 121 })
    await send(failing)
    expect(await endpointOf(house.db, failing)).toMatchObject({ disabledWhy: 'failing' })
  })

  test('an answer that asks for patience gets it', async () => {
    const id = await enter()
    other.answers((_, response) => response.writeHead(429, { 'Retry-After': '600' }).end())
    const told = await send(id)
    expect(told?.nextAttemptAt?.toString()).toBe(house.clock.now().add({ seconds: 600 }).toString())
  })

  test('a redirect is not followed', async () => {
    const id = await enter()
    other.answers((_, response) => response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end())
    expect((await send(id))?.attempts).toMatchObject([{ status: 302, failure: 'status' }])
    expect(other.got).toHaveLength(1)
  })

  test('an endless answer is cut off, and the delivery counts', async () => {
    const id = await enter()
    other.answers((_, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write('x'.repeat(16_384)), 1)
      response.on('close', () => clearInterval(drip))
    })
    expect(await send(id)).toMatchObject({ state: 'delivered' })
  })

  test('one that drips for ever is given up after the time for everything', async () => {
    other.answers((_, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write('x'), 50)
      response.on('close', () => clearInterval(drip))
    })
    const slow = post({
      url: new URL(other.url),
      headers: {},
      body: '{}',
      timeout: 400,
      allowed: ['127.0.0.0/8'],
      resolve: systemResolve,
    })
    await expect(slow).rejects.toMatchObject({ name: expect.stringMatching(/TimeoutError|AbortError/) })
  })

  test('two workers at once post once', async () => {
    const id = await enter()
    await ping(house, id)
    const delivery = await deliveryOf(id)
    await Promise.all([deliverWebhook(house, delivery?.id ?? ''), deliverWebhook(house, delivery?.id ?? '')])
    expect(other.got).toHaveLength(1)
  })

  describe('the guard against addresses inside', () => {
    test.each([
      'http://10.0.0.5/hook',
      'http://169.254.169.254/latest/meta-data',
      'http://[::1]:80/hook',
      'http://[::ffff:10.0.0.5]/hook',
      'http://0x0a000005/hook',
      'http://167772165/hook',
    ])('%s', async (url) => {
      const id = await enter({ url })
      expect((await send(id))?.attempts).toMatchObject([{ status: null, failure: 'private-address' }])
    })

    test('a name is judged by the address that the connection uses, at every attempt anew', async () => {
      const id = await enter({ url: `http://moving.example:${other.port}/hook` })
      const answers = [['127.0.0.1'], ['10.0.0.5'], ['127.0.0.1', '10.0.0.5'], []]
      const resolve = async () => answers.shift() ?? []
      expect((await send(id, resolve))?.attempts).toMatchObject([{ status: 204 }])
      for (let again = 0; again < 3; again++) {
        expect((await send(id, resolve))?.attempts).toMatchObject([{ status: null, failure: 'private-address' }])
      }
      expect(other.got).toHaveLength(1)
    })

    test('by itself only the public internet may be reached', () => {
      for (const inside of [
        '127.0.0.1',
        '10.1.1.1',
        '100.64.0.1',
        '198.18.0.1',
        '64:ff9b::a00:1',
        'fd00::1',
        '::',
        'x',
      ])
        expect(mayReach(inside, []), inside).toBe(false)
      for (const outside of ['8.8.8.8', '2400:3200::1']) expect(mayReach(outside, []), outside).toBe(true)
      expect(mayReach('10.20.1.1', ['10.20.0.0/16'])).toBe(true)
      expect(mayReach('10.21.1.1', ['10.20.0.0/16'])).toBe(false)
    })

    test('without an allowed network only https is accepted, and never a password in the address', async () => {
      const strict = { ...house, config: { ...house.config, webhookNetworks: [] } }
      const actor = await admin()
      const with_ = (url: string) =>
        addEndpoint(strict, actor, { name: '系统', unitId, url, types: ['test.public'] }, newSecret())
      await expect(with_('http://example.com/hook')).rejects.toThrow(Refusal)
      await expect(with_('https://user:pass@example.com/hook')).rejects.toThrow('不要带用户名和密码')
    })
  })
})

const legacy = (house: TestHouse) => legacyDate(house.clock.now())
