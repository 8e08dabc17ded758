import { z } from 'zod'
import { routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { urls } from '#urls.ts'
import { checkAudit } from './audit.ts'
import { findAuditEntries } from './audit-entries.ts'
import { AuditCheckPage, AuditPage } from './audit-page.tsx'
import { requireRole } from './permissions.ts'
import { staffOnly } from './session.ts'
import { staffNames } from './staff.ts'

/** From 2000 on: PostgreSQL knows no year 0. */
const day = z.iso.date().regex(/^2/).or(z.literal('')).catch('')

/** An id, or a name of the machine's: `import`. */
const code = z
  .string()
  .regex(/^[\w.:-]{1,60}$/)
  .catch('')

const listQuery = z.object({
  act: code,
  actor: code,
  subject: code,
  from: day,
  until: day,
  before: z.uuid().optional().catch(undefined),
})

export const auditRoutes = routes()
  .use(`${urls.deskAudit()}/*`, staffOnly)
  .get(urls.deskAudit(), async (c) => {
    requireRole(c.get('actor'), 'audit-admin')
    const { db, secrets, config } = c.get('house')
    const { before, ...query } = listQuery.parse(c.req.query())
    const startOf = (text: string, days: number) =>
      text ? Temporal.PlainDate.from(text).add({ days }).toZonedDateTime(config.timeZone).toInstant() : undefined
    const found = await findAuditEntries(db, {
      act: query.act || undefined,
      actorId: query.actor || undefined,
      subjectId: query.subject || undefined,
      from: startOf(query.from, 0),
      until: startOf(query.until, 1),
      before,
    })
    const ids = found.entries.flatMap((entry) => [entry.actorId ?? '', entry.subjectId])
    const names = await staffNames(db, secrets, ids)
    return page(c, '审计记录', <AuditPage {...found} names={names} query={query} timeZone={config.timeZone} />, {
      layout: 'desk',
    })
  })
  .get(urls.deskAuditCheck(), async (c) => {
    requireRole(c.get('actor'), 'audit-admin')
    return page(c, '核对审计链', <AuditCheckPage check={await checkAudit(c.get('house').db)} />, {
      layout: 'desk',
      breadcrumbs: [
        { href: urls.desk(), label: '工作台' },
        { href: urls.deskAudit(), label: '审计记录' },
        { href: urls.deskAuditCheck(), label: '核对' },
      ],
    })
  })
