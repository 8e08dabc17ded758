import type { Context } from 'hono'
import { publicGround } from '#core/documents/index.ts'
import { deskActor, personNames, requireRole, staffOnly, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { publishedLetter } from '../letters/publishing/publications.ts'
import { type ArticleInput, articleFields, isStale, keepers, readArticle } from './article.ts'
import { ArticleForm } from './article-form.tsx'
import { numberIn } from './article-routes.tsx'
import { DeskArticlePage } from './desk-article-page.tsx'
import { DeskArticlesPage } from './desk-articles-page.tsx'
import { articleAtDesk, deskArticles, deskLists, publicCategories, serviceOf, unitsOf } from './read-articles.ts'
import {
  confirmArticle,
  type Keeping,
  proposeArticle,
  proposeRevision,
  publishProposal,
  refuseProposal,
  retireArticle,
} from './write-article.ts'

const numbered = ':no{\\d{1,9}}'

/** 知识库 of one's units. Audit: knowledge.proposed, .published, .refused, .reviewed, .retired. */
export const deskArticleRoutes = routes()
  .use(urls.deskKnowledge(), staffOnly)
  .use(`${urls.deskKnowledge()}/*`, staffOnly)
  .get(urls.deskKnowledge(), async (c) => {
    const { db, clock, config } = c.get('house')
    const actor = keeper(c)
    const list = deskLists.find((id) => id === c.req.query('list')) ?? 'all'
    const today = dateIn(config.timeZone, clock.now())
    const { articles, nextKey } = await deskArticles(db, actor, list, today, c.req.query('after'))
    const units = await unitDirectory(db)
    const service = await serviceOf(
      db,
      articles.map(({ id }) => id),
    )
    return page(
      c,
      '知识库',
      <DeskArticlesPage
        {...{ list, articles, service, today }}
        unitName={(id) => units.get(id)?.shortName ?? '原单位'}
        nextHref={nextKey ? urls.deskKnowledge({ list, after: nextKey }) : undefined}
      />,
      { layout: 'desk', breadcrumbs },
    )
  })

  .get(urls.newDeskArticle(), async (c) => {
    keeper(c)
    return showNew(c, await fromLetter(c), {})
  })

  .post(urls.newDeskArticle(), async (c) => {
    const actor = keeper(c)
    const { typed, formKey } = await typedIn(c, [...articleFields, 'unit', 'letter'])
    const read = readArticle(typed)
    if (!read.ok) return showNew(c, typed, read.errors, formKey)
    const unitId = typed.unit || unitsOf(actor, keepers)[0] || ''
    // Only of a letter that everybody may read.
    const source = typed.letter && (await fromLetter(c, typed.letter)).letter
    return saved(
      c,
      formKey,
      typed,
      (errors) => showNew(c, typed, errors, formKey),
      async (house) => urls.deskArticle(await proposeArticle(house, actor, unitId, read.input, source || null)),
    )
  })

  .get(urls.deskArticle(numbered), (c) => show(c, {}, {}))

  .post(urls.deskArticleAct(numbered, 'versions'), async (c) => {
    const actor = keeper(c)
    const no = numberIn(c)
    await articleAtDesk(c.get('house').db, actor, no)
    const { typed, formKey } = await typedIn(c, articleFields)
    const read = readArticle(typed)
    if (!read.ok) return show(c, typed, read.errors, formKey)
    return saved(
      c,
      formKey,
      typed,
      (errors) => show(c, typed, errors, formKey),
      async (house) => {
        await proposeRevision(house, actor, no, read.input)
        return urls.deskArticle(no)
      },
    )
  })
  .post(urls.deskArticleAct(numbered, 'publication'), (c) => act(c, [], publishProposal))
  .post(urls.deskArticleAct(numbered, 'review'), (c) => act(c, [], confirmArticle))
  .post(urls.deskArticleAct(numbered, 'refusal'), (c) =>
    act(c, ['refusal'], (house, actor, no, { refusal = '' }) => {
      if (refusal.trim().length < 4) throw new Refusal('ground', '请写明哪里要改，至少 4 个字。', { field: 'refusal' })
      return refuseProposal(house, actor, no, refusal.trim())
    }),
  )
  .post(urls.deskArticleAct(numbered, 'retirement'), (c) =>
    act(c, ['retirement'], (house, actor, no, { retirement = '' }) =>
      retireArticle(house, actor, no, groundIn(retirement)),
    ),
  )

const breadcrumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskKnowledge(), label: '知识库' },
]

function keeper(c: Context<Env>): StaffActor {
  requireRole(c.get('actor'), ...keepers)
  return deskActor(c)
}

function groundIn(typed: string): string {
  try {
    return publicGround(typed, 4)
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.code, error.message, { field: 'retirement' })
    throw error
  }
}

