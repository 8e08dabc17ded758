import type { Context } from 'hono'
import { chooseUnit, deskActor, NotFilled, readForm, readTyped, type Typed } from '#core/casework/index.ts'
import { allUnits, personNames, requireRole, staffOnly } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import {
  answerForm,
  correctionForm,
  draftTopicAnswer,
  mayDraft,
  mayPublish,
  publishTopicAnswer,
} from './answer-topic.ts'
import { DeskTopicPage, DeskTopicsPage } from './desk-topics-page.tsx'
import { nameTopic, namingForm } from './name-topic.ts'
import { listTopics, readTopic, topicLetterPage } from './topics.ts'

const id = ':id{[0-9a-f-]{36}}'

/** 热点话题 at the desk. Audit: letterTopic.named, letterTopic.answered. */
export const deskTopicRoutes = routes()
  .use(urls.deskTopics(), staffOnly)
  .use(`${urls.deskTopics()}/*`, staffOnly)
  .get(urls.deskTopics(), async (c) => {
    const actor = reader(c)
    const { topics, next } = await listTopics(c.get('house').db, asking(c, actor), c.req.query('after'))
    return page(
      c,
      '热点话题',
      <DeskTopicsPage topics={topics} nextHref={next ? urls.deskTopics({ after: next }) : undefined} />,
      { layout: 'desk', breadcrumbs: crumbs },
    )
  })
  .get(urls.deskTopic(id), (c) => show(c))
  .post(urls.deskTopicAct(id, 'naming'), (c) =>
    perform(c, async (tx, actor, topic, typed) => {
      if (!mayName(actor)) throw forbidden('话题由派单员或督查人员定名和指定单位。')
      const { title, isHidden, unit } = readForm(namingForm, typed)
      const units = (await allUnits(tx)).filter(({ active }) => active)
      const chosen = unit?.trim() ? chooseUnit('unit', unit, units) : null
      const named = units.find((one) => one.id === chosen?.id) ?? null
      await nameTopic({ ...c.get('house'), db: tx }, actor, topic.id, { title, isHidden, unit: named })
    }),
  )
  .post(urls.deskTopicAct(id, 'draft'), (c) =>
    perform(c, async (tx, actor, topic, typed) => {
      if (!mayDraft(actor, topic.unitId)) throw forbidden('统一答复由指定单位的承办人或负责人起草。')
      const input =
        topic.answers.length > 0 ? readForm(correctionForm, typed) : { ...readForm(answerForm, typed), ground: '' }
      await draftTopicAnswer({ ...c.get('house'), db: tx }, actor, topic.id, input)
    }),
  )
  .post(urls.deskTopicAct(id, 'answer'), (c) =>
    perform(c, async (tx, actor, topic) => {
      if (!mayPublish(actor, topic.unitId)) throw forbidden('统一答复由指定单位的负责人审核公开。')
      await publishTopicAnswer({ ...c.get('house'), db: tx }, actor, topic.id)
    }),
  )

const crumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskTopics(), label: '热点话题' },
]

const mayName = (actor: StaffActor): boolean =>
  actor.roles.some(({ role }) => role === 'dispatcher' || role === 'supervisor')

function reader(c: Context<Env>): StaffActor {
  requireRole(c.get('actor'), 'dispatcher', 'supervisor', 'leader', 'handler', 'head')
  return deskActor(c)
}

const asking = (c: Context<Env>, actor: StaffActor) => {
  const { clock, config } = c.get('house')
  return { actor, isDesk: true, today: dateIn(config.timeZone, clock.now()) }
}

async function find(c: Context<Env>, actor: StaffActor) {
  const topicId = c.req.param('id') ?? ''
  const topic = isId(topicId) ? await readTopic(c.get('house').db, asking(c, actor), topicId) : null
  if (!topic) throw notFound('话题')
  return topic
}

type Topic = Awaited<ReturnType<typeof find>>

async function show(c: Context<Env>, typed: Typed = {}, errors: FieldErrors = {}): Promise<Response> {
  const house = c.get('house')
  const actor = reader(c)
  const topic = await find(c, actor)
  const [{ letters }, units, names] = await Promise.all([
    topicLetterPage(house.db, topic.id),
    allUnits(house.db),
    personNames(house.db, house.secrets, topic.draft ? [topic.draft.draftedBy] : []),
  ])
  const may = {
    name: mayName(actor),
    draft: mayDraft(actor, topic.unitId),
    publish: mayPublish(actor, topic.unitId) && topic.draft?.draftedBy !== actor.personId,
  }
  return page(
    c,
    topic.title,
    <DeskTopicPage
      topic={topic}
      letters={letters}
      may={may}
      draftedBy={(topic.draft && names.get(topic.draft.draftedBy)) ?? ''}
      units={units.filter(({ active }) => active).map(({ shortName }) => shortName)}
      typed={typed}
      errors={errors}
      formKey={newId}
    />,
    {
      layout: 'desk',
      status: Object.keys(errors).length > 0 ? 422 : 200,
      breadcrumbs: [...crumbs, { href: urls.deskTopic(topic.id), label: topic.title }],
    },
  )
}

async function perform(
  c: Context<Env>,
  verb: (tx: Transaction, actor: StaffActor, topic: Topic, typed: Typed) => Promise<void>,
): Promise<Response> {
  const actor = reader(c)
  const topic = await find(c, actor)
  const { typed, formKey, text } = await readTyped(c)
  try {
    const spent = await once(c.get('house'), formKey, text, async (tx) => {
      await verb(tx, actor, topic, typed)
      return urls.deskTopic(topic.id)
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (error instanceof NotFilled) return show(c, typed, error.errors)
    if (error instanceof Refusal && (error.status === 422 || error.status === 409))
      return show(c, typed, { [error.field ?? 'answer']: error.message })
    throw error
  }
}
