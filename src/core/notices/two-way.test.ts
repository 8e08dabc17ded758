import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { smsGateway } from '../../../test/servers/sms-gateway.ts'
import { readReply } from './callbacks/reply.ts'
import { type Answered, defineReplies } from './callbacks/take-reply.ts'
import { deliverNotice } from './deliver-notice.ts'
import { driveNotices } from './drive-notices.ts'
import { queueNotice } from './queue-notice.ts'
import { notices } from './tables.ts'
import { defineTemplates } from './template.ts'

const heard: { answered: Answered; kind: string }[] = []
defineTemplates({
  'twoway.told': {
    version: 1,
    title: '有进展',
    legal: true,
    sample: {},
    replyHint: '查进度回复CX。',
    sms: () => '有进展。',
  },
  'twoway.news': { version: 1, title: '推送', legal: false, sample: {}, sms: () => '有一条新政策。' },
  'twoway.answer': { version: 1, title: '回答', legal: true, echo: true, sample: {}, sms: () => '已记下。' },
})
defineReplies('twoway.', async (_house, answered, reply) => {
  heard.push({ answered, kind: reply.kind })
  return reply.kind === 'other' ? null : { template: 'twoway.answer', variables: {} }
})

test.each([
  [' ５ ', { kind: 'rate', satisfied: 5 }],
  ['1。', { kind: 'rate', satisfied: 1 }],
  ['6', { kind: 'other', words: '6' }],
  ['未解决，路灯又灭了', { kind: 'unsolved', words: '路灯又灭了' }],
  ['没有解决', { kind: 'unsolved', words: '' }],
  ['ｃｘ', { kind: 'state' }],
  ['Td', { kind: 'stop' }],
  ['退订 ', { kind: 'stop' }],
  ['我已经解决了', { kind: 'other', words: '我已经解决了' }],
] as const)('%j is understood', (text, meaning) => {
  expect(readReply(text)).toEqual(meaning)
})

describe('with a gateway', () => {
  let gateway: Awaited<ReturnType<typeof smsGateway>>
  let house: TestHouse
  beforeAll(async () => {
    gateway = await smsGateway(() => house.clock.now())
    house = await testHouse({ env: gateway.env })
  })
  afterAll(async () => {
    await house?.close()
    await gateway?.close()
  })
  beforeEach(() => {
    heard.length = 0
  })

  const told = async (phone: string, matterId = newId(), template = 'twoway.told') => {
    const id = await queueNotice(house.db, house, {
      template,
      to: { phone },
      variables: {},
      matterId,
      at: house.clock.now(),
    })
    // A notice to a contact; the address is known already.
    await house.db.update(notices).set({ toContactId: newId() }).where(eq(notices.id, id))
    await deliverNotice(house, id)
    return { id, matterId }
  }
  const row = async (id: string) => (await house.db.select().from(notices).where(eq(notices.id, id)))[0]
  const say = async (path: string, content: object, change = {}) => {
    const response = await house.app.request(path, gateway.callback(path, content, change))
    return { status: response.status, ...((await response.json()) as { code?: string }) }
  }
  const reply = (from: string, text: string, messageId = newId()) =>
    say('/webhooks/sms/replies', { messageId, from, text })
  const answersTo = async (phone: string) => {
    await driveNotices(house)
    return [...gateway.sent.values()].filter(({ to }) => to === phone).map(({ template }) => template)
  }

  test('whoever can answer is told how, and the message is still found to be ours', async () => {
    const { id } = await told('13900000001')
    const sent = gateway.sent.get(id)
    expect(sent?.text).toBe('有进展。可拨12345核实。查进度回复CX。')
    const form = new FormData()
    form.append('text', `【阳光政务】 ${sent?.text ?? ''}\n`)
    const page = await house.app.request('/messages/check', { method: 'POST', body: form })
    expect(await page.text()).toContain('是我们发的')
  })

  test('receipts: delivered or not, each once, and delivered stays delivered', async () => {
    const { id } = await told('13900000002')
    const receipt = { messageId: 'r1', noticeId: id, status: 'UNDELIVERED', code: 'ABSENT' }
    expect(await say('/webhooks/sms/receipts', receipt)).toMatchObject({ status: 200, code: 'OK' })
    expect(await row(id)).toMatchObject({ state: 'dead', failure: 'ABSENT', receipt: 'undelivered' })
    expect(await say('/webhooks/sms/receipts', receipt)).toMatchObject({ code: 'REPEATED' })
    await say('/webhooks/sms/receipts', { ...receipt, messageId: 'r2', status: 'DELIVERED', code: 'OK' })
    await say('/webhooks/sms/receipts', { ...receipt, messageId: 'r3' })
    expect(await row(id)).toMatchObject({ state: 'sent', receipt: 'delivered', receiptCode: 'OK' })
  })

  test('what is not signed, too old, or changed on the way has no effect', async () => {
    const { id } = await told('13900000003')
    const receipt = { messageId: 'r9', noticeId: id, status: 'DELIVERED', code: 'OK' }
    const old = String(house.clock.now().epochMilliseconds / 1000 - 301)
    expect((await say('/webhooks/sms/receipts', receipt, { timestamp: old })).status).toBe(401)
    expect((await say('/webhooks/sms/receipts', receipt, { secretBody: '{}' })).status).toBe(401)
    expect((await house.app.request('/webhooks/sms/receipts', { method: 'POST', body: '{}' })).status).toBe(401)
    expect((await say('/webhooks/sms/receipts', { messageId: 'x' })).status).toBe(422)
    expect((await row(id))?.receipt).toBeNull()
  })

  test('a reply belongs to the newest matter told of, is taken once and answered', async () => {
    const phone = '13900000004'
    await told(phone)
    house.clock.advance({ minutes: 1 })
    const { matterId } = await told(phone)
    const messageId = newId()
    expect(await reply(phone, '5', messageId)).toMatchObject({ status: 200, code: 'OK' })
    expect(await reply(phone, '5', messageId)).toMatchObject({ code: 'REPEATED' })
    expect(heard).toEqual([{ kind: 'rate', answered: { matterId, personId: null, contactId: expect.any(String) } }])
    expect(await answersTo(phone)).toEqual(['twoway.told', 'twoway.told', 'twoway.answer'])
  })

  test('what is not understood gets help, twice an hour at most', async () => {
    const phone = '13900000005'
    await told(phone)
    for (let time = 0; time < 5; time++) await reply(phone, '你们好')
    expect(await answersTo(phone)).toEqual(['twoway.told', 'notices.help', 'notices.help'])
  })

  test('a stranger’s number gets help and learns of no matter', async () => {
    await reply('13900000006', '5')
    expect(heard).toEqual([])
    expect(await answersTo('13900000006')).toEqual(['notices.help'])
  })

  test('TD ends what the law does not demand, HF brings it back', async () => {
    const phone = '13900000007'
    await reply(phone, 'TD')
    const news = await told(phone, newId(), 'twoway.news')
    const legal = await told(phone)
    expect(await row(news.id)).toMatchObject({ state: 'suppressed', failure: 'switched-off' })
    expect((await row(legal.id))?.state).toBe('sent')
    await reply(phone, 'HF')
    expect((await row((await told(phone, newId(), 'twoway.news')).id))?.state).toBe('sent')
  })
})

test('without a gateway there is nothing at these addresses', async () => {
  const house = await testHouse()
  try {
    for (const path of ['/webhooks/sms/receipts', '/webhooks/sms/replies', '/webhooks/wechat'])
      expect((await house.app.request(path, { method: 'POST', body: '{}' })).status).toBe(404)
  } finally {
    await house.close()
  }
})
