import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, wakeDue } from '#core/matters/index.ts'
import { heldMessages } from '#core/notices/index.ts'
import { newId } from '#platform/id.ts'
import { type DeskOfTests, deskOfTests } from '../../../../test/letter-desk.ts'
import { seedLadder } from '../ladder/seed-ladder.ts'
import { runRounds } from './run-round.ts'

let desk: DeskOfTests
let letter = ''

const holder = 'zhujian.chengban1'
const colleague = 'chengban'

beforeAll(async () => {
  // Monday 2026-11-23, 10:00
  desk = await deskOfTests()
  await seedLadder(desk.house)
  letter = await desk.writeOne()
  await desk.does('paidan', letter, 'dispatch', { dispatchUnit: 'zjj', dispatchClass: 'help' })
  await desk.does(holder, letter, 'signature')
})
afterAll(async () => {
  expect(await desk.check()).toEqual([])
  await desk.close()
})

const idOf = async (username: string) => (await desk.actorOf(username)).personId

async function goesOnLeave(username: string, until: string, standIn?: string, by = username) {
  const standInId = standIn ? await idOf(standIn) : ''
  const from = desk.house.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()
  const response = await desk.post(by, '/desk/absences', { personId: await idOf(username), from, until, standInId })
  return { status: response.status, page: await response.text() }
}

/** The round of an hour: how many reminders somebody has had by then. */
async function reminded(at: string, ...usernames: string[]): Promise<number[]> {
  desk.house.clock.set(`${at}+08:00`)
  await wakeDue(desk.house)
  await runRounds(desk.house)
  return Promise.all(
    usernames.map(async (username) => {
      const messages = await heldMessages(desk.house, { personId: await idOf(username), contactIds: [] })
      return messages.filter(({ text }) => text.startsWith('工作提醒')).length
    }),
  )
}

describe('替班', () => {
  test('is by a colleague of the same unit who is there', async () => {
    const self = await goesOnLeave(holder, '2026-12-04', holder)
    expect([self.status, self.page.includes('不能由休假的人自己替班')]).toEqual([422, true])
    const elsewhere = await goesOnLeave(holder, '2026-12-04', 'jiaotong.chengban1')
    expect([elsewhere.status, elsewhere.page.includes('同一个单位')]).toEqual([422, true])
    expect((await goesOnLeave(holder, '2026-12-04', colleague)).status).toBe(303)
    expect(await desk.text(holder, '/desk/absences')).toContain((await desk.actorOf(colleague)).name)
  })

  test('what the person on leave has in hand is the work of whoever stands in: list, page, reminders', async () => {
    expect(await desk.text(colleague, '/desk/letters?list=standIn')).toContain(letter)
    expect(await desk.text(colleague, '/desk')).toContain('替班')
    expect(await desk.text('fuzeren', '/desk/letters?list=standIn')).not.toContain(letter)
    expect(await desk.text('jiaotong.chengban1', '/desk/letters?list=standIn')).not.toContain(letter)
    expect(await desk.text(colleague, `/desk/letters/${letter}`)).toContain('休假，替班')
    // Yellow, and told at the round: to nobody who is on leave.
    expect(await reminded('2026-12-01T08:50', holder, colleague)).toEqual([0, 1])
  })

  test('who stands in is on leave too: it falls to the head', async () => {
    expect((await goesOnLeave(colleague, '2026-12-04', undefined, 'fuzeren')).status).toBe(303)
    expect(await desk.text('fuzeren', '/desk/letters?list=standIn')).toContain(letter)
    const again = await goesOnLeave('zhujian.chengban2', '2026-12-03', colleague, 'fuzeren')
    expect([again.status, again.page.includes('也有休假')]).toEqual([422, true])
    const before = await reminded('2026-12-02T14:20', holder, colleague)
    expect(await reminded('2026-12-03T08:50', holder, colleague)).toEqual(before)
    expect((await reminded('2026-12-03T14:20', 'fuzeren'))[0]).toBeGreaterThan(0)
  })

  test('what was put to somebody by name may be taken by anybody of the unit while that person is on leave', async () => {
    const number = await desk.writeOne()
    const { id } = await desk.rowOf(number)
    const unitId = desk.unit('市交通运输局').id
    const personId = await idOf('jiaotong.chengban1')
    await act(desk.house, await desk.actorOf('paidan'), id, { type: 'dispatch', unitId, personId })
    const sign = () => desk.does('jiaotong.chengban2', number, 'signature', { formKey: newId() })
    const early = await sign()
    expect([early.status, early.page.includes('已指定由')]).toEqual([422, true])
    expect(await desk.text('jiaotong.chengban2', `/desk/letters/${number}`)).not.toContain('/signature"')
    expect((await goesOnLeave('jiaotong.chengban1', '2026-12-04')).status).toBe(303)
    expect(await desk.text('jiaotong.chengban2', `/desk/letters/${number}`)).toContain('/signature"')
    expect((await sign()).status).toBe(303)
    expect((await desk.rowOf(number)).holderPersonId).toBe(await idOf('jiaotong.chengban2'))
  })
})
