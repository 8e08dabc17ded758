import type { Context } from 'hono'
import { findDraw } from '#core/draw/index.ts'
import { deskActor, requireRole, staffOnly } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { drawRevisits, revisitPurpose } from './draw-revisits.ts'
import { NewRevisitsPage } from './new-revisits-page.tsx'
import { type RevisitInput, recordRevisit } from './record-revisit.ts'
import { type RecordField, RecordRevisitPage, recordFields } from './record-revisit-page.tsx'
import { unsolvedReasons } from './revisit.ts'
import { type RevisitField, readRevisitDraw, revisitFields } from './revisit-form.ts'
import { readSampled, revisitFigures } from './revisits.ts'
import { RevisitsPage } from './revisits-page.tsx'

/** 回访: drawing a sample, and what the writers say. Audit: draw.committed, revisit.recorded. */
export const revisitRoutes = routes()
  .use(`${urls.deskRevisitDraws()}/*`, staffOnly)
  .get(urls.newDeskRevisits(), async (c) => {
    runner(c)
    return showNew(c, await redrawnIn(c, c.req.query('redraw')), {}, {})
  })

  .post(urls.newDeskRevisits(), async (c) => {
    const actor = runner(c)
    const house = c.get('house')
    const form = await postedForm(c)
    const typed = Object.fromEntries(revisitFields.map((name) => [name, textIn(form, name).slice(0, 1000)]))
    const formKey = textIn(form, 'formKey')
    const redrawn = await redrawnIn(c, textIn(form, 'redraw'))
    const read = readRevisitDraw(typed, house.config, redrawn)
    if (!read.ok) return showNew(c, redrawn, typed, read.errors, formKey)
    try {
      const spent = await once(house, formKey, JSON.stringify(typed), async (tx) =>
        urls.deskDraw(await drawRevisits({ ...house, db: tx }, actor, read.input)),
      )
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
      return c.redirect(spent.location, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 422) throw error
      const field =
        error.field === 'drawAt' ? 'drawTime' : error.field === 'sources' ? 'chance' : (error.field ?? 'title')
      return showNew(c, redrawn, typed, { [field]: error.message }, formKey)
    }
  })

  .get(urls.deskRevisits(':number{\\d{15,24}}'), async (c) => {
    const house = c.get('house')
    const { draw, sampled } = await readSampled(house, deskActor(c), numberOf(c))
    return page(
      c,
      draw.title,
      <RevisitsPage draw={draw} sampled={sampled} figures={await revisitFigures(house.db, draw.id)} />,
      { layout: 'desk', breadcrumbs: crumbs(draw) },
    )
  })

  .get(urls.deskRevisit(':number{\\d{15,24}}', ':label{[0-9a-f]{24}}'), (c) => showRecord(c, {}, {}))

  .post(urls.deskRevisit(':number{\\d{15,24}}', ':label{[0-9a-f]{24}}'), async (c) => {
    const house = c.get('house')
    const actor = deskActor(c)
    await needMine(c)
    const form = await postedForm(c)
    const typed = Object.fromEntries(
      recordFields.map((name) => [name, textIn(form, name).slice(0, name === 'words' ? 2000 : 40)]),
    )
    const formKey = textIn(form, 'formKey')
    const read = readRevisit(typed)
    if ('errors' in read) return showRecord(c, typed, read.errors, formKey)
    const spent = await once(house, formKey, JSON.stringify(typed), async (tx) => {
      await recordRevisit({ ...house, db: tx }, actor, { draw: numberOf(c), label: labelOf(c), input: read.input })
      return urls.deskRevisits(numberOf(c))
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
    return c.redirect(spent.location, 303)
  })

const crumbs = (draw?: { number: string; title: string }) => [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskDraws(), label: '随机抽取' },
  ...(draw ? [{ href: urls.deskRevisits(draw.number), label: draw.title }] : []),
]

const numberOf = (c: Context<Env>): string => c.req.param('number') ?? ''
const labelOf = (c: Context<Env>): string => c.req.param('label') ?? ''

function runner(c: Context<Env>): StaffActor {
  requireRole(c.get('actor'), 'supervisor', 'dispatcher')
  return deskActor(c)
}

/** The draw that is drawn anew; its own unit alone may. */
async function redrawnIn(c: Context<Env>, number: string | undefined) {
  if (!number) return null
  const draw = await findDraw(c.get('house').db, number)
  const isOwn = deskActor(c).roles.some(({ unitId }) => unitId === draw.unitId)
  if (draw.purpose !== revisitPurpose || !isOwn) throw notFound('抽取')
  return { id: draw.id, number: draw.number, title: draw.title }
}

function showNew(
  c: Context<Env>,
  redrawn: { id: string; number: string; title: string } | null,
  typed: Partial<Record<RevisitField, string>>,
  errors: FieldErrors,
  formKey: string = newId(),
): Response {
  const { config } = c.get('house')
  return page(c, '抽一批回访', <NewRevisitsPage {...{ typed, errors, formKey, config, redrawn }} />, {
    layout: 'desk',
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [...crumbs(), { href: urls.newDeskRevisits(), label: '抽一批回访' }],
  })
}

/** The letter that this person was sent to. */
async function needMine(c: Context<Env>) {
  const { draw, sampled } = await readSampled(c.get('house'), deskActor(c), numberOf(c))
  const mine = sampled.find(({ member }) => member === labelOf(c))
  if (!mine?.isMine) throw notFound('回访')
  return { draw, sampled: mine }
}

async function showRecord(
  c: Context<Env>,
  typed: Partial<Record<RecordField, string>>,
  errors: FieldErrors,
  formKey: string = newId(),
): Promise<Response> {
  const { draw, sampled } = await needMine(c)
  return page(c, '登记回访', <RecordRevisitPage {...{ draw, sampled, typed, errors, formKey }} />, {
    layout: 'desk',
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [...crumbs(draw), { href: urls.deskRevisit(draw.number, sampled.member), label: '登记回访' }],
  })
}

function readRevisit(typed: Partial<Record<RecordField, string>>): { input: RevisitInput } | { errors: FieldErrors } {
  const errors: FieldErrors = {}
  if (typed.reached === 'unreachable' || typed.reached === 'declined') return { input: { reached: typed.reached } }
  if (typed.reached !== 'reached') return { errors: { reached: '请选择联系上了没有。' } }
  if (typed.solved !== 'yes' && typed.solved !== 'no') errors.solved = '请选择解决了没有。'
  for (const name of ['result', 'service'] as const)
    if (!/^[1-5]$/.test(typed[name] ?? '')) errors[name] = '请选择写信人说的满意程度。'
  const reason = unsolvedReasons.find(({ value }) => value === typed.reason)?.value ?? null
  if (typed.solved === 'no' && !reason) errors.reason = '请选择没有解决是哪一种。'
  const words = (typed.words ?? '').trim()
  const goesBack = typed.solved === 'no' && !typed.enough
  if (goesBack && [...words].length < 4)
    errors.words = '请写下对方怎么说，至少 4 个字，再办的同事要看；对方不用再办的，请勾选下面一项。'
  else if ([...words].length > 1000) errors.words = '太长了，最多 1000 字，请写要点。'
  if (Object.keys(errors).length > 0) return { errors }
  return {
    input: {
      reached: 'reached',
      solved: typed.solved === 'yes',
      result: Number(typed.result),
      service: Number(typed.service),
      reason: typed.solved === 'no' ? reason : null,
      again: goesBack ? words : null,
    },
  }
}
