import { and, count, eq, gt } from 'drizzle-orm'
import type { Context } from 'hono'
import { hasRole, type StaffActor } from '#platform/actor.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedFields } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { forbidden, notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { notices } from '../tables.ts'
import { allTemplates, render } from '../template.ts'
import { deadLetters, noticeFigures } from './notice-figures.ts'
import { NoticesPage } from './notices-page.tsx'
import { retryNotice } from './retry-notice.ts'
import { TemplatePreviewPage, TemplatesPage } from './templates-page.tsx'

const crumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskNotices(), label: '消息投递' },
]

/** 消息投递 of the system administrator. */
export const noticeDeskRoutes = routes()
  .get(urls.deskNotices(), (c) =>
    asAdmin(c, async () => {
      const house = c.get('house')
      const [figures, { rows, nextKey }] = await Promise.all([
        noticeFigures(house),
        deadLetters(house, c.req.query('after')),
      ])
      const shown = { figures, dead: rows, nextKey, timeZone: house.config.timeZone, formKey: newId }
      return page(c, '消息投递', <NoticesPage {...shown} />, { layout: 'desk' })
    }),
  )
  .get(urls.deskNoticeTemplates(), (c) =>
    asAdmin(c, async () =>
      page(c, '消息模板', <TemplatesPage templates={allTemplates()} />, {
        layout: 'desk',
        breadcrumbs: [...crumbs, { href: urls.deskNoticeTemplates(), label: '消息模板' }],
      }),
    ),
  )
  .get(urls.deskNoticeTemplate(':id'), (c) => asAdmin(c, () => preview(c, c.req.param('id') ?? '')))
  // Audit: retryNotice.
  .post(urls.deskNoticeRetry(':id'), (c) =>
    asAdmin(c, async (actor) => {
      const id = c.req.param('id') ?? ''
      if (!isId(id)) throw notFound('消息')
      const { formKey } = await postedFields(c)
      const spent = await once(c.get('house'), typeof formKey === 'string' ? formKey : undefined, id, async (tx) => {
        await retryNotice(c.get('house'), tx, actor, id)
        return urls.deskNotices()
      })
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
      return c.redirect(spent.location, 303)
    }),
  )

async function asAdmin(c: Context<Env>, work: (actor: StaffActor) => Promise<Response>): Promise<Response> {
  const actor = c.get('actor')
  if (actor.kind === 'anyone') return c.redirect(urls.signIn(urls.deskNotices()), 303)
  if (actor.kind !== 'staff') throw notFound()
  if (!hasRole(actor, 'system-admin'))
    throw forbidden('消息投递由系统管理员负责，您的账号没有这个角色。需要时请联系安全管理员。')
  return work(actor)
}

async function preview(c: Context<Env>, id: string): Promise<Response> {
  const { db, clock } = c.get('house')
  const found = allTemplates().find((one) => one.id === id)
  if (!found) throw notFound('模板')
  const since = clock.now().subtract({ hours: 30 * 24 })
  const versions = await db
    .select({ version: notices.templateVersion, sent: count() })
    .from(notices)
    .where(and(eq(notices.template, id), eq(notices.state, 'sent'), gt(notices.createdAt, since)))
    .groupBy(notices.templateVersion)
    .orderBy(notices.templateVersion)
  const text = render(id, found.template, found.template.sample)
  return page(c, found.template.title, <TemplatePreviewPage {...found} text={text} versions={versions} />, {
    layout: 'desk',
    breadcrumbs: [...crumbs, { href: urls.deskNoticeTemplates(), label: '消息模板' }],
  })
}
