import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { demoAt, runDraws } from '#core/draw/index.ts'
import { publishEntries } from '#core/ledger/index.ts'
import { staffActor } from '#core/people/index.ts'
import { clockAt } from '#platform/clock.ts'
import { newId } from '#platform/id.ts'
import { type CallDesk, callDesk, textOf } from '../../../../test/call-desk.ts'
import type { Visitor } from '../../../../test/visitor.ts'
import { acdEvent } from './acd-event.ts'
import { drawChecks } from './draw-checks.ts'
import { connectRate, lineFigures, lineFiguresBy } from './figures.ts'
import { toldCalls } from './simulator/told-calls.ts'
import { callBacks, callChecks, callLimits, callListenings, calls } from './tables.ts'
import { takeEvent } from './take-event.ts'

let city: CallDesk
let operator: Visitor
let leader: Visitor
beforeAll(async () => {
  city = await callDesk()
})
beforeEach(async () => {
  operator = await city.signedIn('huawu')
  leader = await city.signedIn('banzhang')
})
afterAll(() => city.close())

describe('figures of GB/T 33358', () => {
  test('as counted by hand', async () => {
    const { said, numbers, house } = city
    const start = Temporal.Instant.from('2026-11-22T01:00:00Z')
    const ago = (seconds: number) => seconds - (house.clock.now().epochMilliseconds - start.epochMilliseconds) / 1000
    // a: 10 s wait, 100 s talk, 30 s wrap-up · b: 20 s wait, 200 s talk, no wrap-up known · c: given up after 40 s · d: still waiting · e: its end alone.
    await said('call.offered', { call: 'a', number: '15400001111' }, ago(0))
    await said('call.answered', { call: 'a', seat: '1', operator: numbers.huawu }, ago(10))
    await said('call.ended', { call: 'a' }, ago(110))
    await said('operator.state', { operator: numbers.huawu, seat: '1', state: 'ready' }, ago(140))
    await said('call.offered', { call: 'b' }, ago(3600))
    await said('call.answered', { call: 'b', seat: '2', operator: numbers.huawu2 }, ago(3620))
    await said('call.ended', { call: 'b' }, ago(3820))
    await said('call.offered', { call: 'c', number: '15400002222' }, ago(3700))
    await said('call.abandoned', { call: 'c' }, ago(3740))
    await said('call.offered', { call: 'd' }, ago(3800))
    await said('call.ended', { call: 'e' }, ago(3900))
    const span = { from: start, to: start.add({ hours: 24 }) }
    const figures = await lineFigures(house.db, span)
    expect(figures).toEqual({
      ...{ offered: 3, answered: 2, inTime: 1, missed: 1 },
      ...{ waitSeconds: 15, talkSeconds: 150, wrapUpSeconds: 30 },
    })
    expect(connectRate(figures)).toBeCloseTo(66.67, 1)
    const byHour = await lineFiguresBy(house.db, span, 'hour', 'Asia/Shanghai')
    expect(byHour.map(({ label, offered, missed }) => [label, offered, missed])).toEqual([
      ['09时', 1, 0],
      ['10时', 2, 1],
    ])
    const page = await textOf(await leader.get('/desk/calls/figures?from=2026-11-22&to=2026-11-22'))
    expect(page).toContain('66.7%')
    expect(page).toContain('应在15秒之内接听')
    expect((await leader.get('/desk/calls/figures/days.svg?from=2026-11-22')).headers.get('Content-Type')).toContain(
      'svg',
    )
    const csv = await (await leader.get('/desk/calls/figures.csv?from=2026-11-22&to=2026-11-22')).text()
    expect(csv).toContain('2026-11-22')
    expect((await leader.get('/desk/calls/figures.xlsx')).status).toBe(200)
    expect(await textOf(await city.get('/letters/statistics'))).toContain('近 30 天呼入 3 通')
  })

  test('the simulator tells the same hour from the same seed, and every message is one that we take', async () => {
    const shift = {
      seed: 7,
      from: city.house.clock.now().subtract({ hours: 30 }),
      minutes: 60,
      perHour: 40,
      agents: [
        { operator: city.numbers.huawu ?? '', seat: '1', skills: ['mandarin', 'yi'] },
        { operator: city.numbers.huawu2 ?? '', seat: '2', skills: ['mandarin'] },
      ],
    }
    const told = toldCalls(shift)
    expect(toldCalls(shift)).toEqual(told)
    const sent = told.map(({ id, message }) => ({ id, event: acdEvent.parse(message) }))
    for (const { id, event } of sent)
      await city.house.db.transaction((tx) => takeEvent({ ...city.house, db: tx }, id, event))
    const offered = sent.filter(({ event }) => event.type === 'call.offered').length
    const {
      offered: counted,
      answered,
      missed,
    } = await lineFigures(city.house.db, {
      from: shift.from,
      to: shift.from.add({ hours: 2 }),
    })
    expect(counted).toBe(offered)
    expect(answered + missed).toBe(offered)
    expect(missed).toBeGreaterThan(0)
  })
})

