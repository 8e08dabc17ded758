import type { Context } from 'hono'
import { publicGround } from '#core/documents/index.ts'
import { chanceFields, drawsOf, readChance } from '#core/draw/index.ts'
import { audit, deskActor, personsNamed, requireRole, staffOnly } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { announceGathering, type Organising } from './announce-gathering.ts'
import { cancelGathering } from './cancel-gathering.ts'
import { DeskGatheringPage, DeskGatheringsPage, NewGatheringPage } from './desk-gathering-pages.tsx'
import { stateOf } from './gathering.ts'
import { gatheringFields, readGathering } from './gathering-form.ts'
import { drawInvitations, invitationPurpose, inviteAll } from './invite.ts'
import { countsOf, invited, needOwn, ownGatherings } from './read-gatherings.ts'

/** What the organising unit does. Audit: gathering.announced, gathering.allInvited, gathering.cancelled, gathering.guestsRead, draw.committed. */
export const deskGatheringRoutes = routes()
  .use(urls.deskGatherings(), staffOnly)
  .use(`${urls.deskGatherings()}/*`, staffOnly)
  .get(urls.deskGatherings(), async (c) => {
    const { db, config } = c.get('house')
    const gatherings = await ownGatherings(db, organiser(c))
    return page(c, '活动', <DeskGatheringsPage gatherings={gatherings} timeZone={config.timeZone} />, {
      layout: 'desk',
      breadcrumbs,
    })
  })

  .get(urls.newDeskGathering(), (c) => {
    organiser(c)
    return showNew(c, {}, {})
  })

  .post(urls.newDeskGathering(), async (c) => {
    const actor = organiser(c)
    const house = c.get('house')
    const form = await postedForm(c)
    const typed = Object.fromEntries(
      [...gatheringFields, 'byDivision'].map((name) => [name, textIn(form, name).slice(0, 4000)]),
    )
    const formKey = textIn(form, 'formKey')
    const read = readGathering(typed, house.config.timeZone)
    if (!read.ok) return showNew(c, typed, read.errors, formKey)
    try {
      const spent = await once(house, formKey, JSON.stringify(typed), async (tx) =>
        urls.deskGathering(await announceGathering({ ...house, db: tx }, actor, read.input)),
      )
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
      return c.redirect(spent.location, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 422 || !error.field) throw error
      return showNew(c, typed, { [error.field]: error.message }, formKey)
    }
  })

  .get(urls.deskGathering(':number{\\d{15,24}}'), (c) => show(c, {}, {}))

  .post(urls.deskGatheringAct(':number{\\d{15,24}}', 'draw'), (c) =>
    act(c, chanceFields, async (house, actor, typed) => {
      const chance = readChance(typed, house.config)
      if ('errors' in chance) throw new NotFilled(chance.errors)
      return urls.deskDraw(await drawInvitations(house, actor, numberOf(c), chance))
    }),
  )
  .post(urls.deskGatheringAct(':number{\\d{15,24}}', 'invitations'), (c) =>
    act(c, [], async (house, actor) => {
      await inviteAll(house, actor, numberOf(c))
      return urls.deskGathering(numberOf(c))
    }),
  )
  .post(urls.deskGatheringAct(':number{\\d{15,24}}', 'cancellation'), (c) =>
    act(c, ['ground'], async (house, actor, typed) => {
      await cancelGathering(house, actor, numberOf(c), publicGround(typed.ground ?? '', 4))
      return urls.deskGathering(numberOf(c))
    }),
  )

const breadcrumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskGatherings(), label: '活动' },
]

class NotFilled extends Error {
  readonly errors: FieldErrors

  constructor(errors: FieldErrors) {
    super('not filled')
    this.errors = errors
  }
}

const numberOf = (c: Context<Env>): string => c.req.param('number') ?? ''

function organiser(c: Context<Env>): StaffActor {
  requireRole(c.get('actor'), 'editor', 'head')
  return deskActor(c)
}

async function act(
  c: Context<Env>,
  names: readonly string[],
  work: (house: Organising, actor: StaffActor, typed: Record<string, string>) => Promise<string>,
): Promise<Response> {
  const house = c.get('house')
  const actor = deskActor(c)
  await needOwn(house.db, actor, numberOf(c))
  const form = await postedForm(c)
  const typed = Object.fromEntries(names.map((name) => [name, textIn(form, name).slice(0, 1000)]))
  const formKey = textIn(form, 'formKey')
  try {
    const spent = await once(house, formKey, JSON.stringify([c.req.path, typed]), (tx) =>
      work({ ...house, db: tx }, actor, typed),
    )
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (error instanceof NotFilled) return show(c, typed, error.errors, formKey)
    if (!(error instanceof Refusal) || error.status !== 422 || !error.field) throw error
    const field = error.field === 'drawAt' ? 'drawTime' : error.field === 'sources' ? 'chance' : error.field
    return show(c, typed, { [field]: error.message }, formKey)
  }
}

function showNew(
  c: Context<Env>,
  typed: Record<string, string>,
  errors: FieldErrors,
  formKey: string = newId(),
): Response {
  return page(c, '发布活动', <NewGatheringPage {...{ typed, errors, formKey }} />, {
    layout: 'desk',
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [...breadcrumbs, { href: urls.newDeskGathering(), label: '发布活动' }],
  })
}

const answers = { coming: '来', declined: '不来' } as const

async function show(
  c: Context<Env>,
  typed: Record<string, string>,
  errors: FieldErrors,
  formKey: string = newId(),
): Promise<Response> {
  const house = c.get('house')
  const { db, clock, config } = house
  const actor = deskActor(c)
  const gathering = await needOwn(db, actor, numberOf(c))
  const draws = await drawsOf(db, invitationPurpose, gathering.id)
  const rows = await invited(db, gathering.id)
  const names = await personsNamed(
    house,
    rows.map(({ personId }) => personId),
  )
  if (rows.length > 0)
    await audit(db, {
      actor,
      act: 'gathering.guestsRead',
      subjectType: 'gathering',
      subjectId: gathering.id,
      at: clock.now(),
    })
  const guests = rows.map(({ personId, answer }) => ({
    key: personId,
    name: names.get(personId)?.name ?? '',
    phone: names.get(personId)?.phone ?? '',
    answer: answer ? answers[answer] : '还没有说',
  }))
  return page(
    c,
    gathering.title,
    <DeskGatheringPage
      {...{ gathering, draws, guests, typed, errors, formKey, config }}
      state={stateOf(gathering, clock.now(), draws[0]?.state === 'drawn')}
      counts={await countsOf(db, gathering.id)}
    />,
    {
      layout: 'desk',
      status: Object.keys(errors).length > 0 ? 422 : 200,
      breadcrumbs: [...breadcrumbs, { href: urls.deskGathering(gathering.number), label: gathering.title }],
    },
  )
}
