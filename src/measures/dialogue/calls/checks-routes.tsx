import type { Context } from 'hono'
import { deskActor, requireRole } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { asLine } from '#platform/http/form-fields.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { cleanText } from '#platform/typed-text.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { listeningGrounds } from './call.ts'
import { checkQuestions, needMine, readChecks, recordCheck } from './checks.ts'
import { type CheckField, checkFields, readCheckDraw } from './checks-form.ts'
import { CheckPage, ChecksPage, NewChecksPage } from './checks-pages.tsx'
import { drawChecks } from './draw-checks.ts'
import { listen, listeningsOf } from './listen.ts'
import { RecordingPage } from './recording-card.tsx'
import { checkRoles } from './who-may.ts'
import { wordsOf } from './words-of-call.ts'

const one = urls.deskCallCheck(':number{\\d{15,24}}', ':label{[0-9a-f]{24}}')

/** 质检: a drawn sample, looked at by whom the draw named. Audit: draw.committed, call.checked, call.listened. Mounted behind `staffOnly` of the console. */
export const checkRoutes = routes()
  .get(urls.newDeskCallCheck(), (c) => {
    checking(c)
    return showNew(c, {}, {}, newId())
  })
  .post(urls.newDeskCallCheck(), async (c) => {
    const actor = checking(c)
    const house = c.get('house')
    const form = await postedForm(c)
    const typed = Object.fromEntries(checkFields.map((name) => [name, textIn(form, name).slice(0, 1000)]))
    const formKey = formKeyIn(form)
    const read = readCheckDraw(typed, house.config)
    if ('errors' in read) return showNew(c, typed, read.errors, formKey)
    try {
      const spent = await once(house, formKey, JSON.stringify(typed), async (tx) =>
        urls.deskDraw(await drawChecks({ ...house, db: tx }, actor, read.input)),
      )
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
      return c.redirect(spent.location, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 422) throw error
      const field =
        error.field === 'drawAt' ? 'drawTime' : error.field === 'sources' ? 'chance' : (error.field ?? 'title')
      return showNew(c, typed, { [field]: error.message }, formKey)
    }
  })
  .get(urls.deskCallChecks(':number{\\d{15,24}}'), async (c) => {
    const house = c.get('house')
    const { draw, sampled } = await readChecks(house, deskActor(c), numberOf(c))
    return page(c, draw.title, <ChecksPage draw={draw} sampled={sampled} timeZone={house.config.timeZone} />, {
      layout: 'desk',
      breadcrumbs: crumbs(draw),
    })
  })
  .get(one, (c) => showCheck(c, {}, {}, newId()))
  .post(one, async (c) => {
    const actor = deskActor(c)
    const house = c.get('house')
    const [number, label] = [numberOf(c), labelOf(c)]
    const mine = await needMine(house, actor, number, label)
    const form = await postedForm(c)
    const names = [...checkQuestions.map((_, at) => `q${at}`), 'note', 'ground', 'groundText']
    const typed = Object.fromEntries(names.map((name) => [name, textIn(form, name).slice(0, 600)]))
    const formKey = formKeyIn(form)
    // The same sheet asks for the recording: that it was drawn is the usual ground.
    if (form.has('ground')) {
      if (mine.one.check) throw new Refusal('checked', '这一通已经质检过，不再听录音。', { status: 409 })
      const listening = await house.db.transaction((tx) =>
        listen({ ...house, db: tx }, actor, mine.one.call, heardFor(typed, mine.draw.title)),
      )
      const { recordingId, recordingUrlCipher, id } = mine.one.call
      const url = recordingUrlCipher ? house.secrets.decrypt(recordingUrlCipher, 'calls.recording') : null
      const back = urls.deskCallCheck(number, label)
      return page(
        c,
        '听录音',
        <RecordingPage callId={id} back={back} recording={{ id: recordingId ?? listening, url }} />,
        { layout: 'desk', breadcrumbs: crumbs(mine.draw) },
      )
    }
    const answers = checkQuestions.map((_, at) => typed[`q${at}`] ?? '')
    const errors: FieldErrors = {}
    for (const [at, answer] of answers.entries()) if (!/^[01]$/.test(answer)) errors[`q${at}`] = '请选择做到了没有。'
    const note = cleanText(typed.note ?? '')
    if ([...note].length > 500) errors.note = '最多 500 字。'
    if (Object.keys(errors).length > 0) return showCheck(c, typed, errors, formKey)
    const spent = await once(house, formKey, JSON.stringify(typed), async (tx) => {
      await recordCheck({ ...house, db: tx }, actor, { number, label, answers: answers.map(Number), note })
      return urls.deskCallChecks(number)
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
    return c.redirect(spent.location, 303)
  })

const numberOf = (c: Context<Env>): string => c.req.param('number') ?? ''
const labelOf = (c: Context<Env>): string => c.req.param('label') ?? ''

function checking(c: Context<Env>): StaffActor {
  requireRole(c.get('actor'), ...checkRoles)
  return deskActor(c)
}

const crumbs = (draw?: { number: string; title: string }) => [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskDraws(), label: '随机抽取' },
  ...(draw ? [{ href: urls.deskCallChecks(draw.number), label: draw.title }] : []),
]

function showNew(
  c: Context<Env>,
  typed: Partial<Record<CheckField, string>>,
  errors: FieldErrors,
  formKey: string,
): Response {
  const { config } = c.get('house')
  return page(c, '抽一批来电质检', <NewChecksPage {...{ typed, errors, formKey, config }} />, {
    layout: 'desk',
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [...crumbs(), { href: urls.newDeskCallCheck(), label: '抽一批来电质检' }],
  })
}

async function showCheck(
  c: Context<Env>,
  typed: Record<string, string>,
  errors: FieldErrors,
  formKey: string,
): Promise<Response> {
  const house = c.get('house')
  const { draw, one: sampled } = await needMine(house, deskActor(c), numberOf(c), labelOf(c))
  const { timeZone } = house.config
  const recording = {
    action: urls.deskCallCheck(draw.number, sampled.member),
    recordingId: sampled.call.recordingId,
    listenings: await listeningsOf(house, sampled.call.id),
    mayListen: !sampled.check,
    typed: { ground: 'check', groundText: draw.title },
    errors: {},
    formKey: newId(),
    timeZone,
  }
  const words = await wordsOf(house, sampled.call.id)
  return page(c, '来电质检', <CheckPage {...{ draw, sampled, words, recording, typed, errors, formKey, timeZone }} />, {
    layout: 'desk',
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [...crumbs(draw), { href: '', label: '来电质检' }],
  })
}

const heardFor = ({ ground, groundText }: Record<string, string>, title: string) => ({
  ground: listeningGrounds.find((known) => known === ground) ?? ('check' as const),
  text: asLine(groundText ?? '').slice(0, 200) || title,
})
