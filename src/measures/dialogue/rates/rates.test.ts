import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { closedLetters } from '../../../../test/closed-letters.ts'
import { type DeskOfTests, deskOfTests } from '../../../../test/letter-desk.ts'
import { change, readRates } from './rates.ts'

let desk: DeskOfTests

beforeAll(async () => {
  desk = await deskOfTests()
  await closedLetters(desk.house)
})
afterAll(() => desk.close())

const read = () => readRates(desk.house.db, { year: 2026, now: desk.house.clock.now(), timeZone: 'Asia/Shanghai' })

test('silence is in no denominator but that of the answers', async () => {
  const { city, months } = await read()
  expect(city).toEqual({ due: 24, responded: 24, told: 0, solved: 0, rated: 0, satisfied: 0 })
  expect(months.map(({ month }) => month)).toEqual(['2026-10'])
})

test('a revisit counts once, and before what the writer rated; a 举报 counts nowhere', async () => {
  const db = desk.house.db
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from matters where kind = 'letter' order by number limit 7`,
  )
  const ids = rows.map(({ id }) => id)
  // Five rated by their writers: four solved, three content. One of them is revisited and says otherwise, twice; another is revisited only.
  for (const [at, id] of ids.slice(0, 5).entries())
    await db.execute(
      sql`update matters set solved = ${at < 4}, satisfied = ${at < 3 ? 4 : 2}, rated_at = '2026-11-02T10:00:00+08:00' where id = ${id}`,
    )
  const revisit = (id: string | undefined, solved: boolean, result: number, at: string) =>
    db.execute(sql`insert into revisits (draw_id, matter_id, person_id, at, reached, solved, result, service)
      values (${newId()}, ${id}, ${newId()}, ${at}::timestamptz, 'reached', ${solved}, ${result}, 5)`)
  await revisit(ids[0], false, 1, '2026-11-05T10:00:00+08:00')
  await revisit(ids[0], true, 4, '2026-11-09T10:00:00+08:00')
  await revisit(ids[5], true, 5, '2026-11-06T10:00:00+08:00')
  await db.execute(
    sql`insert into revisits (draw_id, matter_id, person_id, at, reached) values (${newId()}, ${ids[6]}, ${newId()}, '2026-11-06T10:00:00+08:00', 'unreachable')`,
  )
  await db.execute(
    sql`update matters set class = 'report' where id = (select id from matters where kind = 'letter' order by number desc limit 1)`,
  )
  const { city, units } = await read()
  // By hand: 23 answered; told by 4 own ratings (3 solved, 2 content) and 2 revisits (1 solved, 1 content).
  expect(city).toEqual({ due: 23, responded: 23, told: 6, solved: 4, rated: 6, satisfied: 3 })
  const sum = units.reduce((all, { now }) => all + now.told, 0)
  expect(sum).toBe(6)
})

test('a rejected answer is none, a lawful stop is no delay, and who was told the right door is not waited for', async () => {
  const { db } = desk.house
  const before = (await read()).city
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from matters where kind = 'letter' and class <> 'report' order by number offset 8 limit 3`,
  )
  const [rejected, paused, told] = rows.map(({ id }) => id)
  // Done again, its time not yet over; stopped past its date; closed without an answer before it was dispatched.
  await db.execute(sql`update matters set state = 'inProgress', round = 2, on_time = null, closed_at = null,
    due_at = '2026-12-20T00:00:00+08:00', due_on = '2026-12-19' where id = ${rejected}`)
  await db.execute(sql`update matters set state = 'inProgress', answered_at = null, on_time = null, closed_at = null, paused = true,
    due_at = '2026-11-10T00:00:00+08:00', due_on = '2026-11-09' where id = ${paused}`)
  await db.execute(sql`update matters set answered_at = null, on_time = null where id = ${told}`)
  expect((await read()).city).toMatchObject({ due: before.due - 3, responded: before.responded - 3 })
  // The stop is over, and the day with it.
  await db.execute(sql`update matters set paused = false where id = ${paused}`)
  expect((await read()).city).toMatchObject({ due: before.due - 2, responded: before.responded - 3 })
  // Nor is what is done again shown as answered anywhere else.
  expect(await (await desk.house.app.request('/letters/statistics?year=2026')).text()).toContain('其中超期 1 件')
})

test('the page says formulas and hides what a few said; a year without letters is an empty page', async () => {
  const page = await (await desk.house.app.request('/letters/rates?year=2026')).text()
  for (const part of ['响应率', '解决率', '满意率', '4 ÷ 6', '÷ 应答复的', '少于 5 件']) expect(page).toContain(part)
  expect(await (await desk.house.app.request('/letters/rates?year=2019')).text()).toContain('还没有可以统计的来信')
  const svg = await desk.house.app.request('/letters/rates.svg?year=2026')
  expect(svg.headers.get('Content-Type')).toContain('image/svg+xml')
  const csv = await (await desk.house.app.request('/letters/rates.csv?year=2026')).text()
  expect(csv).toContain('全市,2026-11')
})

test('what changed is said in percentage points, and not of a few', () => {
  expect(change({ part: 9, whole: 10 }, { part: 8, whole: 10 })).toBe(10)
  expect(change({ part: 4, whole: 4 }, { part: 8, whole: 10 })).toBeNull()
})
