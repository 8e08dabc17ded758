import type { Context } from 'hono'
import { drawsOf, labelOf } from '#core/draw/index.ts'
import { allDivisions, unitDirectory } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { answerFeed, feedFormatIn, feedLinks } from '#platform/http/feed.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { cacheable } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Organising } from './announce-gathering.ts'
import { type Gathering, kindWords, stateOf } from './gathering.ts'
import { gatheringFile } from './gathering-file.ts'
import { GatheringPage } from './gathering-page.tsx'
import { GatheringsPage, gatheringBreadcrumbs } from './gatherings-page.tsx'
import { invitationPurpose } from './invite.ts'
import { countsOf, findGathering, listGatherings, registeredMany, registrationOf } from './read-gatherings.ts'
import { answerInvitation, registerFor, withdrawFrom } from './register-for-gathering.ts'

const feed = {
  title: '活动',
  description: '政务开放日、列席会议、座谈会，谁都可以报名',
  path: urls.gatherings(),
  pathOf: urls.gatheringFeed,
}

/** Events as everybody sees them, and what a citizen does about them. */
export const gatheringRoutes = routes()
  .get(urls.gatherings(), async (c) => {
    const { db, clock, config } = c.get('house')
    const { coming, past } = await listGatherings(db, clock.now())
    const units = await unitDirectory(db)
    const registered = await registeredMany(
      db,
      [...coming, ...past].map(({ id }) => id),
    )
    cacheable(c, { tags: ['gatherings'], seconds: 30 })
    return page(
      c,
      '活动',
      <GatheringsPage
        {...{ coming, past, registered }}
        unitName={(id) => units.get(id)?.name ?? '原单位'}
        timeZone={config.timeZone}
      />,
      {
        breadcrumbs: gatheringBreadcrumbs,
        description: feed.description,
        alternates: feedLinks(feed.title, feed.pathOf),
      },
    )
  })

  .get('/gatherings/:feed{feed\\.[a-z]+}', async (c) => {
    const format = feedFormatIn(c)
    const { db, clock } = c.get('house')
    const { coming, past } = await listGatherings(db, clock.now())
    cacheable(c, { tags: ['gatherings'], seconds: 30 })
    return answerFeed(c, format, {
      ...feed,
      items: [...coming, ...past]
        .toSorted((a, b) => Temporal.Instant.compare(b.createdAt, a.createdAt))
        .map((one) => ({
          path: urls.gathering(one.number),
          title: one.cancelledAt ? `（取消）${one.title}` : one.title,
          summary: one.cancelledGround ?? one.about,
          at: one.cancelledAt ?? one.createdAt,
          categories: [kindWords[one.kind]],
        })),
    })
  })

  .get(urls.gathering(':number{\\d{15,24}}'), async (c) => {
    const gathering = await findGathering(c.get('house').db, numberOf(c))
    return show(c, gathering, {})
  })

  .get(urls.gatheringCalendarFile(':number{\\d{15,24}}'), async (c) => {
    const { db, clock } = c.get('house')
    const gathering = await findGathering(db, numberOf(c))
    const units = await unitDirectory(db)
    return c.body(gatheringFile(gathering, units.get(gathering.unitId)?.name ?? '', clock.now()), 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="${gathering.number}.ics"`,
    })
  })

  .post(urls.gatheringAct(':number{\\d{15,24}}', 'registration'), (c) =>
    act(c, (house, actor, gathering, form) => registerFor(house, actor, gathering, textIn(form, 'division'))),
  )
  .post(urls.gatheringAct(':number{\\d{15,24}}', 'withdrawal'), (c) => act(c, withdrawFrom))
  .post(urls.gatheringAct(':number{\\d{15,24}}', 'answer'), (c) =>
    act(c, (house, actor, gathering, form) =>
      answerInvitation(house, actor, gathering, textIn(form, 'answer') === 'coming' ? 'coming' : 'declined'),
    ),
  )

const numberOf = (c: Context<Env>): string => c.req.param('number') ?? ''

async function act(
  c: Context<Env>,
  work: (house: Organising, actor: Actor, gathering: Gathering, form: FormData) => Promise<void>,
): Promise<Response> {
  const house = c.get('house')
  const actor = c.get('actor')
  const gathering = await findGathering(house.db, numberOf(c))
  if (actor.kind === 'anyone') return c.redirect(urls.signIn(urls.gathering(gathering.number)), 303)
  const form = await postedForm(c)
  const formKey = textIn(form, 'formKey')
  try {
    const said = JSON.stringify([c.req.path, textIn(form, 'division'), textIn(form, 'answer')])
    const spent = await once(house, formKey, said, async (tx) => {
      await work({ ...house, db: tx }, actor, gathering, form)
      return urls.gathering(gathering.number)
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 422 || !error.field) throw error
    return show(c, gathering, { [error.field]: error.message }, formKey)
  }
}

async function show(
  c: Context<Env>,
  gathering: Gathering,
  errors: FieldErrors,
  formKey: string = newId(),
): Promise<Response> {
  const { db, clock, config } = c.get('house')
  const actor = c.get('actor')
  const units = await unitDirectory(db)
  const [draw = null] = await drawsOf(db, invitationPurpose, gathering.id)
  const own =
    actor.kind === 'citizen'
      ? {
          registration: await registrationOf(db, gathering.id, actor.personId),
          label: draw && (await labelOf(db, draw.id, actor.personId)),
        }
      : null
  const counties = (await allDivisions(db))
    .filter(({ level }) => level === 'county')
    .map(({ code, name }) => ({ value: code, label: name }))
  // Nobody's form key is anybody else's: only who has not signed in is shown a page that all may share.
  if (actor.kind === 'anyone') cacheable(c, { tags: ['gatherings', 'draws'], seconds: 30 })
  return page(
    c,
    gathering.title,
    <GatheringPage
      {...{ gathering, draw, own, counties, errors, formKey }}
      state={stateOf(gathering, clock.now(), draw?.state === 'drawn')}
      unitName={units.get(gathering.unitId)?.name ?? '原单位'}
      registered={(await countsOf(db, gathering.id)).registered}
      isStaff={actor.kind === 'staff'}
      timeZone={config.timeZone}
    />,
    {
      status: Object.keys(errors).length > 0 ? 422 : 200,
      breadcrumbs: [...gatheringBreadcrumbs, { href: urls.gathering(gathering.number), label: gathering.title }],
      linkedData: {
        '@context': 'https://schema.org',
        '@type': 'Event',
        name: gathering.title,
        startDate: gathering.startsAt.toString(),
        endDate: gathering.endsAt.toString(),
        location: { '@type': 'Place', name: gathering.place },
        eventStatus: `https://schema.org/${gathering.cancelledAt ? 'EventCancelled' : 'EventScheduled'}`,
      },
    },
  )
}
