import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { audit } from './audit.ts'
import { divisions, unitKinds, units } from './tables.ts'
import type { Unit } from './units.ts'
import { checkUscc } from './uscc.ts'

export const unitKindNames: Record<(typeof unitKinds)[number], string> = {
  government: '人民政府、管委会',
  office: '办公室',
  department: '部门',
  section: '科室、队、中心',
  mailbox: '信箱办公室',
  hotline: '热线办',
  discipline: '纪检监察机关',
  street: '街道',
  town: '乡镇',
}

export const unitForm = z.object({
  name: z.string().trim().min(2, '请填写单位全称。').max(60, '单位全称最多 60 字。'),
  shortName: z.string().trim().min(2, '请填写单位简称。').max(30, '单位简称最多 30 字。'),
  kind: z.enum(unitKinds, '请选择单位类别。'),
  parentId: z.uuid('请选择上级单位。'),
  divisionCode: z.string().regex(/^\d{6}(\d{3})?$/, '请选择所在区划。'),
  competentUnitId: z.uuid('请选择受理对它的举报的机关。'),
  uscc: z
    .string()
    .trim()
    .transform((text, context) => {
      if (text === '') return null
      const checked = checkUscc(text)
      if (checked.ok) return checked.value
      context.addIssue({ code: 'custom', message: checked.message })
      return z.NEVER
    }),
  phone: z
    .string()
    .trim()
    .regex(/^[\d\-—、 ]*$/, '公开电话只能是数字和横线。')
    .max(40, '公开电话最多 40 位。'),
})

/** @returns the new unit's id */
export async function addUnit(
  tx: Db,
  actor: StaffActor,
  input: z.infer<typeof unitForm>,
  at: Temporal.Instant,
): Promise<string> {
  const parent = await unitOrRefuse(tx, input.parentId, 'parentId')
  if (!parent.active) throw new Refusal('closed-parent', '上级单位已停用，请另选。', { field: 'parentId' })
  const competent = await unitOrRefuse(tx, input.competentUnitId, 'competentUnitId')
  if (competent.kind !== 'discipline')
    throw new Refusal('not-competent', '受理举报的应是纪检监察机关，请另选。', { field: 'competentUnitId' })
  if ((await tx.$count(divisions, eq(divisions.code, input.divisionCode))) === 0)
    throw new Refusal('no-division', '没有这个区划，请另选。', { field: 'divisionCode' })
  const id = newId()
  const added = await tx
    .insert(units)
    .values({
      ...input,
      id,
      phone: input.phone || null,
      ancestors: [parent.id, ...parent.ancestors],
      position: sql`(select coalesce(max(position), 0) + 1 from units)`,
    })
    .onConflictDoNothing({ target: units.name })
    .returning({ id: units.id })
  if (added.length === 0) throw new Refusal('same-name', '已经有同名的单位，请检查。', { field: 'name' })
  await audit(tx, {
    actor,
    act: 'addUnit',
    subjectType: 'unit',
    subjectId: id,
    at,
    details: { kind: input.kind, parentId: parent.id, divisionCode: input.divisionCode },
  })
  return id
}

/** Its history stays; nothing new is sent to it and roles at it are of no effect. */
export async function closeUnit(tx: Db, actor: StaffActor, id: string, at: Temporal.Instant): Promise<void> {
  const unit = await unitOrRefuse(tx, id)
  if ((await tx.$count(units, and(eq(units.parentId, id), units.active))) > 0)
    throw new Refusal('units-below', '它下面还有在用的单位，请先停用或改挂下级单位。', { status: 409 })
  if (unit.isMailboxDesk) throw new Refusal('mailbox', '市长信箱的派单单位不能停用：来信会没有人收。', { status: 409 })
  await tx.update(units).set({ active: false }).where(eq(units.id, id))
  await audit(tx, { actor, act: 'closeUnit', subjectType: 'unit', subjectId: id, at })
}

export async function reopenUnit(tx: Db, actor: StaffActor, id: string, at: Temporal.Instant): Promise<void> {
  await unitOrRefuse(tx, id)
  await tx.update(units).set({ active: true }).where(eq(units.id, id))
  await audit(tx, { actor, act: 'reopenUnit', subjectType: 'unit', subjectId: id, at })
}

/** 裁定职责争议 among the units under the same superior: at most one does it. Named again, it does so no more. */
export async function nameSettling(tx: Db, actor: StaffActor, id: string, at: Temporal.Instant): Promise<void> {
  const unit = await unitOrRefuse(tx, id)
  if (!unit.parentId) throw new Refusal('no-superior', '没有上级单位的，不用指定。', { status: 409 })
  if (!unit.active) throw new Refusal('closed', '已停用的单位不能裁定，请另选。', { status: 409 })
  const others = and(eq(units.parentId, unit.parentId), units.settlesCompetence)
  await tx.update(units).set({ settlesCompetence: false }).where(others)
  if (!unit.settlesCompetence) await tx.update(units).set({ settlesCompetence: true }).where(eq(units.id, id))
  const details = { settles: !unit.settlesCompetence }
  await audit(tx, { actor, act: 'nameSettling', subjectType: 'unit', subjectId: id, at, details })
}

async function unitOrRefuse(tx: Db, id: string, field?: string): Promise<Unit> {
  const [unit] = await tx.select().from(units).where(eq(units.id, id)).for('update')
  if (unit) return unit
  throw field ? new Refusal('no-unit', '没有这个单位，请重新选择。', { field }) : notFound('单位')
}
