import { and, eq, gt, isNull, or } from 'drizzle-orm'
import { z } from 'zod'
import type { StaffActor } from '#platform/actor.ts'
import { type Db, sqlState, type Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { forgetTries } from '#platform/http/rate-limit.ts'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { audit } from './audit.ts'
import { knownAs } from './known-device.ts'
import { passwordByName, secondStepTries } from './limits.ts'
import { hashPassword, requireStrong, storePassword } from './password.ts'
import { isAdminRole } from './roles.ts'
import { dropFactors } from './second-factor/factors.ts'
import { endAllSessions } from './session-life.ts'
import { accounts, persons, roleIds, staffRoles, units, users } from './tables.ts'

export const staffForm = z.object({
  name: z.string().trim().min(2, '请填写姓名。').max(30, '姓名最多 30 字。'),
  staffNumber: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z-]{3,20}$/, '工号是 3 到 20 位数字或字母。'),
  username: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z][a-z0-9_.]{2,29}$/, '用户名以字母开头，3 到 30 位，可用小写字母、数字、点和下划线。'),
  password: z.string(),
})

export const roleForm = z.object({
  unitId: z.uuid('请选择单位。'),
  role: z.enum(roleIds, '请选择角色。'),
})

/** A new account without any role; its first password has to be changed at the first sign-in. @returns the person's id */
export async function addStaff(
  house: House,
  tx: Transaction,
  actor: StaffActor,
  input: z.infer<typeof staffForm>,
): Promise<string> {
  requireStrong(input.password, input.username)
  const id = newId()
  const at = house.clock.now()
  try {
    await tx.transaction(async (step) => {
      await step.insert(persons).values({
        id,
        kind: 'staff',
        nameCipher: house.secrets.encrypt(input.name, 'persons.name'),
        staffNumber: input.staffNumber,
        createdAt: at,
        mustChangePassword: true,
      })
      await step.insert(users).values({ id, name: 'staff', email: `${id}@account.invalid`, username: input.username })
    })
  } catch (error) {
    if (sqlState(error) !== '23505') throw error
    throw (await tx.$count(users, eq(users.username, input.username))) > 0
      ? new Refusal('same-username', '这个用户名已经有人用了，请换一个。', { field: 'username' })
      : new Refusal('same-number', '这个工号已经有账号了，请检查。', { field: 'staffNumber' })
  }
  await tx.insert(accounts).values({
    id: newId(),
    userId: id,
    accountId: id,
    providerId: 'credential',
    password: await hashPassword(house, input.password),
  })
  await audit(tx, { actor, act: 'addStaff', subjectType: 'person', subjectId: id, at })
  return id
}

/**
 * The three administrators are three people: an administrator's account holds that one role and no casework, and nobody gives
 * roles to themselves.
 */
export async function grantRole(
  tx: Db,
  actor: StaffActor,
  input: z.infer<typeof roleForm> & { personId: string },
  at: Temporal.Instant,
): Promise<void> {
  await otherStaff(tx, actor, input.personId)
  const [unit] = await tx.select().from(units).where(eq(units.id, input.unitId))
  if (!unit?.active) throw new Refusal('no-unit', '没有这个单位或它已停用，请重新选择。', { field: 'unitId' })
  const held = await tx
    .select({ role: staffRoles.role, unitId: staffRoles.unitId })
    .from(staffRoles)
    .where(and(eq(staffRoles.personId, input.personId), or(isNull(staffRoles.to), gt(staffRoles.to, at))))
  if (held.some((one) => one.role === input.role && one.unitId === input.unitId))
    throw new Refusal('already', '他已经有这个角色了。', { field: 'role' })
  if (
    held.some((one) => isAdminRole(one.role) || isAdminRole(input.role)) &&
    held.some((one) => one.role !== input.role)
  )
    throw new Refusal('admins-apart', '系统、安全、审计管理员必须各是各人，也不兼办件：请另开账号。', { field: 'role' })
  const id = newId()
  await tx.insert(staffRoles).values({ id, personId: input.personId, unitId: input.unitId, role: input.role, from: at })
  await audit(tx, {
    actor,
    act: 'grantRole',
    subjectType: 'person',
    subjectId: input.personId,
    at,
    details: { roleId: id, role: input.role, unitId: input.unitId },
  })
}

