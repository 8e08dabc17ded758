import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { duties } from '#core/duties/index.ts'
import { type Card, type CounterOfTests, counterOfTests } from '../../../../test/counter-desk.ts'

let city: CounterOfTests

beforeAll(async () => {
  city = await counterOfTests()
})
afterAll(() => city?.close())

/** Asked at the counter of the housing bureau, taken on by the clerk there. */
const first = 'chengban'
const what = '小区半夜施工打桩，该找谁'
const asked = (fields: Record<string, string> = {}): Promise<Card> => city.registered(first, { what, ...fields })

const offer = (number: string, handOverUnit: string, username = first, handOverPerson = '') =>
  city.does(username, number, 'hand-over', { handOverUnit, handOverPerson, handOverText: '电话已接通，请接办。' })
const decline = (number: string, username: string) =>
  city.does(username, number, 'hand-over-refusal', { declineText: '夜间施工许可不归我们管。' })
const accept = (number: string, username: string) => city.does(username, number, 'hand-over-acceptance')

/** Offered to 市交通运输局, which did not take it. */
async function declined(): Promise<string> {
  const { number } = await asked()
  await offer(number, '市交通运输局')
  await decline(number, 'jiaotong.chengban1')
  return number
}

async function disputed(): Promise<string> {
  const number = await declined()
  const fields = { disputeUnit: city.unit('市交通运输局').id, disputeText: '三定规定第八条写明由交通部门负责。' }
  expect((await city.does(first, number, 'dispute', fields)).status).toBe(303)
  return number
}

describe('报请裁定', () => {
  test('only about a unit that was asked and did not take it', async () => {
    const { number } = await asked()
    expect(await city.text(first, `/desk/inquiries/${number}`)).not.toContain('报请裁定由谁办')
    const fields = { disputeUnit: city.unit('市交通运输局').id, disputeText: '三定规定写明由对方负责。' }
    expect((await city.does(first, number, 'dispute', fields)).status).not.toBe(303)
    const after = await declined()
    expect(await city.text(first, `/desk/inquiries/${after}`)).toContain('报请裁定由谁办')
    const wordless = await city.does(first, after, 'dispute', { ...fields, disputeText: '是' })
    expect(wordless.status).toBe(422)
  })

  test('is seen by whoever decides, decided with the basis, and binds', async () => {
    const number = await disputed()
    expect(await city.text('shifuban.fuzeren', `/desk/inquiries/${number}`)).toContain('裁定由谁办')
    expect((await city.get('shuili.chengban2', `/desk/inquiries/${number}`)).status).toBe(404)
    const byAnother = await city.does('jiaotong.fuzeren', number, 'settlement', {
      settleUnit: '市住房城乡建设局',
      settleText: '应由住建部门负责。',
    })
    expect(byAnother.status).not.toBe(303)
    const settled = await city.does('shifuban.fuzeren', number, 'settlement', {
      settleUnit: '市交通运输局',
      settleText: '权责清单第 12 项写明由交通部门负责。',
    })
    expect(settled.status).toBe(303)
    await city.does('jiaotong.chengban1', number, 'signature')
    expect((await city.rowOf(number)).holderUnitId).toBe(city.unit('市交通运输局').id)
    // What was decided is not given back.
    const back = await city.does('jiaotong.chengban1', number, 'return', {
      returnGround: 'notOurs',
      returnText: '不是',
    })
    expect(back.status).not.toBe(303)
  })

  test('once decided, it is written into the catalogue, and shown at the next question, dispute and dispatch', async () => {
    const number = await disputed()
    await city.does('shifuban.fuzeren', number, 'settlement', {
      settleUnit: '市交通运输局',
      settleText: '权责清单第 12 项写明由交通部门负责。',
    })
    await city.settle()
    const keeper = await city.text('shifuban.fuzeren', '/desk/duties')
    expect(keeper).toContain('权责清单第 12 项')
    const rulingId = /ruling=([0-9a-f-]{36})/.exec(keeper)?.[1] ?? ''
    const form = await city.text('shifuban.fuzeren', `/desk/duties/new?ruling=${rulingId}`)
    for (const words of ['市交通运输局', '权责清单第 12 项']) expect(form).toContain(words)
    const written = await city.post('shifuban.fuzeren', '/desk/duties', {
      subject: '夜间施工打桩',
      words: '半夜施工 工地吵 打桩',
      category: '住房和城建',
      unit: '市交通运输局',
      joint: '市住房城乡建设局',
      basisKind: 'ruling',
      basis: '权责清单第 12 项写明由交通部门负责',
      ruling: rulingId,
    })
    expect(written.status).toBe(303)
    const [row] = await city.house.db.select().from(duties)
    expect(row).toMatchObject({ decidedByUnitId: city.unit('市政府办公室').id })
    const publicPage = await city.text(first, '/duties?q=半夜打桩')
    for (const words of ['夜间施工打桩', '市交通运输局']) expect(publicPage).toContain(words)
    // The clerk who types the same question, the next dispute, and the page of the matter itself.
    const { page } = await city.register(first, { what: '楼下半夜施工打桩吵得睡不着', outcome: '' })
    expect(page).toContain('夜间施工打桩')
    const again = await declined()
    expect(await city.text(first, `/desk/inquiries/${again}`)).toContain('夜间施工打桩')
    expect(await city.text('shifuban.fuzeren', `/desk/inquiries/${number}`)).toContain('已写进职责目录')
    // The dispatcher of letters sees it too.
    const letter = await city.writeOne({ title: '夜间施工打桩', body: '楼下工地半夜施工打桩，吵得睡不着。' })
    expect(await city.text('paidan', `/desk/letters/${letter}`)).toContain('/duties/')
  })
})

test('who has nothing to do with it finds it nowhere', async () => {
  const { number } = await asked()
  const other = 'shuili.chengban2'
  for (const path of ['/desk/inquiries', '/desk/inquiries?list=all', '/desk/watches', `/desk/search?q=${number}`])
    expect(await city.text(other, path), path).not.toContain(`/desk/inquiries/${number}`)
  expect((await city.get(other, `/desk/inquiries/${number}`)).status).toBe(404)
  expect((await accept(number, other)).status).toBe(404)
  expect(await city.check()).toEqual([])
})
