import { and, gt, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { staffRoles } from '../tables.ts'
import { absences } from './tables.ts'

/** Everybody who is on leave on a day, with who stands in for them; null where nobody does, or that one is on leave too. */
export async function standInsOn(db: Db, on: Temporal.PlainDate): Promise<Map<string, string | null>> {
  const rows = await db
    .select({ personId: absences.personId, standInId: absences.standInId })
    .from(absences)
    .where(and(lte(absences.from, on), gte(absences.until, on), isNull(absences.endedAt)))
  const away = new Set(rows.map(({ personId }) => personId))
  return new Map(
    rows.map(({ personId, standInId }) => [personId, standInId && !away.has(standInId) ? standInId : null]),
  )
}

/** Whose work falls to this person on a day: those they stand in for, and as head those of their units for whom nobody does. */
export async function coveredBy(
  db: Db,
  actor: StaffActor,
  { on, at }: { on: Temporal.PlainDate; at: Temporal.Instant },
): Promise<string[]> {
  const standIns = await standInsOn(db, on)
  const named = [...standIns].filter(([, standInId]) => standInId === actor.personId).map(([personId]) => personId)
  const unattended = [...standIns].filter(([, standInId]) => standInId === null).map(([personId]) => personId)
  const headOf = actor.roles.filter(({ role }) => role === 'head').map(({ unitId }) => unitId)
  if (headOf.length === 0 || unattended.length === 0) return named
  const ours = await db
    .selectDistinct({ personId: staffRoles.personId })
    .from(staffRoles)
    .where(
      and(
        inArray(staffRoles.personId, unattended),
        inArray(staffRoles.unitId, headOf),
        lte(staffRoles.from, at),
        or(isNull(staffRoles.to), gt(staffRoles.to, at)),
      ),
    )
  return [...named, ...ours.map(({ personId }) => personId).filter((id) => id !== actor.personId)]
}
