import type { Context } from 'hono'
import {
  businessesOf,
  countingRoles,
  onTheSpotCounts,
  recordOnTheSpot,
  undoableTap,
  undoOnTheSpot,
} from '#core/on-the-spot/index.ts'
import { requireRole, staffOnly, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { postedWords, staffOf } from '../desk-form.ts'
import { OnTheSpotPage } from './on-the-spot-page.tsx'

/** 当场办结 at the counter. No audit event: it is about nobody, and a thousand a day. */
export const onTheSpotRoutes = routes()
  .use(`${urls.onTheSpot()}/*`, staffOnly)
  .get(urls.onTheSpot(), (c) => countingPage(c, server(c), c.req.query('unit')))
  .post(urls.onTheSpot(), async (c) => {
    const actor = server(c)
    const { typed, formKey, text } = await postedWords(c)
    const house = c.get('house')
    const businessId = typed.business ?? ''
    if (!isId(businessId)) return countingPage(c, actor, undefined, '请点一项业务。')
    try {
      const moment = { at: house.clock.now(), today: today(c) }
      const spent = await once(house, formKey, text, async (tx) => {
        const { unitId } = await recordOnTheSpot(tx, actor, moment, { businessId, channel: 'counter' })
        return urls.onTheSpot(unitId)
      })
      return c.redirect(spent.location, 303)
    } catch (error) {
      return countingPage(c, actor, undefined, sentenceOf(error))
    }
  })
  .post(urls.onTheSpotUndo(), async (c) => {
    const actor = server(c)
    const { typed, formKey, text } = await postedWords(c)
    const house = c.get('house')
    const tapId = typed.tap ?? ''
    if (!isId(tapId)) return countingPage(c, actor, typed.unit, '没有可以撤销的记录。')
    try {
      const spent = await once(house, formKey, text, async (tx) => {
        await undoOnTheSpot(tx, actor, house.clock.now(), tapId)
        return urls.onTheSpot(typed.unit)
      })
      return c.redirect(spent.location, 303)
    } catch (error) {
      return countingPage(c, actor, typed.unit, sentenceOf(error))
    }
  })

function server(c: Context<Env>): StaffActor {
  const actor = staffOf(c)
  requireRole(actor, ...countingRoles)
  return actor
}

const today = (c: Context<Env>): Temporal.PlainDate => {
  const { clock, config } = c.get('house')
  return dateIn(config.timeZone, clock.now())
}

function sentenceOf(error: unknown): string {
  if (error instanceof Refusal && error.status === 422) return error.message
  throw error
}

async function countingPage(
  c: Context<Env>,
  actor: StaffActor,
  asked: string | undefined,
  error?: string,
): Promise<Response> {
  const { db, clock } = c.get('house')
  const own = unitsOf(actor)
  const unitId = own.find((id) => id === asked) ?? own[0]
  if (!unitId) throw notFound('单位')
  const day = today(c)
  const [units, businesses, counts, tap] = await Promise.all([
    unitDirectory(db),
    businessesOf(db, [unitId]),
    onTheSpotCounts(db, { from: day.subtract({ days: 29 }), to: day, unitIds: [unitId] }),
    undoableTap(db, actor, clock.now(), unitId),
  ])
  const counted = businesses.map((business) => {
    const own = counts.filter(({ businessId }) => businessId === business.id)
    const sum = (some: typeof own) => some.reduce((total, { count }) => total + count, 0)
    return { business, today: sum(own.filter(({ on }) => on.equals(day))), month: sum(own) }
  })
  const title = businesses.find(({ id }) => id === tap?.businessId)?.title
  const body = (
    <OnTheSpotPage
      units={own.map((id) => ({ id, name: units.get(id)?.shortName ?? '' }))}
      unitId={unitId}
      counted={counted}
      undoable={tap && title ? { tapId: tap.id, title } : null}
      {...(error && { error })}
      formKey={newId()}
    />
  )
  return page(c, '当场办结', body, { layout: 'desk', status: error ? 422 : 200 })
}

const unitsOf = (actor: StaffActor): string[] => [
  ...new Set(
    actor.roles.filter(({ role }) => (countingRoles as readonly string[]).includes(role)).map(({ unitId }) => unitId),
  ),
]
