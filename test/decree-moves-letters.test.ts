import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterArrangement } from '#core/calendar/index.ts'
import { matterDates } from '#core/matters/index.ts'
import { modules } from '#modules.ts'
import { type DeskOfTests, deskOfTests } from './letter-desk.ts'

let desk: DeskOfTests

beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk.close())

test('the decree of 2027 moves a letter that crosses into the year, and its writer is told once', async () => {
  const { house } = desk
  house.clock.set('2026-12-28T10:00:00+08:00')
  const number = await desk.writeOne({ phone: '13900000009' })
  await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj', dispatchClass: 'help' })
  const before = await desk.rowOf(number)
  // 29, 30, 31 December, then 4, 5, 6, 7 January while only New Year's Day itself is known to be off.
  expect(before).toMatchObject({ provisional: true })
  expect(before.dueOn?.toString()).toBe('2027-01-07')

  const days = ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'].map((on) => ({
    on: Temporal.PlainDate.from(on),
    kind: 'off' as const,
    name: '元旦',
  }))
  const arrangement = { scope: 2027, title: '测试安排', sourceUrl: 'https://www.gov.cn/', days }
  const { moved } = await house.db.transaction((tx) =>
    enterArrangement(tx, arrangement, house.clock.now(), [matterDates(house)]),
  )
  expect(moved).toBe(1)
  const after = await desk.rowOf(number)
  expect(after.provisional).toBe(false)
  expect(after.dueOn?.toString()).toBe('2027-01-08')

  const { rows } = await house.db.$client.query(
    `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'matters:tell-moved'`,
  )
  expect(rows).toHaveLength(1)
  const tell = modules.map((room) => room.jobs?.tasks?.['matters:tell-moved']).find((task) => task !== undefined)
  // A job that was cut off after its commit runs again.
  for (let attempt = 0; attempt < 2; attempt++) await tell?.(house, rows[0].payload)
  const told = (await desk.messagesTo('13900000009')).filter((text) => text.includes('放假调休'))
  expect(told).toHaveLength(1)
  expect(told[0]).toContain('2027年1月8日')
  expect(await desk.check()).toEqual([])
})
