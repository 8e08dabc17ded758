import type { Context } from 'hono'
import { fullDayText } from '#core/calendar/index.ts'
import {
  acceptUploads,
  chosenFiles,
  dropPendingFiles,
  keptUploads,
  pendingFiles,
  publicGround,
  refusedFiles,
} from '#core/documents/index.ts'
import { audit, deskActor, requireRole, staffOnly, unitDirectory } from '#core/people/index.ts'
import { hasRole } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { letterChoices } from '../../letters/letter-choices.ts'
import { actOnce, NotFilled, readForm, type Typed } from '../act-once.ts'
import { announceInterview, cancelInterview } from '../announce-interview.ts'
import { archiveInterview } from '../archive/archive-interview.ts'
import { answerInWriting, makeLetter } from '../archive/settle-question.ts'
import { askerOf } from '../ask-question.ts'
import { currentPlan } from '../conference/plan.ts'
import { type Holding, type Interview, type RefusalGround, refusalGrounds, stateOf } from '../interview.ts'
import { addWords, answerOnAir, closeInterview, openInterview, raiseQuestion } from '../live/add-entry.ts'
import { passQuestion, refuseQuestion, suggestedWords } from '../moderate-question.ts'
import {
  deskInterviews,
  entriesAfter,
  guestsOf,
  interviewsOfPlan,
  isHolder,
  needAtDesk,
  questionsOf,
} from '../read-interviews.ts'
import { entryForm, onAirForm, passForm, writtenForm } from './act-forms.ts'
import { AnnouncePage, DeskInterviewsPage } from './announce-page.tsx'
import { interviewFields, readInterview } from './interview-form.ts'
import { speakersOf } from './moderated-question.tsx'
import { ModeratingPage } from './moderating-page.tsx'

const numbers = ':number{\\d{15,24}}'

/**
 * 主持台 and what the answering unit does. Audit: interview.announced, interview.opened, interview.closed, interview.cancelled, interview.archived,
 * interview.questionPassed, interview.questionRefused, interview.questionSettled, interview.questionsRead.
 */
