import type { Context } from 'hono'
import { z } from 'zod'
import { rulesToday } from '#core/calendar/index.ts'
import { allDivisions, allUnits, staffOnly, type Unit } from '#core/people/index.ts'
import { hasRole } from '#platform/actor.ts'
import { divisionField, unitField } from '#platform/http/address-fields.ts'
import { type Env, type Routes, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { dispatchMatter } from '../acts/dispatch-matter.tsx'
import { findUnit } from '../acts/find-unit.ts'
import { signMatter } from '../acts/sign-matter.ts'
import { deskOfKind } from '../desk.ts'
import { deskActor, type Posted, readTyped } from '../desk-request.ts'
import { actOnEach, type Bulk, type BulkReport } from './bulk.ts'
import { listFilters } from './list-filters.ts'
import { DeskListPage } from './list-page.tsx'
import { countDeskLists, type DeskFilters, type Key, readDeskList } from './read-list.ts'
import { exportName, listOf, mayOpen, type WorkLists } from './work-lists.ts'

type Asked = { list: string; filters: DeskFilters; key: Key | null }

/** The lists of a desk and what is done to all ticked rows at once. Who is no member of staff is asked to sign in, or finds nothing here. */
export const listRoutes = (lists: WorkLists): Routes =>
  routes()
    .use(lists.urls.list(), staffOnly)
    .use(lists.urls.signatures(), staffOnly)
    .use(lists.urls.dispatches(), staffOnly)
    .get(lists.urls.list(), async (c) => showList(c, lists, await askedOf(c, lists, c.req.query())))
    // Audit: none beside the events of each matter. One post, many matters; what is refused is told row by row.
    .post(lists.urls.signatures(), async (c) => {
      const posted = await readTyped(c)
      return bulkAct(c, lists, posted, '签收', (house, matterId) => signMatter(house, deskActor(c), matterId))
    })
    .post(lists.urls.dispatches(), async (c) => {
      const posted = await readTyped(c)
      const advised = posted.typed.intent === 'advised' ? lists.bulkDispatch?.advised : undefined
      if (advised) {
        return bulkAct(c, lists, posted, '按建议派出', (house, matterId) =>
          advised.perform(house, deskActor(c), matterId),
        )
      }
      const units = await allUnits(c.get('house').db)
      const found = findUnit(
        posted.typed.dispatchUnit ?? '',
        units.filter((unit) => unit.active),
      )
      const errors: FieldErrors = found.ok ? {} : { dispatchUnit: found.message }
      const said = lists.bulkDispatch?.form.safeParse(posted.typed)
      for (const { path, message } of said?.error?.issues ?? []) errors[String(path[0])] ??= message
      if (!found.ok || said?.success === false)
        return showList(c, lists, await postedFrom(c, lists, posted), { posted, errors })
      const { id: unitId, shortName } = found.unit
      const doing = `${lists.bulkDispatch?.words.to ?? '派给'}${shortName}`
      return bulkAct(c, lists, posted, doing, async (house, matterId, kind) => {
        // Each as its own kind dispatches, on a list over all desks too.
        const own = deskOfKind(kind)?.bulkDispatch
        if (own) await own.perform(house, deskActor(c), matterId, unitId, posted.typed)
        else await dispatchMatter(house, deskActor(c), matterId, { unitId })
      })
    })

/** What the address asks for; anything that it cannot mean is left out rather than refused: an old bookmark still opens a list. */
const query = z.object({
  list: z.string().catch(''),
  desk: z.string().optional().catch(undefined),
  class: z.string().optional().catch(undefined),
  channel: z.string().optional().catch(undefined),
  unit: unitField,
  division: divisionField,
  light: z.enum(['green', 'yellow', 'red']).optional().catch(undefined),
  q: z
    .string()
    .transform((text) => text.replace(/\s/g, ''))
    .pipe(z.string().regex(/^\d{1,20}$/))
    .optional()
    .catch(undefined),
  way: z.enum(['after', 'before']).optional().catch(undefined),
  at: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$/)
    .optional()
    .catch(undefined),
  id: z.uuid().optional().catch(undefined),
})

/** The list that has work for this person when none is asked for: one that calls them, else the usual one of their role. */
async function usualList(c: Context<Env>, lists: WorkLists): Promise<string> {
  const actor = deskActor(c)
  for (const { id, landsFor } of lists.lists) {
    if (!landsFor || !hasRole(actor, ...landsFor)) continue
    const { rows } = await readDeskList(c.get('house'), actor, lists, id, {}, null, 1)
    if (rows.length > 0) return id
  }
  const wanted = hasRole(actor, 'dispatcher')
    ? 'dispatch'
    : hasRole(actor, 'head')
      ? 'approve'
      : hasRole(actor, 'leader', 'supervisor')
        ? 'overdue'
        : 'mine'
  return (listOf(lists, wanted) ?? lists.lists[0])?.id ?? ''
}

async function askedOf(c: Context<Env>, lists: WorkLists, values: Record<string, string>): Promise<Asked> {
  const read = query.parse(values)
  const { way, at, id } = read
  const desks = lists.desks()
  const own = lists.filter && values[lists.filter.name]
  const isOffered = own && (await lists.filter?.options(c.get('house').db))?.some(({ value }) => value === own)
  return {
    list: listOf(lists, read.list)?.id ?? (await usualList(c, lists)),
    filters: {
      desk: desks.length > 1 && desks.some(({ name }) => name === read.desk) ? read.desk : undefined,
      class: desks.some(({ classes }) => read.class && Object.hasOwn(classes, read.class)) ? read.class : undefined,
      channel: read.channel && Object.hasOwn(lists.channels ?? {}, read.channel) ? read.channel : undefined,
      unitId: read.unit,
      divisionCode: read.division,
      light: read.light,
      number: read.q,
      ...(isOffered && { own }),
    },
    key: way && at && id ? { way, at, id } : null,
  }
}

