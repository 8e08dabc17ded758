import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act } from '#core/matters/index.ts'
import { type Card, type CounterOfTests, counterOfTests } from '../../../../test/counter-desk.ts'

let city: CounterOfTests

beforeAll(async () => {
  city = await counterOfTests()
  const { personId } = await city.actorOf('shuili.chengban1')
  const away = { personId, from: '2026-11-20', until: '2026-11-27' }
  expect((await city.post('shuili.chengban1', '/desk/absences', away)).status).toBe(303)
  await city.post('xitong', `/desk/units/${city.unit('市科技局').id}/closure`)
})
afterAll(() => city?.close())

/** Asked at the counter of the housing bureau, taken on by the clerk there. */
const first = 'chengban'
const asked = (): Promise<Card> => city.registered(first, { what: '小区半夜施工打桩，该找谁' })

const text = { handOverText: '电话已接通，请接办。' }
const offer = (number: string, to: Record<string, string>, username = first) =>
  city.does(username, number, 'hand-over', { ...text, handOverPerson: '', ...to })
const numberOf = async (username: string) => (await city.actorOf(username)).staffNumber

/** Bad input of `8-first-asked.md`: what is sent, to which act, with which answer, in which words. Nothing of it changes who has it or who is first-asked. */
type Refused = { noun: string; fields(): Promise<Record<string, string>> | Record<string, string>; says: string }
const refused: Record<string, Refused> = {
  'a hand-over to the own unit': {
    noun: 'hand-over',
    fields: () => ({ handOverUnit: '市住房城乡建设局', handOverPerson: '' }),
    says: '不能转给本单位自己',
  },
  'a hand-over to oneself': {
    noun: 'hand-over',
    fields: async () => ({ handOverUnit: '市住房城乡建设局', handOverPerson: await numberOf(first) }),
    says: '本件已在此人名下',
  },
  'a hand-over to a person on leave': {
    noun: 'hand-over',
    fields: async () => ({ handOverUnit: '市水利局', handOverPerson: await numberOf('shuili.chengban1') }),
    says: '正在休假，到11月27日为止',
  },
  'a hand-over to somebody who does not work there': {
    noun: 'hand-over',
    fields: async () => ({ handOverUnit: '市交通运输局', handOverPerson: await numberOf('shuili.chengban2') }),
    says: '这位工作人员，请核对姓名或工号',
  },
  'a hand-over to a closed unit': {
    noun: 'hand-over',
    fields: () => ({ handOverUnit: '市科技局', handOverPerson: '' }),
    says: '没有找到',
  },
  'a hand-over to no unit': {
    noun: 'hand-over',
    fields: () => ({ handOverUnit: '没有这个局', handOverPerson: '' }),
    says: '没有找到',
  },
  'a hand-over without a word': {
    noun: 'hand-over',
    fields: () => ({ handOverUnit: '市交通运输局', handOverPerson: '', handOverText: '' }),
    says: '请填写',
  },
  'a dispute with a unit that was never asked': {
    noun: 'dispute',
    fields: () => ({ disputeUnit: city.unit('市交通运输局').id, disputeText: '三定规定写明由对方负责。' }),
    says: '请',
  },
}

describe('refused in words, and nothing has moved', () => {
  test.each(Object.entries(refused))('%s', async (_, { noun, fields, says }) => {
    const { number } = await asked()
    const before = await city.rowOf(number)
    const { status, page } = await city.does(first, number, noun, { ...text, ...(await fields()) })
    expect(status).toBe(422)
    expect(page).toContain(says)
    expect(await city.rowOf(number)).toEqual(before)
  })
})

test('A→B→A is offered to nobody: it goes to whoever decides, and the holder goes on', async () => {
  const { number } = await asked()
  await offer(number, { handOverUnit: '市交通运输局' })
  await city.does('jiaotong.chengban1', number, 'hand-over-acceptance')
  const back = await offer(number, { handOverUnit: '市住房城乡建设局' }, 'jiaotong.chengban1')
  expect(back.status).toBe(303)
  expect(await city.rowOf(number)).toMatchObject({
    offeredUnitId: null,
    holderUnitId: city.unit('市交通运输局').id,
    deciderUnitId: city.unit('市政府办公室').id,
  })
  expect(await city.text('shifuban.fuzeren', '/desk/inquiries?list=disputes')).toContain(number)
  expect(await city.text('jiaotong.chengban1', `/desk/inquiries/${number}`)).toContain('等待裁定')
  // Nor on to a third before it is decided.
  const on = await offer(number, { handOverUnit: '市公安局' }, 'jiaotong.chengban1')
  expect([on.status, on.page.includes('裁定前请继续办理')]).toEqual([422, true])
})

describe('closing while the asker waits', () => {
  test('there is no act for it, the engine has none either, and the watch stays open', async () => {
    const { number } = await asked()
    await city.settle()
    const closure = await city.does(first, number, 'closure', { closureOutcome: 'otherTrack', closureText: '办完了。' })
    expect(closure.status).toBe(404)
    const { id, closedAt } = await city.rowOf(number)
    expect(closedAt).toBeNull()
    const clerk = await city.actorOf(first)
    await expect(act(city.house, clerk, id, { type: 'acceptAnswer' })).rejects.toThrow(/问事人|不能/)
    const watches = await city.text(first, '/desk/watches')
    const watch = /name="watch" value="([0-9a-f-]{36})"/.exec(watches)?.[1] ?? ''
    const ended = await city.post(first, `/desk/watches/${watch}/closure`)
    expect([ended.status, (await ended.text()).includes('问事人')]).toEqual([422, true])
  })

  test('answered is not over: the asker says whether it is', async () => {
    const card = await asked()
    await city.does(first, card.number, 'answer', { replyText: '夜间施工由城管执法，已现场制止。' })
    expect((await city.rowOf(card.number)).closedAt).toBeNull()
    const { cookie } = await city.follows(card)
    await city.askerDoes(card, cookie, 'acceptance')
    expect((await city.rowOf(card.number)).outcome).toBe('accepted')
  })
})

test('the first-asked is a field of no form, and of no act', async () => {
  const { number } = await asked()
  const { personId } = await city.actorOf('jiaotong.chengban1')
  const fields = { firstAskedPersonId: personId, firstAsked: personId, ...text, handOverUnit: '市交通运输局' }
  await city.does(first, number, 'hand-over', fields)
  expect((await city.rowOf(number)).firstAskedPersonId).toBe((await city.actorOf(first)).personId)
  expect((await city.does(first, number, 'first-asked', fields)).status).toBe(404)
  const { id } = await city.rowOf(number)
  const edited = city.house.db.execute(`update matters set first_asked_person_id = '${personId}' where id = '${id}'`)
  await expect(edited).rejects.toThrow()
  expect(await city.check()).toEqual([])
})
