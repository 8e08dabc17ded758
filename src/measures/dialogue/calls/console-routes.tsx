import type { Context } from 'hono'
import { staffOnly } from '#core/people/index.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { asLine, lineField } from '#platform/http/form-fields.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { fragment, page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { letterChoices } from '../letters/letter-choices.ts'
import { trackOf } from '../letters/tracks.ts'
import { mayBeWrittenDown, parseAnyLetter } from '../letters/writing/letter-form.tsx'
import { emergencyNumbers, transferKinds } from './call.ts'
import { callerHistory } from './caller-history.ts'
import {
  type Call,
  callInHand,
  countMissed,
  latest,
  lineState,
  needCall,
  numberText,
  queue,
  seats,
  unfinished,
} from './calls.ts'
import { blankCall, callIn, type TypedCall } from './console-form.ts'
import { ConsolePage } from './console-page.tsx'
import {
  answerAtOnce,
  askHelp,
  endWordless,
  fileCall,
  type Handling,
  noteTransfer,
  passToEmergency,
  referCall,
} from './handle-call.ts'
import { CallsHomePage } from './home-page.tsx'
import { knowledgeFor } from './knowledge.ts'
import { KnowledgePanel } from './knowledge-panel.tsx'
import { proposeLimit } from './limit-caller.ts'
import { listeningsOf } from './listen.ts'
import type { RefusedListening } from './recording-card.tsx'
import { local } from './standards.ts'
import { isLeader, onTheLine } from './who-may.ts'
import { keepWords, wordsOf } from './words-of-call.ts'

export const callCrumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskCalls(), label: '12345 话务台' },
]

/** 话务台. Audit: call.filed, call.answered, call.referred, call.emergency, call.transferred, call.wordless. */
export const consoleRoutes = routes()
  .use(urls.deskCalls(), staffOnly)
  .use(`${urls.deskCalls()}/*`, staffOnly)
  .get(urls.deskCalls(), async (c) => {
    const actor = onTheLine(c)
    const house = c.get('house')
    const { db, clock, secrets, config } = house
    const now = clock.now()
    const inHand = await callInHand(db, actor)
    const all = await seats(house)
    const named = (rows: Call[]) => rows.map((row) => ({ ...row, number: numberText(secrets, row) }))
    return page(
      c,
      '12345 话务台',
      <CallsHomePage
        line={await lineState(db, actor)}
        inHand={inHand && { id: inHand.id, state: inHand.state, number: numberText(secrets, inHand) }}
        own={all.find(({ personId }) => personId === actor.personId) ?? null}
        waiting={await queue(db)}
        seats={all}
        todo={named(await unfinished(db, actor, now))}
        latest={named(await latest(db, actor))}
        missed={await countMissed(db, now.subtract({ hours: 24 * 7 }), local.callBackTries)}
        now={now}
        timeZone={config.timeZone}
      />,
      { layout: 'desk', breadcrumbs: callCrumbs },
    )
  })

  .get(urls.deskCallsState(), async (c) => c.json(await lineState(c.get('house').db, onTheLine(c))))

  .post(urls.deskCallsKnowledge(), async (c) => {
    onTheLine(c)
    const text = textIn(await postedForm(c), 'text').slice(0, 1000)
    return fragment(c, <KnowledgePanel text={text} knowledge={await knowledgeFor(c.get('house').db, text)} />)
  })

  .get(urls.deskCall(':id{[0-9a-f-]{36}}'), async (c) => showCall(c, {}))

  .post(urls.deskCallAct(':id{[0-9a-f-]{36}}', 'search'), async (c) => {
    const form = await postedForm(c)
    return showCall(c, { typed: callIn(form), formKey: formKeyIn(form), isAsked: true })
  })

  .post(urls.deskCallAct(':id{[0-9a-f-]{36}}', 'matter'), (c) =>
    handle(c, async ({ house, typed, formKey }) => {
      const parsed = parseAnyLetter(typed, await letterChoices(house))
      if (!parsed.ok) return parsed.errors
      if (!mayBeWrittenDown(parsed.letter.sort))
        return { sort: '举报和投诉工作人员不在电话里代写：请告诉来电人自己在网站上写，或拨打 12388。' }
      return async (tx) => {
        await fileCall(tx, onTheLine(c), idOf(c), parsed.letter, formKey)
      }
    }),
  )

  .post(urls.deskCallAct(':id{[0-9a-f-]{36}}', 'answer'), (c) =>
    handle(c, async ({ typed }) => {
      if (typed.answer.trim() !== '' && typed.title.trim() === '')
        return { title: '答复要留存，请用一句话写下问的是什么；只计数就把答复清空。' }
      return (tx) => answerAtOnce(tx, onTheLine(c), idOf(c), typed)
    }),
  )

  .post(urls.deskCallAct(':id{[0-9a-f-]{36}}', 'emergency'), (c) =>
    handle(c, async ({ typed, form, formKey }) => {
      const to = emergencyNumbers.find((known) => known === textIn(form, 'to'))
      if (!to) return { title: '请按 110、119、120 或 122。' }
      return (tx) => passToEmergency(tx, onTheLine(c), idOf(c), to, typed, formKey)
    }),
  )

  .post(urls.deskCallAct(':id{[0-9a-f-]{36}}', 'referral'), (c) =>
    handle(c, async ({ typed }) => {
      const track = trackOf(typed.otherDoor)
      if (!track) return { otherDoor: '请选择应走哪个渠道。' }
      return (tx) => referCall(tx, onTheLine(c), idOf(c), track.id)
    }),
  )

  .post(urls.deskCallAct(':id{[0-9a-f-]{36}}', 'transfer'), (c) =>
    handle(c, async ({ typed }) => {
      const errors: FieldErrors = {}
      const kind = transferKinds.find((known) => known === typed.transferKind)
      const to = asLine(typed.transferTo)
      if (!kind) errors.transferKind = '请选择怎么转。'
      if (to === '') errors.transferTo = '请写转给哪个单位、专席或热线。'
      else if ([...to].length > 40) errors.transferTo = '名称太长了，最多 40 字。'
      else if (/(?<!\d)1[3-9]\d{9}(?!\d)/.test(to)) errors.transferTo = '这里不写个人的手机号码，请写单位或热线的名称。'
      if (!kind || Object.keys(errors).length > 0) return errors
      return (tx) => noteTransfer(tx, onTheLine(c), idOf(c), { kind, to, typed })
    }),
  )

  .post(urls.deskCallAct(':id{[0-9a-f-]{36}}', 'nuisance'), (c) =>
    handle(c, async ({ typed }) => {
      const ground = lineField('骚扰的情形', 6, 200).safeParse(typed.nuisance)
      if (!ground.success) return { nuisance: ground.error.issues[0]?.message ?? '请写明骚扰的情形。' }
      return async (tx) => {
        await proposeLimit(tx, onTheLine(c), idOf(c), ground.data)
        await keepWords(tx, idOf(c), { typed: { ...typed, nuisance: '' } })
      }
    }),
  )

  .post(urls.deskCallAct(':id{[0-9a-f-]{36}}', 'help'), (c) =>
    handle(
      c,
      async ({ typed }) =>
        (tx) =>
          askHelp(tx, onTheLine(c), idOf(c), true, typed),
    ),
  )

  .post(urls.deskCallAct(':id{[0-9a-f-]{36}}', 'finish'), (c) =>
    handle(c, async () => (tx) => endWordless(tx, onTheLine(c), idOf(c))),
  )

