import type { Context } from 'hono'
import { allUnits, requireRole, staffOnly } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedForm } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { forgetEndpoints } from './announce.ts'
import {
  addEndpoint,
  changeSecret,
  closeEndpoint,
  endpointForm,
  endpointOf,
  newSecret,
  ping,
  reopenEndpoint,
  repeatDelivery,
} from './change-endpoints.ts'
import { allEndpoints, deliveryLog } from './endpoints.ts'
import { NewWebhookPage, SecretPage, type TypedEndpoint, WebhookPage, WebhooksPage } from './webhooks-page.tsx'

const crumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskWebhooks(), label: '消息推送' },
]

type Acting = (tx: Transaction, actor: StaffActor, id: string, form: FormData) => Promise<void>

export const webhookRoutes = routes()
  .use(`${urls.deskWebhooks()}/*`, staffOnly)
  .get(urls.deskWebhooks(), async (c) => {
    requireRole(c.get('actor'), 'system-admin')
    const { db } = c.get('house')
    const [endpoints, units] = await Promise.all([allEndpoints(db), allUnits(db)])
    const names = new Map(units.map(({ id, shortName }) => [id, shortName]))
    return page(c, '消息推送', <WebhooksPage endpoints={endpoints} unitName={(id) => names.get(id) ?? '—'} />, {
      layout: 'desk',
    })
  })
  .get(urls.newDeskWebhook(), (c) => {
    requireRole(c.get('actor'), 'system-admin')
    return showForm(c, {}, {}, 200)
  })
  .get(urls.deskWebhook(':id'), async (c) => {
    requireRole(c.get('actor'), 'system-admin')
    const { db, config } = c.get('house')
    const endpoint = await endpointOf(db, idOf(c))
    const after = c.req.query('after')
    const [{ deliveries, nextKey }, units] = await Promise.all([
      deliveryLog(db, endpoint.id, after && isId(after) ? after : undefined),
      allUnits(db),
    ])
    return page(
      c,
      endpoint.name,
      <WebhookPage
        endpoint={endpoint}
        unitName={units.find(({ id }) => id === endpoint.unitId)?.name ?? '—'}
        log={deliveries}
        nextKey={nextKey}
        timeZone={config.timeZone}
        formKey={newId}
      />,
      { layout: 'desk', breadcrumbs: [...crumbs, { href: urls.deskWebhook(endpoint.id), label: endpoint.name }] },
    )
  })
  .post(urls.deskWebhooks(), addOne)
  .post(urls.deskWebhookAct(':id', 'secret'), async (c) => {
    const secret = newSecret()
    const answer = await acting(c, (tx, actor, id) => changeSecret({ ...c.get('house'), db: tx }, actor, id, secret))
    return answer.isRepeat ? c.redirect(urls.deskWebhook(idOf(c)), 303) : showSecret(c, idOf(c), secret)
  })
  .post(urls.deskWebhookAct(':id', 'ping'), (c) => simple(c, (tx, _, id) => ping({ ...c.get('house'), db: tx }, id)))
  .post(urls.deskWebhookAct(':id', 'closure'), (c) =>
    simple(c, (tx, actor, id) => closeEndpoint({ ...c.get('house'), db: tx }, actor, id)),
  )
  .post(urls.deskWebhookAct(':id', 'reopening'), (c) =>
    simple(c, (tx, actor, id) => reopenEndpoint({ ...c.get('house'), db: tx }, actor, id)),
  )
  .post(urls.deskWebhookAct(':id', 'repeats'), (c) =>
    simple(c, (tx, actor, id, form) => {
      const delivery = String(form.get('delivery') ?? '')
      if (!isId(delivery)) throw notFound('推送')
      return repeatDelivery({ ...c.get('house'), db: tx }, actor, id, delivery)
    }),
  )

async function addOne(c: Context<Env>): Promise<Response> {
  const actor = c.get('actor')
  requireRole(actor, 'system-admin')
  const house = c.get('house')
  const form = await postedForm(c)
  const text = (name: string) => String(form.get(name) ?? '')
  const typed = {
    name: text('name'),
    unitId: text('unitId'),
    url: text('url'),
    types: form.getAll('types').map(String),
  }
  const read = endpointForm.safeParse(typed)
  if (!read.success) {
    const errors: FieldErrors = {}
    for (const { path, message } of read.error.issues) errors[String(path[0])] ??= message
    return showForm(c, typed, errors, 422)
  }
  const secret = newSecret()
  let id = ''
  try {
    const spent = await once(house, text('formKey'), JSON.stringify(typed), async (tx) => {
      id = await addEndpoint({ ...house, db: tx }, actor, read.data, secret)
      return urls.deskWebhook(id)
    })
    forgetEndpoints(house.db)
    return spent.isRepeat ? c.redirect(spent.location, 303) : showSecret(c, id, secret)
  } catch (error) {
    if (!(error instanceof Refusal) || !error.field) throw error
    return showForm(c, typed, { [error.field]: error.message }, 422)
  }
}

const showSecret = (c: Context<Env>, id: string, secret: string): Response =>
  page(c, '推送密钥', <SecretPage id={id} secret={secret} />, { layout: 'desk', breadcrumbs: crumbs })

async function acting(c: Context<Env>, work: Acting): Promise<{ isRepeat: boolean }> {
  const actor = c.get('actor')
  requireRole(actor, 'system-admin')
  const house = c.get('house')
  const id = idOf(c)
  const form = await postedForm(c)
  const spent = await once(house, String(form.get('formKey') ?? ''), c.req.path, async (tx) => {
    await work(tx, actor, id, form)
    return urls.deskWebhook(id)
  })
  forgetEndpoints(house.db)
  return spent
}

async function simple(c: Context<Env>, work: Acting): Promise<Response> {
  const { isRepeat } = await acting(c, work)
  setFlash(c, isRepeat ? 'alreadyDone' : 'done')
  return c.redirect(urls.deskWebhook(idOf(c)), 303)
}

async function showForm(
  c: Context<Env>,
  typed: TypedEndpoint,
  errors: FieldErrors,
  status: 200 | 422,
): Promise<Response> {
  const units = (await allUnits(c.get('house').db)).filter((unit) => unit.active)
  const options = units.map((unit) => ({ value: unit.id, label: unit.name }))
  return page(c, '新增推送地址', <NewWebhookPage typed={typed} errors={errors} units={options} formKey={newId()} />, {
    layout: 'desk',
    status,
    breadcrumbs: [...crumbs, { href: urls.newDeskWebhook(), label: '新增' }],
  })
}

function idOf(c: Context<Env>): string {
  const id = c.req.param('id') ?? ''
  if (!isId(id)) throw notFound('推送地址')
  return id
}
