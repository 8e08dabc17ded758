import { and, eq, gt, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import { z } from 'zod'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import { audit } from '../audit.ts'
import { staffRoles } from '../tables.ts'
import { absences } from './tables.ts'

const day = (missing: string) =>
  z.string().transform((text, context) => {
    try {
      return Temporal.PlainDate.from(text)
    } catch {
      context.addIssue({ code: 'custom', message: missing })
      return z.NEVER
    }
  })

export const absenceForm = z.object({
  personId: z.uuid('请选择谁休假。'),
  from: day('请填写从哪天起，例如 2026-11-23。'),
  until: day('请填写到哪天止，例如 2026-11-27。'),
  standInId: z
    .union([z.literal(''), z.uuid('请从列表里选替班的同事。')])
    .optional()
    .transform((id) => id || null),
})

/** 登记休假: one's own, or as head that of somebody at the unit. From then on nothing is handed over to them for these days, and what they have in hand falls to whoever stands in (替班), else to the head. */
export async function enterAbsence(
  tx: Db,
  actor: StaffActor,
  input: z.infer<typeof absenceForm>,
  { at, today }: { at: Temporal.Instant; today: Temporal.PlainDate },
): Promise<string> {
  const { personId, from, until, standInId } = input
  await needOwn(tx, actor, personId, at)
  if (Temporal.PlainDate.compare(until, from) < 0)
    throw new Refusal('out-of-order', '止的那天在起的那天之前，请核对日期。', { field: 'until' })
  if (Temporal.PlainDate.compare(until, today) < 0)
    throw new Refusal('all-past', '这几天已经过去，不用再登记。', { field: 'until' })
  if (from.until(until, { largestUnit: 'days' }).days > 366)
    throw new Refusal('too-long', '一次最多登记一年；长期离岗的，请由安全管理员调整岗位。', { field: 'until' })
  const overlapping = and(
    eq(absences.personId, personId),
    isNull(absences.endedAt),
    lte(absences.from, until),
    gte(absences.until, from),
  )
  if ((await tx.$count(absences, overlapping)) > 0)
    throw new Refusal('overlaps', '这几天和已经登记的休假重叠，请先销假再登记。', { field: 'from' })
  if (standInId) await needStandIn(tx, { personId, standInId, from, until, at })
  const id = newId()
  await tx.insert(absences).values({ id, personId, from, until, standInId, enteredBy: actor.personId, enteredAt: at })
  await audit(tx, {
    actor,
    act: 'enterAbsence',
    subjectType: 'person',
    subjectId: personId,
    at,
    details: { from: from.toString(), until: until.toString(), ...(standInId && { standInId }) },
  })
  return id
}

/** Somebody else of the same unit, who is there on these days. */
async function needStandIn(
  tx: Db,
  {
    personId,
    standInId,
    from,
    until,
    at,
  }: Record<'personId' | 'standInId', string> & Record<'from' | 'until', Temporal.PlainDate> & { at: Temporal.Instant },
): Promise<void> {
  const refuse = (sentence: string): never => {
    throw new Refusal('no-stand-in', sentence, { field: 'standInId' })
  }
  if (standInId === personId) refuse('不能由休假的人自己替班，请另选一位同事。')
  const held = await tx
    .select({ personId: staffRoles.personId, unitId: staffRoles.unitId })
    .from(staffRoles)
    .where(
      and(
        inArray(staffRoles.personId, [personId, standInId]),
        lte(staffRoles.from, at),
        or(isNull(staffRoles.to), gt(staffRoles.to, at)),
      ),
    )
  const unitsOf = (id: string) => held.filter((one) => one.personId === id).map(({ unitId }) => unitId)
  const theirs = unitsOf(standInId)
  if (!unitsOf(personId).some((unitId) => theirs.includes(unitId)))
    refuse('替班的人要在同一个单位，请另选一位，或者不选，由单位负责人安排。')
  const isAway = and(
    eq(absences.personId, standInId),
    isNull(absences.endedAt),
    lte(absences.from, until),
    gte(absences.until, from),
  )
  if ((await tx.$count(absences, isAway)) > 0)
    refuse('替班的人这几天也有休假，请另选一位，或者不选，由单位负责人安排。')
}

/** 销假 */
export async function endAbsence(tx: Db, actor: StaffActor, id: string, at: Temporal.Instant): Promise<void> {
  const [row] = await tx
    .select()
    .from(absences)
    .where(and(eq(absences.id, id), isNull(absences.endedAt)))
    .for('update')
  if (!row) throw notFound('休假')
  await needOwn(tx, actor, row.personId, at)
  await tx.update(absences).set({ endedAt: at }).where(eq(absences.id, id))
  await audit(tx, { actor, act: 'endAbsence', subjectType: 'person', subjectId: row.personId, at })
}

async function needOwn(tx: Db, actor: StaffActor, personId: string, at: Temporal.Instant): Promise<void> {
  if (personId === actor.personId) return
  const headOf = actor.roles.filter(({ role }) => role === 'head').map(({ unitId }) => unitId)
  const held = await tx
    .select({ unitId: staffRoles.unitId, to: staffRoles.to })
    .from(staffRoles)
    .where(eq(staffRoles.personId, personId))
  const isTheirs = held.some(
    ({ unitId, to }) => headOf.includes(unitId) && (to === null || Temporal.Instant.compare(to, at) > 0),
  )
  if (!isTheirs) throw forbidden('休假由本人或者本单位负责人登记。')
}
