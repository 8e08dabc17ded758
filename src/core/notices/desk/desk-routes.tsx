import { and, count, eq, gt } from 'drizzle-orm'
import type { Context } from 'hono'
import { z } from 'zod'
import { hasRole, type StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
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
import { deadGroups, deadLetters, noticeFigures } from './notice-figures.ts'
import { NoticesPage } from './notices-page.tsx'
import { retryGroup, retryNotice, settleNotice } from './retry-notice.ts'
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
      const [figures, groups, { rows, nextKey }] = await Promise.all([
        noticeFigures(house),
        deadGroups(house),
        deadLetters(house, c.req.query('after')),
      ])
      const shown = { figures, groups, dead: rows, nextKey, timeZone: house.config.timeZone, formKey: newId }
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
  // Audit: retryNotice, retryNoticeInDoubt.
  .post(urls.deskNoticeRetry(':id'), (c) =>
    act(c, (tx, actor, id, { anyway }) => retryNotice(c.get('house'), tx, actor, id, anyway === 'yes')),
  )
  // Audit: settleNotice.
  .post(urls.deskNoticeSettlement(':id'), (c) => act(c, (tx, actor, id) => settleNotice(c.get('house'), tx, actor, id)))
  // Audit: retryNotices.
  .post(urls.deskNoticeRetries(), (c) =>
    asAdmin(c, async (actor) => {
      const { formKey, ...typed } = await postedFields(c)
      const group = groupForm.safeParse(typed)
      if (!group.success) throw notFound('消息')
      return spend(c, formKey, group.data, (tx) => retryGroup(c.get('house'), tx, actor, group.data))
    }),
  )

const groupForm = z.object({ channel: z.enum(['sms', 'email', 'wechat', 'push']), failure: z.string().min(1).max(60) })

type Fields = Record<string, unknown>
type Act = (tx: Transaction, actor: StaffActor, id: string, typed: Fields) => Promise<unknown>

const act = (c: Context<Env>, verb: Act): Promise<Response> =>
  asAdmin(c, async (actor) => {
    const id = c.req.param('id') ?? ''
    if (!isId(id)) throw notFound('消息')
    const { formKey, ...typed } = await postedFields(c)
    return spend(c, formKey, { path: c.req.path, ...typed }, (tx) => verb(tx, actor, id, typed))
  })

async function spend(
  c: Context<Env>,
  formKey: unknown,
  body: unknown,
  work: (tx: Transaction) => Promise<unknown>,
): Promise<Response> {
  const key = typeof formKey === 'string' ? formKey : undefined
  const spent = await once(c.get('house'), key, JSON.stringify(body), async (tx) => {
    await work(tx)
    return urls.deskNotices()
  })
  setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
  return c.redirect(spent.location, 303)
}

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
