import { and, eq } from 'drizzle-orm'
import { recentLaw } from '#core/calendar/index.ts'
import { indexDocument, personalIn, removeDocument } from '#core/documents/index.ts'
import { defineRecordTypes, enterRecord } from '#core/ledger/index.ts'
import { audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { touch } from '#platform/page-cache/index.ts'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { type Article, type ArticleInput, type ArticleVersion, keepers } from './article.ts'
import { articleAtDesk, lastVersion, unitsOf } from './read-articles.ts'
import { articles, articleVersions } from './tables.ts'

export type Keeping = Pick<House, 'clock' | 'config'> & { db: Transaction }

defineRecordTypes({
  'knowledge.published': '公开知识',
  'knowledge.revised': '修改公开的知识',
  'knowledge.retired': '停用公开的知识',
})

/** 新写一条: proposed, not yet public. Returns its number. */
export async function proposeArticle(
  { db, clock }: Keeping,
  actor: StaffActor,
  unitId: string,
  input: ArticleInput,
  letterNumber: string | null,
): Promise<number> {
  if (!unitsOf(actor, keepers).includes(unitId)) throw notFound('单位')
  const { ground, ...words } = named(input)
  const at = clock.now()
  const id = newId()
  const [row] = await db
    .insert(articles)
    .values({ id, unitId, state: 'draft', version: 0, ...words, createdAt: at })
    .returning({ no: articles.no })
  await db.insert(articleVersions).values({
    id: newId(),
    articleId: id,
    version: 1,
    state: 'proposed',
    ...words,
    ground,
    letterNumber,
    proposedBy: actor.personId,
    proposedAt: at,
  })
  await audit(db, { actor, act: 'knowledge.proposed', subjectType: 'article', subjectId: id, at })
  return row?.no ?? 0
}

/** 提出修改: the next version; what is public stays until another person has read it. A proposal that waits is replaced by whoever proposes again. */
export async function proposeRevision(
  { db, clock }: Keeping,
  actor: StaffActor,
  no: number,
  input: ArticleInput,
): Promise<void> {
  const { article, proposal } = await articleAtDesk(db, actor, no, { lock: true })
  const { ground, ...words } = named(input)
  const at = clock.now()
  const proposed = { ...words, ground, proposedBy: actor.personId, proposedAt: at }
  if (proposal) await db.update(articleVersions).set(proposed).where(eq(articleVersions.id, proposal.id))
  else
    await db.insert(articleVersions).values({
      id: newId(),
      articleId: article.id,
      version: (await lastVersion(db, article.id)) + 1,
      state: 'proposed',
      ...proposed,
    })
  if (article.state === 'draft') await db.update(articles).set(words).where(eq(articles.id, article.id))
  await audit(db, { actor, act: 'knowledge.proposed', subjectType: 'article', subjectId: article.id, at })
}

/** 公开: by a second person of the unit. */
export async function publishProposal(house: Keeping, actor: StaffActor, no: number): Promise<void> {
  const { db, clock } = house
  const { article, proposal } = await decided(house, actor, no)
  const at = clock.now()
  await db
    .update(articleVersions)
    .set({ state: 'published', decidedBy: actor.personId, decidedAt: at })
    .where(eq(articleVersions.id, proposal.id))
  const { title, words, body, basis, category, version, ground } = proposal
  const isFirst = article.publishedAt === null
  const shown = {
    ...{ title, words, body, basis, category, version },
    state: 'public' as const,
    reviewBy: await nextReview(house),
    publishedAt: article.publishedAt ?? at,
    retiredAt: null,
    retiredGround: null,
  }
  await db.update(articles).set(shown).where(eq(articles.id, article.id))
  await enterRecord(db, {
    type: isFirst ? 'knowledge.published' : 'knowledge.revised',
    subjectType: 'article',
    subjectId: article.id,
    version,
    at,
    document: { no: article.no, version, unitId: article.unitId, title, body, basis, category, ground },
  })
  await findable(house, { ...article, ...shown })
  await audit(db, { actor, act: 'knowledge.published', subjectType: 'article', subjectId: article.id, at })
  await touch(db, ['knowledge'])
}

/** 不公开: back to whoever proposed it, with what is to be mended. */
export async function refuseProposal(house: Keeping, actor: StaffActor, no: number, refusal: string): Promise<void> {
  const { db, clock } = house
  const { article, proposal } = await decided(house, actor, no)
  const at = clock.now()
  await db
    .update(articleVersions)
    .set({ state: 'refused', decidedBy: actor.personId, decidedAt: at, refusal })
    .where(eq(articleVersions.id, proposal.id))
  await audit(db, { actor, act: 'knowledge.refused', subjectType: 'article', subjectId: article.id, at })
}

/** 复审：looked at again, and still right. */
export async function confirmArticle(house: Keeping, actor: StaffActor, no: number): Promise<void> {
  const { db, clock } = house
  const { article } = await articleAtDesk(db, actor, no, { lock: true })
  if (article.state !== 'public') throw new Refusal('not-public', '只有公开的知识需要复审。')
  const reviewBy = await nextReview(house)
  await db.update(articles).set({ reviewBy }).where(eq(articles.id, article.id))
  await audit(db, {
    actor,
    act: 'knowledge.reviewed',
    subjectType: 'article',
    subjectId: article.id,
    at: clock.now(),
  })
  await touch(db, ['knowledge'])
}

/** 停用: nobody finds it any more; its page says since when and why. */
export async function retireArticle(house: Keeping, actor: StaffActor, no: number, ground: string): Promise<void> {
  const { db, clock } = house
  const { article, proposal } = await articleAtDesk(db, actor, no, { lock: true })
  if (article.state !== 'public') throw new Refusal('not-public', '这条知识没有公开，不用停用。')
  if (proposal) throw new Refusal('proposed', '还有待审的修改，先审过或者退回，再停用。', { field: 'retirement' })
  const at = clock.now()
  const version = (await lastVersion(db, article.id)) + 1
  await db
    .update(articles)
    .set({ state: 'retired', retiredAt: at, retiredGround: ground, reviewBy: null })
    .where(and(eq(articles.id, article.id)))
  await db.insert(articleVersions).values({
    ...{ id: newId(), articleId: article.id, version, state: 'refused' as const, refusal: ground, ground },
    ...{ title: article.title, words: article.words, body: article.body, basis: article.basis },
    ...{ category: article.category, proposedBy: actor.personId, proposedAt: at, decidedAt: at },
  })
  await enterRecord(db, {
    type: 'knowledge.retired',
    subjectType: 'article',
    subjectId: article.id,
    version,
    at,
    document: { no: article.no, version, ground },
  })
  await removeDocument(db, 'article', article.id)
  await audit(db, { actor, act: 'knowledge.retired', subjectType: 'article', subjectId: article.id, at })
  await touch(db, ['knowledge'])
}

async function decided(
  { db }: Keeping,
  actor: StaffActor,
  no: number,
): Promise<{ article: Article; proposal: ArticleVersion }> {
  const { article, proposal, mayDecide } = await articleAtDesk(db, actor, no, { lock: true })
  if (!proposal)
    throw new Refusal('decided', '这条知识没有待审的内容，可能同事已经审过了。请刷新页面。', { status: 409 })
  if (!mayDecide) throw forbidden('知识由本单位的负责人或审核员审，不能审自己写的。')
  return { article, proposal }
}

/** The same day half a year on (`KB-review`). */
async function nextReview({ db, clock, config }: Keeping): Promise<Temporal.PlainDate> {
  const today = dateIn(config.timeZone, clock.now())
  const limit = (await recentLaw(db)).rules.on('KB-review', today)?.limit
  if (limit?.unit !== 'month') throw new Error('KB-review must be counted in months')
  return today.add({ months: limit.amount })
}

/** What everybody will read names nobody. */
function named(input: ArticleInput): ArticleInput {
  for (const field of ['title', 'body'] as const) {
    const found = personalIn(input[field])
    if (found === null) continue
    throw new Refusal('personal', `知识是公开的，里面像是有姓名、号码或住址：“${found}”。请删去或者换一个说法。`, {
      field,
    })
  }
  return input
}

const findable = async ({ db, config }: Keeping, article: Article): Promise<void> => {
  if (!article.publishedAt) return
  await indexDocument(db, {
    subjectType: 'article',
    subjectId: article.id,
    title: article.title,
    body: `${article.body}\n${article.words}`,
    path: urls.article(article.no),
    publishedOn: dateIn(config.timeZone, article.publishedAt),
    unitId: article.unitId,
    category: article.category,
  })
}
