import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword, seedPeople } from '#core/people/index.ts'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { mailServer } from '../../../test/servers/mail-server.ts'
import { wechatServer } from '../../../test/servers/wechat-server.ts'
import { takeBounce } from './callbacks/take-bounce.ts'
import { deliverNotice } from './deliver-notice.ts'
import { driveNotices } from './drive-notices.ts'
import { forgetAddressee } from './erase-notices.ts'
import { outbox } from './outbox.ts'
import { queueNotice } from './queue-notice.ts'
import { noticeAddresses, noticePreferences, noticeProofs, notices } from './tables.ts'
import { defineTemplates } from './template.ts'

defineTemplates({
  'own.told': { version: 1, title: '有进展', legal: true, sample: { at: '1' }, sms: (v) => `第${v.at}件事有进展。` },
})

let mail: Awaited<ReturnType<typeof mailServer>>
let wechat: Awaited<ReturnType<typeof wechatServer>>
let house: TestHouse
const cookies = new Map<string, string>()
beforeAll(async () => {
  ;[mail, wechat] = await Promise.all([mailServer(), wechatServer()])
  house = await testHouse({ env: { ...mail.env, ...wechat.env } })
  await seedPeople(house)
})
afterAll(async () => {
  await house?.close()
  await Promise.all([mail?.close(), wechat?.close()])
})

const get = (path: string, who = '') =>
  house.app.request(path, { headers: { Accept: 'text/html', Cookie: cookies.get(who) ?? '' } })
