import type { Context } from 'hono'
import { findInRecord } from '#core/ledger/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { answerFeed, feedFormatIn, feedLinks } from '#platform/http/feed.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedForm, textIn } from '#platform/http/posted-form.ts'
import { countTry, type RateLimit } from '#platform/http/rate-limit.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { cacheable } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { cleanLine } from '#platform/typed-text.ts'
import { urls } from '#urls.ts'
import { type Article, isStale } from './article.ts'
import { ArticlePage, RetiredArticlePage } from './article-page.tsx'
import { ArticlesPage, knowledgeBreadcrumbs, type ListedArticle } from './articles-page.tsx'
import { findPublic, publicArticles, publicCategories, publishedVersions, serviceOf } from './read-articles.ts'
import { countService } from './serve-article.ts'

const feed = {
  title: '常见问题',
  description: '大家常问的事，由管这件事的单位作答、定期核对',
  path: urls.knowledge(),
  pathOf: urls.knowledgeFeed,
}

/** 本市自定: what somebody says of an answer; nobody means it twenty times a quarter of an hour. */
const sayings: RateLimit = {
  name: 'knowledge-help',
  points: 20,
  seconds: 900,
  sentence: '点得太频繁了，请过一刻钟再点。',
}

/** 知识库 as everybody reads it. */
export const articleRoutes = routes()
  .get(urls.knowledge(), async (c) => {
    const { db } = c.get('house')
    const q = cleanLine(c.req.query('q') ?? '').slice(0, 100)
    const category = cleanLine(c.req.query('category') ?? '').slice(0, 20)
    const filters = { ...(q && { q }), ...(category && { category }) }
    const [{ articles, nextKey }, categories] = await Promise.all([
      publicArticles(db, filters, c.req.query('after')),
      publicCategories(db),
    ])
    cacheable(c, { tags: ['knowledge'], query: ['q', 'category', 'after'] })
    return page(
      c,
      '常见问题',
      <ArticlesPage
        articles={await listed(c, articles)}
        filters={filters}
        categories={categories}
        nextHref={nextKey ? urls.knowledge({ ...filters, after: nextKey }) : undefined}
      />,
      {
        breadcrumbs: knowledgeBreadcrumbs,
        description: feed.description,
        alternates: feedLinks(feed.title, feed.pathOf),
      },
    )
  })

  .get('/knowledge/:feed{feed\\.[a-z]+}', async (c) => {
    const format = feedFormatIn(c)
    const { articles } = await publicArticles(c.get('house').db, {})
    cacheable(c, { tags: ['knowledge'] })
    return answerFeed(c, format, {
      ...feed,
      items: (await listed(c, articles)).map((one, index) => ({
        path: urls.article(one.no),
        title: one.title,
        summary: one.summary,
        at: articles[index]?.publishedAt ?? articles[index]?.createdAt ?? c.get('house').clock.now(),
        categories: [one.category],
      })),
    })
  })

  .get(urls.article(':no{\\d{1,9}}'), (c) => show(c))

  .post(urls.articleHelp(':no{\\d{1,9}}'), async (c) => {
    const house = c.get('house')
    await countTry(house, sayings, c.get('address'))
    const article = await findPublic(house.db, numberIn(c))
    const form = await postedForm(c)
    const helped = textIn(form, 'helped')
    if (helped !== 'yes' && helped !== 'no') throw new Refusal('not-said', '请点“有帮助”或者“没有帮助”。')
    const spent = await once(house, textIn(form, 'formKey'), `${article.no} ${helped}`, async (tx) => {
      await countService({ ...house, db: tx }, article.id, helped === 'yes' ? 'helped' : 'notHelped')
      return urls.article(article.no)
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
    return c.redirect(spent.location, 303)
  })

export const numberIn = (c: Context<Env>): number => Number(c.req.param('no'))

async function listed(c: Context<Env>, articles: readonly Article[]): Promise<ListedArticle[]> {
  const units = await unitDirectory(c.get('house').db)
  return articles.map(({ no, title, category, reviewBy, unitId, body }) => ({
    ...{ no, title, category, reviewBy },
    unitName: units.get(unitId)?.shortName ?? '原单位',
    summary:
      [...body.replace(/\s+/g, ' ')].length > 80 ? `${[...body.replace(/\s+/g, ' ')].slice(0, 80).join('')}……` : body,
  }))
}

async function show(c: Context<Env>): Promise<Response> {
  const { db, clock, config } = c.get('house')
  const { timeZone } = config
  const article = await findPublic(db, numberIn(c))
  const breadcrumbs = [...knowledgeBreadcrumbs, { href: urls.article(article.no), label: article.title }]
  if (article.state === 'retired')
    return page(c, '这一条已经停用', <RetiredArticlePage {...{ article, timeZone }} />, { status: 410, breadcrumbs })
  const [units, versions, service, records] = await Promise.all([
    unitDirectory(db),
    publishedVersions(db, article.id),
    serviceOf(db, [article.id]),
    findInRecord(db, 'article', [article.id]),
  ])
  const unit = units.get(article.unitId)
  return page(
    c,
    article.title,
    <ArticlePage
      {...{ article, versions, timeZone }}
      record={records.get(article.id) ?? null}
      unit={{ name: unit?.name ?? '原单位', phone: unit?.phone ?? null }}
      service={service.get(article.id) ?? { used: 0, helped: 0, notHelped: 0 }}
      isStale={isStale(article, dateIn(timeZone, clock.now()))}
      formKey={newId()}
    />,
    {
      breadcrumbs,
      description: article.body.slice(0, 120),
      linkedData: {
        '@context': 'https://schema.org',
        '@type': 'FAQPage',
        mainEntity: [
          {
            '@type': 'Question',
            name: article.title,
            acceptedAnswer: {
              '@type': 'Answer',
              text: article.body,
              author: { '@type': 'GovernmentOrganization', name: unit?.name ?? '' },
            },
          },
        ],
      },
    },
  )
}