const postedFrom = (c: Context<Env>, lists: WorkLists, { typed }: Posted): Promise<Asked> =>
  askedOf(c, lists, Object.fromEntries(new URLSearchParams(typed.list ?? '')))

async function bulkAct(
  c: Context<Env>,
  lists: WorkLists,
  posted: Posted,
  doing: string,
  verb: Parameters<typeof actOnEach>[4],
): Promise<Response> {
  const house = c.get('house')
  const { matter, measure } = lists.words
  const asked = await postedFrom(c, lists, posted)
  const ticked = posted.all('matter')
  if (ticked.length === 0) {
    const error = `还没有勾选${matter}，请先勾选（按 x 勾选当前行）。`
    return showList(c, lists, asked, { posted, errors: { matter: error } })
  }
  if (ticked.length > 200) throw new Refusal('too-many', `一次最多处理 200 ${measure}，请分几次办理。`)
  let report: BulkReport | undefined
  const spent = await once(house, posted.formKey, posted.text, async (tx) => {
    const { done, refused } = await actOnEach({ ...house, db: tx }, deskActor(c), ticked, lists.words, verb)
    const title = `${done.length} ${measure}已${doing}${refused.length > 0 ? `，${refused.length} ${measure}没有办成` : ''}`
    report = { title, refused }
    return lists.urls.list({ list: asked.list })
  })
  if (report && report.refused.length > 0) return showList(c, lists, { ...asked, key: null }, { report })
  setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
  return c.redirect(spent.location, 303)
}

async function showList(
  c: Context<Env>,
  lists: WorkLists,
  { list, filters, key }: Asked,
  back: { posted?: Posted; errors?: FieldErrors; report?: BulkReport } = {},
): Promise<Response> {
  const house = c.get('house')
  const actor = deskActor(c)
  const [units, divisions, rule, own] = await Promise.all([
    allUnits(house.db),
    allDivisions(house.db),
    rulesToday(house),
    lists.filter?.options(house.db) ?? [],
  ])
  const shown = listOf(lists, list)
  if (!shown) throw new Error(`the desk of ${lists.name} has no list ${list}`)
  const [read, { counts, isCapped }] = await Promise.all([
    readDeskList(house, actor, lists, list, filters, key),
    countDeskLists(house, actor, lists, units),
  ])
  const asked = addressed(lists, filters)
  const isFiltered = Object.keys(asked).length > 0
  const at = (to: Key | null) => (to ? lists.urls.list({ list, ...asked, ...to }) : undefined)
  const { matter } = lists.words
  return page(
    c,
    `${shown.label} · ${matter}办理`,
    <DeskListPage
      lists={lists}
      mayOpen={mayOpen(lists.opening, actor, units)}
      tabs={lists.lists.map(({ id, label, order }) => ({
        href: lists.urls.list({ list: id }),
        label,
        current: id === list,
        ...(order === 'due' && { badge: badgeOf(counts[id] ?? 0, isCapped) }),
      }))}
      tabLabel={shown.label}
      order={shown.order === 'due' ? '按期限从近到远' : '从新到旧'}
      rows={read.rows}
      filters={{
        action: lists.urls.list(),
        hidden: { list },
        number: filters.number ?? '',
        selects: listFilters(lists, filters, { actor, units, divisions, own }),
        clearHref: isFiltered ? lists.urls.list({ list }) : undefined,
      }}
      pager={{ previousHref: at(read.previous), nextHref: at(read.next) }}
      bulk={bulkOf(lists, list, lists.urls.list({ list, ...asked }), units, back, actor)}
      report={back.report}
      exporting={{ formKey: newId(), fields: { source: exportName(lists), list, ...asked } }}
      empty={
        isFiltered
          ? { title: `没有符合条件的${matter}`, next: '请放宽条件，或清除条件看全部。' }
          : {
              title: `${shown.label}：没有${matter}`,
              next: typeof shown.next === 'string' ? shown.next : shown.next(rule),
            }
      }
    />,
    { layout: 'desk', status: back.errors ? 422 : 200 },
  )
}

/** Nothing where nobody counted far enough to say. */
const badgeOf = (count: number, isCapped: boolean): number | string | undefined =>
  isCapped ? (count > 0 ? `${count}+` : undefined) : count

/** The filters as they stand in the address. */
const addressed = ({ filter }: WorkLists, filters: DeskFilters): Record<string, string> =>
  Object.fromEntries(
    Object.entries({
      desk: filters.desk,
      class: filters.class,
      channel: filters.channel,
      unit: filters.unitId,
      division: filters.divisionCode,
      light: filters.light,
      q: filters.number,
      ...(filter && { [filter.name]: filters.own }),
    }).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )

function bulkOf(
  { bulkDispatch }: WorkLists,
  list: string,
  address: string,
  units: readonly Unit[],
  { posted, errors = {} }: { posted?: Posted; errors?: FieldErrors },
  actor: ReturnType<typeof deskActor>,
): Bulk | null {
  const common = {
    list: address.split('?')[1] ?? '',
    formKey: posted?.formKey ?? newId(),
    ticked: posted?.all('matter') ?? [],
    ...(errors.matter !== undefined && { error: errors.matter }),
  }
  if (list === 'sign') return { kind: 'sign', ...common }
  if (list !== 'dispatch' || !hasRole(actor, ...(bulkDispatch?.roles ?? ['dispatcher']))) return null
  return {
    kind: 'dispatch',
    ...common,
    units: units.filter((unit) => unit.active),
    typed: posted?.typed ?? {},
    errors,
  }
}
