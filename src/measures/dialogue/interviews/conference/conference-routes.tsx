import type { Context } from 'hono'
import { allDivisions, deskActor, requireRole, staffOnly, unitDirectory } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { cacheable } from '#platform/page-cache/index.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { classWord } from '../../letters/letter.ts'
import { letterChoices } from '../../letters/letter-choices.ts'
import { actOnce, readForm, type Typed } from '../act-once.ts'
import { interviewBreadcrumbs } from '../interviews-page.tsx'
import { interviewsOfPlan } from '../read-interviews.ts'
import { callMeeting } from './call-meeting.ts'
import { addMember, endMember } from './change-members.ts'
import { concludeMeeting } from './conclude-meeting.ts'
import { findMeeting, type ItemDecision, latestMeetings, membersNow, needConvenor } from './conference.ts'
import { itemFields, itemForm, meetingFields, meetingForm } from './conference-forms.ts'
import { lastYear, readDemand } from './demand.ts'
import { DeskConferencePage, NewMeetingPage } from './desk-pages.tsx'
import { MeetingPage } from './meeting-page.tsx'
import { currentPlan, planItems, plannedYears, planVersions } from './plan.ts'
import { ConferencePage, PlanPage } from './plan-pages.tsx'
import { putItem } from './put-item.ts'
import { itemDecisions } from './tables.ts'

/** What everybody reads of the conference and of the plan. */
export const conferenceRoutes = routes()
  .get(urls.interviewPlan(':year{20\\d{2}}'), async (c) => {
    const { db, config } = c.get('house')
    const year = Number(c.req.param('year'))
    const [versions, years] = await Promise.all([planVersions(db, year), plannedYears(db)])
    const items = versions[0] ? await planItems(db, year, versions[0].version) : []
    const carried = await interviewsOfPlan(
      db,
      items.map(({ key }) => key),
    )
    const units = await unitDirectory(db)
    cacheable(c, { tags: ['interview-plan', 'interviews'] })
    return page(
      c,
      `${year} 年在线访谈计划`,
      <PlanPage
        {...{ year, years, versions, items, carried }}
        thisYear={thisYear(c)}
        unitName={(id) => units.get(id)?.shortName ?? '原单位'}
        timeZone={config.timeZone}
      />,
      { breadcrumbs: [...interviewBreadcrumbs, { href: urls.interviewPlan(year), label: `${year} 年计划` }] },
    )
  })

  .get(urls.interviewConference(), async (c) => {
    const { db, config } = c.get('house')
    const units = await unitDirectory(db)
    const [members, meetings] = await Promise.all([membersNow(db), latestMeetings(db)])
    cacheable(c, { tags: ['interview-plan'] })
    return page(
      c,
      '“在线访谈”联席会议',
      <ConferencePage
        {...{ members, meetings }}
        thisYear={thisYear(c)}
        unitName={(id) => units.get(id)?.shortName ?? '原单位'}
        timeZone={config.timeZone}
      />,
      { breadcrumbs: [...interviewBreadcrumbs, { href: urls.interviewConference(), label: '联席会议' }] },
    )
  })

  /** Audit: conference.memberAdded, conference.memberEnded, conference.called, conference.itemPut, conference.concluded. */
  .use(urls.deskConference(), staffOnly)
  .use(`${urls.deskConference()}/*`, staffOnly)
  .get(urls.deskConference(), async (c) => {
    await convenor(c)
    return showConference(c, {}, {})
  })
  .post(urls.deskConferenceMembers(), async (c) => {
    await convenor(c)
    return actOnce(c, {
      names: ['unit', 'leaves'],
      work: async (house, actor, { unit = '', leaves }) => {
        if (leaves) await endMember(house, actor, leaves)
        else await addMember(house, actor, unit)
        return urls.deskConference()
      },
      again: (typed, errors, formKey) => showConference(c, typed, errors, formKey),
    })
  })
  .get(urls.newDeskMeeting(), async (c) => {
    await convenor(c)
    return showNew(c, { planYear: String(thisYear(c)) }, {})
  })
  .post(urls.newDeskMeeting(), async (c) => {
    await convenor(c)
    return actOnce(c, {
      names: meetingFields,
      work: async (house, actor, typed) =>
        urls.deskMeeting(await callMeeting(house, actor, readForm(meetingForm(house.config.timeZone), typed))),
      again: (typed, errors, formKey) => showNew(c, typed, errors, formKey),
    })
  })
  .get(urls.deskMeeting(':id'), async (c) => {
    await convenor(c)
    return showMeeting(c, { subject: c.req.query('subject')?.slice(0, 40) ?? '' }, {})
  })
  .post(urls.deskMeetingAct(':id', 'items'), async (c) => {
    await convenor(c)
    const id = c.req.param('id') ?? ''
    return actOnce(c, {
      names: itemFields,
      work: async (house, actor, typed) => {
        await putItem(house, actor, id, readForm(itemForm, typed))
        return urls.deskMeeting(id)
      },
      again: (typed, errors, formKey) => showMeeting(c, typed, errors, formKey),
    })
  })
  .post(urls.deskMeetingAct(':id', 'conclusion'), async (c) => {
    await convenor(c)
    const id = c.req.param('id') ?? ''
    const positions = (await findMeeting(c.get('house').db, id)).items.map(({ position }) => position)
    return actOnce(c, {
      names: ['attended', 'reason', ...positions.flatMap((at) => [`decision${at}`, `text${at}`])],
      work: async (house, actor, typed) => {
        const decisions = positions.flatMap((at): [number, { decision: ItemDecision; text: string }][] => {
          const decision = itemDecisions.find((known) => known === typed[`decision${at}`])
          return decision ? [[at, { decision, text: (typed[`text${at}`] ?? '').trim().slice(0, 200) }]] : []
        })
        await concludeMeeting(house, actor, id, {
          attended: (typed.attended ?? '').split(' '),
          decisions: new Map(decisions),
          reason: (typed.reason ?? '').trim().slice(0, 300),
        })
        return urls.deskMeeting(id)
      },
      again: (typed, errors, formKey) => showMeeting(c, typed, errors, formKey),
    })
  })