describe('漏接回拨', () => {
  const missed = async (number: string) => {
    const call = `missed-${number}`
    await city.said('call.offered', { call, number }, -300)
    await city.said('call.abandoned', { call }, -250)
    return (await city.callOf(call)).id
  }

  test('is listed until somebody answers; the number is shown by an audited act', async () => {
    const id = await missed('15466660001')
    const list = async () => textOf(await operator.get('/desk/calls/missed'))
    expect(await list()).toContain('154****0001')
    expect(await list()).not.toContain('15466660001')
    expect(await textOf(await operator.post(`/desk/calls/${id}/call-back`, { outcome: 'show' }))).toContain(
      '请拨 15466660001',
    )
    expect((await operator.post(`/desk/calls/${id}/call-back`, { outcome: 'unreached' })).status).toBe(303)
    expect(await list()).toContain('1 次')
    expect((await operator.post(`/desk/calls/${id}/call-back`, { outcome: 'done' })).status).toBe(303)
    expect(await list()).not.toContain('154****0001')
    expect(await city.house.db.$count(callBacks, eq(callBacks.callId, id))).toBe(2)
  })

  test('who came through since is not called', async () => {
    await missed('15466660002')
    expect(await textOf(await operator.get('/desk/calls/missed'))).toContain('154****0002')
    const { acdId } = await city.taken('15466660002')
    expect(await textOf(await operator.get('/desk/calls/missed'))).not.toContain('154****0002')
    await city.said('call.ended', { call: acdId })
  })
})

