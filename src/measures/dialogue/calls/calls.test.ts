import { readFileSync } from 'node:fs'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { act as actOn, askerOf, erase, matters } from '#core/matters/index.ts'
import { demoAccounts } from '#core/people/index.ts'
import { systemActor } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { type CallDesk, callDesk, textOf } from '../../../../test/call-desk.ts'
import { dumpOf, tablesWith } from '../../../../test/dump.ts'
import { Visitor } from '../../../../test/visitor.ts'
import { endSilent, forgetCalls } from './jobs.ts'
import { signedMessage } from './simulator/send-message.ts'
import { callEvents, callOperators, calls, callWords } from './tables.ts'

let city: CallDesk
let operator: Visitor
beforeAll(async () => {
  city = await callDesk()
})
beforeEach(async () => {
  operator = await city.signedIn('huawu')
})
afterAll(() => city.close())

const acd: CallDesk['acd'] = (...given) => city.acd(...given)
const said: CallDesk['said'] = (...given) => city.said(...given)
const callOf: CallDesk['callOf'] = (acdId) => city.callOf(acdId)
const taken: CallDesk['taken'] = (...given) => city.taken(...given)
const text = textOf

let serial = 0
const formOf = (change: Record<string, string> = {}) => ({
  sort: 'help',
  title: `阳光家园停水（${serial}）`,
  body: `从昨天晚上开始整个小区停水，老人多，请帮忙问一问。（第${serial++}次）`,
  division: '510402',
  name: '罗先生',
  ...change,
})
const act = (id: string, name: string, fields: Record<string, string>, who = operator) =>
  who.post(`/desk/calls/${id}/${name}`, fields)

describe('the feed of the exchange', () => {
  test('is signed by the rules: another key, another body, an old message and no message at all are refused', async () => {
    const data = { call: 'sig-1', number: '15400000009' }
    expect((await acd('call.offered', data, { key: `whsec_${Buffer.alloc(32, 1).toString('base64')}` })).status).toBe(
      401,
    )
    const now = city.house.clock.now()
    const good = signedMessage(city.secret, {
      id: 'sig-1',
      at: now,
      message: { type: 'call.ended', timestamp: now.toString(), data: { call: 'sig-1' } },
    })
    const post = (body: string, headers: Record<string, string>) =>
      city.house.app.request('/webhooks/acd', { method: 'POST', body, headers })
    expect((await post(good.body.replace('ended', 'abandoned'), good.headers)).status).toBe(401)
    expect((await post(good.body, {})).status).toBe(401)
    const at = now.subtract({ minutes: 6 })
    const old = signedMessage(city.secret, {
      id: 'sig-2',
      at,
      message: { type: 'call.ended', timestamp: at.toString(), data: { call: 'sig-1' } },
    })
    expect((await post(old.body, old.headers)).status).toBe(401)
    expect((await acd('call.invented', data)).status).toBe(422)
    expect((await acd('call.answered', { call: 'sig-1' })).status).toBe(422)
    expect((await acd('call.ended', { call: 'sig-1' }, { seconds: 900 })).status).toBe(422)
    expect(await city.house.db.$count(calls)).toBe(0)
  })

  test('each message counts once', async () => {
    const one = { id: 'msg-once' }
    expect(await (await acd('call.offered', { call: 'once', number: '15400000001' }, one)).json()).toMatchObject({
      code: 'OK',
    })
    expect(await (await acd('call.offered', { call: 'once', number: '15400000001' }, one)).json()).toMatchObject({
      code: 'REPEATED',
    })
    expect(await city.house.db.$count(callEvents, eq(callEvents.acdId, 'once'))).toBe(1)
  })

  test('order does not matter; what was never offered is kept; an agent whom nobody knows has no name', async () => {
    await said('call.ended', { call: 'late' }, -10)
    await said('call.answered', { call: 'late', seat: '9', operator: 'nobody' }, -100)
    await said('call.offered', { call: 'late', number: '15400000002', skill: 'yi' }, -112)
    const call = await callOf('late')
    expect(call).toMatchObject({ state: 'ended', skill: 'yi', seat: '9', operatorId: null })
    expect(call.answeredAt?.since(call.offeredAt ?? call.startedAt).total('seconds')).toBe(12)
    await said('call.ended', { call: 'unknown' })
    expect(await callOf('unknown')).toMatchObject({ state: 'missed', offeredAt: null })
  })

  test('a lost end: the next call of the seat ends it, the true one still wins; else the hours do', async () => {
    const { acdId } = await taken('15400000003', 'huawu2')
    await said('call.answered', { call: 'next', seat: '8', operator: city.numbers.huawu2 }, 60)
    expect(await callOf(acdId)).toMatchObject({ state: 'ended', isPresumed: true })
    await said('call.ended', { call: acdId }, 40)
    expect(await callOf(acdId)).toMatchObject({ state: 'ended', isPresumed: false })
    expect((await callOf('next')).state).toBe('talking')
    await said('call.offered', { call: 'waits' }, -2000)
    expect(await endSilent(city.house)).toBe(1)
    expect((await callOf('waits')).state).toBe('missed')
    await said('call.ended', { call: 'next' }, 90)
  })

  test('the seat rests: its state is the newest word, not the last to come; 整理工单 ends with it', async () => {
    const { acdId } = await taken('15400000004', 'huawu2')
    await said('call.ended', { call: acdId }, 100)
    await said('operator.state', { operator: city.numbers.huawu2, seat: '8', state: 'ready', skills: ['yi'] }, 145)
    await said('operator.state', { operator: city.numbers.huawu2, seat: '8', state: 'wrap-up' }, 101)
    const [seat] = await city.house.db.select().from(callOperators).where(eq(callOperators.seat, '8'))
    expect(seat).toMatchObject({ state: 'ready', skills: ['yi'] })
    const call = await callOf(acdId)
    expect(call.wrapUpUntil?.since(call.endedAt ?? call.startedAt).total('seconds')).toBe(45)
  })

  test('the number lies encrypted, and in no other table', async () => {
    await taken('15498765432')
    expect(tablesWith(await dumpOf(city.house.db), '15498765432')).toEqual([])
  })
})