const thisYear = (c: Context<Env>): number => {
  const { clock, config } = c.get('house')
  return dateIn(config.timeZone, clock.now()).year
}

async function convenor(c: Context<Env>): Promise<void> {
  requireRole(c.get('actor'), 'editor')
  await needConvenor(c.get('house').db, deskActor(c))
}

const breadcrumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskConference(), label: '联席会议' },
]
const statusOf = (errors: FieldErrors) => (Object.keys(errors).length > 0 ? 422 : 200)

async function showConference(c: Context<Env>, typed: Typed, errors: FieldErrors, formKey = newId()) {
  const house = c.get('house')
  const { db, config } = house
  const [members, meetings, units, choices] = await Promise.all([
    membersNow(db),
    latestMeetings(db),
    unitDirectory(db),
    letterChoices(house),
  ])
  return page(
    c,
    '联席会议',
    <DeskConferencePage
      {...{ members, meetings, typed, errors, formKey }}
      units={choices.units}
      unitName={(id) => units.get(id)?.shortName ?? '原单位'}
      timeZone={config.timeZone}
    />,
    { layout: 'desk', breadcrumbs, status: statusOf(errors) },
  )
}

function showNew(c: Context<Env>, typed: Typed, errors: FieldErrors, formKey = newId()): Response {
  return page(c, '召集会议', <NewMeetingPage {...{ typed, errors, formKey }} />, {
    layout: 'desk',
    breadcrumbs: [...breadcrumbs, { href: urls.newDeskMeeting(), label: '召集会议' }],
    status: statusOf(errors),
  })
}

async function showMeeting(c: Context<Env>, typed: Typed, errors: FieldErrors, formKey = newId()) {
  const house = c.get('house')
  const { db, clock, config } = house
  const meeting = await findMeeting(db, c.req.param('id') ?? '')
  const now = clock.now()
  const [members, demand, plan, units, divisions, choices] = await Promise.all([
    membersNow(db),
    meeting.concludedAt ? [] : readDemand(db, config.timeZone, lastYear(dateIn(config.timeZone, now))),
    currentPlan(db, meeting.planYear),
    unitDirectory(db),
    allDivisions(db),
    letterChoices(house),
  ])
  const names = {
    unit: (id: string) => units.get(id)?.shortName ?? '原单位',
    class: classWord,
    division: (code: string) => divisions.find((one) => one.code === code)?.name ?? code,
  }
  return page(
    c,
    meeting.title,
    <MeetingPage
      {...{ meeting, members, demand, plan, names, typed, errors, formKey }}
      units={choices.units}
      isHeld={Temporal.Instant.compare(meeting.heldAt, now) <= 0}
      timeZone={config.timeZone}
    />,
    {
      layout: 'desk',
      breadcrumbs: [...breadcrumbs, { href: urls.deskMeeting(meeting.id), label: meeting.title }],
      status: statusOf(errors),
    },
  )
}
