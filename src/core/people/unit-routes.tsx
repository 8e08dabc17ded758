import type { Context } from 'hono'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { addUnit, closeUnit, nameSettling, reopenUnit, unitForm } from './change-units.ts'
import { deskAct, idOf, parsed, type Typed } from './desk-act.ts'
import { requireRole } from './permissions.ts'
import { staffOnly } from './session.ts'
import { UnitFormPage } from './unit-form-page.tsx'
import { allDivisions, allUnits, forgetUnits } from './units.ts'
import { UnitPage, UnitsPage } from './units-page.tsx'

const crumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskUnits(), label: '单位' },
]

export const unitRoutes = routes()
  .use(`${urls.deskUnits()}/*`, staffOnly)
  .get(urls.deskUnits(), async (c) => {
    requireRole(c.get('actor'), 'system-admin')
    const { db } = c.get('house')
    const filter = { text: (c.req.query('q') ?? '').trim(), division: c.req.query('division') ?? '' }
    const [all, divisions] = await Promise.all([allUnits(db), allDivisions(db)])
    const units = all.filter(
      (unit) =>
        (unit.name.includes(filter.text) || unit.shortName.includes(filter.text)) &&
        (filter.division === '' ||
          unit.divisionCode === filter.division ||
          isBelow(unit.divisionCode, filter.division)),
    )
    return page(c, '单位', <UnitsPage units={units} all={all} divisions={divisions} filter={filter} />, {
      layout: 'desk',
    })
  })
  .get(urls.newDeskUnit(), (c) => {
    requireRole(c.get('actor'), 'system-admin')
    return form(c, {}, {}, 200)
  })
  .get(urls.deskUnit(':id'), async (c) => {
    requireRole(c.get('actor'), 'system-admin')
    const { db } = c.get('house')
    const id = idOf(c)
    const [all, divisions] = await Promise.all([allUnits(db), allDivisions(db)])
    const unit = all.find((one) => one.id === id)
    if (!unit) throw notFound('单位')
    return page(c, unit.name, <UnitPage unit={unit} all={all} divisions={divisions} keyOf={() => newId()} />, {
      layout: 'desk',
      breadcrumbs: [...crumbs, { href: urls.deskUnit(id), label: unit.shortName }],
    })
  })
  .post(urls.deskUnits(), (c) =>
    changing(c, () =>
      deskAct(
        c,
        'system-admin',
        async (tx, actor, typed) =>
          urls.deskUnit(await addUnit(tx, actor, parsed(unitForm, typed), c.get('house').clock.now())),
        (errors, typed) => form(c, typed, errors, 422),
      ),
    ),
  )
  .post(urls.deskUnitAct(':id', 'closure'), (c) =>
    changing(c, () =>
      deskAct(c, 'system-admin', async (tx, actor) => {
        await closeUnit(tx, actor, idOf(c), c.get('house').clock.now())
        return urls.deskUnit(idOf(c))
      }),
    ),
  )
  .post(urls.deskUnitAct(':id', 'settling'), (c) =>
    changing(c, () =>
      deskAct(c, 'system-admin', async (tx, actor) => {
        await nameSettling(tx, actor, idOf(c), c.get('house').clock.now())
        return urls.deskUnit(idOf(c))
      }),
    ),
  )
  .post(urls.deskUnitAct(':id', 'reopening'), (c) =>
    changing(c, () =>
      deskAct(c, 'system-admin', async (tx, actor) => {
        await reopenUnit(tx, actor, idOf(c), c.get('house').clock.now())
        return urls.deskUnit(idOf(c))
      }),
    ),
  )

/** A town's code begins with its county's; the city (…00) is not asked for its counties. */
const isBelow = (code: string, division: string): boolean => !division.endsWith('00') && code.startsWith(division)

async function changing(c: Context<Env>, act: () => Promise<Response>): Promise<Response> {
  const response = await act()
  forgetUnits(c.get('house').db)
  return response
}

async function form(c: Context<Env>, values: Typed, errors: FieldErrors, status: 200 | 422): Promise<Response> {
  const { db } = c.get('house')
  const [units, divisions] = await Promise.all([allUnits(db), allDivisions(db)])
  return page(
    c,
    '新增单位',
    <UnitFormPage values={values} errors={errors} units={units} divisions={divisions} formKey={newId()} />,
    { layout: 'desk', status, breadcrumbs: [...crumbs, { href: urls.newDeskUnit(), label: '新增单位' }] },
  )
}