describe('the console', () => {
  test('what a caller asks becomes a letter through the door “phone”, answered to the number on the line', async () => {
    const { id } = await taken('15411110001')
    const answer = await act(id, 'matter', formOf({ secret: 'yes' }))
    expect(answer.headers.get('Location')).toBe(`/desk/calls/${id}`)
    const letter = (await city.letters()).at(-1)
    expect(letter).toMatchObject({ channel: 'phone', class: 'help', secrecy: true, state: 'opened' })
    const [call] = await city.house.db.select().from(calls).where(eq(calls.id, id))
    expect(call).toMatchObject({ outcome: 'filed', matterIds: [letter?.id] })
    const told = (await city.messagesTo('15411110001')).join()
    expect(told).toContain('来电')
    const code = /查询码\s?(\d{3} ?\d{3})/.exec(told)?.[1]?.replace(' ', '') ?? 'none'
    const page = (await text(await operator.get(`/desk/calls/${id}`))).replaceAll(' ', '')
    expect(page).toContain('念给来电人听')
    expect(page).toContain(letter?.number ?? 'none')
    expect(page).toContain(code)
    // The code is not kept for good.
    city.house.clock.advance({ hours: 13 })
    await forgetCalls(city.house)
    expect(await city.house.db.$count(callWords, eq(callWords.callId, id))).toBe(0)
  })

  test('举报 and complaints about staff are not written down at the telephone: whom they are about might sit here', async () => {
    const { id } = await taken('15411110009')
    const before = (await city.letters()).length
    for (const sort of ['report', 'complaint-official']) {
      const refused = await act(id, 'matter', formOf({ sort }))
      expect(refused.status).toBe(422)
      expect(await refused.text()).toContain('12388')
    }
    expect((await city.letters()).length).toBe(before)
  })

  test('a landline has no messages; the letter is filed all the same', async () => {
    const { id } = await taken('08123366096')
    expect((await act(id, 'matter', formOf())).status).toBe(303)
  })

  test('refused, all that was typed comes back', async () => {
    const { id } = await taken('15411110002')
    const refused = await act(
      id,
      'matter',
      formOf({ division: '', answer: '已经告诉他办事时间', transferTo: '市水务集团' }),
    )
    expect(refused.status).toBe(422)
    const html = await refused.text()
    for (const kept of ['整个小区停水', '罗先生', '已经告诉他办事时间', '市水务集团', '请选择事情发生在哪个县区'])
      expect(html).toContain(kept)
    const found = await act(id, 'search', formOf({ title: '老人优待证怎么办' }))
    expect(found.status).toBe(200)
    expect(await found.text()).toContain('老人优待证怎么办')
  })

  test('answered at once: counted, and kept as a consultation when it is written down', async () => {
    const { id } = await taken('15411110003')
    expect((await act(id, 'answer', { title: '', answer: '带身份证到窗口' })).status).toBe(422)
    expect((await act(id, 'answer', { title: '优待证怎么办', answer: '带身份证到窗口，当场发。' })).status).toBe(303)
    expect(await text(await operator.get(`/desk/calls/${id}`))).toContain('带身份证到窗口，当场发。')
    const before = (await city.letters()).length
    const { id: counted } = await taken('15411110004')
    expect((await act(counted, 'answer', {})).status).toBe(303)
    expect((await city.letters()).length).toBe(before)
  })

  test('danger: one key, nothing typed, and there is a restricted letter with its mark; what is typed stays', async () => {
    const { id } = await taken('15411110005')
    expect((await act(id, 'emergency', { to: '119', body: '三楼冒烟，里面有老人' })).status).toBe(303)
    const letter = (await city.letters()).at(-1)
    expect(letter?.marks).toContain('emergency')
    expect(letter?.wantsPublic).toBe(false)
    const before = (await city.letters()).length
    expect((await act(id, 'emergency', { to: '120' })).status).toBe(303)
    expect((await city.letters()).length).toBe(before)
    const page = await text(await operator.get(`/desk/calls/${id}`))
    expect(page).toContain('已转接 120')
    const { id: silent } = await taken('15411110006')
    expect((await act(silent, 'emergency', { to: '110' })).status).toBe(303)
    expect((await act(silent, 'emergency', { to: '911' })).status).toBe(422)
  })

  test('another track is told and nothing is dispatched (HOT-9)', async () => {
    const { id } = await taken('15411110007')
    const hint = await operator.post('/desk/calls/knowledge', { text: '我不服交警的处罚决定，要复议' })
    expect(await text(hint)).toContain('可能要走其他渠道：行政复议')
    const before = (await city.letters()).length
    expect((await act(id, 'referral', { otherDoor: '' })).status).toBe(422)
    expect((await act(id, 'referral', { otherDoor: 'reconsideration' })).status).toBe(303)
    expect((await city.letters()).length).toBe(before)
    expect(await text(await operator.get(`/desk/calls/${id}`))).toContain('告知其他渠道')
  })

  test.each([
    ['review', '行政复议：'],
    ['litigation', '诉讼：'],
  ])('a call that was told 渠道 %s before there was one list of them still says which', async (before, words) => {
    const { id } = await taken('15411110009')
    expect((await act(id, 'referral', { otherDoor: 'discipline' })).status).toBe(303)
    await city.house.db.execute(sql`update calls set referred_to = ${before} where id = ${id}`)
    await city.house.db.execute(sql.raw(readFileSync('migrations/0043_tracks_of_calls.sql', 'utf8')))
    expect(await text(await operator.get(`/desk/calls/${id}`))).toContain(words)
  })

  test('三方通话 is noted and the call goes on; a transfer ends it; nobody’s own number is written down', async () => {
    const { id } = await taken('15411110008')
    const own = await act(id, 'transfer', { transferKind: 'direct', transferTo: '老王13800001111' })
    expect(own.status).toBe(422)
    expect(
      (await act(id, 'transfer', { transferKind: 'three-way', transferTo: '市燃气公司', title: '漏气' })).status,
    ).toBe(303)
    expect(await (await operator.get(`/desk/calls/${id}`)).text()).toContain('value="漏气"')
    expect((await act(id, 'transfer', { transferKind: 'direct', transferTo: '市燃气公司' })).status).toBe(303)
    expect(await text(await operator.get(`/desk/calls/${id}`))).toContain('转接')
  })

  test('sent twice, it is filed once', async () => {
    const { id } = await taken('15411110009')
    const form = { ...formOf(), formKey: newId() }
    await act(id, 'matter', form)
    const before = (await city.letters()).length
    expect((await act(id, 'matter', form)).status).toBe(303)
    expect((await city.letters()).length).toBe(before)
  })
})