const idOf = (c: Context<Env>): string => c.req.param('id') ?? ''

type Asked = { house: House; typed: TypedCall; form: FormData; formKey: string }
type Deed = (house: Handling) => Promise<void>

/** Reads the form, lets the act decide, does it once; refused, the console comes back with all that was typed. */
async function handle(c: Context<Env>, decide: (asked: Asked) => Promise<FieldErrors | Deed>): Promise<Response> {
  const actor = onTheLine(c)
  const house = c.get('house')
  await needCall(house.db, actor, idOf(c))
  const form = await postedForm(c)
  const typed = callIn(form)
  const formKey = formKeyIn(form)
  const deed = await decide({ house, typed, form, formKey })
  if (typeof deed !== 'function') return showCall(c, { typed, formKey, errors: deed })
  try {
    const work = async (tx: Transaction) => {
      await deed({ ...house, db: tx })
      return urls.deskCall(idOf(c))
    }
    const spent = await once(house, formKey, JSON.stringify([c.req.path, typed]), work)
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || ![409, 422, 429].includes(error.status)) throw error
    const isOfField = error.field !== undefined && error.field !== 'formKey'
    return showCall(c, {
      typed,
      formKey,
      ...(isOfField ? { errors: { [error.field ?? '']: error.message } } : { notice: error.message }),
    })
  }
}

type Shown = {
  typed?: TypedCall
  formKey?: string
  errors?: FieldErrors
  notice?: string
  /** Knowledge is asked for, nothing is refused. */
  isAsked?: boolean
  listening?: RefusedListening
}

export async function showCall(
  c: Context<Env>,
  { typed, formKey, errors = {}, notice, isAsked, listening }: Shown,
): Promise<Response> {
  const actor = onTheLine(c)
  const house = c.get('house')
  const { db, secrets, clock, config } = house
  const call = await needCall(db, actor, idOf(c))
  const words = await wordsOf(house, call.id)
  const shown = { ...blankCall, ...words.typed, ...typed }
  const asked = `${shown.title} ${shown.body}`.trim()
  const isRefused = (typed !== undefined && !isAsked) || listening !== undefined
  return page(
    c,
    `来电 ${numberText(secrets, call)}`,
    <ConsolePage
      call={call}
      number={numberText(secrets, call)}
      words={words}
      typed={shown}
      errors={errors}
      notice={notice ?? null}
      formKey={formKey ?? newId()}
      choices={await letterChoices(house)}
      history={await callerHistory(house, actor, call)}
      knowledge={asked ? await knowledgeFor(db, asked) : null}
      line={await lineState(db, actor)}
      now={clock.now()}
      timeZone={config.timeZone}
      recording={{
        action: urls.deskCallAct(call.id, 'listening'),
        recordingId: call.recordingId,
        listenings: await listeningsOf(house, call.id),
        mayListen: isLeader(actor),
        typed: listening?.typed ?? { ground: '', groundText: '' },
        errors: listening?.errors ?? {},
        formKey: newId(),
        timeZone: config.timeZone,
      }}
      isMore={c.req.query('more') === '1' || typed !== undefined}
    />,
    {
      layout: 'desk',
      status: isRefused ? 422 : 200,
      breadcrumbs: [...callCrumbs, { href: urls.deskCall(call.id), label: '来电' }],
    },
  )
}
