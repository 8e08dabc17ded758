import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { loadLaw, loadRules } from './load-law.ts'
import { seedCalendar } from './seed-calendar.ts'
import { seedRules } from './seed-rules.ts'
import { limitRules } from './tables.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
  await seedCalendar(house)
})
afterAll(() => house.close())

const on = Temporal.PlainDate.from('2026-11-23')

test('an installation that exists gets the rules it lacks, and keeps every row it has', async () => {
  await house.db.delete(limitRules).where(eq(limitRules.id, 'PET-6'))
  await house.db.update(limitRules).set({ amount: 2 }).where(eq(limitRules.id, 'LET-accept'))
  const before = (await loadLaw(house.db)).version
  await seedCalendar(house)
  const law = await loadLaw(house.db)
  expect(law.version).not.toBe(before)
  expect(law.rules.on('PET-6', on)?.limit?.amount).toBe(60)
  expect(law.rules.on('LET-accept', on)?.limit?.amount).toBe(2)
})

test('a start that brings nothing new changes nothing', async () => {
  const before = (await loadLaw(house.db)).version
  await seedCalendar(house)
  expect((await loadLaw(house.db)).version).toBe(before)
})

test('a new number is a new row, which takes the place of the old one from its day', async () => {
  const old = seedRules.find(({ id }) => id === 'LIC-7')
  if (!old) throw new Error('no LIC-7')
  const effectiveFrom = Temporal.PlainDate.from('2027-01-01')
  await house.db.insert(limitRules).values({ ...old, amount: 15, effectiveFrom })
  await house.db.delete(limitRules).where(eq(limitRules.id, 'PET-1'))
  await seedCalendar(house)
  const rules = await loadRules(house.db)
  expect(rules.on('LIC-7', Temporal.PlainDate.from('2026-12-31'))?.limit?.amount).toBe(20)
  expect(rules.on('LIC-7', effectiveFrom)?.limit?.amount).toBe(15)
  expect(rules.inForce(effectiveFrom).filter(({ id }) => id === 'LIC-7')).toHaveLength(1)
})
