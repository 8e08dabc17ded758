import type { Context } from 'hono'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import type { FieldErrors, Option } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { idOf, parsed, staffAct, type Typed } from '../desk-act.ts'
import { staffOnly } from '../session.ts'
import { staffAt } from '../staff.ts'
import { roleIds } from '../tables.ts'
import { absencesAhead } from './absences.ts'
import { AbsencesPage } from './absences-page.tsx'
import { absenceForm, endAbsence, enterAbsence } from './enter-absence.ts'

/** Everybody of the staff enters their own leave, a head that of the unit. Audit: enterAbsence, endAbsence. */
export const absenceRoutes = routes()
  .use(`${urls.deskAbsences()}/*`, staffOnly)
  .get(urls.deskAbsences(), (c) => show(c))
  .post(urls.deskAbsences(), (c) =>
    staffAct(
      c,
      async (tx, actor, typed) => {
        const at = c.get('house').clock.now()
        await enterAbsence(tx, actor, parsed(absenceForm, typed), { at, today: today(c) })
        return urls.deskAbsences()
      },
      (errors, typed) => show(c, typed, errors),
    ),
  )
  .post(urls.deskAbsenceEnd(':id'), (c) =>
    staffAct(c, async (tx, actor) => {
      await endAbsence(tx, actor, idOf(c), c.get('house').clock.now())
      return urls.deskAbsences()
    }),
  )

const today = (c: Context<Env>): Temporal.PlainDate => {
  const { clock, config } = c.get('house')
  return dateIn(config.timeZone, clock.now())
}

async function show(c: Context<Env>, values: Typed = {}, errors: FieldErrors = {}): Promise<Response> {
  const actor = c.get('actor')
  if (actor.kind !== 'staff') throw notFound()
  const house = c.get('house')
  const people = await peopleOf(c, actor)
  const rows = await absencesAhead(
    house,
    today(c),
    people.map(({ value }) => value),
  )
  const body = (
    <AbsencesPage
      rows={rows}
      people={people}
      colleagues={await colleaguesOf(c, actor)}
      today={today(c)}
      values={values}
      errors={errors}
      keyOf={() => newId()}
    />
  )
  return page(c, '休假', body, { layout: 'desk', status: Object.keys(errors).length > 0 ? 422 : 200 })
}

/** Whoever works at a unit of the actor; that they are not the one on leave is asked when it is entered. */
async function colleaguesOf(c: Context<Env>, actor: StaffActor): Promise<Option[]> {
  const house = c.get('house')
  const found = new Map<string, string>()
  for (const unitId of new Set(actor.roles.map((held) => held.unitId)))
    for (const { personId, name } of await staffAt(house, house.db, unitId, roleIds)) found.set(personId, name)
  return [...found].map(([value, label]) => ({ value, label }))
}

/** Oneself, and for a head whoever works at the unit. */
async function peopleOf(c: Context<Env>, actor: StaffActor): Promise<Option[]> {
  const house = c.get('house')
  const found = new Map([[actor.personId, actor.name]])
  for (const { role, unitId } of actor.roles) {
    if (role !== 'head') continue
    for (const { personId, name } of await staffAt(house, house.db, unitId, roleIds)) found.set(personId, name)
  }
  return [...found].map(([value, label]) => ({ value, label }))
}
