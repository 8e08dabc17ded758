import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { type Channel, DeliveryFailure, type Message } from './channel.ts'
import { useChannel } from './channels/configured.ts'
import { deliverNotice, waits } from './deliver-notice.ts'
import { driveNotices } from './drive-notices.ts'
import { eraseNotices } from './erase-notices.ts'
import { outbox } from './outbox.ts'
import { type Queued, queueNotice } from './queue-notice.ts'
import { notices } from './tables.ts'
import { defineTemplates, messageFaults, plain, type Template } from './template.ts'

const template = (sms: Template['sms'], sample: Record<string, string> = { title: '路灯坏了' }): Template => ({
  version: 1,
  title: '测试',
  legal: true,
  sample,
  sms,
})

defineTemplates({ 'test.received': template((v) => `您的来信“${v.title}”已收到。`) })

describe('templates', () => {
  test.each([
    ['请先转账到指定账户', '不得要求付款'],
    ['请回复验证码', '不得索要验证码或密码'],
    ['请登记银行卡', '不得要求银行卡信息'],
    ['点此下载', '不得要求下载或加好友'],
    ['见 https://example.com', '正文不得带网址'],
  ])('%s is never sent', (text, fault) => {
    expect(messageFaults(`${text}。可拨12345核实。`)).toContain(fault)
    expect(() => defineTemplates({ 'test.bad': template(() => text) })).toThrow(fault)
  })

  test('giving a code is allowed, asking for one is not', () => {
    expect(messageFaults('您的登录验证码是 123456，请勿告诉他人。可拨12345核实。')).toEqual([])
  })

  test('what a citizen typed cannot lure or imitate', () => {
    expect(plain('【某银行】请看https://evil.example/x\n\u202E')).toBe('某银行 请看（链接略）')
    expect([...plain('长'.repeat(500))]).toHaveLength(120)
  })

  test('a missing variable is a bug, found at start', () => {
    expect(() => defineTemplates({ 'test.lacking': template((v) => `${v.nothing}`) })).toThrow('lacks variable nothing')
  })
})