const post = async (path: string, fields: Record<string, string | string[]>, who = '') => {
  await house.db.execute(sql`truncate rate_limits`)
  const body = new FormData()
  for (const [name, value] of Object.entries({ formKey: newId(), ...fields }))
    for (const one of [value].flat()) body.append(name, one)
  const headers = { Accept: 'text/html', Cookie: cookies.get(who) ?? '', 'Sec-Fetch-Site': 'same-origin' }
  return house.app.request(path, { method: 'POST', body, headers })
}
const keep = (who: string, response: Response): string => {
  const found = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  cookies.set(who, found.join('; '))
  return who
}
const citizen = async (phone: string): Promise<{ who: string; personId: string }> => {
  await post('/sign-in/code', { phone })
  const [latest] = (await outbox(house, { tail: phone.slice(-4) })).messages
  const code = /\d{6}/.exec(latest?.text ?? '')?.[0] ?? ''
  const who = keep(phone, await post('/sign-in', { as: 'citizen', phone, code }))
  const { rows } = await house.db.execute<{ id: string }>(
    sql`select id from persons order by created_at desc, id desc limit 1`,
  )
  return { who, personId: rows[0]?.id ?? '' }
}
const tell = async (personId: string, at: string): Promise<string> => {
  const id = await queueNotice(house.db, house, {
    template: 'own.told',
    to: { personId },
    variables: { at },
    at: house.clock.now(),
  })
  await deliverNotice(house, id)
  return id
}
/** What a mail server sends back to the sender (RFC 3464). */
const returned = (id: string, { action = 'failed', status = '5.1.1' } = {}, domain = 'example.gov.cn'): string =>
  [
    'From: MAILER-DAEMON@mx.example.com',
    'Message-ID: <20261123.1@mx.example.com>',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Sorry.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.com',
    '',
    'Final-Recipient: rfc822; li@example.com',
    `Action: ${action}`,
    `Status: ${status}`,
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${id}@${domain}>`,
    'Subject: x',
    '--b--',
  ].join('\r\n')

const row = async (id: string) => (await house.db.select().from(notices).where(eq(notices.id, id)))[0]

test('an e-mail address is used once its code came back, then refused mail goes by SMS', async () => {
  const { who, personId } = await citizen('13911110001')
  expect((await post('/account/messages/email', { email: 'a@b.cn, c@d.cn' }, who)).status).toBe(422)
  expect((await post('/account/messages/email', { email: 'wang@example.com' }, who)).status).toBe(303)
  await driveNotices(house)
  const letter = mail.taken.find(({ to }) => to === 'wang@example.com')?.raw ?? ''
  const encoded = /text\/plain[\s\S]*?\r\n\r\n([\s\S]*?)\r\n\r\n/.exec(letter)?.[1] ?? ''
  // Digits of the base64 itself may look like a code: what it says comes first.
  const code = (/\d{6}/.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? /\d{6}/.exec(encoded))?.[0] ?? ''
  expect(
    (await post('/account/messages/email-code', { code: code === '000000' ? '000001' : '000000' }, who)).status,
  ).toBe(422)
  expect((await row(await tell(personId, '零')))?.channel).toBe('sms')
  expect((await post('/account/messages/email-code', { code }, who)).status).toBe(303)
  expect(await (await get('/account/messages', who)).text()).toContain('w***@example.com')
  const dump = await house.db.execute(sql`select notice_addresses::text as a from notice_addresses`)
  expect(JSON.stringify(dump.rows)).not.toContain('wang@example')

  const sent = await tell(personId, '一')
  expect(await row(sent)).toMatchObject({ state: 'sent', channel: 'email' })
  expect(mail.taken.some(({ raw }) => raw.includes(`<${sent}@example.gov.cn>`))).toBe(true)
  mail.moods.set('wang@example.com', ['refuse'])
  const refused = await tell(personId, '二')
  await deliverNotice(house, refused)
  expect(await row(refused)).toMatchObject({ state: 'sent', channel: 'sms', refusedBy: ['email'] })

  mail.moods.set('wang@example.com', ['taken-then-lost'])
  const doubtful = await tell(personId, '三')
  expect(await row(doubtful)).toMatchObject({ state: 'dead', failure: 'outcome-unknown', channel: 'email' })
  expect(mail.taken.filter(({ raw }) => raw.includes(`<${doubtful}@`))).toHaveLength(1)

  const admin = keep('xitong', await post('/sign-in', { as: 'staff', username: 'xitong', password: demoPassword }))
  const desk = await (await get('/desk/notices', admin)).text()
  expect(desk).toContain('不知对方收到没有')
  expect(desk).toContain('宁可让他收到两遍')
  expect(desk).not.toMatch(/wang@|13911110001|第三件事/)
  expect((await post(`/desk/notices/${doubtful}/retry`, {}, admin)).status).toBe(409)
  expect((await row(doubtful))?.state).toBe('dead')
  // A person may decide that it shall go twice rather than never: by another medium where there is one.
  expect((await post(`/desk/notices/${doubtful}/retry`, { anyway: 'yes' }, admin)).status).toBe(303)
  await driveNotices(house)
  expect(await row(doubtful)).toMatchObject({ state: 'sent', channel: 'sms', refusedBy: ['email'] })
  expect(mail.taken.filter(({ raw }) => raw.includes(`<${doubtful}@`))).toHaveLength(1)
  const { rows } = await house.db.execute(sql`select act from audit_entries where subject_id = ${doubtful}`)
  expect(rows).toEqual([{ act: 'retryNoticeInDoubt' }])
})

test('a returned mail goes by the next medium, once; one that is no return of ours changes nothing', async () => {
  const { personId } = await citizen('13911110014')
  await house.db.insert(noticeAddresses).values({
    personId,
    medium: 'email',
    addressCipher: house.secrets.encrypt('li@example.com', 'notice_addresses.email'),
    addressHash: Buffer.from('li'),
    confirmedAt: house.clock.now(),
  })
  const id = await tell(personId, '五')
  expect(await row(id)).toMatchObject({ state: 'sent', channel: 'email' })
  expect(await takeBounce(house, returned(id, { action: 'delayed', status: '4.4.1' }))).toContain('没有处理')
  expect(await takeBounce(house, returned(newId(), {}, 'example.com'))).toContain('没有处理')
  expect(await takeBounce(house, `Subject: 不在办公室\r\n\r\n<${id}@example.gov.cn>`)).toContain('没有处理')
  expect((await row(id))?.state).toBe('sent')
  const mailBack = returned(id)
  expect(await takeBounce(house, mailBack)).toContain('没有送到（smtp-5.1.1）')
  expect(await takeBounce(house, mailBack)).toContain('以前处理过')
  await driveNotices(house)
  expect(await row(id)).toMatchObject({ state: 'sent', channel: 'sms', refusedBy: ['email'], receipt: 'undelivered' })
  // A second report of the same mail finds it gone by another medium.
  await takeBounce(house, `${mailBack}\r\n`)
  await driveNotices(house)
  expect(await row(id)).toMatchObject({ state: 'sent', channel: 'sms', attempts: 1 })
})

test('what many died of is sent again with one click; what nobody can mend is set aside', async () => {
  const { personId } = await citizen('13911110015')
  const [one, two, erased] = await Promise.all([tell(personId, '六'), tell(personId, '七'), tell(personId, '八')])
  const dead = { state: 'dead', failure: 'unreachable', handOverAt: house.clock.now() } as const
  for (const id of [one, two, erased]) await house.db.update(notices).set(dead).where(eq(notices.id, id))
  await house.db.update(notices).set({ bodyCipher: null }).where(eq(notices.id, erased))
  const admin = keep('xitong', await post('/sign-in', { as: 'staff', username: 'xitong', password: demoPassword }))
  expect(await (await get('/desk/notices', admin)).text()).toContain('全部重发（2 条）')
  expect((await post('/desk/notices/retries', { channel: 'inbox', failure: 'unreachable' }, admin)).status).toBe(404)
  expect((await post('/desk/notices/retries', { channel: 'sms', failure: 'unreachable' }, admin)).status).toBe(303)
  await driveNotices(house)
  for (const id of [one, two]) expect(await row(id)).toMatchObject({ state: 'sent', attempts: 1 })
  expect((await post(`/desk/notices/${erased}/retry`, {}, admin)).status).toBe(409)
  expect((await post(`/desk/notices/${erased}/settlement`, {}, admin)).status).toBe(303)
  expect((await post(`/desk/notices/${erased}/settlement`, {}, admin)).status).toBe(409)
  expect(await (await get('/desk/notices', admin)).text()).not.toContain('连不上对方')
})

test('a dead letter that nobody took is sent again, once, and the audit says by whom', async () => {
  const { who, personId } = await citizen('13911110002')
  const id = await tell(personId, '四')
  await house.db.update(notices).set({ state: 'dead', failure: 'INVALID_NUMBER' }).where(eq(notices.id, id))
  expect((await post(`/desk/notices/${id}/retry`, {}, who)).status).toBe(404)
  const admin = keep('xitong', await post('/sign-in', { as: 'staff', username: 'xitong', password: demoPassword }))
  const twice = await Promise.all([
    post(`/desk/notices/${id}/retry`, {}, admin),
    post(`/desk/notices/${id}/retry`, {}, admin),
  ])
  expect(twice.map(({ status }) => status).sort()).toEqual([303, 409])
  await driveNotices(house)
  expect(await row(id)).toMatchObject({ state: 'sent', attempts: 1 })
  const { rows } = await house.db.execute(sql`select subject_id from audit_entries where act = 'retryNotice'`)
  expect(rows).toEqual([{ subject_id: id }])
})

test('WeChat: bound by the code from the page, told there, receipt noted, unbound by unfollowing', async () => {
  const { who, personId } = await citizen('13911110003')
  await post('/account/messages/wechat-code', {}, who)
  const page = await (await get('/account/messages', who)).text()
  const code = /绑定(\d{8})/.exec(page)?.[1] ?? ''
  const openid = 'oABC_wang'
  const event = (fields: Record<string, string | number>, query = wechat.signed(house.clock.now())) =>
    house.app.request(`/webhooks/wechat?${query}`, {
      method: 'POST',
      body: wechat.xml({ ToUserName: 'gh_city', FromUserName: openid, CreateTime: 1, ...fields }),
    })
  expect((await event({ MsgType: 'text', Content: `绑定${code}` }, 'signature=x&timestamp=1&nonce=1')).status).toBe(401)
  expect(await (await event({ MsgType: 'text', Content: '绑定 00000000' })).text()).toContain('不对或已过期')
  expect(await (await event({ MsgType: 'text', Content: `绑定${code}` })).text()).toContain('已绑定')
  expect(await (await event({ MsgType: 'text', Content: `绑定${code}` })).text()).toContain('不对或已过期')

  const id = await tell(personId, '五')
  const sent = wechat.sent.get(id)
  expect(sent?.touser).toBe(openid)
  const finish = { MsgType: 'event', Event: 'TEMPLATESENDJOBFINISH', MsgID: sent?.msgid ?? 0 }
  expect(await (await event({ ...finish, Status: 'failed:user block' })).text()).toBe('success')
  expect(await row(id)).toMatchObject({ channel: 'wechat', receipt: 'undelivered', receiptCode: 'user-block' })

  await event({ MsgType: 'event', Event: 'unsubscribe' })
  expect((await row(await tell(personId, '六')))?.channel).toBe('sms')
  const echo = await house.app.request(`/webhooks/wechat?${wechat.signed(house.clock.now())}&echostr=7788`)
  expect(await echo.text()).toBe('7788')
  const old = wechat.signed(house.clock.now().subtract({ minutes: 6 }))
  expect((await house.app.request(`/webhooks/wechat?${old}&echostr=7788`)).status).toBe(401)
})

test('the inbox is one’s own: unread, pages, read', async () => {
  const { who, personId } = await citizen('13911110004')
  const other = await citizen('13911110005')
  for (let at = 1; at <= 21; at++) {
    house.clock.advance({ seconds: 1 })
    await tell(personId, `收${at}`)
  }
  const first = await (await get('/my/messages', who)).text()
  expect(first).toContain('有 21 条没有读过')
  expect(first).toContain('第收21件事')
  expect(first).not.toContain('第收1件事')
  const next = /\/my\/messages\?after=([0-9a-f-]{36})/.exec(first)?.[1] ?? ''
  expect(await (await get(`/my/messages?after=${next}`, who)).text()).toContain('第收1件事')
  expect(await (await get(`/my/messages?after=${next}`, other.who)).text()).toContain('还没有消息')
  const until = /name="until" value="([^"]+)"/.exec(first)?.[1] ?? ''
  await post('/my/messages', { until }, other.who)
  expect(await (await get('/my/messages', who)).text()).toContain('有 21 条没有读过')
  await post('/my/messages', { until }, who)
  expect(await (await get('/my/messages', who)).text()).toContain('都读过了')
})

test('at night it waits until the morning, then goes out', async () => {
  const { personId } = await citizen('13911110006')
  house.clock.set('2026-11-23T23:00:00+08:00')
  const id = await tell(personId, '夜')
  expect(await row(id)).toMatchObject({ state: 'queued', attempts: 0 })
  house.clock.set('2026-11-24T07:30:00+08:00')
  await driveNotices(house)
  expect((await row(id))?.state).toBe('sent')
})

test('a deleted account leaves no message, wish or address', async () => {
  const { who, personId } = await citizen('13911110007')
  await post('/account/messages', { channels: ['sms'], quiet: 'yes' }, who)
  await post('/account/messages/email', { email: 'li@example.com' }, who)
  const id = await tell(personId, '删')
  await forgetAddressee(house.db, personId)
  expect(await row(id)).toMatchObject({ bodyCipher: null, addressCipher: null, addressHash: null, textHash: null })
  for (const table of [noticePreferences, noticeAddresses, noticeProofs])
    expect(await house.db.select().from(table).where(eq(table.personId, personId))).toEqual([])
})
