import { and, desc, eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { audit, staffOnly } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { once } from '#platform/http/form-key.ts'
import { postedFields } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { isId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { openFile } from '../files/open-file.ts'
import { files } from '../files/tables.ts'
import { ExportPage, ExportsPage } from './export-pages.tsx'
import { isShort, makeExport, requestExport } from './make-export.ts'
import type { Filters } from './sources.ts'
import { type ExportRow, exports } from './tables.ts'

/** Each sees and fetches only what they asked for themselves. */
export const exportRoutes = routes()
  .use('/desk/exports', staffOnly)
  .use('/desk/exports/*', staffOnly)
  .get(urls.deskExports(), async (c) => {
    const rows = await c
      .get('house')
      .db.select()
      .from(exports)
      .where(eq(exports.personId, asker(c).personId))
      .orderBy(desc(exports.requestedAt))
      .limit(100)
    return page(c, '我的导出', <ExportsPage rows={rows} />, { layout: 'desk' })
  })
  // Audit: requestExport with the list, its filters and how many rows.
  .post(urls.deskExports(), async (c) => {
    const house = c.get('house')
    const { formKey, source, ...rest } = await postedFields(c)
    const asked = { source: typeof source === 'string' ? source : '', filters: filtersOf(rest) }
    let made: ExportRow | undefined
    const key = typeof formKey === 'string' ? formKey : undefined
    const spent = await once(house, key, JSON.stringify(asked), async (tx) => {
      made = await requestExport(house, tx, asker(c), asked)
      return urls.deskExport(made.id)
    })
    if (made && isShort(made)) await makeExport(house, made.id)
    return c.redirect(spent.location, 303)
  })
  .get(urls.deskExport(':id'), async (c) => {
    const row = await ownExport(c)
    // Without script too: the browser asks again by itself until it is ready.
    if (row.state === 'working') c.header('Refresh', '2')
    return page(c, '导出', <ExportPage row={row} />, {
      layout: 'desk',
      breadcrumbs: [
        { href: urls.deskExports(), label: '我的导出' },
        { href: urls.deskExport(row.id), label: '导出' },
      ],
    })
  })
  // Audit: fetchExport; what leaves the house is written down each time.
  .get(urls.deskExportFile(':id'), async (c) => {
    const house = c.get('house')
    const row = await ownExport(c)
    if (!row.fileId) throw notFound('文件')
    await audit(house.db, {
      actor: asker(c),
      act: 'fetchExport',
      subjectType: 'export',
      subjectId: row.id,
      at: house.clock.now(),
    })
    return openFile(house, { id: row.fileId, where: eq(files.id, row.fileId) })
  })

/** Behind `staffOnly`. */
function asker(c: Context<Env>): StaffActor {
  const actor = c.get('actor')
  if (actor.kind !== 'staff') throw notFound()
  return actor
}

async function ownExport(c: Context<Env>): Promise<ExportRow> {
  const id = c.req.param('id') ?? ''
  const [row] = isId(id)
    ? await c
        .get('house')
        .db.select()
        .from(exports)
        .where(and(eq(exports.id, id), eq(exports.personId, asker(c).personId)))
    : []
  if (!row) throw notFound('导出')
  return row
}

/** Codes and ids; a filter is never a text. */
const filtersOf = (fields: Record<string, string | File>): Filters =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' && /^[\w.:+ -]{1,64}$/.test(value) ? [[name, value]] : [],
    ),
  )
