import { eq, type SQL, sql } from 'drizzle-orm'
import { kindOf, type MatterRow, matters } from '#core/matters/index.ts'
import type { Db } from '#platform/database.ts'
import { deskUrlOf } from './speed/matter-link.ts'

/** What a matter of any kind is called in a list: its title, or of a part of joint handling what is asked; null once its words were erased. */
export const titleInSql: SQL<string | null> = sql<string | null>`(
  select t.body from matter_texts t where t.matter_id = matters.id and t.part in ('title', 'ask') order by t.part desc, t.created_at limit 1)`

export function titleOf({ kind }: Pick<MatterRow, 'kind'>, words: string | null): string {
  if (words === null) return '（文字已依法删除）'
  return kind === 'part' ? `协办：${[...words].slice(0, 40).join('')}` : words
}

export const kindTitle = ({ kind }: Pick<MatterRow, 'kind'>): string => kindOf(kind).title

/** Where staff work on it. */
export const deskPathOf = ({ kind, number }: Pick<MatterRow, 'kind' | 'number'>): string => deskUrlOf(kind, number)

export async function matterTitle(db: Db, matter: Pick<MatterRow, 'id' | 'kind'>): Promise<string> {
  const [row] = await db.select({ words: titleInSql }).from(matters).where(eq(matters.id, matter.id))
  return titleOf(matter, row?.words ?? null)
}
