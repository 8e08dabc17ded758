import { and, asc, desc, eq, inArray, lt, lte, max, or, type SQL, sql, sum } from 'drizzle-orm'
import { searchDocuments } from '#core/documents/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import { type Article, type ArticleVersion, deciders, keepers, type Service } from './article.ts'
import { articleDays, articles, articleVersions } from './tables.ts'

const pageSize = 30

export type ArticleFilters = { q?: string; category?: string; unit?: string }

/** What everybody reads: by words, most fitting first, else the newest; paged by key. */
export async function publicArticles(
  db: Db,
  { q, category, unit }: ArticleFilters,
  after?: string,
): Promise<{ articles: Article[]; nextKey: string | null }> {
  if (q) {
    const found = await searchDocuments(db, {
      q,
      subjectType: 'article',
      size: pageSize,
      ...(category && { category }),
      ...(unit && { unitId: unit }),
      ...(after && { after }),
    })
    return {
      articles: await inOrder(
        db,
        found.items.map(({ subjectId }) => subjectId),
      ),
      nextKey: found.nextKey,
    }
  }
  const last = after && /^\d{1,9}$/.test(after) ? await findPublic(db, Number(after)).catch(() => null) : null
  const before =
    last?.publishedAt &&
    or(
      lt(articles.publishedAt, last.publishedAt),
      and(eq(articles.publishedAt, last.publishedAt), lt(articles.no, last.no)),
    )
  const rows = await db
    .select()
    .from(articles)
    .where(
      and(
        eq(articles.state, 'public'),
        category ? eq(articles.category, category) : undefined,
        unit ? eq(articles.unitId, unit) : undefined,
        before || undefined,
      ),
    )
    .orderBy(desc(articles.publishedAt), desc(articles.no))
    .limit(pageSize + 1)
  const shown = rows.slice(0, pageSize)
  return { articles: shown, nextKey: rows.length > pageSize ? String(shown.at(-1)?.no) : null }
}

async function inOrder(db: Db, ids: string[]): Promise<Article[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select()
    .from(articles)
    .where(and(inArray(articles.id, ids), eq(articles.state, 'public')))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** What fits a question best: beside a form, at the telephone, under a draft. Public words only. */
export async function articlesFor(db: Db, text: string, most = 3): Promise<Article[]> {
  const q = text.trim().slice(0, 200)
  if (q === '') return []
  const found = await searchDocuments(db, { q, subjectType: 'article', size: most })
  return inOrder(
    db,
    found.items.map(({ subjectId }) => subjectId),
  )
}

export async function findPublic(db: Db, no: number): Promise<Article> {
  const [article] = await db
    .select()
    .from(articles)
    .where(and(eq(articles.no, no), inArray(articles.state, ['public', 'retired'])))
  if (!article) throw notFound('知识')
  return article
}

export async function publicCategories(db: Db): Promise<string[]> {
  const rows = await db
    .selectDistinct({ category: articles.category })
    .from(articles)
    .where(eq(articles.state, 'public'))
    .orderBy(asc(articles.category))
  return rows.map(({ category }) => category)
}

/** Published ones as everybody may read them, the newest first. */
export const publishedVersions = (db: Db, articleId: string): Promise<ArticleVersion[]> =>
  db
    .select()
    .from(articleVersions)
    .where(and(eq(articleVersions.articleId, articleId), eq(articleVersions.state, 'published')))
    .orderBy(desc(articleVersions.version))

export async function serviceOf(db: Db, ids: readonly string[]): Promise<Map<string, Service>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({
      id: articleDays.articleId,
      used: sum(articleDays.used).mapWith(Number),
      helped: sum(articleDays.helped).mapWith(Number),
      notHelped: sum(articleDays.notHelped).mapWith(Number),
    })
    .from(articleDays)
    .where(inArray(articleDays.articleId, [...ids]))
    .groupBy(articleDays.articleId)
  return new Map(rows.map(({ id, ...service }) => [id, service]))
}

export const unitsOf = (actor: StaffActor, roles: readonly string[]): string[] => [
  ...new Set(actor.roles.filter(({ role }) => roles.includes(role)).map(({ unitId }) => unitId)),
]

export const deskLists = ['all', 'proposed', 'review', 'retired'] as const
export type DeskArticleList = (typeof deskLists)[number]

/** Of the units whose articles one keeps. */
export async function deskArticles(
  db: Db,
  actor: StaffActor,
  list: DeskArticleList,
  today: Temporal.PlainDate,
  after?: string,
): Promise<{ articles: Article[]; nextKey: string | null }> {
  const where: Record<DeskArticleList, SQL | undefined> = {
    all: inArray(articles.state, ['draft', 'public']),
    proposed: sql`exists (select from ${articleVersions} v where v.article_id = ${articles.id} and v.state = 'proposed')`,
    review: and(eq(articles.state, 'public'), lte(articles.reviewBy, today.add({ days: 30 }))),
    retired: eq(articles.state, 'retired'),
  }
  const rows = await db
    .select()
    .from(articles)
    .where(
      and(
        inArray(articles.unitId, unitsOf(actor, keepers)),
        where[list],
        after && /^\d{1,9}$/.test(after) ? lt(articles.no, Number(after)) : undefined,
      ),
    )
    .orderBy(desc(articles.no))
    .limit(pageSize + 1)
  const shown = rows.slice(0, pageSize)
  return { articles: shown, nextKey: rows.length > pageSize ? String(shown.at(-1)?.no) : null }
}

export type ArticleAtDesk = {
  article: Article
  proposal: ArticleVersion | null
  versions: ArticleVersion[]
  mayDecide: boolean
}

/** For those who keep the articles of its unit; for others it is not at the desk. */
export async function articleAtDesk(
  db: Db,
  actor: StaffActor,
  no: number,
  { lock = false } = {},
): Promise<ArticleAtDesk> {
  const reading = db
    .select()
    .from(articles)
    .where(and(eq(articles.no, no), inArray(articles.unitId, unitsOf(actor, keepers))))
  const [article] = await (lock ? reading.for('update') : reading)
  if (!article) throw notFound('知识')
  const versions = await db
    .select()
    .from(articleVersions)
    .where(eq(articleVersions.articleId, article.id))
    .orderBy(desc(articleVersions.version))
  const proposal = versions.find(({ state }) => state === 'proposed') ?? null
  return {
    article,
    proposal,
    versions,
    mayDecide:
      proposal !== null && proposal.proposedBy !== actor.personId && unitsOf(actor, deciders).includes(article.unitId),
  }
}

export async function lastVersion(db: Db, articleId: string): Promise<number> {
  const [row] = await db
    .select({ last: max(articleVersions.version) })
    .from(articleVersions)
    .where(eq(articleVersions.articleId, articleId))
  return row?.last ?? 0
}
