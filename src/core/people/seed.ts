import { randomBytes } from 'node:crypto'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { phoneKey } from './citizens.ts'
import { type DemoStaff, demoCitizens, demoPassword, demoStaff } from './demo-people.ts'
import { type DemoUnit, demoUnits } from './demo-units.ts'
import { cityDivisions } from './division-seed.ts'
import { firstStaff, firstUnits } from './first-units.ts'
import { hashPassword } from './password.ts'
import { accounts, divisions, persons, staffRoles, units, users } from './tables.ts'
import { allDivisions, forgetUnits } from './units.ts'

/** Roles reach back before the oldest letter that an import may bring. */
const sinceEver = Temporal.Instant.from('2000-01-01T00:00:00+08:00')

/**
 * Fills a house without units: the demo city with its staff and citizens, or, where the house is no demo, three units and the
 * three administrators. Does nothing where units exist.
 *
 * @returns accounts whose password is known from here only, to be printed once; empty in the demo
 */
export async function seedPeople(house: House): Promise<{ username: string; password: string }[]> {
  const { demo, cityCode, cityName } = house.config
  const isNew = (await house.db.$count(units)) === 0
  const staff = isNew ? await withPasswords(house, demo) : []
  const isSeeded = await house.db.transaction(async (tx) => {
    // The told city's places; another city has its own.
    const places = cityDivisions.filter(({ code }) => demo || code.startsWith(cityCode.slice(0, 4)))
    if (places.length > 0) await tx.insert(divisions).values(places).onConflictDoNothing()
    await tx.insert(divisions).values({ code: cityCode, name: cityName, level: 'city' }).onConflictDoNothing()
    if (!isNew || (await tx.$count(units)) > 0) return false
    const unitIds = await insertUnits(tx, demo ? demoUnits : firstUnits(house.config))
    await insertStaff(tx, house, unitIds, staff)
    if (demo) await insertCitizens(tx, house)
    return true
  })
  forgetUnits(house.db)
  allDivisions.forget(house.db)
  return isSeeded && !demo ? staff.map(({ username, password }) => ({ username, password })) : []
}

type Seeded = DemoStaff & { password: string; hash: string }

/** The demo's staff share one hash: scrypt for each of them would delay its first start by half a minute. */
async function withPasswords(house: House, demo: boolean): Promise<Seeded[]> {
  if (demo) {
    const hash = await hashPassword(house, demoPassword)
    return demoStaff.map((person) => ({ ...person, password: demoPassword, hash }))
  }
  return Promise.all(
    firstStaff.map(async (person) => {
      const password = `Yg-${randomBytes(9).toString('hex')}`
      return { ...person, password, hash: await hashPassword(house, password) }
    }),
  )
}

async function insertUnits(tx: Transaction, list: DemoUnit[]): Promise<Map<string, string>> {
  const ids = new Map(list.map((unit) => [unit.key, newId()]))
  const ancestors = new Map<string, string[]>()
  const rows = list.map((unit, position) => {
    const parentId = unit.parent ? idOf(ids, unit.parent) : null
    const above = unit.parent && parentId ? [parentId, ...(ancestors.get(unit.parent) ?? [])] : []
    ancestors.set(unit.key, above)
    return {
      id: idOf(ids, unit.key),
      name: unit.name,
      shortName: unit.shortName,
      kind: unit.kind,
      divisionCode: unit.divisionCode,
      parentId,
      ancestors: above,
      competentUnitId: unit.competent ? idOf(ids, unit.competent) : null,
      isMailboxDesk: unit.isMailboxDesk ?? false,
      settlesCompetence: unit.settlesCompetence ?? false,
      phone: unit.phone ?? null,
      position,
    }
  })
  await tx.insert(units).values(rows)
  return ids
}

const idOf = (ids: Map<string, string>, key: string): string => {
  const id = ids.get(key)
  if (!id) throw new Error(`no unit ${key} in the seed`)
  return id
}

async function insertStaff(
  tx: Transaction,
  house: House,
  unitIds: Map<string, string>,
  seeded: Seeded[],
): Promise<void> {
  const staff = seeded.map((person, at) => ({ ...person, id: newId(), number: String(100_001 + at) }))
  await tx.insert(persons).values(
    staff.map((person) => ({
      id: person.id,
      kind: 'staff' as const,
      nameCipher: house.secrets.encrypt(person.name, 'persons.name'),
      staffNumber: person.number,
      createdAt: house.clock.now(),
      mustChangePassword: !house.config.demo,
    })),
  )
  await tx
    .insert(users)
    .values(staff.map(({ id, username }) => ({ id, name: 'staff', email: `${id}@account.invalid`, username })))
  await tx.insert(accounts).values(
    staff.map(({ id, hash }) => ({
      id: newId(),
      userId: id,
      accountId: id,
      providerId: 'credential',
      password: hash,
    })),
  )
  await tx.insert(staffRoles).values(
    staff.flatMap((person) =>
      person.roles.map(({ role, unit }) => ({
        id: newId(),
        personId: person.id,
        unitId: idOf(unitIds, unit),
        role,
        from: sinceEver,
      })),
    ),
  )
}

async function insertCitizens(tx: Transaction, house: House): Promise<void> {
  const citizens = demoCitizens.map((citizen) => ({ ...citizen, id: newId(), key: phoneKey(house, citizen.phone) }))
  await tx.insert(persons).values(
    citizens.map((citizen) => ({
      id: citizen.id,
      kind: 'citizen' as const,
      nameCipher: house.secrets.encrypt(citizen.name, 'persons.name'),
      phoneCipher: house.secrets.encrypt(citizen.phone, 'persons.phone'),
      phoneHash: Buffer.from(citizen.key, 'hex'),
      createdAt: house.clock.now(),
    })),
  )
  await tx.insert(users).values(
    citizens.map(({ id, key }) => ({
      id,
      name: 'citizen',
      email: `${key}@account.invalid`,
      phoneNumber: key,
      phoneNumberVerified: true,
    })),
  )
}
