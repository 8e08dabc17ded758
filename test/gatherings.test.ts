import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runDraws } from '#core/draw/index.ts'
import { publishEntries } from '#core/ledger/index.ts'
import { outbox } from '#core/notices/index.ts'
import { newId } from '#platform/id.ts'
import { type DeskOfTests, deskOfTests } from './letter-desk.ts'
import { runJobs } from './setup/run-jobs.ts'
import { Visitor } from './visitor.ts'

let desk: DeskOfTests
const phones = Array.from({ length: 7 }, (_, at) => `1391000000${at}`)
const visitors = new Map<string, Visitor>()

beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk.close())

const words = {
  kind: 'openDay',
  title: '走进市自来水公司',
  about: '看水怎么净化，听水质怎么检测，有话当面说。请带身份证。',
  place: '市自来水公司大门',
  day: '2026-12-09',
  from: '9:30',
  to: '11:30',
  registerDay: '2026-12-01',
  seats: '3',
  substitutes: '2',
}
/** The number of an event that the editor announced. */
async function announced(change: Record<string, string> = {}): Promise<string> {
  const answer = await desk.post('bianji', '/desk/gatherings/new', { ...words, ...change })
  expect(answer.status, await answer.clone().text()).toBe(303)
  return answer.headers.get('Location')?.split('/').at(-1) ?? ''
}
async function visitor(phone: string): Promise<Visitor> {
  const known = visitors.get(phone)
  if (known) return known
  const fresh = new Visitor(desk.house)
  await desk.forgetTries()
  await fresh.citizen(phone)
  visitors.set(phone, fresh)
  return fresh
}
const register = async (number: string, phone: string, division = '510402') =>
  (await visitor(phone)).post(`/gatherings/${number}/registration`, { division })
const read = async (number: string, phone: string) => (await (await visitor(phone)).get(`/gatherings/${number}`)).text()
const toldTo = async (phone: string): Promise<string[]> =>
  (await outbox(desk.house, { tail: phone.slice(-4) })).messages.map(({ text }) => text)
const at = (text: string) => {
  desk.house.clock.set(`${text}+08:00`)
  visitors.clear()
}

describe('an event with more people than seats', () => {
  let number: string

  test('is announced in public; a form that cannot be is said in words', async () => {
    const wrong = async (change: Record<string, string>) =>
      (await desk.post('bianji', '/desk/gatherings/new', { ...words, ...change })).text()
    expect(await wrong({ to: '9:00' })).toContain('结束时间应在开始时间之后')
    expect(await wrong({ registerDay: '2026-12-09' })).toContain('前一天或更早截止')
    expect(await wrong({ registerDay: '2026-11-01' })).toContain('报名截止时间已经过了')
    expect(await wrong({ seats: '三' })).toContain('请填写名额，用数字')
    expect((await desk.post('chengban', '/desk/gatherings/new', words)).status).toBe(403)
    number = await announced()
    const page = await (
      await desk.house.app.request(`/gatherings/${number}`, { headers: { Accept: 'text/html' } })
    ).text()
    expect(page).toContain('登录后报名')
    expect(page).toContain('"@type":"Event"')
    expect(await (await desk.house.app.request('/gatherings')).text()).toContain('走进市自来水公司')
    expect(await (await desk.house.app.request(`/gatherings/${number}/event.ics`)).text()).toContain(
      'DTSTART:20261209T013000Z',
    )
  })

  test('people register once each, may withdraw and come back until the end, and not after it', async () => {
    const stranger = await desk.post('bianji', `/gatherings/${number}/registration`, { division: '510402' })
    expect(stranger.status).toBe(403)
    expect((await register(number, phones[0] ?? '', 'nowhere')).status).toBe(422)
    for (const phone of phones) expect((await register(number, phone)).status).toBe(303)
    expect((await register(number, phones[0] ?? '')).status).toBe(303)
    const away = await visitor(phones[6] ?? '')
    expect((await away.post(`/gatherings/${number}/withdrawal`)).status).toBe(303)
    expect(await read(number, phones[6] ?? '')).toContain('您住在哪个县（区）')
    expect(await read(number, phones[0] ?? '')).toContain('您已经报名')
    expect(await desk.text('bianji', `/desk/gatherings/${number}`)).toContain('6 人')
    expect((await desk.get('fuzeren', `/desk/gatherings/${number}`)).status).toBe(404)
    expect((await desk.post('bianji', `/desk/gatherings/${number}/invitations`)).status).toBe(409)
    at('2026-12-02T09:00:00')
    expect((await register(number, phones[6] ?? '')).status).toBe(409)
  })

  test('seats are drawn, not given: the drawn are invited, the substitutes know their place, the others know too', async () => {
    expect((await desk.post('bianji', `/desk/gatherings/${number}/invitations`)).status).toBe(409)
    const chance = { drawDay: '2026-12-02', drawTime: '09:30', chance: 'demo' }
    const early = await desk.post('bianji', `/desk/gatherings/${number}/draw`, { ...chance, drawTime: '09:00' })
    expect(await early.text()).toContain('抽取时刻太近了')
    const begun = await desk.post('bianji', `/desk/gatherings/${number}/draw`, chance)
    expect(begun.status).toBe(303)
    const draw = begun.headers.get('Location')?.split('/').at(-1) ?? ''
    expect((await desk.post('bianji', `/desk/gatherings/${number}/draw`, { ...chance, formKey: newId() })).status).toBe(
      409,
    )
    await publishEntries(desk.house)
    await runDraws(desk.house)
    at('2026-12-02T09:31:00')
    await runDraws(desk.house)
    await publishEntries(desk.house)
    await runJobs(desk.house, ['facts:take', 'notices:deliver'])
    const page = await (await desk.house.app.request(`/draws/${draw}`)).text()
    expect(page.match(/>抽中</g)).toHaveLength(3)
    expect(page.match(/>候补</g)).toHaveLength(2 + 1)
    const pages = await Promise.all(phones.slice(0, 6).map((phone) => read(number, phone)))
    expect(pages.filter((one) => one.includes('邀请您参加'))).toHaveLength(3)
    expect(pages.filter((one) => one.includes('候补第'))).toHaveLength(2)
    expect(pages.filter((one) => one.includes('这次没有抽中'))).toHaveLength(1)
    for (const one of pages) {
      const [, label = 'none'] = /您在抽取名单上的标签：<code class="digest">([0-9a-f]{24})</.exec(one) ?? []
      expect(await (await desk.house.app.request(`/draws/${draw}/state`)).text()).toContain('drawn')
      if (one.includes('邀请您参加')) expect(page).toContain(label)
    }
    const messages = (await Promise.all(phones.slice(0, 6).map(toldTo))).map((all) => all.join('\n'))
    expect(messages.filter((text) => text.includes('抽中了您'))).toHaveLength(3)
    expect(messages.filter((text) => text.includes('列候补第'))).toHaveLength(2)
    expect(messages.filter((text) => text.includes('这次没有抽中'))).toHaveLength(1)
  })

  test('a seat given back goes to the next substitute, once; the door has its list, and its reading is audited', async () => {
    const pages = await Promise.all(
      phones.slice(0, 6).map(async (phone) => ({ phone, page: await read(number, phone) })),
    )
    const invited = pages.filter(({ page }) => page.includes('邀请您参加')).map(({ phone }) => phone)
    const first = pages.find(({ page }) => page.includes('候补第 1 位'))?.phone ?? ''
    const declines = await visitor(invited[0] ?? '')
    expect((await declines.post(`/gatherings/${number}/answer`, { answer: 'declined' })).status).toBe(303)
    expect((await declines.post(`/gatherings/${number}/answer`, { answer: 'coming' })).status).toBe(409)
    expect(await read(number, first)).toContain('邀请您参加')
    expect(
      (await (await visitor(invited[1] ?? '')).post(`/gatherings/${number}/answer`, { answer: 'coming' })).status,
    ).toBe(303)
    const list = await desk.text('bianji', `/desk/gatherings/${number}`)
    expect(list).toContain('139****0000'.slice(0, 3))
    expect(list).not.toContain(invited[0] ?? 'nobody')
    const { rows } = await desk.house.db.execute(
      sql`select count(*)::int as n from audit_entries where act = 'gathering.guestsRead'`,
    )
    expect(rows[0]).not.toEqual({ n: 0 })
  })
})

