import type { Context } from 'hono'
import { z } from 'zod'
import { deskActor, everyDesk } from '#core/casework/index.ts'
import { kindOf } from '#core/matters/index.ts'
import { allUnits, staffOnly } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { readPageKey, unitField, writePageKey } from '#platform/http/address-fields.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { colleaguesAt } from '../contacts/find-colleague.ts'
import { closeWatch } from './close-watch.ts'
import { acceptWatches, offerWatches, refuseWatches, withdrawOffers } from './move-watches.ts'
import {
  countWatches,
  headUnits,
  seeWatches,
  type WatchFilters,
  type WatchList,
  watchesFor,
  watchLists,
} from './watches.ts'
import { watchesExport } from './watches-export.ts'
import { WatchesPage } from './watches-page.tsx'

const query = z.object({
  list: z.enum(watchLists).catch('mine'),
  kind: z
    .string()
    .regex(/^[a-z]{2,20}$/i)
    .optional()
    .catch(undefined),
  state: z.enum(['open', 'answered', 'late']).optional().catch(undefined),
  unit: unitField,
  news: z.literal('yes').optional().catch(undefined),
  after: z.string().optional(),
  before: z.string().optional(),
})

const labels: Record<WatchList, string> = {
  mine: '我盯着的',
  offered: '请我接手的',
  unit: '本单位的',
  orphaned: '要移交的',
  closed: '已结束的',
}

/** One's own watches; for heads those of the unit. Audit: offerWatches, acceptWatches, refuseWatches. */
export const watchRoutes = routes()
  .use('/desk/watches', staffOnly)
  .use('/desk/watches/*', staffOnly)
  .get(urls.deskWatches(), (c) => show(c))

  .post(urls.deskWatchClosure(':id'), async (c) => {
    const id = c.req.param('id') ?? ''
    if (!isId(id)) throw notFound('盯办')
    const form = await postedForm(c)
    return change(c, form, 'mine', (house, actor) => closeWatch(house.db, actor, id, house.clock.now()))
  })
  .post(urls.deskWatchesSeen(), async (c) => {
    const form = await postedForm(c)
    return change(c, form, 'mine', (house, actor) => seeWatches(house.db, actor, house.clock.now()))
  })
  .post(urls.deskWatchMoves(), async (c) => {
    const form = await postedForm(c)
    const list = watchLists.find((one) => one === textIn(form, 'list')) ?? 'mine'
    const toPersonId = textIn(form, 'toPersonId')
    return change(c, form, list, (house, actor) => {
      if (!isId(toPersonId)) throw new Refusal('nobody', '请选择请哪位同事接手。', { field: 'toPersonId' })
      return offerWatches(house, actor, { watchIds: tickedIn(form), toPersonId })
    })
  })
  .post(urls.deskWatchMoveAct('acceptance'), (c) => answer(c, acceptWatches))
  .post(urls.deskWatchMoveAct('refusal'), (c) => answer(c, refuseWatches))
  .post(urls.deskWatchMoveAct('withdrawal'), async (c) => {
    const form = await postedForm(c)
    const list = watchLists.find((one) => one === textIn(form, 'list')) ?? 'mine'
    return change(c, form, list, (house, actor) => withdrawOffers(house, actor, tickedIn(form)))
  })

const tickedIn = (form: FormData): string[] =>
  form.getAll('watch').filter((id): id is string => typeof id === 'string' && isId(id))

type Working = Omit<House, 'db'> & { db: Transaction }

async function answer(c: Context<Env>, verb: typeof acceptWatches): Promise<Response> {
  const form = await postedForm(c)
  return change(c, form, 'offered', (house, actor) => verb(house, actor, tickedIn(form)))
}