export const interviewDeskRoutes = routes()
  .use(urls.deskInterviews(), staffOnly)
  .use(`${urls.deskInterviews()}/*`, staffOnly)
  .get(urls.deskInterviews(), async (c) => {
    requireRole(c.get('actor'), 'editor', 'handler', 'head')
    const { db, clock, config } = c.get('house')
    const actor = deskActor(c)
    const [interviews, units] = await Promise.all([deskInterviews(db, actor), unitDirectory(db)])
    const due = hasRole(actor, 'editor') ? await unannounced(c, dateIn(config.timeZone, clock.now()).year) : null
    return page(
      c,
      '在线访谈',
      <DeskInterviewsPage
        {...{ interviews, due }}
        unitName={(id) => units.get(id)?.shortName ?? '原单位'}
        timeZone={config.timeZone}
      />,
      { layout: 'desk', breadcrumbs },
    )
  })

  .get(urls.newDeskInterview(), async (c) => {
    requireRole(c.get('actor'), 'editor')
    return showNew(c, await fromPlan(c, c.req.query('plan') ?? ''), {})
  })
  .post(urls.newDeskInterview(), (c) => {
    requireRole(c.get('actor'), 'editor')
    return actOnce(c, {
      names: interviewFields,
      work: async (house, actor, typed) =>
        urls.deskInterview(await announceInterview(house, actor, readInterview(typed, house.config.timeZone))),
      again: (typed, errors, formKey) => showNew(c, typed, errors, formKey),
    })
  })

  .get(urls.deskInterview(numbers), (c) => show(c, {}, {}))

  .post(urls.deskInterviewAct(numbers, 'opening'), (c) =>
    act(c, [], (house, number, actor) => openInterview(house, actor, number)),
  )
  .post(urls.deskInterviewAct(numbers, 'closing'), (c) =>
    act(c, [], (house, number, actor) => closeInterview(house, actor, number)),
  )
  .post(urls.deskInterviewAct(numbers, 'archive'), (c) =>
    act(c, [], (house, number, actor) => archiveInterview(house, actor, number)),
  )
  .post(urls.deskInterviewAct(numbers, 'cancellation'), (c) =>
    act(c, ['ground'], (house, number, actor, typed) =>
      cancelInterview(house, actor, number, publicGround(typed.ground ?? '', 4)),
    ),
  )

  .post(urls.deskInterviewAct(numbers, 'entries'), async (c) => {
    const house = c.get('house')
    const actor = deskActor(c)
    const number = c.req.param('number') ?? ''
    const interview = await needHeld(c)
    const form = await postedForm(c)
    const formKey = formKeyIn(form)
    const names = ['speaker', 'words', 'pictureWords', 'link', 'corrects']
    const typed: Typed = Object.fromEntries(names.map((name) => [name, textIn(form, name).slice(0, 20_000)]))
    await dropPendingFiles(house, formKey, form.getAll('pictureRemoved').map(String))
    const uploads = await acceptUploads(house, chosenFiles(form, 'picture'), { by: 'staff', owner: formKey })
    try {
      if (uploads.refused.length > 0) throw new NotFilled({ picture: refusedFiles(uploads.refused) })
      const pictures = uploads.kept.map(({ id, mediaType }) => ({ id, isPicture: mediaType.startsWith('image/') }))
      if (pictures.length > 1 || pictures.some(({ isPicture }) => !isPicture))
        throw new NotFilled({ picture: '只能发一张图片，请去掉其他的。' })
      const speakers = speakersOf(await guestsOf(house.db, interview.id))
      const input = readForm(entryForm(speakers, pictures.length > 0), typed)
      const [picture] = pictures
      const spent = await once(house, textIn(form, 'formKey'), JSON.stringify([typed, pictures]), async (tx) => {
        await addWords({ ...house, db: tx }, actor, number, {
          ...input,
          picture: picture ? { id: picture.id, owner: formKey, words: input.pictureWords } : null,
        })
        return `${urls.deskInterview(number)}#live`
      })
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
      return c.redirect(spent.location, 303)
    } catch (error) {
      if (error instanceof NotFilled) return show(c, typed, error.errors, formKey)
      if (!(error instanceof Refusal) || error.status !== 422 || !error.field) throw error
      return show(c, typed, { [error.field === 'files' ? 'picture' : error.field]: error.message }, formKey)
    }
  })

  .post(urls.deskInterviewQuestion(numbers, ':position{\\d{1,3}}', 'passing'), (c) =>
    actOn(c, ['name', 'body'], (house, actor, { number, position, typed }) =>
      passQuestion(house, actor, number, position, readForm(passForm, typed)),
    ),
  )
  .post(urls.deskInterviewQuestion(numbers, ':position{\\d{1,3}}', 'refusal'), (c) =>
    actOn(c, ['ground'], (house, actor, { number, position, typed }) => {
      const ground = typed.ground ?? ''
      if (!(ground in refusalGrounds)) throw new NotFilled({ ground: '请选择不公开的理由。' })
      return refuseQuestion(house, actor, number, position, ground as RefusalGround)
    }),
  )
  .post(urls.deskInterviewQuestion(numbers, ':position{\\d{1,3}}', 'asking'), (c) =>
    actOn(c, [], (house, actor, { number, position }) => raiseQuestion(house, actor, number, position)),
  )
  .post(urls.deskInterviewQuestion(numbers, ':position{\\d{1,3}}', 'airing'), (c) =>
    actOn(c, ['speaker', 'answer'], async (house, actor, { number, position, typed }) => {
      const { id } = await needAtDesk(house.db, actor, number)
      const { speaker, answer } = readForm(onAirForm(speakersOf(await guestsOf(house.db, id))), typed)
      await answerOnAir(house, actor, number, position, { speaker, words: answer })
    }),
  )
  .post(urls.deskInterviewQuestion(numbers, ':position{\\d{1,3}}', 'answer'), (c) =>
    actOn(
      c,
      ['answer'],
      (house, actor, { number, position, typed }) =>
        answerInWriting(house, actor, number, position, readForm(writtenForm, typed).answer),
      'both',
    ),
  )
  .post(urls.deskInterviewQuestion(numbers, ':position{\\d{1,3}}', 'matter'), (c) =>
    actOn(c, [], (house, actor, { number, position }) => makeLetter(house, actor, number, position), 'both'),
  )

const breadcrumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskInterviews(), label: '在线访谈' },
]

type Actor = ReturnType<typeof deskActor>

/** At the desk of who holds it; whoever answers sees it, and is told who may. */
async function needHeld(c: Context<Env>): Promise<Interview> {
  const actor = deskActor(c)
  const interview = await needAtDesk(c.get('house').db, actor, c.req.param('number') ?? '')
  if (!isHolder(actor, interview)) throw forbidden('访谈由发布它的单位主持：审核提问、文字直播、结束和归档。')
  return interview
}

