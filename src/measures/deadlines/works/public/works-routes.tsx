import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Context } from 'hono'
import { asXlsx, files, openFile } from '#core/documents/index.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { answerFeed, feedFormatIn, feedLinks } from '#platform/http/feed.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { cacheable } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { boardQuery, chart } from '../desk/board-routes.tsx'
import { readPosted } from '../desk/posted.ts'
import { calendarHeaders, milestonesFile } from '../milestones-file.ts'
import { type OpenWork, openPublic } from '../open-work.ts'
import { rateWork } from '../rate-work.ts'
import { workMilestones, works } from '../tables.ts'
import { readFigures } from '../work-figures.ts'
import { filterSelects } from '../work-filters.ts'
import { askedWorks, fieldsOf, workQuery } from '../work-query.ts'
import { isPublic } from '../work-sight.ts'
import { viewWork } from '../work-view.ts'
import { readWorks, unitsOfWorks, type WorkKey, yearsOfWorks } from '../works.ts'
import { workCells, workColumns } from '../works-export.ts'
import { PublicWorkPage, type Rater } from './work-page.tsx'
import { PublicWorksPage } from './works-page.tsx'

const breadcrumbs = [
  { href: urls.home(), label: '首页' },
  { href: urls.works(), label: '民生实事' },
]

const feed = {
  title: '民生实事',
  description: '政府答应办的民生实事，由谁办、哪天之前办成、办到了哪一步',
  path: urls.works(),
  pathOf: urls.worksFeed,
}

/** 本市自定: what anybody may ask for at a click is made while they wait. */
const mostRows = 1000

