import { z } from 'zod'
import { deskActor } from '#core/casework/index.ts'
import { allUnits, staffOnly, withBelow } from '#core/people/index.ts'
import { hasRole, type StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { readPageKey, unitField, writePageKey } from '#platform/http/address-fields.ts'
import { routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { urls } from '#urls.ts'
import { breachesExport } from './breaches-export.ts'
import { BreachesPage } from './breaches-page.tsx'
import { type BreachFilters, type BreachList, breachLists, countBreaches, readBreaches } from './read-breaches.ts'
import { breachKinds, breachSources, breachStates, kindIds, sourceIds, stateIds } from './words.ts'

/** What cannot be read is left out: an old bookmark still opens a list. */
const query = z.object({
  list: z.enum(breachLists).optional().catch(undefined),
  kind: z.enum(kindIds).optional().catch(undefined),
  state: z.enum(stateIds).optional().catch(undefined),
  source: z.enum(sourceIds).optional().catch(undefined),
  unit: unitField,
  q: z
    .string()
    .trim()
    .max(40)
    .transform((text) => text.replace(/\s/g, '') || undefined)
    .optional()
    .catch(undefined),
  after: z.string().max(100).optional().catch(undefined),
})

const labels: Record<BreachList, string> = { open: '办理中', proposed: '系统建议', mine: '关于我的', over: '已了结' }

/** Who looks into it and decides; everybody else finds what is about them. */
const deals = (actor: StaffActor): boolean => hasRole(actor, 'supervisor', 'leader', 'head', 'discipline')

export const breachListRoutes = routes()
  .use(urls.deskBreaches(), staffOnly)
  .get(urls.deskBreaches(), async (c) => {
    const house = c.get('house')
    const actor = deskActor(c)
    const { list: wanted, kind, state, source, unit, q, after } = query.parse(c.req.query())
    const list = wanted ?? (deals(actor) ? 'open' : 'mine')
    const filters: BreachFilters = { kind, state, source, unitId: unit, number: q }
    const chosen = { kind, state, source, unit, q }
    const key = readPageKey(after)
    const [{ rows, next }, tabs, units] = await Promise.all([
      readBreaches(house, actor, { list, filters, after: key }),
      tabsFor(house, actor, list),
      unitsOver(house, actor),
    ])
    const here = (more: Record<string, string | undefined> = {}) => urls.deskBreaches({ list, ...chosen, ...more })
    const body = (
      <BreachesPage
        list={list}
        tabs={tabs}
        rows={rows}
        today={dateIn(house.config.timeZone, house.clock.now())}
        number={q ?? ''}
        selects={selectsOf(filters, units)}
        clearHref={Object.values(chosen).some(Boolean) ? urls.deskBreaches({ list }) : undefined}
        firstHref={key ? here() : undefined}
        nextHref={next ? here({ after: writePageKey(next.at, next.id) }) : undefined}
        mayObserve={hasRole(actor, 'supervisor')}
        exporting={{ formKey: newId(), fields: present({ source: breachesExport, list, ...exported(chosen) }) }}
      />
    )
    return page(c, `${labels[list]} · 首问问责`, body, { layout: 'desk' })
  })

/** `source` names the export itself. */
const exported = ({ source, ...rest }: Record<string, string | undefined>) => ({ ...rest, from: source })

const present = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])))

async function tabsFor(house: House, actor: StaffActor, current: BreachList) {
  const shown = breachLists.filter(
    (list) => list === 'mine' || (deals(actor) && (list !== 'proposed' || hasRole(actor, 'supervisor', 'leader'))),
  )
  return Promise.all(
    shown.map(async (list) => ({
      href: urls.deskBreaches({ list }),
      label: labels[list],
      current: list === current,
      ...(list !== 'over' && { badge: await countBreaches(house, actor, { list, filters: {} }) }),
    })),
  )
}

async function unitsOver({ db }: House, actor: StaffActor) {
  const all = await allUnits(db)
  const ids = new Set(actor.roles.flatMap(({ unitId }) => withBelow(all, unitId).map(({ id }) => id)))
  return all.filter(({ id }) => ids.has(id))
}

const all = { value: '', label: '全部' }
const optionsOf = (words: Record<string, string>) => [
  all,
  ...Object.entries(words).map(([value, label]) => ({ value, label })),
]

const selectsOf = (filters: BreachFilters, units: readonly { id: string; shortName: string }[]) => [
  { name: 'kind', label: '情形', value: filters.kind, options: optionsOf(breachKinds) },
  { name: 'state', label: '状态', value: filters.state, options: optionsOf(breachStates) },
  { name: 'source', label: '来源', value: filters.source, options: optionsOf(breachSources) },
  ...(units.length > 1
    ? [
        {
          name: 'unit',
          label: '单位',
          value: filters.unitId,
          options: [all, ...units.map(({ id, shortName }) => ({ value: id, label: shortName }))],
        },
      ]
    : []),
]
