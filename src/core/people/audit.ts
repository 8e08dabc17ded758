import { createHash } from 'node:crypto'
import { asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#platform/actor.ts'
import type { Database, Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { type AuditDetails, auditEntries } from './tables.ts'

export type AuditEntry = typeof auditEntries.$inferSelect

/**
 * Writes what was done, by whom, to what, into the transaction of the act: no audit, no act. Ids and codes only, never a name,
 * a phone or a text. The entry waits unchained for the sealer, so that no act waits for another.
 */
export async function audit(
  tx: Db,
  entry: {
    actor: Actor
    act: string
    subjectType: string
    subjectId: string
    outcome?: 'done' | 'refused'
    at: Temporal.Instant
    details?: AuditDetails
  },
): Promise<void> {
  await tx.insert(auditEntries).values({
    id: newId(),
    actorKind: entry.actor.kind,
    actorId: actorId(entry.actor),
    act: entry.act,
    subjectType: entry.subjectType,
    subjectId: entry.subjectId,
    outcome: entry.outcome ?? 'done',
    details: entry.details ?? {},
    at: entry.at,
  })
}

function actorId(actor: Actor): string | null {
  if (actor.kind === 'anyone') return null
  return actor.kind === 'system' ? actor.name : actor.personId
}

const sealLock = 20_221_016
const batch = 1000

/**
 * Gives entries without index the next one and the hash over the hash before. One sealer at a time (advisory lock of the
 * transaction); if the process dies here the whole batch stays unsealed and the next run takes it again.
 *
 * @returns how many were sealed
 */
export async function sealAudit(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(${sealLock}) as mine`)
    if (!rows[0]?.mine) return 0
    const [last] = await tx
      .select({ index: auditEntries.index, hash: auditEntries.hash })
      .from(auditEntries)
      .where(isNotNull(auditEntries.index))
      .orderBy(sql`${auditEntries.index} desc`)
      .limit(1)
    const waiting = await tx
      .select()
      .from(auditEntries)
      .where(isNull(auditEntries.index))
      .orderBy(asc(auditEntries.id))
      .limit(batch)
    let index = last?.index ?? 0
    let hash: Buffer = last?.hash ?? genesis
    for (const entry of waiting) {
      index += 1
      hash = chainHash(hash, { ...entry, index })
      await tx.update(auditEntries).set({ index, hash }).where(eq(auditEntries.id, entry.id))
    }
    return waiting.length
  })
}

const genesis: Buffer = Buffer.alloc(32)

function chainHash(previous: Buffer, entry: AuditEntry): Buffer {
  const line = JSON.stringify([
    entry.index,
    entry.id,
    entry.actorKind,
    entry.actorId,
    entry.act,
    entry.subjectType,
    entry.subjectId,
    entry.outcome,
    Object.entries(entry.details).sort(([a], [b]) => (a < b ? -1 : 1)),
    entry.at.toString({ fractionalSecondDigits: 6 }),
  ])
  return createHash('sha256').update(previous).update(line).digest()
}

export type AuditCheck =
  | { ok: true; sealed: number; waiting: number }
  | { ok: false; sealed: number; index: number; id: string | null; message: string }

/** Walks the whole chain and names the first entry that was changed, taken out or put in. */
export async function checkAudit(db: Db): Promise<AuditCheck> {
  let index = 0
  let hash: Buffer = genesis
  for (;;) {
    const entries = await db
      .select()
      .from(auditEntries)
      .where(sql`${auditEntries.index} > ${index}`)
      .orderBy(asc(auditEntries.index))
      .limit(batch)
    for (const entry of entries) {
      if (entry.index !== index + 1) {
        const message = `审计记录第 ${index + 1} 条不见了（下一条是第 ${entry.index} 条）。`
        return { ok: false, sealed: index, index: index + 1, id: null, message }
      }
      hash = chainHash(hash, entry)
      if (!entry.hash?.equals(hash)) {
        const message = `审计记录第 ${entry.index} 条（${entry.id}）与封存时不一致。`
        return { ok: false, sealed: index, index: entry.index, id: entry.id, message }
      }
      index = entry.index
    }
    if (entries.length < batch) break
  }
  const waiting = await db.$count(auditEntries, isNull(auditEntries.index))
  return { ok: true, sealed: index, waiting }
}
