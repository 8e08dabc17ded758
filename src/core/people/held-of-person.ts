import { and, count, desc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { type Mandate, mandatesOf } from './mandates/mandates.ts'
import { roleName } from './roles.ts'
import { type Factors, factorsOf } from './second-factor/factors.ts'
import { auditEntries, persons, sessions, staffRoles, units } from './tables.ts'

export type HeldOfPerson = {
  name: string | null
  phone: string | null
  idNumber: string | null
  staffNumber: string | null
  createdAt: Temporal.Instant
  sessions: { device: string; seenAt: Temporal.Instant }[]
  factors: Factors
  mandates: Mandate[]
  /** Of their own acts, and kept by law. */
  auditEntries: number
}

/** All that this room keeps of a person, in the clear: for themselves only (个人信息保护法 第45条). */
export async function heldOfPerson(house: House, personId: string): Promise<HeldOfPerson | null> {
  const { db, secrets } = house
  const [person] = await db.select().from(persons).where(eq(persons.id, personId))
  if (!person) return null
  const [open, factors, mandates, [own]] = await Promise.all([
    db
      .select({ device: sessions.device, seenAt: sessions.seenAt })
      .from(sessions)
      .where(and(eq(sessions.userId, personId), gt(sessions.endsAt, house.clock.now())))
      .orderBy(desc(sessions.seenAt)),
    factorsOf(db, personId),
    mandatesOf(house, personId),
    db.select({ entries: count() }).from(auditEntries).where(eq(auditEntries.actorId, personId)),
  ])
  const clear = (cipher: Buffer | null, column: string) =>
    cipher ? secrets.decrypt(cipher, `persons.${column}`) : null
  return {
    name: clear(person.nameCipher, 'name'),
    phone: clear(person.phoneCipher, 'phone'),
    idNumber: clear(person.idNumberCipher, 'idNumber'),
    staffNumber: person.staffNumber,
    createdAt: person.createdAt,
    sessions: open.flatMap(({ device, seenAt }) => (seenAt ? [{ device: device ?? '其他设备', seenAt }] : [])),
    factors,
    mandates,
    auditEntries: own?.entries ?? 0,
  }
}

export type Reading = { at: Temporal.Instant; act: string; subjectId: string; by: string }

/** Who of the staff did one of these acts to one of these things: unit and role as they were then, never the name. Newest first, 100 at most. */
export async function readingsOf(db: Db, acts: readonly string[], subjectIds: readonly string[]): Promise<Reading[]> {
  if (acts.length === 0 || subjectIds.length === 0) return []
  const entries = await db
    .select()
    .from(auditEntries)
    .where(and(inArray(auditEntries.subjectId, [...subjectIds]), inArray(auditEntries.act, [...acts])))
    .orderBy(desc(auditEntries.id))
    .limit(100)
  return Promise.all(
    entries.map(async ({ at, act, subjectId, actorId }) => ({
      at,
      act,
      subjectId,
      by: await placeOf(db, actorId, at),
    })),
  )
}

async function placeOf(db: Db, personId: string | null, at: Temporal.Instant): Promise<string> {
  if (!personId) return '工作人员'
  const [held] = await db
    .select({ unit: units.name, role: staffRoles.role })
    .from(staffRoles)
    .innerJoin(units, eq(units.id, staffRoles.unitId))
    .where(
      and(
        eq(staffRoles.personId, personId),
        lte(staffRoles.from, at),
        or(isNull(staffRoles.to), gt(staffRoles.to, at)),
      ),
    )
    .orderBy(staffRoles.from)
    .limit(1)
  return held ? `${held.unit} ${roleName(held.role)}` : '工作人员'
}