export async function endRole(
  tx: Db,
  actor: StaffActor,
  input: { personId: string; roleId: string },
  at: Temporal.Instant,
): Promise<void> {
  await otherStaff(tx, actor, input.personId)
  const ended = await tx
    .update(staffRoles)
    .set({ to: at })
    .where(and(eq(staffRoles.id, input.roleId), eq(staffRoles.personId, input.personId), isNull(staffRoles.to)))
    .returning({ role: staffRoles.role, unitId: staffRoles.unitId })
  if (!ended[0]) throw notFound('角色')
  await audit(tx, {
    actor,
    act: 'endRole',
    subjectType: 'person',
    subjectId: input.personId,
    at,
    details: { roleId: input.roleId, role: ended[0].role, unitId: ended[0].unitId },
  })
}

/** Sets a first password again; the owner changes it at the next sign-in. */
export async function resetPassword(
  house: House,
  tx: Transaction,
  actor: StaffActor,
  input: { personId: string; password: string },
): Promise<void> {
  const { username } = await otherStaff(tx, actor, input.personId)
  requireStrong(input.password, username)
  await storePassword(tx, input.personId, await hashPassword(house, input.password), true)
  await audit(tx, {
    actor,
    act: 'resetPassword',
    subjectType: 'person',
    subjectId: input.personId,
    at: house.clock.now(),
  })
}

/** Phone and keys are lost: takes the second factor away, after seeing the person. They sign in by password and enrol anew. */
export async function endSecondFactor(
  tx: Transaction,
  actor: StaffActor,
  personId: string,
  at: Temporal.Instant,
): Promise<void> {
  await otherStaff(tx, actor, personId)
  await dropFactors(tx, personId)
  await endAllSessions(tx, personId)
  await audit(tx, { actor, act: 'endSecondFactor', subjectType: 'person', subjectId: personId, at })
}

/** Gives the tries back before the lock runs out. */
export async function unlockAccount(house: House, tx: Transaction, actor: StaffActor, personId: string): Promise<void> {
  const { username } = await otherStaff(tx, actor, personId)
  for (const tried of [username, knownAs(username)]) await forgetTries(house, passwordByName, tried)
  await forgetTries(house, secondStepTries, personId)
  await audit(tx, { actor, act: 'unlockAccount', subjectType: 'person', subjectId: personId, at: house.clock.now() })
}

/** A closed account signs in no more and its sessions end; what it did stays under its name. */
export async function closeAccount(tx: Db, actor: StaffActor, personId: string, at: Temporal.Instant): Promise<void> {
  await otherStaff(tx, actor, personId)
  await tx.update(persons).set({ closedAt: at }).where(eq(persons.id, personId))
  await endAllSessions(tx, personId)
  await audit(tx, { actor, act: 'closeAccount', subjectType: 'person', subjectId: personId, at })
}

export async function reopenAccount(tx: Db, actor: StaffActor, personId: string, at: Temporal.Instant): Promise<void> {
  await otherStaff(tx, actor, personId)
  await tx.update(persons).set({ closedAt: null }).where(eq(persons.id, personId))
  await audit(tx, { actor, act: 'reopenAccount', subjectType: 'person', subjectId: personId, at })
}

/** Locks the account's row: of two acts on one account the second sees what the first did. */
async function otherStaff(tx: Db, actor: StaffActor, personId: string): Promise<{ username: string }> {
  const [found] = await tx
    .select({ username: users.username })
    .from(persons)
    .innerJoin(users, eq(users.id, persons.id))
    .where(and(eq(persons.id, personId), eq(persons.kind, 'staff')))
    .for('update')
  if (!found) throw notFound('账号')
  if (personId === actor.personId)
    throw new Refusal('own-account', '不能操作自己的账号，请由另一位安全管理员来做。', { status: 403 })
  return { username: found.username ?? '' }
}
