import { and, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import { audit, defineAuditActs, personNames, staffActorAt, unitsById } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { keyText, sameSecret, secretHash, secretOfForm } from './api-key.ts'
import { apiKeys } from './tables.ts'

defineAuditActs({ addApiKey: '新增接口密钥', revokeApiKey: '吊销接口密钥', actByApi: '通过接口办件' })

export type NewKey = { name: string; unitId: string; personId: string; scopes: string[]; days: number }

/** @returns the key's text, which is shown this once */
export async function addApiKey(
  house: Pick<House, 'clock' | 'secrets'> & { db: Db },
  actor: StaffActor,
  formKey: string,
  input: NewKey,
): Promise<string> {
  if (!(await staffActorAt(house, input.personId, input.unitId)))
    throw new Refusal('no-staff', '这位工作人员在这个单位没有办件的角色，请重新选择。', { field: 'personId' })
  const id = newId()
  const secret = secretOfForm(house, formKey)
  const now = house.clock.now()
  await house.db.insert(apiKeys).values({
    id,
    name: input.name,
    unitId: input.unitId,
    personId: input.personId,
    scopes: input.scopes,
    secretHash: secretHash(house, secret),
    createdAt: now,
    createdBy: actor.personId,
    expiresAt: now.add({ hours: 24 * input.days }),
  })
  await audit(house.db, {
    actor,
    act: 'addApiKey',
    subjectType: 'apiKey',
    subjectId: id,
    at: now,
    details: { unitId: input.unitId, personId: input.personId, scopes: input.scopes },
  })
  return id
}

/** The text of a key as long as its form is in hand; null for another form's. */
export async function keyOfForm(house: House, id: string, formKey: string): Promise<string | null> {
  const [row] = await house.db.select().from(apiKeys).where(eq(apiKeys.id, id))
  const secret = secretOfForm(house, formKey)
  return row && sameSecret(row.secretHash, secretHash(house, secret)) ? keyText(id, secret) : null
}

/** From now on nobody gets in by it, nor by a token that it was exchanged for. */
export async function revokeApiKey(tx: Db, actor: StaffActor, id: string, at: Temporal.Instant): Promise<void> {
  const revoked = await tx
    .update(apiKeys)
    .set({ revokedAt: at, revokedBy: actor.personId })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id })
  if (revoked.length === 0) throw notFound('密钥')
  await audit(tx, { actor, act: 'revokeApiKey', subjectType: 'apiKey', subjectId: id, at })
}

export type ListedKey = {
  id: string
  name: string
  unit: string
  staff: string
  scopes: string[]
  createdAt: Temporal.Instant
  expiresAt: Temporal.Instant
  lastUsedAt: Temporal.Instant | null
  state: 'valid' | 'expired' | 'revoked'
}

/** Newest first; a city has some dozens. */
export async function listApiKeys(house: House): Promise<ListedKey[]> {
  const rows = await house.db.select().from(apiKeys).orderBy(desc(apiKeys.createdAt), desc(apiKeys.id)).limit(500)
  const [units, names] = await Promise.all([
    unitsById(
      house.db,
      rows.map(({ unitId }) => unitId),
    ),
    personNames(
      house.db,
      house.secrets,
      rows.map(({ personId }) => personId),
    ),
  ])
  const now = house.clock.now()
  return rows.map(({ id, name, unitId, personId, scopes, createdAt, expiresAt, lastUsedAt, revokedAt }) => ({
    id,
    name,
    unit: units.get(unitId)?.shortName ?? '',
    staff: names.get(personId) ?? '',
    scopes,
    createdAt,
    expiresAt,
    lastUsedAt,
    state: revokedAt ? 'revoked' : Temporal.Instant.compare(expiresAt, now) <= 0 ? 'expired' : 'valid',
  }))
}

export type KeyInForce = { id: string; actor: StaffActor; scopes: string[] }

/**
 * The key in force under this id, as the member of staff it acts as; null when it is unknown, over or revoked, the account is closed, or has no role at
 * the unit any more. `secret` null: a token already proved it.
 */
export async function keyInForce(house: House, id: string, secret: string | null): Promise<KeyInForce | null> {
  const now = house.clock.now()
  const [row] = await house.db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, now)))
  if (!row || (secret !== null && !sameSecret(row.secretHash, secretHash(house, secret)))) return null
  const actor = await staffActorAt(house, row.personId, row.unitId)
  if (!actor) return null
  const minuteAgo = now.subtract({ minutes: 1 })
  if (!row.lastUsedAt || Temporal.Instant.compare(row.lastUsedAt, minuteAgo) < 0) {
    await house.db
      .update(apiKeys)
      .set({ lastUsedAt: now })
      .where(
        and(
          eq(apiKeys.id, id),
          or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, sql`${minuteAgo.toString()}::timestamptz`)),
        ),
      )
  }
  return { id, actor, scopes: row.scopes }
}
