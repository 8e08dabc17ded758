import { afterAll, beforeAll, expect, test } from 'vitest'
import { groupNumber } from '#core/matters/index.ts'
import { noticesModule } from '#core/notices/index.ts'
import { type DeskOfTests, deskOfTests } from './letter-desk.ts'
import { mailServer } from './servers/mail-server.ts'
import { smsGateway } from './servers/sms-gateway.ts'
import { wechatServer } from './servers/wechat-server.ts'
import { Visitor } from './visitor.ts'

/** All of what a city has: a mail server, a gateway for SMS, a WeChat account. Each writer hears by the one way that they chose. */
let desk: DeskOfTests
let servers: [
  Awaited<ReturnType<typeof mailServer>>,
  Awaited<ReturnType<typeof smsGateway>>,
  Awaited<ReturnType<typeof wechatServer>>,
]

beforeAll(async () => {
  servers = await Promise.all([mailServer(), smsGateway(() => desk.house.clock.now()), wechatServer()])
  desk = await deskOfTests({ env: Object.assign({}, ...servers.map(({ env }) => env)) })
})
afterAll(async () => {
  await desk?.close()
  await Promise.all((servers ?? []).map((server) => server.close()))
})

/** What the job of every minute does. */
const deliver = async (): Promise<void> => noticesModule.jobs?.tasks?.['notices:drive']?.(desk.house, {})

async function signedIn(phone: string): Promise<Visitor> {
  await desk.forgetTries()
  const visitor = new Visitor(desk.house)
  expect((await visitor.citizen(phone)).status).toBe(303)
  return visitor
}

async function byMail(visitor: Visitor): Promise<void> {
  const [mail] = servers
  await visitor.post('/account/messages/email', { email: 'wang@example.com' })
  await deliver()
  const code = /\d{6}/.exec(wordsOf(mail.taken.at(-1)?.raw ?? ''))?.[0] ?? ''
  expect((await visitor.post('/account/messages/email-code', { code })).status).toBe(303)
  mail.taken.length = 0
}

async function byWeChat(visitor: Visitor): Promise<void> {
  const [, , wechat] = servers
  await visitor.post('/account/messages/wechat-code')
  const code = /绑定(\d{8})/.exec(await (await visitor.get('/account/messages')).text())?.[1] ?? ''
  const body = wechat.xml({
    ...{ ToUserName: 'gh_city', FromUserName: 'oABC_wang', CreateTime: 1 },
    ...{ MsgType: 'text', Content: `绑定${code}` },
  })
  const bound = await desk.house.app.request(`/webhooks/wechat?${wechat.signed(desk.house.clock.now())}`, {
    method: 'POST',
    body,
  })
  expect(await bound.text()).toContain('已绑定')
}

/** The first part of a mail, as its reader sees it. */
function wordsOf(raw: string): string {
  const [, encoded = ''] = /text\/plain[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(raw) ?? []
  return Buffer.from(encoded, 'base64').toString('utf8')
}

/** Written, dispatched, signed for, answered; the number. */
async function answered(visitor: Visitor, phone: string): Promise<string> {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  expect((await desk.write({ phone }, cookie)).status).toBe(303)
  const number = (await desk.letters()).at(-1)?.number ?? ''
  await deliver()
  await desk.does('paidan', number, 'dispatch', { dispatchUnit: '市住房城乡建设局' })
  await desk.does('chengban', number, 'signature')
  await desk.does('chengban', number, 'drafts', { replyText: '您好，路灯已经修好，请您查看。', intent: 'submit' })
  await desk.does('fuzeren', number, 'approval')
  await deliver()
  return number
}

/** Templates of what was told of a letter, by the ways it went, as the outbox noted it. */
async function toldOf(number: string): Promise<{ template: string; channel: string; state: string }[]> {
  const { rows } = await desk.house.db.$client.query(
    'select template, channel, state from notices where matter_id = (select id from matters where number = $1) order by created_at, id',
    [number],
  )
  return rows
}

test('from filing to answer a letter’s messages arrive where its writer wished, each once, and nowhere else', async () => {
  const [mail, sms, wechat] = servers
  const phones = { email: '13911110001', wechat: '13911110002', sms: '13911110003' }
  const people = {
    email: await signedIn(phones.email),
    wechat: await signedIn(phones.wechat),
    sms: await signedIn(phones.sms),
  }
  await byMail(people.email)
  await byWeChat(people.wechat)
  sms.sent.clear()

  const numbers = {
    email: await answered(people.email, phones.email),
    wechat: await answered(people.wechat, phones.wechat),
    sms: await answered(people.sms, phones.sms),
  }
  for (const [way, number] of Object.entries(numbers)) {
    const told = await toldOf(number)
    expect(told.map(({ template }) => template)).toEqual(expect.arrayContaining(['letter.received', 'letter.answered']))
    const theirs = told.filter(({ template }) => template.startsWith('letter.'))
    expect(new Set(theirs.map(({ channel, state }) => `${channel} ${state}`)), way).toEqual(new Set([`${way} sent`]))
  }

  const count = async (number: string) => (await toldOf(number)).filter(({ channel }) => channel !== 'inApp').length
  expect(mail.taken.length).toBe(await count(numbers.email))
  expect(new Set(mail.taken.map(({ to }) => to))).toEqual(new Set(['wang@example.com']))
  expect(mail.taken.map(({ raw }) => wordsOf(raw)).join()).toContain(groupNumber(numbers.email))
  expect(wechat.sent.size).toBe(await count(numbers.wechat))
  expect(new Set([...wechat.sent.values()].map(({ touser }) => touser))).toEqual(new Set(['oABC_wang']))
  const texts = [...sms.sent.values()].filter(({ to }) => to === phones.sms)
  expect(texts.length).toBe(await count(numbers.sms))
  expect([...sms.sent.values()].map(({ to }) => to)).not.toContain(phones.email)
  expect([...sms.sent.values()].map(({ to }) => to)).not.toContain(phones.wechat)
  expect(texts.at(-1)?.text).toContain('答复')
})
