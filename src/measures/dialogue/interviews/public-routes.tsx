import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from 'hono'
import { rulesToday } from '#core/calendar/index.ts'
import { files, openFile } from '#core/documents/index.ts'
import { handReceipt, openFollowed } from '#core/following/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { answerFeed, feedFormatIn, feedLinks } from '#platform/http/feed.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedForm, textIn } from '#platform/http/posted-form.ts'
import { countTry } from '#platform/http/rate-limit.ts'
import { page } from '#platform/http/render.tsx'
import { siteAddress } from '#platform/http/site-address.ts'
import { newId } from '#platform/id.ts'
import { cacheable } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { emergencyIn } from '../letters/letter-words.ts'
import type { Filed } from '../letters/writing/write-letter.ts'
import { leftoverRule } from './archive/leftovers-due.ts'
import { AskedPage, AskPage, askFields, askForm, type TypedQuestion } from './ask-page.tsx'
import { askings, askQuestion } from './ask-question.ts'
import { type Interview, stateOf, stateWords, takesQuestions } from './interview.ts'
import { interviewCalendarFile } from './interview-file.ts'
import { InterviewPage } from './interview-page.tsx'
import { InterviewsPage, interviewBreadcrumbs } from './interviews-page.tsx'
import { opensBefore } from './live/live-routes.ts'
import {
  comingInterviews,
  countQuestions,
  entriesAfter,
  findInterview,
  guestsOf,
  pastInterviews,
  shownQuestions,
} from './read-interviews.ts'
import { subjectWord } from './subject.ts'
import { supporterOf, supportings, supportQuestion } from './support-question.ts'
import { interviews } from './tables.ts'

const numbers = ':number{\\d{15,24}}'

const feed = {
  title: '在线访谈',
  description: '请部门负责人来回答大家关心的事：预告、直播、存档',
  path: urls.interviews(),
  pathOf: urls.interviewFeed,
}

