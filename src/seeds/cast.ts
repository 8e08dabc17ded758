import { allUnits, citizenActor, demoCitizens, demoUnits, staffActor } from '#core/people/index.ts'
import { type Actor, anyone, type StaffActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'

/** Who is who in the stories: units by their keys, and the persons who act for them. */
export type Cast = {
  unitId(key: string): string
  keyOf(unitId: string): string
  /** The unit above, whose head approves what this unit's head wrote. */
  above(key: string): string
  staff(username: string): Promise<StaffActor>
  handler(unit: string, second?: boolean): Promise<StaffActor>
  head(unit: string): Promise<StaffActor>
  /** A citizen with an account writes signed in, any other without. */
  writer(phone: string): Promise<Actor>
}

/** Each actor is read once: five hundred acts are done by some sixty persons. */
export async function castOf(house: House): Promise<Cast> {
  const idsByName = new Map((await allUnits(house.db)).map((unit) => [unit.name, unit.id]))
  const ids = new Map(demoUnits.map(({ key, name }) => [key, idsByName.get(name) ?? '']))
  const keys = new Map([...ids].map(([key, id]) => [id, key]))
  const parents = new Map(demoUnits.map(({ key, parent }) => [key, parent]))
  const withAccount = new Set(demoCitizens.map(({ phone }) => phone))
  const staff = kept((username) => staffActor(house, username))
  const citizen = kept((phone) => citizenActor(house, phone))
  return {
    unitId: (key) => known(ids.get(key), key),
    keyOf: (id) => known(keys.get(id), id),
    above: (key) => known(parents.get(key), key),
    staff,
    handler: (unit, second = false) => staff(handlerName(unit, second)),
    head: (unit) => staff(unit === 'zhujian' ? 'fuzeren' : `${unit}.fuzeren`),
    writer: async (phone) => (withAccount.has(phone) ? citizen(phone) : anyone),
  }
}

/** The accounts with a name to remember come first where there is one. */
function handlerName(unit: string, second: boolean): string {
  if (second) return `${unit}.chengban2`
  if (unit === 'zhujian') return 'chengban'
  return unit === 'jiwei' ? 'jijian' : `${unit}.chengban1`
}

function kept<T>(read: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const found = new Map<string, Promise<T>>()
  return (name) => {
    const value = found.get(name) ?? read(name)
    found.set(name, value)
    return value
  }
}

function known(value: string | null | undefined, name: string): string {
  if (!value) throw new Error(`the demo city has no ${name}`)
  return value
}
