import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedPeople } from '#core/people/index.ts'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from '../../../../test/house.ts'
import { pushService } from '../../../../test/servers/push-service.ts'
import { Visitor } from '../../../../test/visitor.ts'
import { deliverNotice } from '../deliver-notice.ts'
import { driveNotices } from '../drive-notices.ts'
import { queueNotice } from '../queue-notice.ts'
import { noticeAddresses, notices } from '../tables.ts'
import { defineTemplates } from '../template.ts'

defineTemplates({
  'push.told': {
    version: 1,
    title: '来信已答复',
    legal: true,
    sample: { number: '2026 1123 0000 178' },
    sms: (v) => `您的来信（编号${v.number}）已答复。`,
  },
})

let service: Awaited<ReturnType<typeof pushService>>
let house: TestHouse
let citizen: Visitor
let personId = ''

beforeAll(async () => {
  service = await pushService()
  house = await testHouse({
    env: { PUSH_CONTACT: 'mailto:yunwei@example.gov.cn', WEBHOOK_NETWORKS: '127.0.0.0/8', LOG_LEVEL: 'silent' },
  })
  await seedPeople(house)
  citizen = new Visitor(house)
  await citizen.citizen('13922220001')
  const { rows } = await house.db.execute<{ id: string }>(sql`select id from persons order by id desc limit 1`)
  personId = rows[0]?.id ?? ''
})
afterAll(async () => {
  await house?.close()
  await service?.close()
})

const bind = (subscription: unknown) =>
  citizen.post('/account/messages/push', {
    push: typeof subscription === 'string' ? subscription : JSON.stringify(subscription),
  })

async function tell(): Promise<string> {
  const id = await queueNotice(house.db, house, {
    template: 'push.told',
    to: { personId },
    variables: { number: '2026 1123 0000 178' },
    at: house.clock.now(),
  })
  await deliverNotice(house, id)
  return id
}
const row = async (id: string) => (await house.db.select().from(notices).where(eq(notices.id, id)))[0]

test('the page gives the city’s key and the worker; the words are for the browser alone', async () => {
  const page = await (await citizen.get('/account/messages')).text()
  expect(page).toMatch(/<push-button data-key="[\w-]{87}" data-worker="\/push-worker\.js" hidden/)
  const worker = await house.app.request('/push-worker.js')
  expect(worker.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
  expect(await worker.text()).toContain("addEventListener('push'")
  const browser = service.browser('one')
  expect((await bind(browser.subscription)).status).toBe(303)
  expect(await (await citizen.get('/account/messages')).text()).toContain('已在一个浏览器里打开')

  const id = await tell()
  expect(service.refusals).toEqual([])
  expect(await row(id)).toMatchObject({ state: 'sent', channel: 'push' })
  const [sent] = service.taken
  expect(sent?.path).toBe('/send/one')
  expect(JSON.parse(browser.read(sent?.body ?? Buffer.alloc(0)))).toEqual({
    id,
    title: '来信已答复',
    body: '编号 2026 1123 0000 178，点开看全文',
    href: '/my/messages',
  })
  expect(() => service.browser('other').read(sent?.body ?? Buffer.alloc(0))).toThrow()
  const { rows } = await house.db.execute(sql`select a::text as line from notice_addresses a`)
  expect(JSON.stringify(rows)).not.toContain('/send/one')
})

test('a repeat takes the place of the first: the same topic and the same tag', async () => {
  service.answers.push(503)
  const id = await tell()
  expect(await row(id)).toMatchObject({ state: 'failed', failure: 'push-503' })
  house.clock.advance({ minutes: 1 })
  await driveNotices(house)
  expect(await row(id)).toMatchObject({ state: 'sent', channel: 'push', attempts: 2 })
  const topics = service.taken.map(({ headers }) => headers.topic)
  expect(topics.at(-1)).toBe(Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url'))
  expect(new Set(topics).size).toBe(topics.length)
})

test('a browser that has taken it back is forgotten, and the message goes by the next medium', async () => {
  service.answers.push(410)
  const id = await tell()
  await deliverNotice(house, id)
  expect(await row(id)).toMatchObject({ state: 'sent', channel: 'sms', refusedBy: ['push'] })
  expect(await house.db.select().from(noticeAddresses).where(eq(noticeAddresses.personId, personId))).toEqual([])
  expect((await row(await tell()))?.channel).toBe('sms')
})

test.each([
  'nothing',
  JSON.stringify({ endpoint: 'javascript:alert(1)', keys: { p256dh: 'x', auth: 'y' } }),
  JSON.stringify({ endpoint: 'https://push.example/x', keys: { p256dh: 'short', auth: 'short' } }),
])('%s is no address of a browser', async (typed) => {
  const answer = await bind(typed)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('没有给出可用的通知地址')
})

test('one browser tells one person: whoever agreed in it last', async () => {
  const browser = service.browser('shared')
  await bind(browser.subscription)
  const other = new Visitor(house)
  await house.db.execute(sql`truncate rate_limits`)
  await other.citizen('13922220002')
  await other.post('/account/messages/push', { push: JSON.stringify(browser.subscription) })
  expect(await house.db.select().from(noticeAddresses).where(eq(noticeAddresses.personId, personId))).toEqual([])
  expect((await other.post('/account/messages/push-removal')).status).toBe(303)
  expect(await house.db.$count(noticeAddresses)).toBe(0)
})

test('a browser can name no address inside the house', async () => {
  const inside = await testHouse({ env: { PUSH_CONTACT: 'mailto:yunwei@example.gov.cn', LOG_LEVEL: 'silent' } })
  await seedPeople(inside)
  const visitor = new Visitor(inside)
  await visitor.citizen('13922220003')
  const { keys } = service.browser('inside').subscription
  const named = (endpoint: string) =>
    visitor.post('/account/messages/push', { push: JSON.stringify({ endpoint, keys }) })
  expect((await named('http://push.example/x')).status).toBe(422)
  expect((await named('https://127.0.0.1:1/x')).status).toBe(303)
  const [person] = await inside.db.select().from(noticeAddresses)
  const id = newId()
  await queueNotice(inside.db, inside, {
    id,
    template: 'push.told',
    to: { personId: person?.personId ?? '' },
    variables: { number: '1' },
    at: inside.clock.now(),
  })
  await deliverNotice(inside, id)
  const [refused] = await inside.db.select().from(notices).where(eq(notices.id, id))
  expect(refused).toMatchObject({ state: 'failed', failure: 'push-private-address', refusedBy: ['push'] })
  await inside.close()
})
