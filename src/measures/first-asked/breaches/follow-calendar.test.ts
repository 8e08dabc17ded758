import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calendarFollowers, calendarWith, enterArrangement } from '#core/calendar/index.ts'
import { type CounterOfTests, counterOfTests } from '../../../../test/counter-desk.ts'
import { replayBreach } from './breach.ts'
import { breachDates, recountBreaches } from './follow-calendar.ts'
import { asEvent, breachEventRows } from './open-breach.ts'
import { breaches } from './tables.ts'

let city: CounterOfTests
beforeAll(async () => {
  city = await counterOfTests()
})
afterAll(() => city?.close())

const off = (...days: string[]) => ({
  scope: 'local' as const,
  title: '攀枝花市人民政府通告',
  sourceUrl: '',
  days: days.map((on) => ({ on: Temporal.PlainDate.from(on), kind: 'off' as const, name: '防汛' })),
})

const does = async (who: string, id: string, act: string, fields: Record<string, string> = {}) =>
  expect((await city.post(who, `/desk/breaches/${id}/${act}`, fields)).status, act).toBe(303)

const facts = {
  findings: '调取了窗口录像：当事人没有起身接待，没有告知去哪里办。',
  ...{ gravity: 'ordinary', cause: 'conduct', person: '李青禾' },
}

/** Seen at the bureau by the supervisor; taken so far. */
async function observed(...acts: [who: string, act: string, fields?: Record<string, string>][]): Promise<string> {
  const response = await city.post('ducha', '/desk/breaches/new', {
    kind: 'refused',
    unit: '市住房城乡建设局',
    facts: '暗访时窗口提前半小时停止接待。',
  })
  const id = (response.headers.get('Location') ?? '').split('/').at(-1) ?? ''
  for (const [who, act, fields] of acts) await does(who, id, act, fields)
  return id
}

const dates = async (id: string) => {
  const [row] = await city.house.db.select().from(breaches).where(eq(breaches.id, id))
  const { hearBy, appealBy, dueOn } = row ?? {}
  return [hearBy, appealBy, dueOn].map((on) => on?.toString() ?? null)
}

test('a decree moves the days of hearing, decision and appeal; whoever may speak or appeal is told once, and the rows are replays still', async () => {
  const { house } = city
  const raised = await observed()
  const takenUp = await observed(['ducha', 'acceptance'])
  const hearing = await observed(['ducha', 'acceptance'], ['ducha', 'findings', facts], ['ducha', 'hearing'])
  const anew = await observed(
    ['ducha', 'acceptance'],
    ['ducha', 'findings', facts],
    ['ducha', 'hearing'],
    ['ducha', 'findings', facts],
  )
  const told = await observed(
    ['ducha', 'acceptance'],
    ['ducha', 'findings', facts],
    ['ducha', 'hearing'],
    ['chengban', 'statements', { party: 'person', statement: '当时在接电话，处理不当，愿意改。' }],
    [
      'fuzeren',
      'decision',
      {
        ...{ outcome: 'graded', grade: 'criticism', reason: '事实清楚，当事人承认，属第一次。' },
        answer: '情况属实，已经改进，向您致歉。',
      },
    ],
    ['ducha', 'notification', { toldOn: '2026-11-23' }],
  )
  const declined = await observed(['ducha', 'refusal', { declineReason: '窗口当天停电，已经公告。' }])
  expect(await dates(raised)).toEqual([null, null, '2026-11-26'])
  expect(await dates(takenUp)).toEqual([null, null, '2026-12-21'])
  expect(await dates(hearing)).toEqual(['2026-11-30', null, '2026-11-30'])
  expect(await dates(anew)).toEqual([null, null, '2026-12-21'])
  expect(await dates(told)).toEqual(['2026-11-30', '2026-12-23', '2026-12-23'])

  const arrangement = off('2026-11-25', '2026-12-23')
  const follower = breachDates(house)
  const calendar = await calendarWith(house.db, arrangement)
  expect(await follower.preview(house.db, calendar)).toEqual({ moves: 5, intoPast: 0 })
  expect(await dates(raised)).toEqual([null, null, '2026-11-26'])

  // As the administrator's act does it, for all that follows the calendar.
  const enter = () =>
    house.db.transaction((tx) => enterArrangement(tx, arrangement, house.clock.now(), calendarFollowers(house)))
  expect((await enter()).moved).toBe(5)
  expect(await dates(raised)).toEqual([null, null, '2026-11-27'])
  expect(await dates(takenUp)).toEqual([null, null, '2026-12-22'])
  expect(await dates(hearing)).toEqual(['2026-12-01', null, '2026-12-01'])
  expect(await dates(anew)).toEqual([null, null, '2026-12-22'])
  // What is over keeps its day: the hearing was on the 30th.
  expect(await dates(told)).toEqual(['2026-11-30', '2026-12-24', '2026-12-24'])
  expect(await dates(declined)).toEqual([null, null, null])

  expect(await recountBreaches(house)).toBe(0)
  const { personId } = await city.actorOf('chengban')
  const { rows } = await house.db.$client.query(
    `select count(*)::int as many from notices where template = 'breach.dateMoved' and to_person_id = $1`,
    [personId],
  )
  expect(rows).toEqual([{ many: 2 }])
  const page = await city.text('chengban', `/desk/breaches/${told}`)
  for (const words of ['放假安排调整，期限重新计算', '可申诉到 2026-12-24']) expect(page).toContain(words)

  for (const row of await house.db.select().from(breaches)) {
    const { id, number: _number, audience: _audience, barred: _barred, ...projected } = row
    const events = (await breachEventRows(house.db, id)).map(asEvent)
    expect(JSON.parse(JSON.stringify(replayBreach(events)))).toEqual(JSON.parse(JSON.stringify(projected)))
  }
})

test('what began under the old calendar while the decree was entered is moved by the second look', async () => {
  const { house } = city
  const id = await observed()
  await house.db
    .update(breaches)
    .set({ dueOn: Temporal.PlainDate.from('2026-11-26') })
    .where(eq(breaches.id, id))
  expect(await recountBreaches(house)).toBe(1)
  expect(await dates(id)).toEqual([null, null, '2026-11-27'])
})