describe('骚扰来电', () => {
  const number = '15477770001'
  const times = async (often: number) => {
    let id = ''
    for (let at = 0; at < often; at++) {
      const call = await city.taken(number)
      id = call.id
      await city.said('call.ended', { call: call.acdId })
    }
    return id
  }
  const words = '连续三天夜里打来不说话就挂断。'

  test('proposed by one, decided by another, for a time; calls come to the 班长席 and are never turned away', async () => {
    const few = await times(2)
    const refused = await operator.post(`/desk/calls/${few}/nuisance`, { nuisance: words, title: '没有说话' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('还不算骚扰')
    const id = await times(1)
    expect((await operator.post(`/desk/calls/${id}/nuisance`, { nuisance: '' })).status).toBe(422)
    expect((await operator.post(`/desk/calls/${id}/nuisance`, { nuisance: words })).status).toBe(303)
    expect((await operator.post(`/desk/calls/${id}/nuisance`, { nuisance: words })).status).toBe(422)
    const [limit] = await city.house.db.select().from(callLimits)
    const decide = (who: Visitor, fields: Record<string, string>) =>
      who.post(`/desk/calls/limits/${limit?.id}/decision`, fields)
    expect((await decide(operator, { decision: '7', decisionGround: '情况属实' })).status).toBe(403)
    expect((await decide(leader, { decision: '365', decisionGround: '情况属实' })).status).toBe(422)
    expect((await decide(leader, { decision: '7', decisionGround: '' })).status).toBe(422)
    const offer = (call: string) => city.said('call.offered', { call, number })
    expect(await offer('before')).toMatchObject({ route: 'queue' })
    expect((await decide(leader, { decision: '7', decisionGround: '听了录音，情况属实。' })).status).toBe(303)
    expect(await offer('after')).toMatchObject({ route: 'leader' })
    expect(await city.said('call.offered', { call: 'other', number: '15477770002' })).toMatchObject({ route: 'queue' })
    // Nobody else's page speaks of it, and danger goes through.
    await city.said('call.answered', { call: 'after', seat: '7', operator: city.numbers.huawu })
    const { id: again } = await city.callOf('after')
    expect(await textOf(await operator.get(`/desk/calls/${again}`))).not.toMatch(/限制中|情况属实|不说话/)
    expect((await operator.post(`/desk/calls/${again}/emergency`, { to: '120' })).status).toBe(303)
    expect((await operator.post(`/desk/calls/${again}/nuisance`, { nuisance: words })).status).toBe(422)
    const late = { ...city.house, clock: clockAt(city.house.clock.now().add({ hours: 24 * 8 })) }
    const event = acdEvent.parse({
      type: 'call.offered',
      timestamp: late.clock.now().toString(),
      data: { call: 'late', number },
    })
    const { route } = await city.house.db.transaction((tx) => takeEvent({ ...late, db: tx }, 'late', event))
    expect(route).toBe('queue')
    await city.house.db.delete(calls).where(eq(calls.acdId, 'late'))
    expect(
      (await leader.post(`/desk/calls/limits/${limit?.id}/end`, { decisionGround: '已经联系上家人。' })).status,
    ).toBe(303)
    expect(await offer('ended')).toMatchObject({ route: 'queue' })
  })

  test('nobody decides what they proposed', async () => {
    const third = '15477770003'
    let id = ''
    for (let at = 0; at < 3; at++) id = (await city.taken(third, 'banzhang')).id
    expect((await leader.post(`/desk/calls/${id}/nuisance`, { nuisance: words })).status).toBe(303)
    const [limit] = await city.house.db.select().from(callLimits).where(eq(callLimits.callId, id))
    const own = await leader.post(`/desk/calls/limits/${limit?.id}/decision`, {
      decision: '7',
      decisionGround: '情况属实',
    })
    expect(own.status).toBe(422)
    await city.said('call.ended', {
      call: (await city.house.db.select().from(calls).where(eq(calls.id, id)))[0]?.acdId,
    })
  })
})

describe('录音', () => {
  test('is heard on a ground only, by a 班长 only, for minutes, and everybody who sees the call sees who listened', async () => {
    const { id, acdId } = await city.taken('15488880001')
    await city.said('call.ended', { call: acdId })
    await city.said('call.recorded', { call: acdId, recording: 'rec-9', url: 'https://acd.example.gov.cn/rec-9.wav' })
    const listen = (who: Visitor, fields: Record<string, string>) => who.post(`/desk/calls/${id}/listening`, fields)
    expect((await listen(operator, { ground: 'complaint', groundText: '想听一听' })).status).toBe(403)
    expect((await listen(leader, { ground: '', groundText: '' })).status).toBe(422)
    const given = await listen(leader, { ground: 'complaint', groundText: '来电人投诉答复不清楚' })
    expect(given.status).toBe(303)
    const address = given.headers.get('Location') ?? ''
    expect(await (await leader.get(address)).text()).toContain('https://acd.example.gov.cn/rec-9.wav')
    expect((await operator.get(address)).status).toBe(403)
    const page = await (await operator.get(`/desk/calls/${id}`)).text()
    expect(page).toContain('来电人投诉答复不清楚')
    expect(page).toContain('通话将被录音')
    expect(page).not.toContain('rec-9.wav')
    expect((await leader.get(`/desk/calls/${id}/recording/${newId()}`)).status).toBe(404)
    city.house.clock.advance({ minutes: 16 })
    leader = await city.signedIn('banzhang')
    expect((await leader.get(address)).status).toBe(410)
  })
})

test('质检: a drawn sample, looked at by whom the draw named and who did not take the call', async () => {
  const { house } = city
  const actor = await staffActor(house, 'banzhang')
  for (let at = 0; at < 6; at++) {
    const call = await city.taken(`1549999000${at}`, at % 2 === 0 ? 'huawu' : 'banzhang')
    await city.said('call.ended', { call: call.acdId })
  }
  const today = Temporal.PlainDate.from('2026-11-23')
  const drawAt = house.clock.now().add({ minutes: 5 })
  const number = await house.db.transaction((tx) =>
    drawChecks({ ...house, db: tx }, actor, {
      ...{ title: '来电质检一批', from: today, to: today, size: 4 },
      ...{ drawAt, sources: [demoAt(drawAt)] },
    }),
  )
  await publishEntries(house)
  await runDraws(house)
  house.clock.advance({ minutes: 6 })
  await runDraws(house)
  const links = async (who: Visitor) =>
    [...(await (await who.get(`/desk/calls/checks/${number}`)).text()).matchAll(/checks\/\d+\/([0-9a-f]{24})/g)].map(
      ([, label]) => label ?? '',
    )
  const supervisor = await city.signedIn('ducha')
  leader = await city.signedIn('banzhang')
  const [mine, theirs] = [await links(leader), await links(supervisor)]
  expect(mine.length + theirs.length).toBe(4)
  expect(mine.filter((label) => theirs.includes(label))).toEqual([])
  const label = mine[0] ?? theirs[0] ?? ''
  const [checker, other] = mine[0] ? [leader, supervisor] : [supervisor, leader]
  const sheet = { q0: '1', q1: '1', q2: '0', q3: '1', q4: '1', note: '少说了办理期限。' }
  const address = `/desk/calls/checks/${number}/${label}`
  expect((await checker.get(address)).status).toBe(200)
  expect([403, 404]).toContain((await other.get(address)).status)
  expect((await operator.get(address)).status).toBe(404)
  expect((await checker.post(address, { ...sheet, q2: '' })).status).toBe(422)
  expect((await checker.post(address, sheet)).status).toBe(303)
  expect((await checker.post(address, sheet)).status).toBe(409)
  const [row] = await house.db.select().from(callChecks)
  const [call] = await house.db
    .select()
    .from(calls)
    .where(eq(calls.id, row?.callId ?? ''))
  expect(row?.answers).toEqual([1, 1, 0, 1, 1])
  expect(call?.operatorId).not.toBe(row?.by)
  expect(await house.db.$count(callListenings)).toBe(1)
})

test('班长席 and 交接班: who is on, who asks for help, what is left for the next shift', async () => {
  const { id } = await city.taken('15455550001')
  await city.said('operator.state', { operator: city.numbers.huawu, seat: '7', state: 'ready', skills: ['yi'] }, -60)
  await city.said('call.offered', { call: 'yi-1', skill: 'yi' })
  operator = await city.signedIn('huawu')
  leader = await city.signedIn('banzhang')
  expect((await operator.post(`/desk/calls/${id}/help`, { title: '问得很细', body: '不会答' })).status).toBe(303)
  const floor = await textOf(await leader.get('/desk/calls/floor'))
  for (const word of ['请求帮助', '通话中', '彝语', '苏念安']) expect(floor).toContain(word)
  expect((await operator.get('/desk/calls/floor')).status).toBe(403)
  expect(await (await operator.get(`/desk/calls/${id}`)).text()).toContain('问得很细')
  expect((await leader.post(`/desk/calls/${id}/help-end`)).status).toBe(303)
  expect(await textOf(await leader.get('/desk/calls/floor'))).not.toContain('请求帮助')

  expect((await operator.post('/desk/calls/handover', { deed: 'leave', note: '' })).status).toBe(422)
  expect(
    (await operator.post('/desk/calls/handover', { deed: 'leave', note: '西区停气，19点前不要承诺恢复。' })).status,
  ).toBe(303)
  const page = await (await leader.get('/desk/calls/handover')).text()
  expect(page).toContain('19点前不要承诺恢复')
  expect(await (await leader.get('/desk/calls/handover/print')).text()).toContain('19点前不要承诺恢复')
  const seen = /name="seen" value="([0-9a-f-]{36})"/.exec(page)?.[1] ?? ''
  expect((await leader.post('/desk/calls/handover', { deed: 'take', seen })).status).toBe(303)
  expect(await (await leader.get('/desk/calls/handover')).text()).not.toContain('19点前不要承诺恢复')
})
