import { asc, eq } from 'drizzle-orm'
import { audit, defineAuditActs } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { type MessageDoor, messageSources } from './tables.ts'

defineAuditActs({
  'doors.addSource': '新增留言来源',
  'doors.changeSecret': '更换留言来源的推送密钥',
  'doors.import': '导入留言',
  'doors.export': '导出要回到原处的答复',
  'doors.postBack': '登记答复已回到原处',
})

export type MessageSource = typeof messageSources.$inferSelect

/** A city has a dozen. */
export const allSources = (db: Db): Promise<MessageSource[]> =>
  db.select().from(messageSources).orderBy(asc(messageSources.createdAt), asc(messageSources.id)).limit(200)

export async function sourceById(db: Db, id: string): Promise<MessageSource> {
  const [source] = await db.select().from(messageSources).where(eq(messageSources.id, id))
  if (!source) throw notFound('来源')
  return source
}

export async function sourceBySlug(db: Db, slug: string): Promise<MessageSource | null> {
  const [source] = await db.select().from(messageSources).where(eq(messageSources.slug, slug))
  return source ?? null
}

type Working = Pick<House, 'clock'> & { db: Db }

/** @throws Refusal at `slug` where another has it */
export async function addSource(
  house: Working,
  actor: StaffActor | null,
  { slug, name, door }: { slug: string; name: string; door: MessageDoor },
): Promise<string> {
  const id = newId()
  const at = house.clock.now()
  const made = await house.db
    .insert(messageSources)
    .values({ id, slug, name, door, createdAt: at, createdBy: actor?.personId ?? null })
    .onConflictDoNothing()
    .returning({ id: messageSources.id })
  if (made.length === 0) throw new Refusal('taken', '这个代号已经有了，请换一个。', { field: 'slug' })
  if (actor) await audit(house.db, { actor, act: 'doors.addSource', subjectType: 'messageSource', subjectId: id, at })
  return id
}

/** From now on only the new secret counts. */
export async function changeSecret(house: Working, actor: StaffActor, id: string): Promise<MessageSource> {
  const source = await sourceById(house.db, id)
  const [changed] = await house.db
    .update(messageSources)
    .set({ secretVersion: source.secretVersion + 1 })
    .where(eq(messageSources.id, id))
    .returning()
  const about = { subjectType: 'messageSource', subjectId: id, at: house.clock.now() }
  await audit(house.db, { actor, act: 'doors.changeSecret', ...about })
  if (!changed) throw notFound('来源')
  return changed
}

/**
 * The signing secret of a source (Standard Webhooks, `whsec_…`, 256 bits). It follows from the house's master key, so that nothing is stored that a copy of the
 * database would give away; null while none was given out.
 */
export const secretOf = (
  { secrets }: Pick<House, 'secrets'>,
  { id, secretVersion }: Pick<MessageSource, 'id' | 'secretVersion'>,
): string | null =>
  secretVersion === 0
    ? null
    : `whsec_${secrets.lookupHash(`${id}:${secretVersion}`, 'message_sources.secret').toString('base64')}`
