import { and, asc, eq, gte, inArray, isNull, lt, lte } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { before, retention } from '#platform/retention.ts'
import { nameOf } from '../staff.ts'
import { persons } from '../tables.ts'
import { absences } from './tables.ts'

export type Absence = {
  id: string
  personId: string
  name: string
  from: Temporal.PlainDate
  until: Temporal.PlainDate
  standIn: string | null
}

/** Of these persons those who are on leave on a day, with the last day of it. */
export async function awayOn(
  db: Db,
  on: Temporal.PlainDate,
  personIds: readonly string[],
): Promise<Map<string, Temporal.PlainDate>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .select({ personId: absences.personId, until: absences.until })
    .from(absences)
    .where(
      and(
        inArray(absences.personId, [...personIds]),
        lte(absences.from, on),
        gte(absences.until, on),
        isNull(absences.endedAt),
      ),
    )
    .orderBy(asc(absences.until))
  return new Map(rows.map(({ personId, until }) => [personId, until]))
}

const standIn = alias(persons, 'stand_in')

/** Leave of these persons that is not over, the nearest first. */
export async function absencesAhead(
  { db, secrets }: Pick<House, 'db' | 'secrets'>,
  on: Temporal.PlainDate,
  personIds: readonly string[],
): Promise<Absence[]> {
  if (personIds.length === 0) return []
  const rows = await db
    .select({ absence: absences, person: persons, standIn })
    .from(absences)
    .innerJoin(persons, eq(persons.id, absences.personId))
    .leftJoin(standIn, eq(standIn.id, absences.standInId))
    .where(and(inArray(absences.personId, [...personIds]), gte(absences.until, on), isNull(absences.endedAt)))
    .orderBy(asc(absences.from), asc(absences.id))
  return rows.map(({ absence: { id, personId, from, until }, person, standIn: other }) => ({
    id,
    personId,
    name: nameOf(secrets, person),
    from,
    until,
    standIn: other && nameOf(secrets, other),
  }))
}

/** Who was away when is nobody's business once it is long over. */
export async function forgetAbsences({ db, clock, config }: Pick<House, 'db' | 'clock' | 'config'>): Promise<void> {
  const on = before(clock.now(), config.timeZone, retention.pastAbsences)
  await db.delete(absences).where(lt(absences.until, on.toZonedDateTimeISO(config.timeZone).toPlainDate()))
}
