import { and, asc, desc, eq, exists, gt, ilike, inArray, isNull, or, sql } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import type { RoleId } from './roles.ts'
import { factorsOf, hasSecondFactor } from './second-factor/factors.ts'
import { nameOf } from './staff.ts'
import { persons, staffRoles, units, users } from './tables.ts'

export type HeldRole = {
  id: string
  role: RoleId
  unitName: string
  from: Temporal.Instant
  to: Temporal.Instant | null
}

export type StaffAccount = {
  personId: string
  name: string
  username: string
  staffNumber: string
  isClosed: boolean
  mustChangePassword: boolean
  /** Looked up for one account's page only. */
  hasSecondFactor?: boolean
  roles: HeldRole[]
}

export const accountsPerPage = 50

/** Staff in the order of their numbers, `after` one of them; names are encrypted, so the search is by user name and number. */
export async function findAccounts(
  house: House,
  filter: { text?: string; unitId?: string; role?: RoleId; after?: string },
): Promise<{ accounts: StaffAccount[]; hasMore: boolean }> {
  const pattern = filter.text ? `%${filter.text.replace(/[%_\\]/g, '\\$&')}%` : null
  const holds = and(
    eq(staffRoles.personId, persons.id),
    isNull(staffRoles.to),
    filter.unitId ? eq(staffRoles.unitId, filter.unitId) : undefined,
    filter.role ? eq(staffRoles.role, filter.role) : undefined,
  )
  const rows = await house.db
    .select({ person: persons, username: users.username })
    .from(persons)
    .innerJoin(users, eq(users.id, persons.id))
    .where(
      and(
        eq(persons.kind, 'staff'),
        pattern ? or(ilike(users.username, pattern), ilike(persons.staffNumber, pattern)) : undefined,
        filter.unitId || filter.role
          ? exists(house.db.select({ one: sql`1` }).from(staffRoles).where(holds))
          : undefined,
        filter.after ? gt(persons.staffNumber, filter.after) : undefined,
      ),
    )
    .orderBy(asc(persons.staffNumber))
    .limit(accountsPerPage + 1)
  const shown = rows.slice(0, accountsPerPage)
  const roles = await rolesOf(
    house,
    shown.map(({ person }) => person.id),
  )
  return { accounts: shown.map((row) => accountOf(house, row, roles)), hasMore: rows.length > accountsPerPage }
}

export async function findAccount(house: House, personId: string): Promise<StaffAccount | null> {
  const [row] = await house.db
    .select({ person: persons, username: users.username })
    .from(persons)
    .innerJoin(users, eq(users.id, persons.id))
    .where(and(eq(persons.id, personId), eq(persons.kind, 'staff')))
  if (!row) return null
  const [roles, factors] = await Promise.all([rolesOf(house, [personId]), factorsOf(house.db, personId)])
  return { ...accountOf(house, row, roles), hasSecondFactor: hasSecondFactor(factors) }
}

async function rolesOf(house: House, personIds: string[]): Promise<Map<string, HeldRole[]>> {
  const roles = new Map<string, HeldRole[]>()
  if (personIds.length === 0) return roles
  const rows = await house.db
    .select({ held: staffRoles, unitName: units.name })
    .from(staffRoles)
    .innerJoin(units, eq(units.id, staffRoles.unitId))
    .where(inArray(staffRoles.personId, personIds))
    .orderBy(desc(isNull(staffRoles.to)), asc(staffRoles.from))
  for (const { held, unitName } of rows) {
    const known = roles.get(held.personId) ?? []
    known.push({ id: held.id, role: held.role, unitName, from: held.from, to: held.to })
    roles.set(held.personId, known)
  }
  return roles
}

const accountOf = (
  house: House,
  { person, username }: { person: typeof persons.$inferSelect; username: string | null },
  roles: Map<string, HeldRole[]>,
): StaffAccount => ({
  personId: person.id,
  name: nameOf(house.secrets, person),
  username: username ?? '',
  staffNumber: person.staffNumber ?? '',
  isClosed: person.closedAt !== null,
  mustChangePassword: person.mustChangePassword,
  roles: roles.get(person.id) ?? [],
})
