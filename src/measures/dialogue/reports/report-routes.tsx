import { desc, eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { files, openFile } from '#core/documents/index.ts'
import { requireRole, staffOnly } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedFields } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { makeReport } from './make-report.ts'
import { isPeriod, periodNames } from './report.ts'
import { ReportPage, ReportsPage, titleOf } from './report-pages.tsx'
import { leaderReports, type ReportRow } from './tables.ts'
import { topicNamed } from './topics.ts'

/** For those who lead, supervise and dispatch; units are told by their own lists. */
export const reportRoutes = routes()
  .use('/desk/reports', staffOnly)
  .use('/desk/reports/*', staffOnly)
  .get(urls.deskReports(), async (c) => {
    reader(c)
    return showReports(c)
  })
  // Audit: makeReport with its period.
  .post(urls.deskReports(), async (c) => {
    const actor = reader(c)
    const house = c.get('house')
    const { formKey, period, topic: named } = await postedFields(c)
    if (typeof period !== 'string' || !isPeriod(period))
      return showReports(c, { period: '请选择要日报、周报、月报还是专报。' })
    const topic = period === 'topic' ? topicNamed(String(named ?? '')) : null
    if (topic === undefined) return showReports(c, { topic: '请选择专报写哪一个问题。' }, period)
    const today = dateIn(house.config.timeZone, house.clock.now())
    const key = typeof formKey === 'string' ? formKey : undefined
    const spent = await once(house, key, `${period} ${topic?.topic ?? ''}`, async () =>
      urls.deskReport((await makeReport(house, period, today, actor, topic)).id),
    )
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  })
  .get(urls.deskReport(':id'), async (c) => {
    const row = await reportOf(c)
    return page(c, titleOf(row), <ReportPage row={row} timeZone={c.get('house').config.timeZone} />, {
      layout: 'desk',
      breadcrumbs: [
        { href: urls.deskReports(), label: '领导报告' },
        { href: urls.deskReport(row.id), label: `${periodNames[row.period]}〔${row.year}〕第${row.issue}期` },
      ],
    })
  })
  .get(urls.deskReportFile(':id', 'pdf'), (c) => download(c, 'pdfFileId'))
  .get(urls.deskReportFile(':id', 'docx'), (c) => download(c, 'docxFileId'))

function reader(c: Context<Env>): StaffActor {
  const actor = c.get('actor')
  requireRole(actor, 'leader', 'supervisor', 'dispatcher')
  return actor
}

async function reportOf(c: Context<Env>): Promise<ReportRow> {
  reader(c)
  const id = c.req.param('id') ?? ''
  const [row] = isId(id) ? await c.get('house').db.select().from(leaderReports).where(eq(leaderReports.id, id)) : []
  if (!row) throw notFound('报告')
  return row
}

async function download(c: Context<Env>, which: 'pdfFileId' | 'docxFileId'): Promise<Response> {
  const id = (await reportOf(c))[which]
  return openFile(c.get('house'), { id, where: eq(files.id, id) })
}

async function showReports(c: Context<Env>, errors: FieldErrors = {}, period?: string): Promise<Response> {
  const { db } = c.get('house')
  const rows = await db
    .select()
    .from(leaderReports)
    .orderBy(desc(leaderReports.madeAt), desc(leaderReports.id))
    .limit(100)
  return page(c, '领导报告', <ReportsPage rows={rows} formKey={newId()} errors={errors} period={period} />, {
    layout: 'desk',
    status: Object.keys(errors).length > 0 ? 422 : 200,
  })
}
