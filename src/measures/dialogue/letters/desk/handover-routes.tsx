import type { Context } from 'hono'
import { typeset } from '#core/documents/index.ts'
import { audit, defineAuditActs } from '#core/people/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { formatDateTime } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { deskActor } from './desk-request.ts'
import { handoverForm, isHandoverOf, readHandover } from './handover.ts'
import { type HandoverProps, HandoverSheet, handoverTitles } from './handover-page.tsx'

defineAuditActs({ printHandover: '下载交接清单' })

/** Before the pages of one letter; `staffOnly` stands before both. */
export const handoverRoutes = routes()
  .get(urls.deskHandover(), async (c) => {
    const props = await handoverOf(c)
    return page(c, handoverTitles[props.of], <HandoverSheet {...props} />, { layout: 'print' })
  })
  // Audit: printHandover; the titles of letters leave the house.
  .get('/desk/letters/handover.pdf', async (c) => {
    const house = c.get('house')
    const { of, rows, unit, printedBy, printedAt } = await handoverOf(c)
    const title = handoverTitles[of]
    const lead = `${unit} ${printedBy}，${formatDateTime(printedAt, house.config.timeZone)}，共 ${rows.length} 件。`
    const { pdf } = await typeset(handoverForm(rows, { title, lead }))
    await audit(house.db, {
      actor: deskActor(c),
      act: 'printHandover',
      subjectType: 'letters',
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

async function handoverOf(c: Context<Env>): Promise<HandoverProps> {
  const house = c.get('house')
  const actor = deskActor(c)
  const asked = c.req.query('of')
  const of = isHandoverOf(asked) ? asked : 'mine'
  return {
    of,
    ...(await readHandover(house, actor, of)),
    unit: actor.roles[0]?.unitName ?? '',
    printedBy: actor.name,
    printedAt: house.clock.now(),
  }
}
