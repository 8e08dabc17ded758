import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { isId } from '#platform/id.ts'
import type { Secrets } from '#platform/secrets.ts'
import { maskPhone } from './masking.ts'
import type { RoleId } from './roles.ts'
import { staffTokens } from './staff-tokens.ts'
import { persons, staffRoles, units, users } from './tables.ts'

export type Staff = { personId: string; name: string; staffNumber: string; roles: RoleId[] }

/** Who holds one of the roles **at** the unit now (not above it), longest first. */
export async function staffAt(
  house: Pick<House, 'secrets' | 'clock'>,
  db: Db,
  unitId: string,
  roles: readonly RoleId[],
): Promise<Staff[]> {
  const now = house.clock.now()
  const rows = await db
    .select({ person: persons, role: staffRoles.role })
    .from(staffRoles)
    .innerJoin(persons, eq(persons.id, staffRoles.personId))
    .where(
      and(
        eq(staffRoles.unitId, unitId),
        inArray(staffRoles.role, [...roles]),
        lte(staffRoles.from, now),
        or(isNull(staffRoles.to), gt(staffRoles.to, now)),
        isNull(persons.closedAt),
      ),
    )
    .orderBy(asc(staffRoles.from), asc(persons.staffNumber))
  const staff = new Map<string, Staff>()
  for (const { person, role } of rows) {
    const known = staff.get(person.id)
    if (known) known.roles.push(role)
    else
      staff.set(person.id, {
        personId: person.id,
        name: nameOf(house.secrets, person),
        staffNumber: person.staffNumber ?? '',
        roles: [role],
      })
  }
  return [...staff.values()]
}

/** Somebody of the staff with what they may see, for messages that go to many at once. No name, no number. */
export type Posted = { personId: string; roles: { role: RoleId; unitId: string }[]; tokens: ReadonlySet<string> }

/** Everybody who works at an open unit now, longest first. */
export async function allPosted(db: Db, now: Temporal.Instant): Promise<Posted[]> {
  const rows = await db
    .select({ personId: staffRoles.personId, role: staffRoles.role, unitId: staffRoles.unitId })
    .from(staffRoles)
    .innerJoin(persons, and(eq(persons.id, staffRoles.personId), isNull(persons.closedAt)))
    .innerJoin(units, and(eq(units.id, staffRoles.unitId), units.active))
    .where(and(lte(staffRoles.from, now), or(isNull(staffRoles.to), gt(staffRoles.to, now))))
    .orderBy(asc(staffRoles.from), asc(persons.staffNumber))
  return [...Map.groupBy(rows, ({ personId }) => personId)].map(([personId, held]) => ({
    personId,
    roles: held.map(({ role, unitId }) => ({ role, unitId })),
    tokens: new Set(staffTokens(personId, held)),
  }))
}

/** Names to show beside acts; a citizen without a name is a masked phone. */
export async function personNames(db: Db, secrets: Secrets, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await db
    .select()
    .from(persons)
    .where(inArray(persons.id, [...new Set(ids)]))
  return new Map(found.map((person) => [person.id, nameOf(secrets, person)]))
}

/** Of persons at units, those who work there no more, and how one says why. */
export async function personsGone(
  db: Db,
  now: Temporal.Instant,
  posts: readonly { personId: string; unitId: string }[],
): Promise<Map<string, string>> {
  if (posts.length === 0) return new Map()
  const ids = [...new Set(posts.map(({ personId }) => personId))]
  const [closed, held] = await Promise.all([
    db
      .select({ id: persons.id })
      .from(persons)
      .where(and(inArray(persons.id, ids), isNotNull(persons.closedAt))),
    db
      .select({ personId: staffRoles.personId, unitId: staffRoles.unitId })
      .from(staffRoles)
      .where(
        and(
          inArray(staffRoles.personId, ids),
          lte(staffRoles.from, now),
          or(isNull(staffRoles.to), gt(staffRoles.to, now)),
        ),
      ),
  ])
  const isAt = new Set(held.map(({ personId, unitId }) => `${personId} ${unitId}`))
  const gone = new Map<string, string>()
  for (const { personId, unitId } of posts) if (!isAt.has(`${personId} ${unitId}`)) gone.set(personId, '已不在本单位')
  for (const { id } of closed) gone.set(id, '账号已停用')
  return gone
}

/** How a member of staff is named to those who were served: name and number. */
export type Badge = { name: string; staffNumber: string }

export async function staffBadges(db: Db, secrets: Secrets, ids: readonly string[]): Promise<Map<string, Badge>> {
  const wanted = [...new Set(ids)].filter(isId)
  if (wanted.length === 0) return new Map()
  const found = await db
    .select()
    .from(persons)
    .where(and(inArray(persons.id, wanted), eq(persons.kind, 'staff')))
  return new Map(
    found.map((person) => [person.id, { name: nameOf(secrets, person), staffNumber: person.staffNumber ?? '' }]),
  )
}

/** Names of those ids that are staff; citizens stay unnamed. */
export async function staffNames(db: Db, secrets: Secrets, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter(isId)
  if (wanted.length === 0) return new Map()
  const found = await db
    .select()
    .from(persons)
    .where(and(inArray(persons.id, wanted), eq(persons.kind, 'staff')))
  return new Map(found.map((person) => [person.id, nameOf(secrets, person)]))
}

export function nameOf(secrets: Secrets, person: typeof persons.$inferSelect): string {
  if (person.nameCipher) return secrets.decrypt(person.nameCipher, 'persons.name')
  return person.phoneCipher ? maskPhone(secrets.decrypt(person.phoneCipher, 'persons.phone')) : ''
}

/** The person's own number, for a form that they fill in; null when there is none. */
export async function phoneOf(db: Db, secrets: Secrets, personId: string): Promise<string | null> {
  const [person] = await db.select({ phone: persons.phoneCipher }).from(persons).where(eq(persons.id, personId))
  return person?.phone ? secrets.decrypt(person.phone, 'persons.phone') : null
}

/** The signed-in shape of a member of staff, for seeds, imports and tests that act in their name. */
export async function staffOfUsername(db: Db, username: string): Promise<typeof persons.$inferSelect | null> {
  const [found] = await db
    .select({ person: persons })
    .from(users)
    .innerJoin(persons, eq(persons.id, users.id))
    .where(and(eq(users.username, username), eq(persons.kind, 'staff')))
  return found?.person ?? null
}
