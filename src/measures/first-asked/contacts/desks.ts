import { randomInt } from 'node:crypto'
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { audit, defineAuditActs } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db, Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { contactDesks } from '../tables.ts'
import { contactUnits } from './units-of-actor.ts'

defineAuditActs({ addContactDesk: '设首问桌码', closeContactDesk: '停用首问桌码' })

export type ContactDesk = typeof contactDesks.$inferSelect

/** Desks in use at one's own units. */
export async function desksOf(db: Db, actor: StaffActor): Promise<ContactDesk[]> {
  const mine = contactUnits(actor).map(({ id }) => id)
  if (mine.length === 0) return []
  return db
    .select()
    .from(contactDesks)
    .where(and(inArray(contactDesks.unitId, mine), isNull(contactDesks.closedAt)))
    .orderBy(asc(contactDesks.title), asc(contactDesks.id))
}

/** By the code in the QR; null where it is none of ours or no longer in use. */
export async function deskOfCode(db: Db, code: string): Promise<ContactDesk | null> {
  if (!/^\d{6}$/.test(code)) return null
  const [desk] = await db
    .select()
    .from(contactDesks)
    .where(and(eq(contactDesks.code, code), isNull(contactDesks.closedAt)))
  return desk ?? null
}

/** 设桌码, at one's own unit. @returns its id */
export async function addDesk(
  tx: Transaction,
  actor: StaffActor,
  input: { unitId: string; title: string },
  at: Temporal.Instant,
): Promise<string> {
  const title = input.title.replace(/\s+/g, ' ').trim()
  if (title.length < 2 || title.length > 30)
    throw new Refusal('bad-title', '请写明是哪张桌子、哪个窗口，2 到 30 个字，例如“3 号窗口”。', { field: 'title' })
  if (!contactUnits(actor).some(({ id }) => id === input.unitId)) throw notFound('单位')
  const id = newId()
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await tx
    .insert(contactDesks)
    .values({ id, code, unitId: input.unitId, title, createdAt: at, createdBy: actor.personId })
  await audit(tx, { actor, act: 'addContactDesk', subjectType: 'contactDesk', subjectId: id, at })
  return id
}

/** 停用: whoever scans the old paper is told to speak to the counter. */
export async function closeDesk(tx: Transaction, actor: StaffActor, id: string, at: Temporal.Instant): Promise<void> {
  const desk = (await desksOf(tx, actor)).find((one) => one.id === id)
  if (!desk) throw notFound('桌码')
  await tx.update(contactDesks).set({ closedAt: at }).where(eq(contactDesks.id, id))
  await audit(tx, { actor, act: 'closeContactDesk', subjectType: 'contactDesk', subjectId: id, at })
}