/** Interviews as everybody sees them, and the two things that anybody may do: ask, and say that one asks the same. */
export const publicInterviewRoutes = routes()
  .get(urls.interviews(), async (c) => {
    const { db, clock, config } = c.get('house')
    const before = c.req.query('before')
    const [coming, { past, next }, units] = await Promise.all([
      before ? [] : comingInterviews(db),
      pastInterviews(db, before),
      unitDirectory(db),
    ])
    cacheable(c, { tags: ['interviews'], query: ['before'] })
    return page(
      c,
      '在线访谈',
      <InterviewsPage
        {...{ coming, past, next }}
        isFirst={!before}
        thisYear={dateIn(config.timeZone, clock.now()).year}
        unitName={(id) => units.get(id)?.shortName ?? '原单位'}
        timeZone={config.timeZone}
      />,
      {
        breadcrumbs: interviewBreadcrumbs,
        description: feed.description,
        alternates: feedLinks(feed.title, feed.pathOf),
      },
    )
  })

  .get('/interviews/:feed{feed\\.[a-z]+}', async (c) => {
    const format = feedFormatIn(c)
    const { db } = c.get('house')
    const [coming, { past }] = await Promise.all([comingInterviews(db), pastInterviews(db, undefined)])
    cacheable(c, { tags: ['interviews'] })
    return answerFeed(c, format, {
      ...feed,
      items: [...coming, ...past]
        .map((one) => ({ one, at: one.archivedAt ?? one.cancelledAt ?? one.startedAt ?? one.announcedAt }))
        .toSorted((a, b) => Temporal.Instant.compare(b.at, a.at))
        .map(({ one, at }) => ({
          path: urls.interview(one.number),
          title: `${one.title}（${stateWords[stateOf(one)]}）`,
          summary: one.cancelledGround ?? one.about,
          at,
          categories: [subjectWord(one.subject)],
        })),
    })
  })

  .get(urls.interview(numbers), async (c) => show(c, await findInterview(c.get('house').db, numberOf(c))))

  .get(urls.interviewCalendarFile(numbers), async (c) => {
    const { db, clock } = c.get('house')
    const interview = await findInterview(db, numberOf(c))
    const units = await unitDirectory(db)
    const address = `${siteAddress(c)}${urls.interview(interview.number)}`
    const file = interviewCalendarFile(interview, units.get(interview.leadUnitId)?.name ?? '', address, clock.now())
    return c.body(file, 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="${interview.number}.ics"`,
    })
  })

  .get(urls.interviewFile(numbers, ':file'), async (c) => {
    const house = c.get('house')
    const ofInterview = house.db
      .select({ id: interviews.id })
      .from(interviews)
      .where(eq(interviews.number, numberOf(c)))
    return openFile(house, {
      id: c.req.param('file') ?? '',
      where: and(inArray(files.matterId, ofInterview), eq(files.visibility, 'published')),
    })
  })

  .get(urls.newInterviewQuestion(numbers), async (c) => {
    const interview = await findInterview(c.get('house').db, numberOf(c))
    if (!takesQuestions(interview)) return c.redirect(urls.interview(interview.number), 303)
    return showAsk(c, interview, {}, {})
  })

  .post(urls.newInterviewQuestion(numbers), async (c) => {
    const house = c.get('house')
    const interview = await findInterview(house.db, numberOf(c))
    const form = await postedForm(c)
    const typed: TypedQuestion = Object.fromEntries(
      askFields.map((name) => [name, textIn(form, name).slice(0, 20_000)]),
    )
    const formKey = textIn(form, 'formKey')
    const read = askForm.safeParse(typed)
    if (!read.success) {
      const errors: FieldErrors = {}
      for (const issue of read.error.issues) errors[String(issue.path[0])] ??= issue.message
      return showAsk(c, interview, typed, errors, { formKey })
    }
    try {
      await countTry(house, askings, c.get('address'))
      let letter: Filed | null = null
      const spent = await once(house, formKey, JSON.stringify(typed), async (tx) => {
        ;({ letter } = await askQuestion({ ...house, db: tx }, c.get('actor'), interview.number, read.data))
        return letter ? urls.letterReceipt() : urls.interviewQuestionReceived(interview.number)
      })
      if (spent.isRepeat) setFlash(c, 'alreadyDone')
      if (letter) receive(c, letter)
      return c.redirect(spent.location, 303)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const isOfField = error.field && error.field !== 'formKey'
      return showAsk(c, interview, typed, isOfField ? { [error.field ?? '']: error.message } : {}, {
        formKey,
        notice: isOfField ? null : error.message,
        status: error.status === 429 ? 429 : 422,
      })
    }
  })

  .get(urls.interviewQuestionReceived(numbers), async (c) => {
    const interview = await findInterview(c.get('house').db, numberOf(c))
    return page(c, '提问已收到', <AskedPage interview={interview} />, { breadcrumbs: breadcrumbsOf(interview) })
  })

  /** No form key: a page that all share cannot carry one, and a second click changes nothing. */
  .post(urls.interviewSupports(), async (c) => {
    const house = c.get('house')
    const form = await postedForm(c)
    await countTry(house, supportings, c.get('address'))
    const supporter = supporterOf(c)
    const to = await house.db.transaction((tx) =>
      supportQuestion({ ...house, db: tx }, textIn(form, 'question'), supporter),
    )
    return c.redirect(to, 303)
  })

/** Number and code of the letter that a question became at once: in hand as after writing one. */
function receive(c: Context<Env>, { matterId, number, code }: Filed): void {
  openFollowed(c, matterId)
  handReceipt(c, urls.letterReceipt(), { number, code })
}

const numberOf = (c: Context<Env>): string => c.req.param('number') ?? ''

const breadcrumbsOf = ({ number, title }: Interview) => [
  ...interviewBreadcrumbs,
  { href: urls.interview(number), label: title },
]

async function show(c: Context<Env>, interview: Interview): Promise<Response> {
  const house = c.get('house')
  const { db, clock, config } = house
  const [guests, entries, questions, counts, units, rules] = await Promise.all([
    guestsOf(db, interview.id),
    entriesAfter(db, interview.id, 0),
    shownQuestions(db, interview.id),
    countQuestions(db, interview.id),
    unitDirectory(db),
    rulesToday(house),
  ])
  const state = stateOf(interview)
  const wait = interview.startsAt.subtract(opensBefore).epochMilliseconds - clock.now().epochMilliseconds
  const opensIn = state === 'announced' ? Math.max(0, wait) : state === 'live' ? 0 : null
  cacheable(c, { tags: ['interviews', 'letters', `interview:${interview.number}`], seconds: 20 })
  return page(
    c,
    interview.title,
    <InterviewPage
      {...{ interview, state, guests, entries, questions, counts, opensIn }}
      unitName={(id) => units.get(id)?.name ?? '原单位'}
      leftoverSpan={rules(leftoverRule).span}
      timeZone={config.timeZone}
    />,
    {
      breadcrumbs: breadcrumbsOf(interview),
      description: interview.about.slice(0, 120),
      alternates: feedLinks(feed.title, feed.pathOf),
      linkedData: {
        '@context': 'https://schema.org',
        '@type': 'Event',
        name: interview.title,
        startDate: interview.startsAt.toString(),
        endDate: interview.endsAt.toString(),
        eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
        eventStatus: `https://schema.org/${interview.cancelledAt ? 'EventCancelled' : 'EventScheduled'}`,
        location: { '@type': 'VirtualLocation', url: `${siteAddress(c)}${urls.interview(interview.number)}` },
        performer: guests.map(({ name, post }) => ({ '@type': 'Person', name, jobTitle: post })),
        organizer: { '@type': 'GovernmentOrganization', name: units.get(interview.leadUnitId)?.name ?? '' },
      },
    },
  )
}

function showAsk(
  c: Context<Env>,
  interview: Interview,
  typed: TypedQuestion,
  errors: FieldErrors,
  { formKey = newId(), notice = null, status }: { formKey?: string; notice?: string | null; status?: 422 | 429 } = {},
): Response {
  return page(
    c,
    status ? '请改一下再提交' : '我要提问',
    <AskPage
      {...{ interview, typed, errors, formKey, notice }}
      emergency={typed.body ? emergencyIn(typed.body) : null}
    />,
    {
      status: status ?? (Object.keys(errors).length > 0 ? 422 : 200),
      breadcrumbs: [
        ...breadcrumbsOf(interview),
        { href: urls.newInterviewQuestion(interview.number), label: '我要提问' },
      ],
    },
  )
}