describe('outbox', () => {
  let house: TestHouse
  let unplug: (() => void) | undefined
  beforeAll(async () => {
    house = await testHouse()
  })
  afterEach(() => unplug?.())
  afterAll(() => house?.close())

  const queue = (more: Partial<Queued> = {}): Promise<string> =>
    queueNotice(house.db, house, {
      template: 'test.received',
      to: { phone: '13800005678' },
      variables: { title: '路灯坏了' },
      at: house.clock.now(),
      ...more,
    })
  const row = async (id: string) => {
    const [found] = await house.db.select().from(notices).where(eq(notices.id, id))
    if (!found) throw new Error('no notice')
    return found
  }
  const plug = (send: Channel['send'], wasSent: Channel['wasSent'] = async () => null): void => {
    unplug = useChannel(house, 'sms', { name: 'test', atOnce: 8, dropsRepeats: 'always', send, wasSent })
  }

  test('it exists exactly when the act does', async () => {
    let id = ''
    await house.db
      .transaction(async (tx) => {
        id = await queueNotice(tx, house, {
          template: 'test.received',
          to: { phone: '13800005678' },
          variables: { title: '路灯坏了' },
          at: house.clock.now(),
        })
        throw new Error('the act failed')
      })
      .catch(() => {})
    await expect(row(id)).rejects.toThrow('no notice')
    const jobs = await house.db.execute(sql`select 1 from graphile_worker.jobs where key = ${`notice:${id}`}`)
    expect(jobs.rows).toEqual([])
  })

  test('number and words lie encrypted; the job holds the id only', async () => {
    const id = await queue()
    const { rows } = await house.db.execute(
      sql`select (select notices::text from notices where id = ${id}) as notice, (select string_agg(payload::text, '') from graphile_worker._private_jobs) as payloads`,
    )
    expect(JSON.stringify(rows)).not.toMatch(/13800005678|路灯坏了/)
    expect(String(rows[0]?.payloads)).toContain(id)
  })

  test('nothing configured: it lands on the screen, with the number masked', async () => {
    const id = await queue()
    await deliverNotice(house, id)
    expect(await row(id)).toMatchObject({ state: 'sent', attempts: 1 })
    const [message] = (await outbox(house, { tail: '5678' })).messages
    expect(message).toMatchObject({ id, to: '138****5678', text: '您的来信“路灯坏了”已收到。可拨12345核实。' })
    expect((await outbox(house, { tail: '0000' })).messages).toEqual([])
  })

  test('ten workers at once hand one notice over once', async () => {
    const sent: Message[] = []
    plug(async (message) => {
      sent.push(message)
      return { providerId: 'p1' }
    })
    const id = await queue()
    await Promise.all(Array.from({ length: 10 }, () => deliverNotice(house, id)))
    await driveNotices(house)
    expect(sent.filter(({ noticeId }) => noticeId === id)).toHaveLength(1)
    expect(await row(id)).toMatchObject({ state: 'sent', providerId: 'p1' })
  })

  test('tried again later, and a dead letter in the end', async () => {
    let calls = 0
    plug(async () => {
      calls++
      throw new DeliveryFailure('isv.BUSY', true)
    })
    const id = await queue()
    await deliverNotice(house, id)
    expect(await row(id)).toMatchObject({ state: 'failed', failure: 'isv.BUSY' })
    await deliverNotice(house, id)
    expect(calls).toBe(1)
    for (const wait of waits) {
      house.clock.advance(wait)
      await deliverNotice(house, id)
    }
    expect(calls).toBe(waits.length + 1)
    expect(await row(id)).toMatchObject({ state: 'dead', attempts: waits.length + 1 })
  })

  test('refused for good by the provider: dead at once', async () => {
    plug(async () => {
      throw new DeliveryFailure('isv.MOBILE_NUMBER_ILLEGAL', false)
    })
    const id = await queue()
    await deliverNotice(house, id)
    expect(await row(id)).toMatchObject({ state: 'dead', failure: 'isv.MOBILE_NUMBER_ILLEGAL' })
  })

  describe('a process that dies between handing over and noting it', () => {
    const interrupted = async (): Promise<string> => {
      const id = await queue()
      await house.db
        .update(notices)
        .set({ state: 'sending', attempts: 1, nextAttemptAt: house.clock.now().add({ minutes: 5 }) })
        .where(eq(notices.id, id))
      return id
    }
    const calls: string[] = []
    const counting = async ({ noticeId }: Message) => {
      calls.push(noticeId)
      return { providerId: null }
    }

    test('within its lease nobody else touches it', async () => {
      plug(counting)
      const id = await interrupted()
      await driveNotices(house)
      await deliverNotice(house, id)
      expect(calls).not.toContain(id)
      expect((await row(id)).state).toBe('sending')
    })

    test('the provider has it: noted, not sent again', async () => {
      plug(counting, async () => ({ providerId: 'p9' }))
      const id = await interrupted()
      house.clock.advance({ minutes: 6 })
      await driveNotices(house)
      expect(calls).not.toContain(id)
      expect(await row(id)).toMatchObject({ state: 'sent', providerId: 'p9' })
    })

    test('the provider has it not: sent, once', async () => {
      plug(counting)
      const id = await interrupted()
      house.clock.advance({ minutes: 6 })
      await Promise.all([driveNotices(house), driveNotices(house)])
      expect(calls.filter((call) => call === id)).toHaveLength(1)
      expect((await row(id)).state).toBe('sent')
    })

    test('nobody can say: a person looks, nothing is sent twice', async () => {
      plug(counting, async () => 'unknown')
      const id = await interrupted()
      house.clock.advance({ minutes: 6 })
      await driveNotices(house)
      expect(calls).not.toContain(id)
      expect(await row(id)).toMatchObject({ state: 'dead', failure: 'outcome-unknown' })
    })
  })

  describe('a channel that drops no repeats', () => {
    const calls: string[] = []
    const mail = (send: Channel['send']): void => {
      unplug = useChannel(house, 'email', {
        name: 'test-mail',
        atOnce: 4,
        dropsRepeats: new Temporal.Duration(),
        send,
        wasSent: async () => 'unknown',
      })
    }
    const taking: Channel['send'] = async ({ noticeId }, { beforeHandOver }) => {
      await beforeHandOver()
      calls.push(noticeId)
      return { providerId: null }
    }
    const died = async (handOverAt: Temporal.Instant | null): Promise<string> => {
      const id = await queue({ to: { email: 'wang@example.com' } })
      const nextAttemptAt = house.clock.now().add({ minutes: 5 })
      await house.db
        .update(notices)
        .set({ state: 'sending', attempts: 1, nextAttemptAt, handOverAt })
        .where(eq(notices.id, id))
      house.clock.advance({ minutes: 6 })
      return id
    }

    test('died before the words left the house: sent, once', async () => {
      mail(taking)
      const id = await died(null)
      await driveNotices(house)
      expect(calls.filter((call) => call === id)).toHaveLength(1)
      expect((await row(id)).state).toBe('sent')
    })

    test('died after they left: never sent again', async () => {
      mail(taking)
      const id = await died(house.clock.now())
      await driveNotices(house)
      expect(calls).not.toContain(id)
      expect(await row(id)).toMatchObject({ state: 'dead', failure: 'outcome-unknown' })
    })

    test('no clear answer: never sent again; a clear "later": again', async () => {
      let mayHaveTaken = true
      mail(async (_, { beforeHandOver }) => {
        await beforeHandOver()
        throw new DeliveryFailure('smtp-test', true, mayHaveTaken)
      })
      const doubtful = await queue({ to: { email: 'wang@example.com' } })
      await deliverNotice(house, doubtful)
      expect(await row(doubtful)).toMatchObject({ state: 'dead', failure: 'outcome-unknown' })
      mayHaveTaken = false
      const later = await queue({ to: { email: 'wang@example.com' } })
      await deliverNotice(house, later)
      expect(await row(later)).toMatchObject({ state: 'failed', handOverAt: null })
    })
  })

  test('a notice whose job was lost is driven all the same', async () => {
    const id = await queue()
    await house.db.execute(sql`delete from graphile_worker._private_jobs where key = ${`notice:${id}`}`)
    house.clock.advance({ hours: 1 })
    await driveNotices(house)
    expect((await row(id)).state).toBe('sent')
  })

  test('an import tells nobody, and a contact without a number refuses nothing', async () => {
    const imported = await row(await queue({ suppressed: true }))
    expect(imported).toMatchObject({ state: 'suppressed', bodyCipher: null, addressCipher: null })
    const nameless = await row(await queue({ to: { contactId: newId() } }))
    expect(nameless).toMatchObject({ state: 'suppressed', failure: 'no-address' })
  })

  test('erasing a matter forgets what its notices said and to whom', async () => {
    const matterId = newId()
    const sent = await queue({ matterId })
    const waiting = await queue({ matterId })
    await deliverNotice(house, sent)
    await eraseNotices(house.db, matterId)
    expect(await row(sent)).toMatchObject({
      state: 'sent',
      bodyCipher: null,
      addressCipher: null,
      addressTailHash: null,
    })
    await deliverNotice(house, waiting)
    expect(await row(waiting)).toMatchObject({ state: 'suppressed', failure: 'erased' })
    expect((await outbox(house)).messages.map(({ id }) => id)).not.toContain(sent)
  })

  test('the page of the demonstration city', async () => {
    const id = await queue({ variables: { title: '<b>井盖</b>' }, to: { phone: '13911112222' } })
    await deliverNotice(house, id)
    const shown = await (await house.app.request('/demo/outbox?tail=2222')).text()
    expect(shown).toContain('短信发件箱（演示）')
    expect(shown).toContain('139****2222')
    expect(shown).toContain('&lt;b>井盖&lt;/b>')
    expect(shown).not.toContain('13911112222')
    expect(await (await house.app.request('/demo/outbox?tail=12a')).text()).toContain('最后四位数字')
    expect(await (await house.app.request('/demo/outbox?tail=0001')).text()).toContain('没有发给尾号 0001 的短信')
  })

  test('thirty a page', async () => {
    for (let count = 0; count < 31; count++) await queue({ to: { phone: '13733334444' } })
    const first = await outbox(house, { tail: '4444' })
    const second = await outbox(house, { tail: '4444', after: first.nextKey ?? '' })
    expect([first.messages.length, second.messages.length, second.nextKey]).toEqual([30, 1, null])
    expect(first.messages.map(({ id }) => id)).not.toContain(second.messages[0]?.id)
  })
})

test('no such page outside the demonstration', async () => {
  const house = await testHouse({ env: { DEMO: 'off' } })
  try {
    expect((await house.app.request('/demo/outbox')).status).toBe(404)
  } finally {
    await house.close()
  }
})
