import { z } from 'zod'
import { asXlsx } from '#core/documents/index.ts'
import { allUnits } from '#core/people/index.ts'
import { unitField } from '#platform/http/address-fields.ts'
import { routes } from '#platform/http/env.ts'
import { answerFeed, feedFormatIn, feedLinks } from '#platform/http/feed.ts'
import { page } from '#platform/http/render.tsx'
import { isId } from '#platform/id.ts'
import { cacheable } from '#platform/page-cache/index.ts'
import { notFound } from '#platform/refusal.ts'
import { formatDate } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { dutiesInForce, dutyCategories, findDuty, successorOf, versionsOf } from './duties.ts'
import { DutiesPage, DutyPage } from './duties-page.tsx'
import { dutyInRecord } from './enter-duty.ts'

/** Whatever cannot be read in an address is left out. */
const query = z.object({
  q: z
    .string()
    .transform((text) => text.trim().slice(0, 60))
    .optional(),
  unit: unitField,
  category: z.string().max(20).optional().catch(undefined),
  after: z.string().optional(),
})

const crumbs = [
  { href: urls.home(), label: '首页' },
  { href: urls.duties(), label: '职责目录' },
]

const feed = {
  title: '职责目录',
  description: '一件事归哪个单位管、依据是什么，用平常的说法就能查。',
  path: urls.duties(),
  pathOf: urls.dutiesFeed,
}

/** What everybody may read of the catalogue of duties. */
export const dutyRoutes = routes()
  .get(urls.duties(), async (c) => {
    const { db } = c.get('house')
    const { q, unit, category, after } = query.parse(c.req.query())
    const filters = { q: q || undefined, unitId: unit, category: category || undefined }
    const [{ rows, nextKey, didYouMean }, categories, units] = await Promise.all([
      dutiesInForce(db, filters, after),
      dutyCategories(db),
      allUnits(db),
    ])
    cacheable(c, { tags: ['duties'], query: ['q', 'unit', 'category', 'after'] })
    return page(
      c,
      '职责目录',
      <DutiesPage
        rows={rows}
        filters={filters}
        units={units.filter(({ active }) => active).map(({ id, shortName }) => ({ value: id, label: shortName }))}
        categories={categories}
        didYouMean={didYouMean}
        nextHref={nextKey ? urls.duties({ q, unit, category, after: nextKey }) : undefined}
      />,
      { breadcrumbs: crumbs, description: feed.description, alternates: feedLinks(feed.title, feed.pathOf) },
    )
  })
  .get('/duties/:feed{feed\\.[a-z]+}', async (c) => {
    const format = feedFormatIn(c)
    const { db, config } = c.get('house')
    const { rows } = await dutiesInForce(db, {})
    cacheable(c, { tags: ['duties'] })
    return answerFeed(c, format, {
      ...feed,
      items: rows.map((duty) => ({
        path: urls.duty(duty.id),
        title: `${duty.subject}：${duty.unit}`,
        summary: `${duty.basisWord}：${duty.basis}`,
        at: duty.since.toZonedDateTime(config.timeZone).toInstant(),
        categories: [duty.category],
      })),
    })
  })
  .get(urls.dutiesFile(), async (c) => {
    const { db } = c.get('house')
    const rows: (string | null)[][] = []
    for (let after: string | undefined; ; ) {
      const { rows: some, nextKey } = await dutiesInForce(db, {}, after)
      for (const { subject, words, category, unit, joint, basisWord, basis, decidedBy, since } of some)
        rows.push([subject, words, category, unit, joint.join('、'), basisWord, basis, decidedBy, formatDate(since)])
      if (!nextKey) break
      after = nextKey
    }
    const columns = ['事项', '群众的说法', '类别', '负责', '配合', '依据的种类', '依据', '裁定', '写入']
    const content = await asXlsx([{ name: '职责目录', columns: columns.map((label) => ({ label, width: 20 })), rows }])
    return c.body(new Uint8Array(content), 200, {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="duties.xlsx"; filename*=UTF-8''${encodeURIComponent('职责目录')}.xlsx`,
      'Cache-Control': 'no-cache',
    })
  })
  .get('/duties/:id{[0-9a-f-]{36}}', async (c) => {
    const { db } = c.get('house')
    const id = c.req.param('id')
    const duty = isId(id) ? await findDuty(db, id) : null
    if (!duty) throw notFound('职责')
    const [earlier, later, record] = await Promise.all([
      versionsOf(db, duty),
      successorOf(db, duty.id),
      dutyInRecord(db, duty.id),
    ])
    cacheable(c, { tags: ['duties'] })
    return page(c, duty.subject, <DutyPage duty={duty} earlier={earlier} later={later} record={record} />, {
      breadcrumbs: [...crumbs, { href: urls.duty(duty.id), label: duty.subject }],
    })
  })
