import { z } from 'zod'
import { lineField } from '#platform/http/form-fields.ts'
import type { FieldErrors } from '#ui/index.ts'
import type { articles, articleVersions } from './tables.ts'

export type Article = typeof articles.$inferSelect
export type ArticleVersion = typeof articleVersions.$inferSelect
export type ArticleWords = Pick<Article, 'title' | 'words' | 'body' | 'basis' | 'category'>
/** How it has served: since it was published. */
export type Service = { used: number; helped: number; notHelped: number }

/** Who keeps the articles of a unit, and who of them may put one before everybody: never the same person for one version. */
export const keepers = ['handler', 'head', 'editor', 'reviewer', 'dispatcher'] as const
export const deciders = ['head', 'reviewer'] as const

/** Past the day on which the unit should have looked at it again: said to whoever reads it, and not inserted into answers without looking. */
export const isStale = ({ reviewBy }: Pick<Article, 'reviewBy'>, today: Temporal.PlainDate): boolean =>
  reviewBy !== null && Temporal.PlainDate.compare(reviewBy, today) < 0

export const articleFields = ['title', 'words', 'body', 'basis', 'category', 'ground'] as const

const form = z.object({
  title: lineField('问题', 4, 60),
  words: z
    .string()
    .optional()
    .transform((text) =>
      (text ?? '')
        .toWellFormed()
        .replace(/[\s、，,;；]+/gu, ' ')
        .trim(),
    )
    .refine((text) => [...text].length <= 200, { error: '其他问法太长了，最多 200 字。' }),
  body: z
    .string({ error: '请写答案。' })
    .transform((text) => text.toWellFormed().replace(/\r\n?/g, '\n').trim())
    .refine((text) => [...text].length >= 20, { error: '请把答案写完整，至少 20 个字。', abort: true })
    .refine((text) => [...text].length <= 5000, { error: '答案太长了，最多 5000 字。' }),
  basis: lineField('依据', 4, 200),
  category: lineField('分类', 2, 20),
  ground: lineField('为什么写、改了什么', 4, 200),
})

export type ArticleInput = z.output<typeof form>

/** What was typed, as an article; or a sentence for each field. */
export function readArticle(
  typed: Record<string, string>,
): { ok: true; input: ArticleInput } | { ok: false; errors: FieldErrors } {
  const read = form.safeParse(typed)
  if (read.success) return { ok: true, input: read.data }
  const errors: FieldErrors = {}
  for (const issue of read.error.issues) errors[String(issue.path[0])] ??= issue.message
  return { ok: false, errors }
}
