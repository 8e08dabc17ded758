import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../test/house.ts'
import { once } from './http/form-key.ts'
import { newId } from './id.ts'
import { sweep } from './sweep.ts'
import { rateLimits, spentKeys } from './tables.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
})
afterAll(() => house.close())

test('a key is spent by success only, answers a second click with the first address, and is forgotten after a week', async () => {
  const key = newId()
  await expect(once(house, key, 'a', () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
  expect(await once(house, key, 'a', async () => '/first')).toEqual({
    location: '/first',
    isRepeat: false,
    bodyChanged: false,
  })
  expect(await once(house, key, 'a', async () => '/second')).toEqual({
    location: '/first',
    isRepeat: true,
    bodyChanged: false,
  })
  expect(await once(house, key, 'b', async () => '/second')).toMatchObject({ location: '/first', bodyChanged: true })

  await house.db.insert(rateLimits).values([
    { key: 'old', points: 1, expire: house.clock.now().epochMilliseconds - 1 },
    { key: 'running', points: 1, expire: house.clock.now().add({ hours: 1 }).epochMilliseconds },
  ])
  await sweep(house)
  expect(await house.db.$count(spentKeys)).toBe(1)
  expect((await house.db.select({ key: rateLimits.key }).from(rateLimits)).map((row) => row.key)).toEqual(['running'])
  house.clock.advance({ hours: 24 * 8 })
  await sweep(house)
  expect(await house.db.$count(spentKeys)).toBe(0)
})

test('of fifty clicks at once one acts and all are sent to the same place', async () => {
  const key = newId()
  let acts = 0
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      once(house, key, 'same', async () => {
        acts++
        return '/only'
      }),
    ),
  )
  expect(acts).toBe(1)
  expect(new Set(answers.map(({ location }) => location))).toEqual(new Set(['/only']))
  expect(answers.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1)
})