test('with seats for all everybody is invited and nothing is drawn; cancelled, everybody is told why', async () => {
  const number = await announced({ title: '走进污水处理厂', day: '2026-12-20', registerDay: '2026-12-10' })
  expect((await register(number, phones[0] ?? '')).status).toBe(303)
  at('2026-12-11T09:00:00')
  const draw = await desk.post('bianji', `/desk/gatherings/${number}/draw`, {
    drawDay: '2026-12-11',
    drawTime: '09:30',
    chance: 'demo',
  })
  expect(await draw.text()).toContain('没有超过名额')
  expect((await desk.post('bianji', `/desk/gatherings/${number}/invitations`)).status).toBe(303)
  expect(await read(number, phones[0] ?? '')).toContain('邀请您参加')
  expect((await desk.post('bianji', `/desk/gatherings/${number}/cancellation`, { ground: '雨' })).status).toBe(422)
  expect(
    (await desk.post('bianji', `/desk/gatherings/${number}/cancellation`, { ground: '暴雨预警，改期另行通知' })).status,
  ).toBe(303)
  await runJobs(desk.house, ['notices:deliver'])
  expect((await toldTo(phones[0] ?? '')).join('\n')).toContain('取消了')
  expect(await (await desk.house.app.request(`/gatherings/${number}`)).text()).toContain('暴雨预警，改期另行通知')
})

test('a person can take along what they registered for; with the account it is forgotten', async () => {
  const number = await announced({ title: '走进消防救援站', day: '2027-01-08', registerDay: '2026-12-30' })
  const phone = '13920000001'
  expect((await register(number, phone)).status).toBe(303)
  const copy = await (await (await visitor(phone)).get('/account/data/copy.json')).text()
  expect(copy).toContain('走进消防救援站')
  const before =
    await desk.house.db.execute(sql`select count(*)::int as n from gathering_registrations r join gatherings g on g.id = r.gathering_id
    where g.number = ${number}`)
  expect(before.rows).toEqual([{ n: 1 }])
  expect((await (await visitor(phone)).post('/account/data/closure', { understood: 'yes' })).status).toBe(303)
  const after =
    await desk.house.db.execute(sql`select count(*)::int as n from gathering_registrations r join gatherings g on g.id = r.gathering_id
    where g.number = ${number}`)
  expect(after.rows).toEqual([{ n: 0 }])
})
