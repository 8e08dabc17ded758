import type { Context } from 'hono'
import { defaultRule, limitText, loadRules, overrunsOf } from '#core/calendar/index.ts'
import { businessesOf, onTheSpotCounts } from '#core/on-the-spot/index.ts'
import { requireRole, staffOnly, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { mendable, type Posted, postedWords, readFields, staffOf, type Typed } from '../desk-form.ts'
import {
  explainNotKept,
  listBusiness,
  makePromise,
  ownBusiness,
  ownPromise,
  type Saying,
  sayWhyLate,
  stopPromise,
  unlistBusiness,
} from './change-promises.ts'
import { DeskPromisePage } from './desk-promise-page.tsx'
import { DeskPromisesPage } from './desk-promises-page.tsx'
import { headOf } from './head-of.ts'
import { NewPromisePage } from './new-promise-page.tsx'
import { unexplainedOf } from './not-kept.ts'
import { businessForm, endForm, notKeptForm, overrunForm, promiseForm, ruleChoice } from './promise-form.ts'
import { named } from './public-promises.ts'

/** 承诺时限 of one's own unit. Audit events: publishPromise, endPromise, explainOverrun, addBusiness, endBusiness. */
export const promiseDeskRoutes = routes()
  .use(`${urls.deskPromises()}/*`, staffOnly)
  .use(`${urls.deskBusinesses()}/*`, staffOnly)
  .get(urls.deskPromises(), (c) => listPage(c, head(c), {}, {}))
  .post(urls.deskPromises(), async (c) => {
    const actor = head(c)
    const posted = await postedWords(c)
    try {
      return await spend(c, posted, async (tx, saying) => {
        const { unit, amount, limitUnit, from } = readFields(promiseForm, posted.typed)
        const about = posted.typed.business
          ? { businessId: idOf(posted.typed.business, '业务') }
          : { ruleId: readFields(ruleChoice, posted.typed).rule }
        await makePromise(tx, saying, { unitId: unit, about, amount, unit: limitUnit, from })
        return urls.deskPromises(unit)
      })
    } catch (error) {
      return newPage(c, actor, posted.typed, mendable(error, 'promise'))
    }
  })
  .get('/desk/promises/new', (c) => {
    const typed = Object.fromEntries(
      ['unit', 'rule', 'business'].flatMap((name) => {
        const value = c.req.query(name)
        return value === undefined ? [] : [[name, value.slice(0, 80)]]
      }),
    )
    return newPage(c, head(c), typed, {})
  })
  .get('/desk/promises/:id', (c) =>
    promisePage(c, head(c), c.req.param('id'), { matter: c.req.query('matter') ?? '' }, {}),
  )
  .post('/desk/promises/:id/:act{end|overruns}', async (c) => {
    const actor = head(c)
    const id = idOf(c.req.param('id'), '承诺')
    await ownPromise(c.get('house').db, actor, id)
    const posted = await postedWords(c)
    try {
      return await spend(c, posted, async (tx, saying) => {
        if (c.req.param('act') === 'end') {
          await stopPromise(tx, saying, id, readFields(endForm, posted.typed).endReason)
        } else if (posted.typed.matter) {
          const { matter, reason } = readFields(notKeptForm, posted.typed)
          await explainNotKept({ ...c.get('house'), db: tx }, saying, id, { matterId: matter, reason })
        } else {
          await sayWhyLate(tx, saying, id, readFields(overrunForm, posted.typed))
        }
        return urls.deskPromise(id)
      })
    } catch (error) {
      const errors = mendable(error, c.req.param('act') === 'end' ? 'endReason' : 'reason')
      return promisePage(c, actor, id, posted.typed, errors)
    }
  })
  .post(urls.deskBusinesses(), async (c) => {
    const actor = head(c)
    const posted = await postedWords(c)
    try {
      return await spend(c, posted, async (tx, saying) => {
        const { unit, title } = readFields(businessForm, posted.typed)
        await listBusiness(tx, saying, { unitId: unit, title })
        return urls.deskPromises(unit)
      })
    } catch (error) {
      return listPage(c, actor, posted.typed, mendable(error, 'title'))
    }
  })
  .post('/desk/businesses/:id/end', async (c) => {
    const actor = head(c)
    const business = await ownBusiness(c.get('house').db, actor, idOf(c.req.param('id'), '业务'))
    return spend(c, await postedWords(c), async (tx, saying) => {
      await unlistBusiness(tx, saying, business.id)
      return urls.deskPromises(business.unitId)
    })
  })

function head(c: Context<Env>): StaffActor {
  const actor = staffOf(c)
  requireRole(actor, 'head')
  return actor
}

const idOf = (text: string, what: string): string => {
  if (!isId(text)) throw notFound(what)
  return text
}

const today = (c: Context<Env>): Temporal.PlainDate => {
  const { clock, config } = c.get('house')
  return dateIn(config.timeZone, clock.now())
}

async function spend(
  c: Context<Env>,
  { formKey, text }: Posted,
  work: (tx: Transaction, saying: Saying) => Promise<string>,
): Promise<Response> {
  const house = c.get('house')
  const saying = { actor: staffOf(c), at: house.clock.now(), today: today(c) }
  const spent = await once(house, formKey, text, (tx) => work(tx, saying))
  setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
  return c.redirect(spent.location, 303)
}

/** Of the units one heads the one asked for, else the first. */
const unitFor = (actor: StaffActor, asked: string | undefined): string => {
  const own = headOf(actor)
  const found = own.find((id) => id === asked) ?? own[0]
  if (!found) throw notFound('单位')
  return found
}

async function listPage(c: Context<Env>, actor: StaffActor, typed: Typed, errors: FieldErrors): Promise<Response> {
  const { db } = c.get('house')
  const unitId = unitFor(actor, typed.unit ?? c.req.query('unit'))
  const [book, units, listed, counts] = await Promise.all([
    loadRules(db),
    unitDirectory(db),
    businessesOf(db, [unitId]),
    onTheSpotCounts(db, { from: today(c).subtract({ days: 29 }), to: today(c), unitIds: [unitId] }),
  ])
  const own = book.promises.filter((promise) => promise.unitId === unitId)
  const notKept = await unexplainedOf(
    c.get('house'),
    actor,
    own.map(({ id }) => id),
  )
  const promises = (await named(db, book, own)).toSorted((a, b) => Temporal.PlainDate.compare(b.from, a.from))
  const promiseOf = new Map(own.filter(({ to }) => !to).map((promise) => [promise.businessId ?? '', promise.id]))
  const usual = book.on(defaultRule, today(c))?.limit
  const body = (
    <DeskPromisesPage
      units={headOf(actor).map((id) => ({ id, name: units.get(id)?.shortName ?? '' }))}
      unitId={unitId}
      promises={promises}
      notKept={notKept}
      businesses={listed.map((business) => ({
        ...business,
        endKey: newId(),
        promise: promises.find(({ id }) => id === promiseOf.get(business.id)),
        onTheSpot: counts
          .filter(({ businessId }) => businessId === business.id)
          .reduce((sum, one) => sum + one.count, 0),
      }))}
      usual={usual ? limitText(usual) : ''}
      today={today(c)}
      typed={typed}
      errors={errors}
      formKey={newId()}
    />
  )
  return page(c, '承诺时限', body, { layout: 'desk', status: statusOf(errors) })
}

async function newPage(c: Context<Env>, actor: StaffActor, typed: Typed, errors: FieldErrors): Promise<Response> {
  const { db } = c.get('house')
  const unitId = unitFor(actor, typed.unit)
  const business = typed.business ? await ownBusiness(db, actor, idOf(typed.business, '业务')) : null
  const [book, units] = await Promise.all([loadRules(db), unitDirectory(db)])
  const rules = book
    .inForce(today(c))
    .filter(
      ({ id, limit, whose }) =>
        limit?.direction === 'after' && limit.bound === 'atMost' && whose === 'agency' && id !== defaultRule,
    )
  const body = (
    <NewPromisePage
      rules={rules}
      business={business}
      unitName={units.get(unitId)?.name ?? ''}
      tomorrow={today(c).add({ days: 1 })}
      typed={{ ...typed, unit: unitId }}
      errors={errors}
      formKey={newId()}
    />
  )
  return page(c, business ? '公布时限' : '新的承诺', body, { layout: 'desk', status: statusOf(errors) })
}

async function promisePage(
  c: Context<Env>,
  actor: StaffActor,
  id: string,
  typed: Typed,
  errors: FieldErrors,
): Promise<Response> {
  const { db } = c.get('house')
  const own = await ownPromise(db, actor, idOf(id, '承诺'))
  const [promise] = await named(db, await loadRules(db), [own])
  if (!promise) throw notFound('承诺')
  const overruns = (await overrunsOf(db, [id])).map((overrun) => ({ ...overrun, promise }))
  const asked = typed.matter && isId(typed.matter) ? typed.matter : null
  const [notKept] = asked ? await unexplainedOf(c.get('house'), actor, [id], { only: asked }) : []
  const props = { promise, overruns, notKept: notKept ?? null, today: today(c), typed, errors, formKey: newId() }
  return page(c, promise.title, <DeskPromisePage {...props} />, { layout: 'desk', status: statusOf(errors) })
}

const statusOf = (errors: FieldErrors): 200 | 422 => (Object.keys(errors).length > 0 ? 422 : 200)