async function typedIn(
  c: Context<Env>,
  names: readonly string[],
): Promise<{ typed: Record<string, string>; formKey: string }> {
  const form = await postedForm(c)
  const typed = Object.fromEntries(names.map((name) => [name, textIn(form, name).slice(0, 20_000)]))
  return { typed, formKey: textIn(form, 'formKey') }
}

async function saved(
  c: Context<Env>,
  formKey: string,
  typed: Record<string, string>,
  again: (errors: FieldErrors) => Promise<Response>,
  work: (house: Keeping) => Promise<string>,
): Promise<Response> {
  const house = c.get('house')
  try {
    const spent = await once(house, formKey, JSON.stringify([c.req.path, typed]), (tx) => work({ ...house, db: tx }))
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 422 || !error.field) throw error
    return again({ [error.field]: error.message })
  }
}

async function act(
  c: Context<Env>,
  names: readonly string[],
  work: (house: Keeping, actor: StaffActor, no: number, typed: Record<string, string>) => Promise<void>,
): Promise<Response> {
  const actor = keeper(c)
  const no = numberIn(c)
  await articleAtDesk(c.get('house').db, actor, no)
  const { typed, formKey } = await typedIn(c, names)
  return saved(
    c,
    formKey,
    typed,
    (errors) => show(c, typed, errors, formKey),
    async (house) => {
      await work(house, actor, no, typed)
      return urls.deskArticle(no)
    },
  )
}

/** A letter that everybody may read, as the beginning of an article. */
async function fromLetter(c: Context<Env>, number = c.req.query('letter') ?? ''): Promise<Record<string, string>> {
  if (!/^\d{15,24}$/.test(number)) return {}
  const letter = await publishedLetter(c.get('house').db, number)
  if (letter?.status !== 'published') return {}
  return { letter: number, title: letter.title.slice(0, 60), body: letter.reply, ground: '有群众来信问到。' }
}

async function formProps(c: Context<Env>, actor: StaffActor) {
  const { db } = c.get('house')
  const [units, categories] = await Promise.all([unitDirectory(db), publicCategories(db)])
  const own = unitsOf(actor, keepers).map((id) => ({ value: id, label: units.get(id)?.name ?? '原单位' }))
  return { units: own, categories }
}

async function showNew(
  c: Context<Env>,
  typed: Record<string, string>,
  errors: FieldErrors,
  formKey: string = newId(),
): Promise<Response> {
  const form = { typed, errors, formKey, action: urls.newDeskArticle(), isNew: true }
  return page(
    c,
    '写知识',
    <>
      <h1>写一条知识</h1>
      <ArticleForm {...form} {...(await formProps(c, deskActor(c)))} />
    </>,
    {
      layout: 'desk',
      status: Object.keys(errors).length > 0 ? 422 : 200,
      breadcrumbs: [...breadcrumbs, { href: urls.newDeskArticle(), label: '写一条' }],
    },
  )
}

async function show(
  c: Context<Env>,
  typed: Record<string, string>,
  errors: FieldErrors,
  formKey: string = newId(),
): Promise<Response> {
  const { db, secrets, clock, config } = c.get('house')
  const actor = keeper(c)
  const read = await articleAtDesk(db, actor, numberIn(c))
  const { article, proposal, versions } = read
  const [units, service, names] = await Promise.all([
    unitDirectory(db),
    serviceOf(db, [article.id]),
    personNames(db, secrets, [
      ...new Set(versions.flatMap((one) => [one.proposedBy, one.decidedBy ?? one.proposedBy])),
    ]),
  ])
  const inForm = articleFields.some((name) => errors[name] !== undefined)
  const words: Record<string, string> = { ...pick(proposal ?? article), ground: proposal?.ground ?? '' }
  const form = {
    typed: inForm ? typed : words,
    errors: inForm ? errors : {},
    formKey,
    action: urls.deskArticleAct(article.no, 'versions'),
    isNew: false,
    ...(await formProps(c, actor)),
  }
  return page(
    c,
    article.title,
    <DeskArticlePage
      {...{ ...read, form, errors, typed, formKey }}
      service={service.get(article.id) ?? { used: 0, helped: 0, notHelped: 0 }}
      unitName={units.get(article.unitId)?.name ?? '原单位'}
      nameOf={(id) => names.get(id) ?? '系统'}
      isStale={isStale(article, dateIn(config.timeZone, clock.now()))}
      timeZone={config.timeZone}
    />,
    {
      layout: 'desk',
      status: Object.keys(errors).length > 0 ? 422 : 200,
      breadcrumbs: [...breadcrumbs, { href: urls.deskArticle(article.no), label: article.title }],
    },
  )
}

const pick = ({ title, words, body, basis, category }: Omit<ArticleInput, 'ground'>): Omit<ArticleInput, 'ground'> => ({
  title,
  words,
  body,
  basis,
  category,
})
