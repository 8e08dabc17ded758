import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CounterOfTests, counterOfTests } from '../../../../test/counter-desk.ts'
import { handOvers } from '../tables.ts'

let city: CounterOfTests

beforeAll(async () => {
  city = await counterOfTests()
})
afterAll(() => city?.close())

const giver = 'chengban'
const receiver = 'jiaotong.chengban1'
const takesBack = (username: string, number: string, handOverWithdrawal = '电话里已经说清，由我局办理。') =>
  city.does(username, number, 'hand-over-withdrawal', { handOverWithdrawal })

test('a hand-over is taken back by the unit that gave it, until somebody has accepted; the asker reads it, and it counts as no return', async () => {
  const card = await city.registered(giver, { what: '小区半夜施工打桩，该找谁' })
  const { number } = card
  expect((await takesBack(giver, number)).status).toBe(422)
  const offered = { handOverUnit: '市交通运输局', handOverPerson: '', handOverText: '电话已接通，请接办。' }
  expect((await city.does(giver, number, 'hand-over', offered)).status).toBe(303)
  expect(await city.text(giver, `/desk/inquiries/${number}`)).toContain('收回转办')
  expect(await city.text(receiver, `/desk/inquiries/${number}`)).not.toContain('收回转办')

  expect((await takesBack('shuili.chengban2', number)).status).toBe(404)
  expect((await takesBack(receiver, number)).status).toBe(403)
  const silent = await takesBack(giver, number, '')
  expect([silent.status, silent.page.includes('请填写收回的原因')]).toEqual([422, true])
  expect((await takesBack(giver, number)).status).toBe(303)
  await city.settle()

  const row = await city.rowOf(number)
  expect(row).toMatchObject({ offeredUnitId: null, returns: 0, holderUnitId: city.unit('市住房城乡建设局').id })
  expect((await city.does(receiver, number, 'hand-over-acceptance')).status).toBe(404)
  const ends = await city.house.db.select({ end: handOvers.end }).from(handOvers).where(eq(handOvers.matterId, row.id))
  expect(ends).toEqual([{ end: 'withdrawn' }])
  expect((await city.follows(card)).page).toContain('收回了给攀枝花市交通运输局的引导')

  // Offered once more it is accepted, and then it is theirs.
  expect((await city.does(giver, number, 'hand-over', offered)).status).toBe(303)
  expect((await city.does(receiver, number, 'hand-over-acceptance')).status).toBe(303)
  expect((await takesBack(giver, number)).status).toBe(422)
  expect(await city.check()).toEqual([])
})
