import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedCalendar } from '#core/calendar/index.ts'
import { foldTaps, onTheSpotCounts } from '#core/on-the-spot/index.ts'
import { allUnits, seedPeople } from '#core/people/index.ts'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from '../../../../test/house.ts'
import { Visitor } from '../../../../test/visitor.ts'

let house: TestHouse
let unitId = ''
const clerk = () => new Visitor(house)

async function signedIn(username: string): Promise<Visitor> {
  const visitor = clerk()
  expect((await visitor.staff(username)).status).toBe(303)
  return visitor
}

beforeAll(async () => {
  house = await testHouse()
  await seedPeople(house)
  await seedCalendar(house)
  unitId = (await allUnits(house.db)).find(({ shortName }) => shortName === '市政务服务中心')?.id ?? ''
})
afterAll(() => house.close())

const counts = async () => {
  const day = Temporal.PlainDate.from('2026-11-23')
  const found = await onTheSpotCounts(house.db, { from: day, to: day.add({ days: 1 }), unitIds: [unitId] })
  return found.map(({ on, count }) => `${on} ${count}`)
}
const tapped = (page: string) => /name="tap" value="([^"]+)"/.exec(page)?.[1] ?? ''

test('an empty list says who fills it; then one tap is one case, undone within a minute only', async () => {
  const window = await signedIn('zongchuang')
  expect(await (await window.get('/desk/on-the-spot')).text()).toContain('请单位负责人')
  const head = await signedIn('zhengwu.fuzeren')
  expect((await head.post('/desk/businesses', { unit: unitId, title: '打印社保证明' })).status).toBe(303)
  const business =
    /name="business" value="([^"]+)"/.exec(await (await window.get('/desk/on-the-spot')).text())?.[1] ?? ''

  const key = newId()
  const first = await window.post('/desk/on-the-spot', { business, formKey: key })
  expect([first.status, first.headers.get('Location')]).toEqual([303, `/desk/on-the-spot?unit=${unitId}`])
  // The same click twice is one case.
  await window.post('/desk/on-the-spot', { business, formKey: key })
  expect(await counts()).toEqual(['2026-11-23 1'])
  await window.post('/desk/on-the-spot', { business })
  const page = await (await window.get('/desk/on-the-spot')).text()
  expect(page).toContain('刚记了一件“打印社保证明”')
  expect((await window.post('/desk/on-the-spot/undo', { tap: tapped(page), unit: unitId })).status).toBe(303)
  expect(await counts()).toEqual(['2026-11-23 1'])

  await window.post('/desk/on-the-spot', { business })
  const later = tapped(await (await window.get('/desk/on-the-spot')).text())
  house.clock.advance({ seconds: 61 })
  expect(await (await window.get('/desk/on-the-spot')).text()).not.toContain('点错了')
  const refused = await window.post('/desk/on-the-spot/undo', { tap: later, unit: unitId })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('已经过了一分钟，不能撤销了')
})

test('only whoever serves there counts there, and nobody undoes what another tapped', async () => {
  const window = await signedIn('zongchuang')
  const page = await (await window.get('/desk/on-the-spot')).text()
  const business = /name="business" value="([^"]+)"/.exec(page)?.[1] ?? ''
  await window.post('/desk/on-the-spot', { business })
  const tap = tapped(await (await window.get('/desk/on-the-spot')).text())
  const other = await signedIn('chengban')
  expect((await other.post('/desk/on-the-spot', { business })).status).toBe(404)
  expect((await other.post('/desk/on-the-spot/undo', { tap, unit: unitId })).status).toBe(422)
  expect((await (await signedIn('ducha')).get('/desk/on-the-spot')).status).toBe(403)
})

test('a day that is over becomes a count, and who tapped is forgotten', async () => {
  const before = await counts()
  house.clock.set('2026-11-24T01:10:00+08:00')
  await foldTaps(house)
  expect((await house.db.execute(sql`select * from on_the_spot_taps`)).rows).toEqual([])
  expect(await counts()).toEqual(before)
  await foldTaps(house)
  expect(await counts()).toEqual(before)
})
