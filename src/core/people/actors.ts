import { and, eq, gt, isNull, lte, or } from 'drizzle-orm'
import type { Actor, StaffActor, StaffRole } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { phoneKey } from './citizens.ts'
import { isAdminRole } from './roles.ts'
import { actorOf } from './session.ts'
import { staffOfUsername } from './staff.ts'
import { persons, staffRoles, units } from './tables.ts'

/** The actor that a person is now, without a session: for seeds, commands and tests that act in their name. */
export async function actorOfPerson(
  house: Pick<House, 'secrets' | 'clock'> & { db: Db },
  personId: string,
): Promise<Actor> {
  const [person] = await house.db.select().from(persons).where(eq(persons.id, personId))
  if (!person) throw new Error(`no person ${personId}`)
  return actorOf(house, person, await rolesNow(house, personId))
}

function rolesNow({ db, clock }: Pick<House, 'clock'> & { db: Db }, personId: string): Promise<StaffRole[]> {
  const now = clock.now()
  return db
    .select({ role: staffRoles.role, unitId: units.id, unitName: units.name })
    .from(staffRoles)
    .innerJoin(units, and(eq(units.id, staffRoles.unitId), units.active))
    .where(
      and(
        eq(staffRoles.personId, personId),
        lte(staffRoles.from, now),
        or(isNull(staffRoles.to), gt(staffRoles.to, now)),
      ),
    )
    .orderBy(staffRoles.from, staffRoles.id)
}

/**
 * A member of staff with the roles held at this one unit, as an API key of the unit acts. Null when the account is closed or works there no more; an
 * administrator's work is done by no machine.
 */
export async function staffActorAt(
  house: Pick<House, 'secrets' | 'clock'> & { db: Db },
  personId: string,
  unitId: string,
): Promise<StaffActor | null> {
  const [person] = await house.db
    .select()
    .from(persons)
    .where(and(eq(persons.id, personId), eq(persons.kind, 'staff'), isNull(persons.closedAt)))
  if (!person) return null
  const roles = (await rolesNow(house, personId)).filter((held) => held.unitId === unitId && !isAdminRole(held.role))
  const actor = actorOf(house, person, roles)
  return roles.length > 0 && actor.kind === 'staff' ? actor : null
}

export async function staffActor(
  house: Pick<House, 'db' | 'secrets' | 'clock'>,
  username: string,
): Promise<StaffActor> {
  const person = await staffOfUsername(house.db, username)
  if (!person) throw new Error(`no staff account ${username}`)
  const actor = await actorOfPerson(house, person.id)
  if (actor.kind !== 'staff') throw new Error(`${username} is no member of staff`)
  return actor
}

/** The citizen whose account has this number, as signed in. */
export async function citizenActor(house: Pick<House, 'db' | 'secrets' | 'clock'>, phone: string): Promise<Actor> {
  const phoneHash = Buffer.from(phoneKey(house, phone), 'hex')
  const [person] = await house.db.select({ id: persons.id }).from(persons).where(eq(persons.phoneHash, phoneHash))
  if (!person) throw new Error('no citizen account with this number')
  return actorOfPerson(house, person.id)
}
