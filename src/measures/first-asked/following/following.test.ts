import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wakeDue } from '#core/matters/index.ts'
import { type CounterOfTests, counterOfTests } from '../../../../test/counter-desk.ts'
import { thanks } from '../tables.ts'

let city: CounterOfTests

beforeAll(async () => {
  city = await counterOfTests()
})
afterAll(() => city?.close())

const clerk = 'zongchuang'
const guided = (guideUnit: string) => city.registered(clerk, { outcome: 'guide', guideUnit })

describe('查进度', () => {
  test('number and code open it; a number alone leads to the form, whether it exists or not', async () => {
    const card = await city.registered(clerk, { what: '给老人办高龄补贴要带什么' })
    const stranger = await city.open(`/follow/${card.number}`)
    const invented = await city.open('/follow/202611236999990')
    expect([stranger.status, invented.status]).toEqual([303, 303])
    expect(stranger.headers.get('Location')).toContain('/follow')
    await city.forgetTries()
    const wrong = await city.send('/follow', { number: card.number, code: '000000' })
    expect([wrong.status, (await wrong.text()).includes('高龄补贴')]).toEqual([422, false])
    const { page, cookie } = await city.follows(card)
    const { name } = await city.actorOf(clerk)
    for (const words of ['给老人办高龄补贴要带什么', '首问责任人', name, '答复期限']) expect(page).toContain(words)
    for (const path of ['why', 'data', 'withdrawal'])
      expect((await city.open(`/follow/${card.number}/${path}`, cookie)).status, path).toBe(200)
    for (const path of ['why', 'data', 'withdrawal'])
      expect((await city.open(`/follow/${card.number}/${path}`)).status, path).toBe(404)
  })

  test('the hotline is named by number, a counter by name', async () => {
    const card = await city.registered('rexian', { way: 'phone', outcome: 'look' })
    const { page } = await city.follows(card)
    const { name, staffNumber } = await city.actorOf('rexian')
    expect(page).toContain(`工号 ${staffNumber}`)
    expect(page).not.toContain(name)
  })

  test('says at each step where it is, who has it, and why somebody did not take it', async () => {
    const card = await guided('市民政局')
    expect((await city.follows(card)).page).toContain('对方接下之前，仍由攀枝花市政务服务中心负责')
    await city.does('minzheng.chengban1', card.number, 'hand-over-refusal', { declineText: '高龄补贴在社区窗口办。' })
    expect((await city.follows(card)).page).toContain('高龄补贴在社区窗口办。')
    await city.does(clerk, card.number, 'hand-over', { handOverUnit: '市卫生健康委', handOverText: '请协助核对。' })
    city.house.clock.set('2026-11-26T09:30:00+08:00')
    await wakeDue(city.house)
    expect((await city.follows(card)).page).toContain('攀枝花市卫生健康委员会逾期没有接')
    await city.does(clerk, card.number, 'hand-over', { handOverUnit: '市人力资源社会保障局', handOverText: '请接办。' })
    await city.does('renshe.chengban1', card.number, 'hand-over-acceptance')
    const { page } = await city.follows(card)
    const { name } = await city.actorOf('renshe.chengban1')
    for (const words of [`${name}接下了`, '首问责任人继续跟进', '被退回或没有人接 2 次']) expect(page).toContain(words)
    expect(page).not.toContain('minzheng.chengban1')
  })

  test('a form of a step that is over is refused in words, with what was typed', async () => {
    const card = await city.registered(clerk)
    const { cookie } = await city.follows(card)
    await city.askerDoes(card, cookie, 'withdrawal')
    const { status, page } = await city.askerDoes(card, cookie, 'supplements', { supplement: '再补一句话' })
    expect(status).toBe(409)
    for (const words of ['没有办成', '再补一句话']) expect(page).toContain(words)
    const empty = await city.askerDoes(await city.registered(clerk), cookie, 'supplements', { supplement: 'x' })
    expect(empty.status).toBe(404)
  })
})

describe('感谢', () => {
  test('once, after an answer; counted for the first-asked unit and for who answered', async () => {
    const card = await guided('市民政局')
    await city.does('minzheng.chengban1', card.number, 'hand-over-acceptance')
    const { cookie } = await city.follows(card)
    const early = await city.askerDoes(card, cookie, 'thanks')
    expect([early.status, early.page.includes('还没有答复')]).toEqual([409, true])
    await city.does('minzheng.chengban1', card.number, 'answer', { replyText: '已经办好，请查收短信。' })
    expect((await city.askerDoes(card, cookie, 'thanks')).status).toBe(303)
    expect(await city.house.db.select().from(thanks)).toMatchObject([
      { firstAskedUnitId: city.unit('市政务服务中心').id, answeredUnitId: city.unit('市民政局').id },
    ])
    expect((await city.follows(card)).page).toContain('您的感谢已经转达')
    expect((await city.askerDoes(card, cookie, 'thanks')).status).toBe(409)
  })
})

test('not accepted: another person, then a review that nobody of the unit makes', async () => {
  const card = await city.registered(clerk)
  await city.does(clerk, card.number, 'answer', { replyText: '请带身份证到社区办理。' })
  const { cookie } = await city.follows(card)
  const blank = await city.askerDoes(card, cookie, 'rejection')
  expect([blank.status, blank.page.includes('请选择不认可的原因')]).toEqual([422, true])
  await city.askerDoes(card, cookie, 'rejection', { reason: 'notDone', why: '社区说不归他们。' })
  await city.does('zhengwu.chengban1', card.number, 'signature')
  await city.does('zhengwu.chengban1', card.number, 'answer', { replyText: '已与社区说定，直接去即可。' })
  await city.askerDoes(card, cookie, 'rejection', { reason: 'notDone' })
  expect((await city.rowOf(card.number)).state).toBe('underReview')
  const byHead = await city.does('zhengwu.fuzeren', card.number, 'review', {
    reviewResult: 'end',
    reviewText: '已经解释清楚。',
  })
  expect(byHead.status).not.toBe(303)
  const reviewed = await city.does('ducha', card.number, 'review', {
    reviewResult: 'end',
    reviewText: '处理合法，已经解释清楚。',
  })
  expect(reviewed.status).toBe(303)
  const { page } = await city.follows(card)
  for (const words of ['复核意见', '处理合法，已经解释清楚。', '已办结']) expect(page).toContain(words)
})
