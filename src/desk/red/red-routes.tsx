import type { Context } from 'hono'
import { z } from 'zod'
import { epochDayOf, loadCalendar } from '#core/calendar/index.ts'
import { act, findMatter, kindOf } from '#core/matters/index.ts'
import { allUnits, requireRole, staffOnly } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import { unitField } from '#platform/http/address-fields.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedFields } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { redExport } from './red-export.ts'
import { countRed, overseeing, type RedFilters, type RedKey, readRed } from './red-matters.ts'
import { RedPage, type RedPageProps } from './red-page.tsx'

const shown = 100

const address = z.object({
  unit: unitField,
  kind: z
    .string()
    .regex(/^[a-z][\w-]{0,40}$/i)
    .optional()
    .catch(undefined),
})

const keyFields = z.object({
  afterUnit: z.uuid(),
  afterAt: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$/),
  afterId: z.uuid(),
})

/** Audit: none beside the event `urged` of each matter. */
export const redRoutes = routes()
  .use(urls.deskRed(), staffOnly)
  .use(`${urls.deskRed()}/*`, staffOnly)
  .get(urls.deskRed(), (c) => showRed(c, overseer(c), address.parse(c.req.query()), readKey(c.req.query())))
  .post('/desk/red/:number{\\d{15,}}/urge', async (c) => {
    const house = c.get('house')
    const actor = overseer(c)
    const { formKey, ...fields } = await postedFields(c)
    const filters = address.parse(fields)
    const number = c.req.param('number')
    const matter = await findMatter(house.db, actor, number)
    if (!matter) throw notFound('办件')
    try {
      const key = typeof formKey === 'string' ? formKey : undefined
      const spent = await once(house, key, c.req.path, async (tx) => {
        await act({ ...house, db: tx }, actor, matter.id, { type: 'urge' })
        return urls.deskRed(filters)
      })
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
      return c.redirect(spent.location, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || (error.status !== 409 && error.status !== 422)) throw error
      return showRed(c, actor, filters, null, { number, sentence: error.message })
    }
  })

function overseer(c: Context<Env>): StaffActor {
  const actor = c.get('actor')
  requireRole(actor, ...overseeing)
  return actor
}

function readKey(query: Record<string, string>): RedKey | null {
  const read = keyFields.safeParse(query)
  return read.success ? { unitId: read.data.afterUnit, at: read.data.afterAt, id: read.data.afterId } : null
}

async function showRed(
  c: Context<Env>,
  actor: StaffActor,
  filters: RedFilters,
  after: RedKey | null,
  refused?: RedPageProps['refused'],
): Promise<Response> {
  const house = c.get('house')
  const [{ rows, next }, counted, everything, calendar, units] = await Promise.all([
    readRed(house, actor, filters, after, shown),
    countRed(house, actor, filters),
    countRed(house, actor, {}),
    loadCalendar(house.db),
    allUnits(house.db),
  ])
  const counts = new Map<string, number>()
  for (const { unitId, count } of counted) counts.set(unitId, (counts.get(unitId) ?? 0) + count)
  const redUnits = new Set(everything.flatMap(({ unitId }) => [unitId, ...(ancestorsOf(units, unitId) ?? [])]))
  const today = epochDayOf(dateIn(house.config.timeZone, house.clock.now()))
  return page(
    c,
    '今天哪些红了',
    <RedPage
      rows={rows}
      counts={counts}
      filters={filters}
      choices={{
        units: units.filter(({ id }) => redUnits.has(id)).map(({ id, shortName }) => ({ value: id, label: shortName })),
        kinds: [...new Set(everything.map(({ kind }) => kind))].map((kind) => ({
          value: kind,
          label: kindOf(kind).title,
        })),
      }}
      daysLate={(dueOn) => {
        const days = calendar.workdaysBetween(epochDayOf(dueOn), today)
        return days > 0 ? `超期 ${days} 个工作日` : '已超期'
      }}
      nextHref={
        next ? urls.deskRed({ ...filters, afterUnit: next.unitId, afterAt: next.at, afterId: next.id }) : undefined
      }
      timeZone={house.config.timeZone}
      formKey={newId}
      exporting={{ formKey: newId(), fields: { source: redExport, ...present(filters) } }}
      refused={refused}
    />,
    { layout: 'desk', status: refused ? 422 : 200 },
  )
}

const ancestorsOf = (units: Awaited<ReturnType<typeof allUnits>>, id: string) =>
  units.find((unit) => unit.id === id)?.ancestors

const present = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])))