describe('what was asked before from the number', () => {
  const phone = '15422220001'
  const write = async (change: Record<string, string>) => {
    await city.forgetTries()
    expect((await city.write({ phone, ...change })).status).toBe(303)
    return (await city.letters()).at(-1)
  }

  test('ordinary letters of every door; no 举报, no 投诉工作人员, nothing secret, nothing of other numbers', async () => {
    const open = await write({ title: '路灯坏了一个月' })
    await write({ title: '举报收钱不办事', sort: 'report', unit: city.unit('市水利局').id })
    await write({ title: '窗口人员骂人', sort: 'complaint-official', unit: city.unit('市水利局').id })
    await write({ title: '单位不交社保', sort: 'complaint-service', relation: 'yes' })
    await write({ title: '别人的信', phone: '15422220002' })
    const { id } = await taken(phone)
    const page = await text(await operator.get(`/desk/calls/${id}`))
    expect(page).toContain('路灯坏了一个月')
    expect(page).toContain('待派单')
    for (const hidden of ['举报收钱', '骂人', '不交社保', '别人的信']) expect(page).not.toContain(hidden)
    // The console's token is of the call: elsewhere the operator sees no letter.
    expect((await operator.get(`/desk/letters/${open?.number}`)).status).toBe(404)
  })

  test('what ended more than twelve months ago is past, what is open stays', async () => {
    const [letter] = await city.house.db
      .select()
      .from(matters)
      .where(and(eq(matters.kind, 'letter'), eq(matters.class, 'help')))
      .limit(1)
    expect(letter).toBeDefined()
    const { id } = await taken(phone)
    const year = Temporal.Instant.from('2025-10-01T00:00:00Z')
    await city.house.db
      .update(matters)
      .set({ openedAt: year, closedAt: year })
      .where(eq(matters.number, (await write({ title: '前年的事' }))?.number ?? ''))
    await city.house.db
      .update(matters)
      .set({ openedAt: year })
      .where(eq(matters.number, (await write({ title: '拖了一年的事' }))?.number ?? ''))
    const page = await text(await operator.get(`/desk/calls/${id}`))
    expect(page).not.toContain('前年的事')
    expect(page).toContain('拖了一年的事')
  })

  test('erased, the letter takes the number of its call along', async () => {
    const { id } = await taken('15422220009')
    await act(id, 'matter', formOf())
    const letter = (await city.letters()).at(-1)
    const letterId = letter?.id ?? ''
    await actOn(city.house, askerOf(letterId), letterId, { type: 'withdraw' })
    await erase(city.house, systemActor('test'), letterId, 'retention')
    const [call] = await city.house.db.select().from(calls).where(eq(calls.id, id))
    expect(call?.numberHash).toBeNull()
  })
})

