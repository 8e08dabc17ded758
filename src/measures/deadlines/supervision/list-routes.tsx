import type { Context } from 'hono'
import { z } from 'zod'
import { allUnits, requireRole, staffOnly } from '#core/people/index.ts'
import { hasRole, type StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import { readPageKey, unitField, writePageKey } from '#platform/http/address-fields.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { urls } from '#urls.ts'
import { overseenBy } from './find.ts'
import { orderStates, orderStateWords } from './order.ts'
import { orderExport } from './order-export.ts'
import { readOrders } from './orders.ts'
import { countWaiting, readProposals } from './proposals.ts'
import { OrdersPage, ProposalsPage, type SupervisionTab } from './supervision-page.tsx'

/** What cannot be read is left out: an old bookmark still opens a list. */
const query = z.object({
  list: z.enum(['waiting', 'decided', 'orders']).optional().catch(undefined),
  state: z.enum(orderStates).optional().catch(undefined),
  stage: z.enum(['order', 'listing']).optional().catch(undefined),
  unit: unitField,
  q: z
    .string()
    .trim()
    .max(40)
    .transform((text) => text || undefined)
    .optional()
    .catch(undefined),
  sort: z.enum(['issued', 'due']).catch('issued'),
  after: z.string().max(100).optional().catch(undefined),
})

export const supervisionListRoutes = routes()
  .use(urls.deskSupervision(), staffOnly)
  .get(urls.deskSupervision(), (c) => {
    const actor = c.get('actor')
    requireRole(actor, 'supervisor', 'leader', 'head', 'handler', 'dispatcher', 'clerk', 'discipline')
    const asked = query.parse(c.req.query())
    const list = asked.list ?? (oversees(actor) ? 'waiting' : 'orders')
    return list === 'orders' || !oversees(actor)
      ? showOrders(c, actor, asked)
      : showProposals(c, actor, list, asked.after)
  })

const oversees = (actor: StaffActor): boolean => hasRole(actor, 'supervisor', 'leader')

async function tabsOf(c: Context<Env>, actor: StaffActor, current: SupervisionTab) {
  const orders = { href: urls.deskSupervision({ list: 'orders' }), label: '督办单', current: current === 'orders' }
  if (!oversees(actor)) return [orders]
  const badge = await countWaiting(c.get('house'), actor)
  return [
    { href: urls.deskSupervision({ list: 'waiting' }), label: '等待决定', current: current === 'waiting', badge },
    orders,
    { href: urls.deskSupervision({ list: 'decided' }), label: '已决定的建议', current: current === 'decided' },
  ]
}

async function showProposals(
  c: Context<Env>,
  actor: StaffActor,
  list: 'waiting' | 'decided',
  after: string | undefined,
): Promise<Response> {
  const key = readPageKey(after)
  const { rows, next } = await readProposals(c.get('house'), actor, { isDecided: list === 'decided', after: key })
  const here = (to?: string) => urls.deskSupervision({ list, after: to })
  const body = (
    <ProposalsPage
      tabs={await tabsOf(c, actor, list)}
      rows={rows}
      isDecided={list === 'decided'}
      firstHref={key ? here() : undefined}
      nextHref={next ? here(writePageKey(next.at, next.id)) : undefined}
    />
  )
  return page(c, '督办', body, { layout: 'desk' })
}

async function showOrders(c: Context<Env>, actor: StaffActor, asked: z.infer<typeof query>): Promise<Response> {
  const house = c.get('house')
  const { state, stage, unit, q, sort } = asked
  const filters = { state, stage, unitId: unit, number: q }
  const key = orderKey(asked.after, sort)
  const [units, { rows, next }] = await Promise.all([
    allUnits(house.db),
    readOrders(house, actor, { filters, sort, after: key }),
  ])
  const chosen = { state, stage, unit, q }
  const here = (more: Record<string, string | undefined>) =>
    urls.deskSupervision({ list: 'orders', ...chosen, sort, ...more })
  const mine = overseenBy(actor, units)
  const isFiltered = Object.values(chosen).some(Boolean)
  const body = (
    <OrdersPage
      tabs={await tabsOf(c, actor, 'orders')}
      rows={rows}
      today={dateIn(house.config.timeZone, house.clock.now())}
      sort={{ by: sort, issued: here({ sort: 'issued' }), due: here({ sort: 'due' }) }}
      filters={{
        number: q ?? '',
        selects: [
          {
            name: 'state',
            label: '状态',
            value: state,
            options: [all, ...orderStates.map((id) => ({ value: id, label: orderStateWords[id] }))],
          },
          {
            name: 'stage',
            label: '种类',
            value: stage,
            options: [all, { value: 'order', label: '督办单' }, { value: 'listing', label: '挂牌督办' }],
          },
          ...(mine.length > 1
            ? [
                {
                  name: 'unit',
                  label: '承办单位',
                  value: unit,
                  options: [
                    all,
                    ...units
                      .filter(({ id }) => mine.includes(id))
                      .map(({ id, shortName }) => ({ value: id, label: shortName })),
                  ],
                },
              ]
            : []),
        ],
        clearHref: isFiltered ? urls.deskSupervision({ list: 'orders' }) : undefined,
      }}
      exporting={{ formKey: newId(), fields: { source: orderExport, ...present(chosen) } }}
      firstHref={key ? here({}) : undefined}
      nextHref={next ? here({ after: `${next.at}_${next.id}` }) : undefined}
    />
  )
  return page(c, '督办单', body, { layout: 'desk' })
}

const all = { value: '', label: '全部' }

const present = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])))

/** As PostgreSQL writes an instant or a date. */
function orderKey(text: string | undefined, sort: 'issued' | 'due') {
  const [at = '', id = ''] = (text ?? '').split('_')
  const shape = sort === 'due' ? /^2\d{3}-\d\d-\d\d$/ : /^2\d{3}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$/
  return shape.test(at) && z.uuid().safeParse(id).success ? { at, id } : undefined
}
