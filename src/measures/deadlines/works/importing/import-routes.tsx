import type { Context } from 'hono'
import { asXlsx, readTable } from '#core/documents/index.ts'
import { requireRole, staffOnly, unitDirectory } from '#core/people/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { deskActor, readPosted } from '../desk/posted.ts'
import { deskBreadcrumbs } from '../desk/works-routes.tsx'
import { givingUnitOf } from '../giving/give-work.ts'
import { ImportPage, ImportPreviewPage } from './import-pages.tsx'
import { checkList, importWorks, rowsCarried, templateColumns } from './import-works.ts'
import { type LineFault, type ReadList, sampleLines } from './read-list.ts'

/** For those who give works. Audit: work.imported with how many, and `work.given` for each. Before `/desk/works/:number`. */
export const importRoutes = routes()
  .use(`${urls.deskWorksImport()}/*`, staffOnly)
  .get(urls.deskWorksImport(), (c) => {
    requireRole(c.get('actor'), 'supervisor')
    return showImport(c)
  })
  .get(urls.deskWorksTemplate(), async (c) => {
    requireRole(c.get('actor'), 'supervisor')
    const content = await asXlsx([{ name: '任务清单', columns: templateColumns, rows: sampleLines }])
    return c.body(new Uint8Array(content), 200, {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="works.xlsx"; filename*=UTF-8''${encodeURIComponent('任务清单模板')}.xlsx`,
    })
  })
  .post(urls.deskWorksImport(), async (c) => {
    const actor = deskActor(c)
    requireRole(actor, 'supervisor')
    const house = c.get('house')
    const giverUnitId = givingUnitOf(actor) ?? ''
    const { typed, files, formKey } = await readPosted(c)
    if (typed.step !== 'save') return preview(c, giverUnitId, files('file')[0])
    const rows = rowsCarried(typed.rows ?? '')
    if (!rows) return showImport(c, [], '核对过的清单没有收全，请重新选择文件。')
    // Units or the ledger may have changed since the preview: what no longer fits is told, and nothing is taken.
    let refused: ReadList | null = null
    try {
      const spent = await once(house, formKey, typed.rows ?? '', async (tx) => {
        const working = { ...house, db: tx }
        const read = await checkList(working, giverUnitId, rows)
        if (read.faults.length > 0) {
          refused = read
          throw new Refusal('list-changed', '清单现在不能导入了，请看哪几行要改。')
        }
        await importWorks(working, actor, giverUnitId, read)
        return urls.deskWorks({ sort: 'newest' })
      })
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
      return c.redirect(spent.location, 303)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return showImport(c, (refused as ReadList | null)?.faults ?? [], error.message)
    }
  })

async function preview(c: Context<Env>, giverUnitId: string, file: File | undefined): Promise<Response> {
  if (!file) return showImport(c, [], '还没有选择文件。')
  const table = await readTable(file)
  if ('refused' in table) return showImport(c, [], table.refused)
  const house = c.get('house')
  const read = await checkList(house, giverUnitId, table.rows)
  if (read.faults.length > 0) return showImport(c, read.faults)
  const units = await unitDirectory(house.db)
  return page(
    c,
    '确认导入',
    <ImportPreviewPage
      works={read.works}
      carried={JSON.stringify(table.rows)}
      unitName={(id) => units.get(id)?.shortName ?? '原单位'}
      formKey={newId()}
    />,
    { layout: 'desk', breadcrumbs: crumbs },
  )
}

const crumbs = [...deskBreadcrumbs, { href: urls.deskWorksImport(), label: '导入清单' }]

const showImport = (c: Context<Env>, faults: readonly LineFault[] = [], error?: string): Response =>
  page(c, '导入任务清单', <ImportPage faults={faults} error={error} />, {
    layout: 'desk',
    status: faults.length > 0 || error ? 422 : 200,
    breadcrumbs: crumbs,
  })
