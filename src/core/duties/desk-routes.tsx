import type { Context } from 'hono'
import { allDivisions, allUnits, staffOnly, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { DeskDutiesPage, DutyFormPage, type TypedDuty } from './desk-pages.tsx'
import { dutiesFor, dutiesInForce, dutyCategories, findDuty, waitingRulings } from './duties.ts'
import { endDuty, enterDuty, leaveRuling } from './keep-duties.ts'
import { keepsDuties, needKeeper } from './keepers.ts'
import { dutyErrors, readDuty } from './read-duty.ts'

/** Who keeps the catalogue: dispatchers, and the units that settle disputes. Audit: enterDuty, endDuty, leaveRuling. */
export const deskDutyRoutes = routes()
  .use('/desk/duties', staffOnly)
  .use('/desk/duties/*', staffOnly)
  // Everybody's menu has the catalogue; who does not keep it reads it where all do.
  .get(urls.deskDuties(), async (c) => {
    const actor = c.get('actor')
    return keepsDuties(actor, await unitDirectory(c.get('house').db))
      ? showList(c, actor)
      : c.redirect(urls.duties(), 303)
  })

  .get(urls.newDeskDuty(), async (c) => {
    const actor = await keeper(c)
    const { db } = c.get('house')
    const from = c.req.query('duty')
    const old = from && isId(from) ? await findDuty(db, from) : null
    const ruling = await rulingIn(c, actor, c.req.query('ruling') ?? '')
    const typed: TypedDuty = old
      ? { ...blank, ...old, divisionCode: old.divisionCode ?? '', joint: old.joint.join('、'), replaces: old.id }
      : {
          ...blank,
          ...(ruling && {
            basisKind: 'ruling',
            unit: ruling.unit,
            basis: ruling.ground.slice(0, 200),
            ruling: ruling.id,
          }),
        }
    return showForm(c, actor, typed, {})
  })

  .post(urls.deskDuties(), async (c) => {
    const actor = await keeper(c)
    const house = c.get('house')
    const form = await postedForm(c)
    const typed = Object.fromEntries(
      Object.keys(blank).map((name) => [name, textIn(form, name).slice(0, 1000)]),
    ) as TypedDuty
    try {
      const from = {
        ...(isId(typed.replaces) && { replacesId: typed.replaces }),
        ...(isId(typed.ruling) && { rulingId: typed.ruling }),
      }
      const input = readDuty(typed, await allUnits(house.db))
      const spent = await once(house, textIn(form, 'formKey'), JSON.stringify(typed), async (tx) => {
        await enterDuty({ ...house, db: tx }, actor, input, from)
        return urls.deskDuties()
      })
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
      return c.redirect(spent.location, 303)
    } catch (error) {
      const errors = dutyErrors(error)
      if (!errors) throw error
      return showForm(c, actor, typed, errors)
    }
  })

  .post(urls.deskDutyEnd(':id'), async (c) => {
    const form = await postedForm(c)
    return change(c, form, (house, actor) => endDuty(house, actor, idOf(c), textIn(form, 'why')))
  })
  .post(urls.deskRulingAct(':id', 'leaving'), async (c) =>
    change(c, await postedForm(c), (house, actor) => leaveRuling(house, actor, idOf(c))),
  )

const blank: TypedDuty = {
  subject: '',
  words: '',
  category: '',
  divisionCode: '',
  unit: '',
  joint: '',
  basisKind: '',
  basis: '',
  ruling: '',
  replaces: '',
}

async function keeper(c: Context<Env>): Promise<StaffActor> {
  const actor = c.get('actor')
  if (actor.kind !== 'staff') throw notFound()
  needKeeper(actor, await unitDirectory(c.get('house').db))
  return actor
}

function idOf(c: Context<Env>): string {
  const id = c.req.param('id') ?? ''
  if (!isId(id)) throw notFound()
  return id
}

type Act = (house: Omit<House, 'db'> & { db: Transaction }, actor: StaffActor) => Promise<void>

async function change(c: Context<Env>, form: FormData, act: Act): Promise<Response> {
  const actor = await keeper(c)
  const house = c.get('house')
  try {
    const spent = await once(house, textIn(form, 'formKey'), c.req.path + textIn(form, 'why'), async (tx) => {
      await act({ ...house, db: tx }, actor)
      return urls.deskDuties()
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.field !== 'why') throw error
    return showList(c, actor, { why: error.message })
  }
}

async function showList(c: Context<Env>, actor: StaffActor, errors: FieldErrors = {}): Promise<Response> {
  const { db } = c.get('house')
  const q = (c.req.query('q') ?? '').trim().slice(0, 60)
  const [{ rows, nextKey }, rulings] = await Promise.all([
    dutiesInForce(db, q ? { q } : {}, c.req.query('after')),
    waitingRulings(db, actor),
  ])
  const next = new URLSearchParams({ ...(q && { q }), after: nextKey ?? '' })
  const body = (
    <DeskDutiesPage
      rows={rows}
      rulings={rulings}
      q={q}
      nextHref={nextKey ? `${urls.deskDuties()}?${next}` : undefined}
      keyOf={newId}
      errors={errors}
    />
  )
  return page(c, '职责目录', body, { layout: 'desk', status: Object.keys(errors).length > 0 ? 422 : 200 })
}

const rulingIn = async (c: Context<Env>, actor: StaffActor, id: string) =>
  isId(id) ? ((await waitingRulings(c.get('house').db, actor, id))[0] ?? null) : null

async function showForm(c: Context<Env>, actor: StaffActor, typed: TypedDuty, errors: FieldErrors): Promise<Response> {
  const { db } = c.get('house')
  const ruling = await rulingIn(c, actor, typed.ruling)
  const [units, divisions, categories, similar] = await Promise.all([
    allUnits(db),
    allDivisions(db),
    dutyCategories(db),
    dutiesFor(db, typed.subject || (ruling?.title ?? '')),
  ])
  const body = (
    <DutyFormPage
      typed={typed}
      errors={errors}
      unitNames={units.filter(({ active }) => active).map(({ shortName }) => shortName)}
      categories={categories}
      places={divisions.map(({ code, name }) => ({ value: code, label: name }))}
      ruling={ruling}
      similar={similar.filter(({ id }) => id !== typed.replaces)}
      formKey={newId()}
    />
  )
  return page(c, typed.replaces ? '改写一条职责' : '写一条职责', body, {
    layout: 'desk',
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [
      { href: urls.desk(), label: '工作台' },
      { href: urls.deskDuties(), label: '职责目录' },
    ],
  })
}