test('only the line has calls: each operator their own, the 班长 all, everybody else none', async () => {
  const { id } = await taken('15433330001', 'huawu2')
  const colleague = await city.signedIn('huawu2')
  const leader = await city.signedIn('banzhang')
  expect((await colleague.get(`/desk/calls/${id}`)).status).toBe(200)
  expect((await leader.get(`/desk/calls/${id}`)).status).toBe(200)
  expect((await operator.get(`/desk/calls/${id}`)).status).toBe(404)
  expect((await act(id, 'matter', formOf())).status).toBe(404)
  expect((await act(id, 'emergency', { to: '110' })).status).toBe(404)
  expect((await operator.get(`/desk/calls/${newId()}`)).status).toBe(404)
  for (const { username } of demoAccounts.filter(({ role }) => !['operator', 'shift-leader'].includes(role))) {
    const other = await city.signedIn(username)
    expect((await other.get(`/desk/calls/${id}`)).status, username).toBe(403)
    expect((await other.get('/desk/calls/state')).status, username).toBe(403)
  }
  const nobody = new Visitor(city.house)
  expect((await nobody.get('/desk/calls')).headers.get('Location')).toContain('/sign-in')
})

test('an open page hears of the call that came to its seat', async () => {
  const before = await (await operator.get('/desk/calls/state')).json()
  const { id } = await taken('15433330002')
  const after = await (await operator.get('/desk/calls/state')).json()
  expect(after).toMatchObject({ mine: id })
  expect(after.mark).not.toBe(before.mark)
  expect(await text(await operator.get('/desk/calls'))).toContain('正在通话：154****0002')
})