async function change(
  c: Context<Env>,
  form: FormData,
  list: WatchList,
  act: (house: Working, actor: StaffActor) => Promise<unknown>,
): Promise<Response> {
  const house = c.get('house')
  const actor = deskActor(c)
  const sent = JSON.stringify([c.req.path, tickedIn(form), textIn(form, 'toPersonId')])
  try {
    const spent = await once(house, textIn(form, 'formKey'), sent, async (tx) => {
      await act({ ...house, db: tx }, actor)
      return urls.deskWatches({ list })
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || (error.status !== 409 && error.status !== 422)) throw error
    house.metrics.refusals.inc({ code: error.code })
    return show(c, { list, errors: { refused: error.message }, ticked: tickedIn(form) })
  }
}

async function show(
  c: Context<Env>,
  back: { list?: WatchList; errors?: Record<string, string>; ticked?: string[] } = {},
): Promise<Response> {
  const house = c.get('house')
  const actor = deskActor(c)
  const asked = query.parse(c.req.method === 'GET' ? c.req.query() : {})
  const list = back.list ?? asked.list
  const { kind, state, unit, news } = asked
  const filters: WatchFilters = {
    ...(kind && { kind }),
    ...(state && { state }),
    ...(unit && { unitId: unit }),
    ...(news && { news: true }),
  }
  const [after, before] = [readPageKey(asked.after), readPageKey(asked.before)]
  const key = before ? { way: 'before' as const, ...before } : after ? { way: 'after' as const, ...after } : null
  const [{ rows, hasMore }, tabs, units] = await Promise.all([
    watchesFor(house, actor, list, filters, key),
    tabsFor(house, actor, list),
    allUnits(house.db),
  ])
  const here = (more: Record<string, string | undefined>) =>
    urls.deskWatches({ list, kind, state, unit, news, ...more })
  const [first, last] = [rows[0], rows.at(-1)]
  const isBack = key?.way === 'before'
  const body = (
    <WatchesPage
      list={list}
      tabs={tabs}
      rows={rows}
      filters={filters}
      kinds={[...new Set(everyDesk.desks().flatMap(({ kinds }) => kinds))].map((name) => ({
        value: name,
        label: kindOf(name).title,
      }))}
      units={units.filter(({ active }) => active).map(({ id, shortName }) => ({ value: id, label: shortName }))}
      colleagues={await colleaguesFor(house, actor, [...new Set(rows.map(({ unitId }) => unitId))])}
      previousHref={
        first && (isBack ? hasMore : key) ? here({ before: writePageKey(first.newsAt, first.id) }) : undefined
      }
      nextHref={last && (isBack || hasMore) ? here({ after: writePageKey(last.newsAt, last.id) }) : undefined}
      ticked={back.ticked ?? []}
      errors={back.errors ?? {}}
      keyOf={newId}
      exporting={present({ source: watchesExport, list, kind, state, unit, news })}
    />
  )
  return page(c, `${labels[list]} · 我盯的事`, body, { layout: 'desk', status: back.errors ? 422 : 200 })
}

const present = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])))

async function tabsFor(house: House, actor: StaffActor, list: WatchList) {
  const shown = watchLists.filter((one) => headUnits(actor).length > 0 || (one !== 'unit' && one !== 'orphaned'))
  return Promise.all(
    shown.map(async (one) => ({
      href: urls.deskWatches({ list: one }),
      label: labels[one],
      current: one === list,
      ...(one !== 'closed' && { badge: await countWatches(house, actor, one) }),
    })),
  )
}

/** Of the first-asked units of what is shown; who is on leave is named as such. */
async function colleaguesFor(house: House, actor: StaffActor, unitIds: string[]) {
  const found = new Map<string, string>()
  for (const unitId of unitIds.slice(0, 5)) {
    for (const { personId, name, awayUntil } of await colleaguesAt(house, unitId)) {
      if (personId !== actor.personId || headUnits(actor).includes(unitId))
        found.set(personId, awayUntil ? `${name}（休假到${awayUntil.month}月${awayUntil.day}日）` : name)
    }
  }
  return [...found].map(([value, label]) => ({ value, label }))
}
