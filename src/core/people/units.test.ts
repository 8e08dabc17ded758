import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { demoPassword, demoStaff } from './demo-people.ts'
import { cityDivisions } from './division-seed.ts'
import { passwordFault } from './password.ts'
import { seedPeople } from './seed.ts'
import { personNames, staffAt } from './staff.ts'
import { persons, units } from './tables.ts'
import { allDivisions, allUnits, coveringTokens, divisionPath, type Unit, unitsById, withBelow } from './units.ts'

let house: TestHouse
let all: Unit[]
const named = (name: string): Unit => {
  const unit = all.find((one) => one.name === name)
  if (!unit) throw new Error(name)
  return unit
}

beforeAll(async () => {
  house = await testHouse()
  await seedPeople(house)
  all = await allUnits(house.db)
})
afterAll(() => house.close())

test('the city has its five counties, 49 towns and the zone with a code of its own', () => {
  const count = (level: string) => cityDivisions.filter((division) => division.level === level).length
  expect([count('city'), count('county'), count('town')]).toEqual([1, 6, 49])
  expect(new Set(cityDivisions.map(({ code }) => code)).size).toBe(56)
  expect(cityDivisions.filter(({ kind }) => kind === 'functional').map(({ name }) => name)).toEqual(['钒钛高新区'])
  for (const { code, level, parentCode } of cityDivisions)
    if (level === 'town') expect(code.slice(0, 6)).toBe(parentCode)
})

test('a place is named from the county down', async () => {
  const divisions = await allDivisions(house.db)
  expect(divisionPath(divisions, '510402002')).toBe('东区炳草岗街道')
  expect(divisionPath(divisions, '510421')).toBe('米易县')
  expect(divisionPath(divisions, '510400')).toBe('攀枝花市')
})

test('every unit knows the units above it, nearest first', () => {
  const byId = new Map(all.map((unit) => [unit.id, unit]))
  for (const unit of all) {
    const above: string[] = []
    for (let at = unit.parentId; at; at = byId.get(at)?.parentId ?? null) above.push(at)
    expect(unit.ancestors).toEqual(above)
  }
  const police = named('攀枝花市公安局交通警察支队')
  expect(police.ancestors).toEqual([named('攀枝花市公安局').id, named('攀枝花市人民政府').id])
  expect(withBelow(all, named('攀枝花市公安局').id).map(({ name }) => name)).toEqual(['攀枝花市公安局', police.name])
  expect(coveringTokens(police, ['head', 'leader'])).toEqual([
    `head@${police.id}`,
    `leader@${police.id}`,
    `head@${police.ancestors[0]}`,
    `leader@${police.ancestors[0]}`,
    `head@${police.ancestors[1]}`,
    `leader@${police.ancestors[1]}`,
  ])
})

test('reports against any unit go to a commission that is not the unit and not below it', () => {
  for (const unit of all) {
    if (unit.name === '攀枝花市纪委监委') continue
    const competent = all.find((one) => one.id === unit.competentUnitId)
    expect(competent?.kind, unit.name).toBe('discipline')
    expect(competent?.id).not.toBe(unit.id)
    expect(competent?.ancestors).not.toContain(unit.id)
  }
  expect(named('攀枝花市东区银江镇人民政府').competentUnitId).toBe(named('攀枝花市东区纪委监委').id)
  expect(named('攀枝花市东区人民政府').competentUnitId).toBe(named('攀枝花市纪委监委').id)
})

test('letters to the mayor have one desk', () => {
  expect(all.filter((unit) => unit.isMailboxDesk).map(({ name }) => name)).toEqual(['市长信箱办公室'])
})

test('every unit that handles has a head and somebody to handle', async () => {
  for (const unit of all) {
    const isGovernment = unit.kind === 'government' && unit.divisionCode !== '510499'
    if (isGovernment) continue
    const staff = await staffAt(house, house.db, unit.id, ['head', 'handler', 'discipline'])
    expect(
      staff.filter(({ roles }) => roles.includes('head')),
      unit.name,
    ).toHaveLength(1)
    expect(staff.length, unit.name).toBeGreaterThan(1)
  }
  const housing = await staffAt(house, house.db, named('攀枝花市住房和城乡建设局').id, ['head'])
  expect(housing.map(({ name }) => name)).toContain('陈守正')
})

test('seeding again changes nothing', async () => {
  const before = [await house.db.$count(units), await house.db.$count(persons)]
  await seedPeople(house)
  expect([await house.db.$count(units), await house.db.$count(persons)]).toEqual(before)
  expect(new Set(demoStaff.map(({ name }) => name)).size).toBe(demoStaff.length)
})

test('units and names are found by id', async () => {
  const unit = named('攀枝花市水利局')
  expect((await unitsById(house.db, [unit.id, unit.id])).get(unit.id)?.shortName).toBe('市水利局')
  expect((await unitsById(house.db, [])).size).toBe(0)
  const [handler] = await staffAt(house, house.db, unit.id, ['handler'])
  const names = await personNames(house.db, house.secrets, [handler?.personId ?? ''])
  expect([...names.values()]).toEqual([handler?.name])
})

test('a real city starts with three units and three administrators, who set passwords of their own first', async () => {
  const real = await testHouse({ env: { DEMO: 'off', CITY_CODE: '510100', CITY_NAME: '某市' } })
  try {
    const first = await seedPeople(real)
    expect(first.map(({ username }) => username)).toEqual(['xitong', 'anquan', 'shenji'])
    expect(first.map(({ username, password }) => passwordFault(password, username))).toEqual([null, null, null])
    expect(new Set(first.map(({ password }) => password)).size).toBe(3)
    expect((await allUnits(real.db)).map(({ name }) => name)).toEqual([
      '某市人民政府',
      '某市纪委监委',
      '市长信箱办公室',
    ])
    const signedIn = await real.app.request('/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ as: 'staff', ...first[0] }),
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    })
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const desk = await real.app.request('/desk/units', { headers: { Cookie: cookie } })
    expect(desk.headers.get('Location')).toBe('/account')
    expect(await (await real.app.request('/sign-in?as=staff')).text()).not.toContain(demoPassword)
    expect(await seedPeople(real)).toEqual([])
  } finally {
    await real.close()
  }
})