/** 民生实事 for everybody. */
export const publicWorksRoutes = routes()
  .get(urls.works(), (c) => showList(c))
  .get(urls.worksFile(), async (c) => {
    const { filters, order } = askedWorks(c.req.query())
    const { rows } = await readWorks(c.get('house'), { sight: isPublic, filters, order, size: mostRows })
    const content = await asXlsx([{ name: '民生实事', columns: workColumns, rows: rows.map(workCells) }])
    return c.body(new Uint8Array(content), 200, {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="works.xlsx"; filename*=UTF-8''${encodeURIComponent('民生实事')}.xlsx`,
      'Cache-Control': 'no-cache',
    })
  })
  .get('/works/:feed{feed\\.[a-z]+}', async (c) => {
    const format = feedFormatIn(c)
    const newest = await c
      .get('house')
      .db.select()
      .from(works)
      .where(isPublic)
      .orderBy(desc(works.givenAt), desc(works.id))
      .limit(50)
    cacheable(c, { tags: ['works'] })
    return answerFeed(c, format, {
      ...feed,
      items: newest.map((work) => ({
        path: urls.work(work.number),
        title: work.title,
        summary: work.signedOffAt ? '已经销号' : '正在办',
        at: work.signedOffAt ?? work.givenAt,
      })),
    })
  })
  .get(urls.worksCalendarFile(), async (c) => {
    const house = c.get('house')
    return c.body(milestonesFile(await openMilestones(house.db), house.clock.now()), 200, calendarHeaders)
  })
  .get(`${urls.works()}/charts/:chart{[a-z]+\\.svg}`, async (c) => {
    const figures = await readFigures(c.get('house'), isPublic, boardQuery.parse(c.req.query()).year)
    cacheable(c, { tags: ['works'], query: ['year', 'narrow'] })
    return chart(c, figures)
  })
  .get(`${urls.works()}/:number{\\d{15,}}`, async (c) => {
    const work = await openPublic(c.get('house'), c.req.param('number'))
    cacheable(c, { tags: [`work:${work.row.number}`] })
    return showWork(c, work)
  })
  .get(`${urls.works()}/:number{\\d{15,}}/milestones.ics`, async (c) => {
    const house = c.get('house')
    const work = await openPublic(house, c.req.param('number'))
    return c.body(milestonesFile([work], house.clock.now()), 200, calendarHeaders)
  })
  .get(`${urls.works()}/:number{\\d{15,}}/files/:fileId`, async (c) => {
    const house = c.get('house')
    const { events } = await openPublic(house, c.req.param('number'))
    const published = and(
      inArray(
        files.matterId,
        events.map(({ id }) => id),
      ),
      eq(files.visibility, 'published'),
    )
    return openFile(house, { id: c.req.param('fileId'), where: published })
  })
  // Audit: work.rated, without the person.
  .post(`${urls.works()}/:number{\\d{15,}}/rating`, async (c) => {
    const house = c.get('house')
    const number = c.req.param('number')
    const work = await openPublic(house, number)
    const actor = c.get('actor')
    if (actor.kind === 'anyone') return c.redirect(urls.signIn(urls.work(number), 'citizen'), 303)
    const { typed, formKey, text } = await readPosted(c)
    const { usersSay } = typed
    if (usersSay !== 'accepted' && usersSay !== 'notAccepted')
      return showWork(c, work, { error: '请选择用上了还是没有用上。', ...(formKey && { formKey }) })
    try {
      const spent = await once(house, formKey, text, async (tx) => {
        await rateWork({ ...house, db: tx }, actor, number, usersSay)
        return urls.work(number)
      })
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
      return c.redirect(spent.location, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.status === 403 || error.status === 404) throw error
      return showWork(c, work, { error: error.message })
    }
  })

async function showList(c: Context<Env>): Promise<Response> {
  const house = c.get('house')
  const asked = askedWorks(c.req.query())
  const { order, key } = asked
  const { source: _, ...filters } = asked.filters
  const [read, years, units, figures] = await Promise.all([
    readWorks(house, { sight: isPublic, filters, order, key }),
    yearsOfWorks(house.db, isPublic),
    unitsOfWorks(house.db, isPublic),
    readFigures(house, isPublic, filters.year),
  ])
  const fields = fieldsOf({ list: 'all', filters, order })
  const at = (to: WorkKey | null) => (to ? urls.works({ ...fields, way: to.way, at: to.at, id: to.id }) : undefined)
  cacheable(c, { tags: ['works'], query: Object.keys(workQuery.shape) })
  return page(
    c,
    '民生实事',
    <PublicWorksPage
      rows={read.rows}
      today={dateIn(house.config.timeZone, house.clock.now())}
      figures={figures}
      year={filters.year}
      selects={filterSelects(filters, { years, units, order, withSource: false })}
      isFiltered={Object.keys(filters).length > 0}
      pager={{ previousHref: at(read.previous), nextHref: at(read.next) }}
      sheetHref={urls.worksFile(fields)}
    />,
    { breadcrumbs, description: feed.description, alternates: feedLinks(feed.title, feed.pathOf) },
  )
}

async function showWork(
  c: Context<Env>,
  work: OpenWork,
  refused?: { error: string; formKey?: string },
): Promise<Response> {
  const view = await viewWork(c.get('house'), work, { everybody: true })
  const { kind } = c.get('actor')
  const rater: Rater =
    kind === 'citizen'
      ? { kind, formKey: refused?.formKey ?? newId(), ...(refused && { error: refused.error }) }
      : { kind: kind === 'anyone' ? 'anyone' : 'other' }
  return page(c, view.title, <PublicWorkPage view={view} rater={rater} />, {
    status: refused ? 422 : 200,
    breadcrumbs: [...breadcrumbs, { href: urls.work(view.number), label: view.title }],
    description: `${view.year} 年民生实事，${view.leadUnit}牵头：${view.goal.slice(0, 80)}`,
  })
}

/** Milestones of public works that are not there yet. */
async function openMilestones(db: Parameters<typeof yearsOfWorks>[0]) {
  const rows = await db
    .select({ row: { id: works.id, number: works.number, title: works.title }, milestone: workMilestones })
    .from(works)
    .innerJoin(workMilestones, and(eq(workMilestones.workId, works.id), isNull(workMilestones.provedAt)))
    .where(isPublic)
    .orderBy(asc(workMilestones.dueOn), asc(workMilestones.id))
    .limit(mostRows)
  return rows.map(({ row, milestone }) => ({ row, milestones: [milestone] }))
}
