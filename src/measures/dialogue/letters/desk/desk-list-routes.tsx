import type { Context } from 'hono'
import { z } from 'zod'
import { allDivisions, allUnits } from '#core/people/index.ts'
import { hasRole } from '#platform/actor.ts'
import { divisionField, unitField } from '#platform/http/address-fields.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { dispatchLetter } from '../acts/dispatch-letter.tsx'
import { signLetter } from '../acts/sign-letter.ts'
import { classNames, letterClasses } from '../letter.ts'
import { actOnEach, type Bulk, type BulkReport } from './desk-bulk.ts'
import { countDeskLists, type DeskFilters, type Key, readDeskList } from './desk-list.ts'
import { deskExport } from './desk-list-export.ts'
import { DeskListPage } from './desk-list-page.tsx'
import { type DeskListId, deskLists, isDeskList } from './desk-lists.ts'
import { deskActor, type Posted, readTyped } from './desk-request.ts'
import { unitsOf } from './desk-units.ts'
import { findUnit } from './find-unit.ts'

type Asked = { list: DeskListId; filters: DeskFilters; key: Key | null }

/** What the address asks for; anything that it cannot mean is left out rather than refused: an old bookmark still opens a list. */
const query = z.object({
  list: z.string().catch(''),
  class: z.enum(letterClasses).optional().catch(undefined),
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

/** The list that has work for this person when none is asked for. */
const usualList = (c: Context<Env>): DeskListId => {
  const actor = deskActor(c)
  if (hasRole(actor, 'dispatcher')) return 'dispatch'
  if (hasRole(actor, 'head')) return 'approve'
  return hasRole(actor, 'leader', 'supervisor') ? 'overdue' : 'mine'
}

function askedOf(c: Context<Env>, values: Record<string, string>): Asked {
  const read = query.parse(values)
  const { way, at, id } = read
  return {
    list: isDeskList(read.list) ? read.list : usualList(c),
    filters: {
      class: read.class,
      unitId: read.unit,
      divisionCode: read.division,
      light: read.light,
      number: read.q,
    },
    key: way && at && id ? { way, at, id } : null,
  }
}

export const deskListRoutes = routes()
  .get('/desk/letters', (c) => showList(c, askedOf(c, c.req.query())))
  // Audit: none beside the events of each letter. One post, many letters; what is refused is told row by row.
  .post('/desk/signatures', async (c) => {
    const posted = await readTyped(c)
    return bulkAct(c, posted, '签收', (house, matterId) => signLetter(house, deskActor(c), matterId))
  })
  .post('/desk/dispatches', async (c) => {
    const posted = await readTyped(c)
    const units = await allUnits(c.get('house').db)
    const found = findUnit(
      posted.typed.dispatchUnit ?? '',
      units.filter((unit) => unit.active),
    )
    if (!found.ok) return showList(c, listOf(c, posted), { posted, error: found.message })
    return bulkAct(c, posted, `派给${found.unit.shortName}`, (house, matterId) =>
      dispatchLetter(house, deskActor(c), matterId, { unitId: found.unit.id }),
    )
  })

const listOf = (c: Context<Env>, { typed }: Posted): Asked =>
  askedOf(c, Object.fromEntries(new URLSearchParams(typed.list ?? '')))

async function bulkAct(
  c: Context<Env>,
  posted: Posted,
  doing: string,
  verb: Parameters<typeof actOnEach>[3],
): Promise<Response> {
  const house = c.get('house')
  const asked = listOf(c, posted)
  const ticked = posted.all('letter')
  if (ticked.length === 0) return showList(c, asked, { posted, error: '还没有勾选来信，请先勾选（按 x 勾选当前行）。' })
  if (ticked.length > 200) throw new Refusal('too-many', '一次最多处理 200 封，请分几次办理。')
  let report: BulkReport | undefined
  const spent = await once(house, posted.formKey, posted.text, async (tx) => {
    const { done, refused } = await actOnEach({ ...house, db: tx }, deskActor(c), ticked, verb)
    report = {
      title: `${done.length} 封已${doing}${refused.length > 0 ? `，${refused.length} 封没有办成` : ''}`,
      refused,
    }
    return urls.deskLetters({ list: asked.list })
  })
  if (report && report.refused.length > 0) return showList(c, { ...asked, key: null }, { report })
  setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
  return c.redirect(spent.location, 303)
}

async function showList(
  c: Context<Env>,
  { list, filters, key }: Asked,
  back: { posted?: Posted; error?: string; report?: BulkReport } = {},
): Promise<Response> {
  const house = c.get('house')
  const actor = deskActor(c)
  const [units, divisions] = await Promise.all([allUnits(house.db), allDivisions(house.db)])
  const [read, counts] = await Promise.all([
    readDeskList(house, actor, list, filters, key),
    countDeskLists(house, actor, units),
  ])
  const asked = {
    class: filters.class,
    unit: filters.unitId,
    division: filters.divisionCode,
    light: filters.light,
    q: filters.number,
  }
  const here = (values: Record<string, string | undefined>) => urls.deskLetters({ list, ...asked, ...values })
  const at = (to: Key | null) => (to ? here({ way: to.way, at: to.at, id: to.id }) : undefined)
  const mine = unitsOf(actor, units)
  const shown = deskLists.find(({ id }) => id === list) ?? deskLists[0]
  const isFiltered = Object.values(asked).some((value) => value !== undefined)
  return page(
    c,
    `${shown.label} · 来信办理`,
    <DeskListPage
      tabs={deskLists.map(({ id, label }) => ({
        href: urls.deskLetters({ list: id }),
        label,
        current: id === list,
        ...(id !== 'all' && id !== 'answered' && { badge: counts[id] }),
      }))}
      tabLabel={shown.label}
      order={list === 'all' || list === 'answered' ? '从新到旧' : '按期限从近到远'}
      rows={read.rows}
      filters={{
        action: urls.deskLetters(),
        hidden: { list },
        number: filters.number ?? '',
        selects: [
          {
            name: 'class',
            label: '类别',
            value: filters.class,
            options: [all, ...letterClasses.map((id) => ({ value: id, label: classNames[id] }))],
          },
          {
            name: 'unit',
            label: '单位',
            value: filters.unitId,
            options: [
              all,
              ...units
                .filter(({ id }) => mine.includes(id))
                .map(({ id, shortName }) => ({ value: id, label: shortName })),
            ],
          },
          {
            name: 'division',
            label: '地点',
            value: filters.divisionCode,
            options: [
              all,
              ...divisions
                .filter(({ level }) => level !== 'town')
                .map(({ code, name }) => ({ value: code, label: name })),
            ],
          },
          {
            name: 'light',
            label: '亮灯',
            value: filters.light,
            options: [all, ...lightOptions],
          },
        ],
        clearHref: isFiltered ? urls.deskLetters({ list }) : undefined,
      }}
      pager={{ previousHref: at(read.previous), nextHref: at(read.next) }}
      bulk={bulkOf(list, here({}), units, back, actor)}
      report={back.report}
      exporting={{ formKey: newId(), fields: { source: deskExport, list, ...present(asked) } }}
      empty={
        isFiltered
          ? { title: '没有符合条件的来信', next: '请放宽条件，或清除条件看全部。' }
          : { title: `${shown.label}：没有来信`, next: shown.next }
      }
    />,
    { layout: 'desk', status: back.error ? 422 : 200 },
  )
}

const present = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])))

const all = { value: '', label: '全部' }
const lightOptions = [
  { value: 'red', label: '红灯（已超期）' },
  { value: 'yellow', label: '黄灯（临近到期）' },
  { value: 'green', label: '绿灯（正常）' },
]

function bulkOf(
  list: DeskListId,
  address: string,
  units: Awaited<ReturnType<typeof allUnits>>,
  { posted, error }: { posted?: Posted; error?: string },
  actor: ReturnType<typeof deskActor>,
): Bulk | null {
  const common = {
    list: address.split('?')[1] ?? '',
    formKey: posted?.formKey ?? newId(),
    ticked: posted?.all('letter') ?? [],
    ...(error !== undefined && { error }),
  }
  if (list === 'sign') return { kind: 'sign', ...common }
  if (list !== 'dispatch' || !hasRole(actor, 'dispatcher')) return null
  return {
    kind: 'dispatch',
    ...common,
    units: units.filter((unit) => unit.active),
    ...(posted?.typed.dispatchUnit && { typedUnit: posted.typed.dispatchUnit }),
  }
}
