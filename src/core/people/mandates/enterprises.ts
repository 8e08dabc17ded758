import { and, asc, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import type { StaffActor } from '#platform/actor.ts'
import { type Db, sqlState, type Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { audit } from '../audit.ts'
import { fieldOf } from '../check.ts'
import { checkIdNumber } from '../id-number.ts'
import { maskIdNumber } from '../masking.ts'
import { nameOf } from '../staff.ts'
import { persons } from '../tables.ts'
import { checkUscc } from '../uscc.ts'
import type { Citizen } from './give-mandate.ts'
import { enterprises, mandates } from './tables.ts'

/** `on`: the day it is typed; nobody is born after it. */
export const enterpriseForm = (on: Temporal.PlainDate) =>
  z.object({
    enterpriseName: z.string().trim().min(4, '请填写营业执照上的企业全称。').max(80, '企业名称最多 80 字。'),
    uscc: fieldOf(checkUscc),
    personName: z.string().trim().min(2, '请填写您的姓名，与身份证一致。').max(30, '姓名最多 30 字。'),
    idNumber: fieldOf((text) => checkIdNumber(text, on)),
  })

/** A legal representative names their enterprise. It counts once a clerk has seen the papers: check digits prove nobody's right. */
export async function askEnterprise(
  house: House,
  tx: Db,
  actor: Citizen,
  { enterpriseName, uscc, personName, idNumber }: z.infer<ReturnType<typeof enterpriseForm>>,
): Promise<void> {
  const open = and(eq(enterprises.uscc, uscc), isNull(enterprises.refusedAt))
  if ((await tx.$count(enterprises, and(open, eq(enterprises.representativeId, actor.personId)))) > 0)
    throw new Refusal('asked', '这家企业您已经申请过了，请看上面的列表。', { field: 'uscc' })
  const hash = house.secrets.lookupHash(idNumber, 'persons.idNumber')
  const [me] = await tx.select().from(persons).where(eq(persons.id, actor.personId)).for('update')
  if (me?.idNumberHash && !me.idNumberHash.equals(hash))
    throw new Refusal('id-number', '与您账号里已登记的身份证号码不一致，请检查。', { field: 'idNumber' })
  await tx
    .update(persons)
    .set({
      nameCipher: me?.nameCipher ?? house.secrets.encrypt(personName, 'persons.name'),
      idNumberCipher: me?.idNumberCipher ?? house.secrets.encrypt(idNumber, 'persons.idNumber'),
      idNumberHash: hash,
    })
    .where(eq(persons.id, actor.personId))
  const id = newId()
  const at = house.clock.now()
  await tx.insert(enterprises).values({
    id,
    uscc,
    name: enterpriseName,
    representativeId: actor.personId,
    askedAt: at,
  })
  await audit(tx, { actor, act: 'askEnterprise', subjectType: 'enterprise', subjectId: id, at })
}

export type WaitingEnterprise = {
  id: string
  name: string
  uscc: string
  personName: string
  idNumber: string
  askedAt: Temporal.Instant
}

/** What waits at the counter, oldest first; the ID number masked: the clerk compares it with the card. */
export async function waitingEnterprises(house: House): Promise<WaitingEnterprise[]> {
  const rows = await house.db
    .select({ enterprise: enterprises, person: persons })
    .from(enterprises)
    .innerJoin(persons, eq(persons.id, enterprises.representativeId))
    .where(and(isNull(enterprises.confirmedAt), isNull(enterprises.refusedAt)))
    .orderBy(asc(enterprises.askedAt))
    .limit(100)
  return rows.map(({ enterprise, person }) => ({
    ...enterprise,
    personName: nameOf(house.secrets, person),
    idNumber: person.idNumberCipher
      ? maskIdNumber(house.secrets.decrypt(person.idNumberCipher, 'persons.idNumber'))
      : '',
  }))
}

/** Papers seen at the counter. A new representative takes the place of the one before, whose mandates end with that. */
export async function confirmEnterprise(
  tx: Transaction,
  actor: StaffActor,
  id: string,
  { at, timeZone }: { at: Temporal.Instant; timeZone: string },
): Promise<void> {
  const waiting = await waitingOne(tx, id)
  const before = await tx
    .update(enterprises)
    .set({ refusedAt: at, confirmedAt: null, confirmedBy: null })
    .where(and(eq(enterprises.uscc, waiting.uscc), isNotNull(enterprises.confirmedAt), ne(enterprises.id, id)))
    .returning({ id: enterprises.id })
  for (const former of before)
    await tx
      .update(mandates)
      .set({ endedAt: at, endedBy: actor.personId })
      .where(and(eq(mandates.enterpriseId, former.id), isNull(mandates.endedAt)))
  try {
    await tx.update(enterprises).set({ confirmedAt: at, confirmedBy: actor.personId }).where(eq(enterprises.id, id))
  } catch (error) {
    if (sqlState(error) !== '23505') throw error
    throw new Refusal('confirmed', '这家企业刚刚已由别人核实，请刷新。', { status: 409 })
  }
  await tx.insert(mandates).values(ownMandate(waiting, at, timeZone))
  await audit(tx, { actor, act: 'confirmEnterprise', subjectType: 'enterprise', subjectId: id, at })
}

/** The representative acts for the enterprise like everybody else, by a mandate that ends with their office. */
function ownMandate({ id, representativeId }: typeof enterprises.$inferSelect, at: Temporal.Instant, timeZone: string) {
  const from = at.toZonedDateTimeISO(timeZone).toPlainDate()
  return {
    id: newId(),
    kind: 'enterprise' as const,
    enterpriseId: id,
    principalId: representativeId,
    agentId: representativeId,
    from,
    until: from.add({ years: 10 }),
    askedAt: at,
    acceptedAt: at,
  }
}

export async function refuseEnterprise(
  tx: Transaction,
  actor: StaffActor,
  id: string,
  at: Temporal.Instant,
): Promise<void> {
  await waitingOne(tx, id)
  await tx.update(enterprises).set({ refusedAt: at }).where(eq(enterprises.id, id))
  await audit(tx, { actor, act: 'refuseEnterprise', subjectType: 'enterprise', subjectId: id, at })
}

async function waitingOne(tx: Transaction, id: string): Promise<typeof enterprises.$inferSelect> {
  const [found] = await tx
    .select()
    .from(enterprises)
    .where(and(eq(enterprises.id, id), isNull(enterprises.confirmedAt), isNull(enterprises.refusedAt)))
    .for('update')
  if (!found) throw notFound('企业')
  return found
}
