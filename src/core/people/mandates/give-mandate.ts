import { and, eq, gte, isNotNull, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { audit } from '../audit.ts'
import { fieldOf } from '../check.ts'
import { phoneKey } from '../citizens.ts'
import { checkMobile } from '../mobile.ts'
import { persons } from '../tables.ts'
import { today } from './mandates.ts'
import { enterprises, mandates } from './tables.ts'

export type Citizen = Extract<Actor, { kind: 'citizen' }>

/** No mandate is longer than this*: who still needs it gives it again. */
const longest = { years: 3 }
/** So many open mandates a person*: more is a business, not a family. */
const mostOpen = 20

const noSuchDay = '没有这一天，请检查日期。'
/** Who is asked or given, and for how long; whether the days exist and follow each other is asked of both together. */
export const termFields = {
  phone: fieldOf(checkMobile),
  from: z.string().max(10, noSuchDay),
  until: z.string().min(1, '请填写授权到哪一天为止。').max(10, noSuchDay),
}

export const mandateForm = z.object({
  ...termFields,
  enterpriseId: z.uuid().or(z.literal('')).catch(''),
})

/** For oneself, or for an enterprise that one represents; it holds once the other has accepted it. */
export async function giveMandate(
  house: House,
  tx: Db,
  actor: Citizen,
  input: z.infer<typeof mandateForm>,
): Promise<void> {
  requireOther(house, await ownHash(tx, actor), input.phone)
  const term = termOf(house, input)
  if (input.enterpriseId) await requireRepresentative(tx, actor, input.enterpriseId)
  await requireFew(house, tx, actor)
  const id = newId()
  await tx.insert(mandates).values({
    id,
    kind: input.enterpriseId ? 'enterprise' : 'family',
    enterpriseId: input.enterpriseId || null,
    principalId: actor.personId,
    ...sealedPhone(house, input.phone),
    ...term,
    askedAt: house.clock.now(),
  })
  await audit(tx, entry(house, actor, 'giveMandate', id))
}

/** Whoever is signed in with the phone it was given to. */
export async function acceptMandate(house: House, tx: Db, actor: Citizen, id: string): Promise<void> {
  const hash = await ownHash(tx, actor)
  const at = house.clock.now()
  const accepted = hash
    ? await tx
        .update(mandates)
        .set({ agentId: actor.personId, acceptedAt: at, phoneCipher: null, phoneHash: null })
        .where(
          and(
            eq(mandates.id, id),
            eq(mandates.phoneHash, hash),
            isNull(mandates.agentId),
            isNotNull(mandates.principalId),
            isNull(mandates.endedAt),
            gte(mandates.until, today(house)),
          ),
        )
        .returning({ id: mandates.id })
    : []
  if (accepted.length === 0) throw notFound('授权')
  await audit(tx, entry(house, actor, 'acceptMandate', id))
}

/** Either side, any time, at once; who it was given to may also decline it. */
export async function endMandate(house: House, tx: Db, actor: Citizen, id: string): Promise<void> {
  const hash = await ownHash(tx, actor)
  const [found] = await tx.select().from(mandates).where(eq(mandates.id, id)).for('update')
  const isMine =
    found !== undefined &&
    (found.agentId === actor.personId ||
      found.principalId === actor.personId ||
      (hash !== null && found.agentId === null && found.phoneHash?.equals(hash) === true))
  if (!isMine || found.endedAt) throw notFound('授权')
  await tx
    .update(mandates)
    .set({ endedAt: house.clock.now(), endedBy: actor.personId, codeHash: null, phoneCipher: null, phoneHash: null })
    .where(eq(mandates.id, id))
  await audit(tx, entry(house, actor, 'endMandate', id))
}

/** @throws Refusal on `phone` when it is one's own */
export function requireOther(house: House, own: Buffer | null, phone: string): void {
  if (own?.toString('hex') === phoneKey(house, phone))
    throw new Refusal('own-phone', '这是您自己的手机号码，请填对方的。', { field: 'phone' })
}

export function termOf(
  house: House,
  input: { from: string; until: string },
): { from: Temporal.PlainDate; until: Temporal.PlainDate } {
  const now = today(house)
  const from = dayIn(input.from, 'from') ?? now
  const until = dayIn(input.until, 'until') ?? now
  if (Temporal.PlainDate.compare(from, now) < 0) throw new Refusal('from', '开始日期不能早于今天。', { field: 'from' })
  if (Temporal.PlainDate.compare(until, from) < 0)
    throw new Refusal('until', '结束日期不能早于开始日期。', { field: 'until' })
  if (Temporal.PlainDate.compare(until, from.add(longest)) > 0)
    throw new Refusal('until', `一次最多授权 ${longest.years} 年，到期可以再授权。`, { field: 'until' })
  return { from, until }
}

function dayIn(text: string, field: string): Temporal.PlainDate | null {
  if (text === '') return null
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    throw new Refusal(field, noSuchDay, { field })
  }
}

async function requireRepresentative(tx: Db, actor: Citizen, enterpriseId: string): Promise<void> {
  const mine = and(
    eq(enterprises.id, enterpriseId),
    eq(enterprises.representativeId, actor.personId),
    isNotNull(enterprises.confirmedAt),
  )
  if ((await tx.$count(enterprises, mine)) === 0) throw notFound('企业')
}

export async function requireFew(house: House, tx: Db, actor: Citizen): Promise<void> {
  const open = and(isNull(mandates.endedAt), gte(mandates.until, today(house)))
  const given = await tx.$count(mandates, and(open, eq(mandates.principalId, actor.personId)))
  const held = await tx.$count(mandates, and(open, eq(mandates.agentId, actor.personId), isNull(mandates.principalId)))
  if (given + held >= mostOpen)
    throw new Refusal('many', `同时有效的授权最多 ${mostOpen} 份，请先结束不用的。`, { field: 'phone' })
}

export async function ownHash(tx: Db, actor: Citizen): Promise<Buffer | null> {
  const [me] = await tx.select({ hash: persons.phoneHash }).from(persons).where(eq(persons.id, actor.personId))
  return me?.hash ?? null
}

export const sealedPhone = (house: House, phone: string) => ({
  phoneCipher: house.secrets.encrypt(phone, 'mandates.phone'),
  phoneHash: Buffer.from(phoneKey(house, phone), 'hex'),
})

export const entry = (house: House, actor: Citizen, act: string, id: string) => ({
  actor,
  act,
  subjectType: 'mandate',
  subjectId: id,
  at: house.clock.now(),
})
