import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Calendar,
  type CalendarFollower,
  dueDate,
  loadCalendar,
  seedCalendar,
  workdays,
} from '#core/calendar/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { entered } from '../../../test/entered.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { enterDecree, readDecree } from './enter-decree.ts'

let house: TestHouse

beforeAll(async () => {
  house = await testHouse()
  await seedCalendar(house)
})
afterAll(() => house.close())

const today = Temporal.PlainDate.from('2026-11-23')
const administrator: StaffActor = {
  kind: 'staff',
  personId: newId(),
  name: '沈维新',
  staffNumber: '100001',
  roles: [],
  tokens: [],
}

/** One open matter of seven working days, kept as its due date. */
function oneMatter(start: string): CalendarFollower & { dueOn: string } {
  const due = (calendar: Calendar) => dueDate(workdays(7), Temporal.PlainDate.from(start), calendar).dueOn
  return {
    dueOn: '',
    async preview(db, calendar) {
      const [now, then] = [due(await loadCalendar(db)), due(calendar)]
      const moves = now.equals(then) ? 0 : 1
      return { moves, intoPast: moves && Temporal.PlainDate.compare(then, today) < 0 ? 1 : 0 }
    },
    async apply(_, calendar) {
      this.dueOn = due(calendar).toString()
      return 1
    },
  }
}

const local = (lines: string) => ({ title: '攀枝花市人民政府通告', sourceUrl: '', lines })

test('what follows the calendar is counted before, and moved with the decree in one transaction', async () => {
  const matter = oneMatter('2026-11-20')
  const read = await readDecree(house.db, 'local', local('2026-11-25 放假 防汛'), today, [matter])
  if ('errors' in read) throw new Error(JSON.stringify(read.errors))
  expect(read.effect).toEqual({ moves: 1, intoPast: 0 })
  expect(matter.dueOn).toBe('')

  const failing: CalendarFollower = { preview: matter.preview, apply: () => Promise.reject(new Error('lost')) }
  const entering = (follower: CalendarFollower) =>
    house.db.transaction((tx) =>
      enterDecree(tx, administrator, { arrangement: read.arrangement, at: house.clock.now() }, [follower]),
    )
  await expect(entering(failing)).rejects.toThrow('lost')
  expect(
    dueDate(workdays(7), Temporal.PlainDate.from('2026-11-20'), await loadCalendar(house.db)).dueOn.toString(),
  ).toBe('2026-12-01')

  expect(await entered(house.db, 'calendar')).toEqual([])
  expect(await entering(matter)).toEqual({ moved: 1 })
  expect(await entered(house.db, 'calendar')).toMatchObject([
    { type: 'calendar.arranged', scope: 'local', days: [{ on: '2026-11-25', kind: 'off', name: '防汛' }] },
  ])
  expect(matter.dueOn).toBe('2026-12-02')
  expect(
    dueDate(workdays(7), Temporal.PlainDate.from('2026-11-20'), await loadCalendar(house.db)).dueOn.toString(),
  ).toBe('2026-12-02')
})

test('an arrangement that would make a running date one of the past is refused', async () => {
  const passing: CalendarFollower = { preview: async () => ({ moves: 3, intoPast: 2 }), apply: async () => 3 }
  const read = await readDecree(house.db, 'local', local('2026-11-28 上班 补班'), today, [passing])
  expect(read).toMatchObject({ errors: { lines: expect.stringContaining('有 2 件正在办理的事项会因此变成早已到期') } })
})
