import { and, count, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { audit, defineAuditActs } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { cleanText } from '#platform/typed-text.ts'
import { letterCategories } from '../tables.ts'
import { isTopic } from './categories.ts'

defineAuditActs({ enterCategory: '来信分类：写入', endCategory: '来信分类：停用' })

type Working = Pick<House, 'clock'> & { db: Transaction }

export const categoryForm = z.object({
  title: z
    .string()
    .transform(cleanText)
    .refine((text) => text.length >= 2 && text.length <= 20, '请填写名称，2 到 20 个字。'),
  words: z
    .string()
    .transform(cleanText)
    .refine((text) => text.length >= 2 && text.length <= 300, '请写群众的说法，用空格隔开，最多 300 字。'),
  parentId: z.union([z.literal(''), z.uuid('请从列表里选择上级分类。')]).transform((id) => id || null),
})
export type CategoryInput = z.output<typeof categoryForm>

/** A new line of the list; @returns its id. */
export async function enterCategory(
  { db: tx, clock }: Working,
  actor: StaffActor,
  input: CategoryInput,
): Promise<string> {
  if (input.parentId && !(await isTopic(tx, input.parentId)))
    throw new Refusal('no-parent', '上级分类不存在或已停用，请重新选择。', { field: 'parentId' })
  const [rows] = await tx.select({ rows: count() }).from(letterCategories)
  const row = { ...input, id: newId(), position: (rows?.rows ?? 0) * 100 }
  const written = await tx.insert(letterCategories).values(row).onConflictDoNothing().returning()
  if (written.length === 0) throw new Refusal('same-title', `已经有“${input.title}”这个分类。`, { field: 'title' })
  await audit(tx, { actor, act: 'enterCategory', subjectType: 'letterCategory', subjectId: row.id, at: clock.now() })
  return row.id
}

/** 停用: letters keep it, no letter gets it any more; those below it end with it. */
export async function endCategory({ db: tx, clock }: Working, actor: StaffActor, id: string): Promise<void> {
  const at = clock.now()
  const [ended] = await tx
    .update(letterCategories)
    .set({ endedAt: at })
    .where(and(eq(letterCategories.id, id), isNull(letterCategories.endedAt)))
    .returning()
  if (!ended) throw notFound('分类')
  await tx
    .update(letterCategories)
    .set({ endedAt: at })
    .where(and(eq(letterCategories.parentId, id), isNull(letterCategories.endedAt)))
  await audit(tx, { actor, act: 'endCategory', subjectType: 'letterCategory', subjectId: id, at })
}
