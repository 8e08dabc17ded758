import type { Context } from 'hono'
import { typeset } from '#core/documents/index.ts'
import { audit, defineAuditActs, staffOnly } from '#core/people/index.ts'
import { type Env, type Routes, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { formatDateTime } from '#ui/index.ts'
import { deskActor } from '../desk-request.ts'
import { handoverForm, isHandoverOf, readHandover } from './handover.ts'
import { type HandoverProps, HandoverSheet, handoverTitle } from './handover-page.tsx'
import type { WorkLists } from './work-lists.ts'

defineAuditActs({ printHandover: '下载交接清单' })

/** Before the pages of one matter. */
export const handoverRoutes = (lists: WorkLists): Routes =>
  routes()
    .use(lists.urls.handover(), staffOnly)
    .use(lists.urls.handoverFile(), staffOnly)
    .get(lists.urls.handover(), async (c) => {
      const props = await handoverOf(c, lists)
      return page(c, handoverTitle(lists, props.of), <HandoverSheet {...props} />, { layout: 'print' })
    })
    // Audit: printHandover; the titles of matters leave the house.
    .get(lists.urls.handoverFile(), async (c) => {
      const house = c.get('house')
      const { of, rows, unit, printedBy, printedAt } = await handoverOf(c, lists)
      const title = handoverTitle(lists, of)
      const lead = `${unit} ${printedBy}，${formatDateTime(printedAt, house.config.timeZone)}，共 ${rows.length} 件。`
      const { pdf } = await typeset(handoverForm(rows, { title, lead }))
      await audit(house.db, {
        actor: deskActor(c),
        act: 'printHandover',
        subjectType: lists.name,
        subjectId: of,
        at: printedAt,
        details: { rows: rows.length },
      })
      return c.body(new Uint8Array(pdf), 200, {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="handover.pdf"; filename*=UTF-8''${encodeURIComponent(title)}.pdf`,
        'Cache-Control': 'no-store',
      })
    })

async function handoverOf(c: Context<Env>, lists: WorkLists): Promise<HandoverProps> {
  const house = c.get('house')
  const actor = deskActor(c)
  const asked = c.req.query('of')
  const of = isHandoverOf(asked) ? asked : 'mine'
  return {
    lists,
    of,
    ...(await readHandover(house, actor, lists, of)),
    unit: actor.roles[0]?.unitName ?? '',
    printedBy: actor.name,
    printedAt: house.clock.now(),
  }
}
