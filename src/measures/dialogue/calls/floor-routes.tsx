import type { Context } from 'hono'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { lineField } from '#platform/http/form-fields.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { cleanText } from '#platform/typed-text.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { noteCallBack, showNumber } from './call-back.ts'
import {
  type Call,
  countMissed,
  lineState,
  missedCalls,
  needCall,
  numberText,
  openCalls,
  queue,
  seats,
  unfinished,
} from './calls.ts'
import { callCrumbs } from './console-routes.tsx'
import { FloorPage } from './floor-page.tsx'
import { askHelp } from './handle-call.ts'
import { HandoverPage, type HandoverProps, HandoverSheet } from './handover-page.tsx'
import { countProposed, decideLimit, endLimit, type LimitDecision, limits } from './limit-caller.ts'
import { LimitsPage, type LimitsPageProps } from './limits-page.tsx'
import { MissedPage } from './missed-page.tsx'
import { leaveNote, openNotes, takeOver } from './shift.ts'
import { local } from './standards.ts'
import { leading, onTheLine } from './who-may.ts'

const idOf = (c: Context<Env>): string => c.req.param('id') ?? ''

const missedFor = { hours: 24 * 7 }
const missedShown = 30

/** 班长席, 漏接回拨, 交接班, 骚扰来电. Audit: call.numberShown, call.calledBack, call.limitDecided, call.limitEnded. Mounted behind `staffOnly` of the console. */
export const floorRoutes = routes()
  .get(urls.deskCallFloor(), async (c) => {
    const actor = leading(c)
    const house = c.get('house')
    const { db, clock, secrets, config } = house
    const now = clock.now()
    return page(
      c,
      '班长席',
      <FloorPage
        line={await lineState(db, actor)}
        seats={await seats(house)}
        waiting={await queue(db)}
        todo={(await unfinished(db, actor, now)).map((row) => ({ ...row, number: numberText(secrets, row) }))}
        proposed={await countProposed(db)}
        missed={await countMissed(db, now.subtract(missedFor), local.callBackTries)}
        now={now}
        timeZone={config.timeZone}
        formKey={newId()}
      />,
      { layout: 'desk', breadcrumbs: [...callCrumbs, { href: urls.deskCallFloor(), label: '班长席' }] },
    )
  })

  .post(urls.deskCallAct(':id{[0-9a-f-]{36}}', 'help-end'), async (c) => {
    const actor = leading(c)
    const house = c.get('house')
    const form = await postedForm(c)
    const spent = await once(house, formKeyIn(form), c.req.path, async (tx) => {
      await askHelp({ ...house, db: tx }, actor, idOf(c), false)
      return urls.deskCallFloor()
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  })

  .get(urls.deskCallsMissed(), async (c) => showMissed(c, null))

  .post(urls.deskCallAct(':id{[0-9a-f-]{36}}', 'call-back'), async (c) => {
    const actor = onTheLine(c)
    const house = c.get('house')
    const id = idOf(c)
    await needCall(house.db, actor, id)
    const form = await postedForm(c)
    const outcome = textIn(form, 'outcome')
    if (outcome !== 'done' && outcome !== 'unreached') {
      const number = await house.db.transaction((tx) => showNumber({ ...house, db: tx }, actor, id))
      return showMissed(c, { id, number })
    }
    const spent = await once(house, formKeyIn(form), `${c.req.path} ${outcome}`, async (tx) => {
      await noteCallBack({ ...house, db: tx }, actor, id, outcome)
      return urls.deskCallsMissed()
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
    return c.redirect(spent.location, 303)
  })

  .get(urls.deskCallHandover(), async (c) => showHandover(c, '', {}, newId()))
  .get(urls.deskCallHandoverPrint(), async (c) =>
    page(c, '12345 交接班', <HandoverSheet {...(await handoverOf(c))} />, { layout: 'print' }),
  )
  .post(urls.deskCallHandover(), async (c) => {
    const actor = onTheLine(c)
    const house = c.get('house')
    const form = await postedForm(c)
    const text = cleanText(textIn(form, 'note'))
    const isTaking = textIn(form, 'deed') === 'take'
    const length = [...text].length
    if (!isTaking && (length === 0 || length > 500)) {
      const note = length === 0 ? '请写下要交代的事。' : `写了 ${length} 字，最多 500 字。`
      return showHandover(c, text, { note }, formKeyIn(form))
    }
    const seen = form.getAll('seen').map(String).filter(isId)
    const spent = await once(house, formKeyIn(form), JSON.stringify([isTaking, text, seen]), async (tx) => {
      const inside = { ...house, db: tx }
      await (isTaking ? takeOver(inside, actor, seen) : leaveNote(inside, actor, text))
      return urls.deskCallHandover()
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
    return c.redirect(spent.location, 303)
  })

  .get(urls.deskCallLimits(), async (c) => showLimits(c, null))
  .post(urls.deskCallLimitAct(':id{[0-9a-f-]{36}}', 'decision'), async (c) =>
    decide(c, async (typed, ground) => {
      const days = local.limitDays.find((known) => String(known) === typed.decision)
      if (!days && typed.decision !== 'refused') return { decision: '请选择限制几天，或者不予限制。' }
      const given: LimitDecision = days ? { decision: 'limited', days, ground } : { decision: 'refused', ground }
      return (house) => decideLimit(house, leading(c), idOf(c), given)
    }),
  )
  .post(urls.deskCallLimitAct(':id{[0-9a-f-]{36}}', 'end'), async (c) =>
    decide(c, async (_, ground) => (house) => endLimit(house, leading(c), idOf(c), ground)),
  )

async function showMissed(c: Context<Env>, shown: { id: string; number: string } | null): Promise<Response> {
  const actor = onTheLine(c)
  const { db, clock, secrets, config } = c.get('house')
  const afterId = c.req.query('after')
  const after = afterId && isId(afterId) ? await needCall(db, actor, afterId) : undefined
  const rows = await missedCalls(db, {
    since: clock.now().subtract(missedFor),
    tries: local.callBackTries,
    after,
    size: missedShown + 1,
  })
  const onPage = rows.slice(0, missedShown)
  c.header('Cache-Control', 'no-store')
  return page(
    c,
    '漏接回拨',
    <MissedPage
      missed={onPage.map((row) => ({ ...row, number: numberText(secrets, row) }))}
      shown={shown}
      next={rows.length > missedShown ? (onPage.at(-1)?.id ?? null) : null}
      formKey={newId()}
      timeZone={config.timeZone}
    />,
    { layout: 'desk', breadcrumbs: [...callCrumbs, { href: urls.deskCallsMissed(), label: '漏接回拨' }] },
  )
}

async function handoverOf(c: Context<Env>): Promise<HandoverProps> {
  const actor = onTheLine(c)
  const house = c.get('house')
  const { db, clock, secrets, config } = house
  const now = clock.now()
  const named = <Row extends Pick<Call, 'numberCipher'>>(rows: Row[]) =>
    rows.map((row) => ({ ...row, number: numberText(secrets, row) }))
  const since = now.subtract(missedFor)
  return {
    open: named(await openCalls(db)),
    todo: named(await unfinished(db, actor, now)),
    missed: named(await missedCalls(db, { since, tries: local.callBackTries, size: 200 })),
    notes: await openNotes(house),
    now,
    timeZone: config.timeZone,
  }
}

async function showHandover(c: Context<Env>, typed: string, errors: FieldErrors, formKey: string): Promise<Response> {
  const props = await handoverOf(c)
  return page(c, '交接班', <HandoverPage {...props} {...{ typed, errors, formKey }} takeKey={newId()} />, {
    layout: 'desk',
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [...callCrumbs, { href: urls.deskCallHandover(), label: '交接班' }],
  })
}

type Typed = { decision: string; decisionGround: string }
type Deed = (house: Parameters<typeof endLimit>[0]) => Promise<void>

async function decide(
  c: Context<Env>,
  read: (typed: Typed, ground: string) => Promise<FieldErrors | Deed>,
): Promise<Response> {
  leading(c)
  const house = c.get('house')
  const id = idOf(c)
  const form = await postedForm(c)
  const typed = {
    decision: textIn(form, 'decision').slice(0, 20),
    decisionGround: textIn(form, 'decisionGround').slice(0, 500),
  }
  const ground = lineField('理由', 4, 200).safeParse(typed.decisionGround)
  const deed = await read(typed, ground.data ?? '')
  const errors: FieldErrors = typeof deed === 'function' ? {} : deed
  if (!ground.success) errors.decisionGround = ground.error.issues[0]?.message ?? '请填写理由。'
  if (typeof deed !== 'function' || Object.keys(errors).length > 0) return showLimits(c, { id, typed, errors })
  try {
    const spent = await once(house, formKeyIn(form), JSON.stringify([c.req.path, typed]), async (tx) => {
      await deed({ ...house, db: tx })
      return urls.deskCallLimits()
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === 404) throw error
    return showLimits(c, { id, typed, errors: { decisionGround: error.message } })
  }
}

async function showLimits(c: Context<Env>, refused: LimitsPageProps['refused']): Promise<Response> {
  const actor = leading(c)
  const house = c.get('house')
  return page(
    c,
    '骚扰来电',
    <LimitsPage
      limits={await limits(house, actor)}
      refused={refused}
      formKeyOf={() => newId()}
      timeZone={house.config.timeZone}
    />,
    {
      layout: 'desk',
      status: refused ? 422 : 200,
      breadcrumbs: [...callCrumbs, { href: urls.deskCallLimits(), label: '骚扰来电' }],
    },
  )
}