/** One act on the interview; back to its page. */
async function act(
  c: Context<Env>,
  names: readonly string[],
  work: (house: Holding, number: string, actor: Actor, typed: Typed) => Promise<void>,
  by: 'holder' | 'both' = 'holder',
): Promise<Response> {
  const number = c.req.param('number') ?? ''
  if (by === 'holder') await needHeld(c)
  else await needAtDesk(c.get('house').db, deskActor(c), number)
  return actOnce(c, {
    names,
    work: async (house, actor, typed) => {
      await work(house, number, actor, typed)
      return urls.deskInterview(number)
    },
    again: (typed, errors, formKey) => show(c, typed, errors, formKey),
  })
}

type OnQuestion = { number: string; position: number; typed: Typed }

/** One act on one question. Its fields carry its number on the page: many questions ask the same. */
function actOn(
  c: Context<Env>,
  fields: readonly string[],
  work: (house: Holding, actor: Actor, on: OnQuestion) => Promise<void>,
  by: 'holder' | 'both' = 'holder',
): Promise<Response> {
  const position = Number(c.req.param('position'))
  return act(
    c,
    fields.map((name) => `${name}${position}`),
    async (house, number, actor, typed) => {
      const own = Object.fromEntries(fields.map((name) => [name, typed[`${name}${position}`] ?? '']))
      try {
        await work(house, actor, { number, position, typed: own })
      } catch (error) {
        if (!(error instanceof NotFilled)) throw error
        throw new NotFilled(
          Object.fromEntries(Object.entries(error.errors).map(([name, said]) => [`${name}${position}`, said])),
        )
      }
    },
    by,
  )
}

async function unannounced(c: Context<Env>, year: number) {
  const { db } = c.get('house')
  const items = (await currentPlan(db, year))?.items ?? []
  const carried = await interviewsOfPlan(
    db,
    items.map(({ key }) => key),
  )
  return items.filter(({ key }) => !carried.has(key))
}

/** A line of the plan, as the form begins. */
async function fromPlan(c: Context<Env>, key: string): Promise<Typed> {
  if (key === '') return {}
  const { clock, config } = c.get('house')
  const item = (await unannounced(c, dateIn(config.timeZone, clock.now()).year)).find((one) => one.key === key)
  return item
    ? { plan: item.key, title: item.title, subject: item.subject, leadUnit: item.leadUnitId, post1: item.guest }
    : {}
}

async function showNew(c: Context<Env>, typed: Typed, errors: FieldErrors, formKey = newId()): Promise<Response> {
  const { units } = await letterChoices(c.get('house'))
  return page(c, '发布访谈预告', <AnnouncePage {...{ typed, errors, formKey, units }} />, {
    layout: 'desk',
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [...breadcrumbs, { href: urls.newDeskInterview(), label: '发布预告' }],
  })
}

async function show(c: Context<Env>, typed: Typed, errors: FieldErrors, formKey = newId()): Promise<Response> {
  const house = c.get('house')
  const { db, clock, config } = house
  const actor = deskActor(c)
  const interview = await needAtDesk(db, actor, c.req.param('number') ?? '')
  const [guests, entries, questions, waiting] = await Promise.all([
    guestsOf(db, interview.id),
    entriesAfter(db, interview.id, 0),
    questionsOf(db, interview.id),
    Object.keys(errors).length > 0 ? pendingFiles(house, formKey) : [],
  ])
  // Names and telephones are opened for who works on them: written down each time.
  if (questions.some(({ body }) => body !== null))
    await audit(db, {
      actor,
      act: 'interview.questionsRead',
      subjectType: 'interview',
      subjectId: interview.id,
      at: clock.now(),
    })
  const due = interview.leftoversDueAt && dateIn(config.timeZone, interview.leftoversDueAt.subtract({ seconds: 1 }))
  const correct = Number(typed.corrects ?? c.req.query('correct'))
  return page(
    c,
    interview.title,
    <ModeratingPage
      {...{ interview, guests, entries, typed, errors, formKey }}
      state={stateOf(interview)}
      isHolder={isHolder(actor, interview)}
      questions={questions.map((question) => ({
        ...question,
        asker: askerOf(house, question),
        suggested: question.moderation === 'waiting' ? suggestedWords(house, question) : { name: '', body: '' },
      }))}
      corrects={entries.some(({ seq }) => seq === correct) ? correct : null}
      kept={keptUploads(waiting)}
      dueText={due && `${fullDayText(due)} 24 时`}
      timeZone={config.timeZone}
    />,
    {
      layout: 'desk',
      status: Object.keys(errors).length > 0 ? 422 : 200,
      breadcrumbs: [...breadcrumbs, { href: urls.deskInterview(interview.number), label: interview.title }],
    },
  )
}
