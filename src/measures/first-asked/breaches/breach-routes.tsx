import { inArray } from 'drizzle-orm'
import type { Context } from 'hono'
import { deskActor, NotFilled, readTyped } from '#core/casework/index.ts'
import {
  acceptUploads,
  dropPendingFiles,
  files,
  keptUploads,
  openFile,
  pendingFiles,
  refusedFiles,
} from '#core/documents/index.ts'
import { requireRole, staffOnly, unitDirectory } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { needAllowed } from './attempts.ts'
import { type BreachAct, breachActIds, breachEvidence, performBreachAct } from './breach-acts.ts'
import { BreachPage } from './breach-page.tsx'
import { isOffice } from './competence.ts'
import { NewBreachPage } from './new-breach-page.tsx'
import { colleaguesOf, findBreach, judgingOf, type Working } from './open-breach.ts'
import { observe } from './raise-breach.ts'
import { eventsReadBy, readBreach } from './read-breach.ts'
import { readObservation } from './read-observation.ts'
import { breachKinds } from './words.ts'

const acts = breachActIds.join('|')

/** One breach and what is done about it. Audit: breach.<event>, in the act's transaction. */
export const breachRoutes = routes()
  .use('/desk/breaches/*', staffOnly)
  .get(urls.newDeskBreach(), (c) => {
    const typed = { matter: c.req.query('matter')?.slice(0, 40) ?? '', unit: c.req.query('unit')?.slice(0, 100) ?? '' }
    return showNew(c, { typed, errors: {}, formKey: newId() })
  })
  .post(urls.newDeskBreach(), (c) => observeHere(c))
  .get(urls.deskBreach(':id'), (c) => show(c))
  .get(urls.deskBreachFile(':id', ':fileId'), async (c) => {
    const house = c.get('house')
    const id = c.req.param('id') ?? ''
    await findBreach(house.db, deskActor(c), id, { what: '附件' })
    const ids = await eventsReadBy(house, deskActor(c), id)
    return openFile(house, { id: c.req.param('fileId') ?? '', where: inArray(files.matterId, ids) })
  })
  .post(`/desk/breaches/:id/:act{${acts}}`, (c) => perform(c, c.req.param('act') as BreachAct))

type Posted = Awaited<ReturnType<typeof readTyped>>

/** Files are taken in before the act, so that a refused form loses none of them. */
async function takeFiles(
  c: Context<Env>,
  posted: Posted,
  field: string,
): Promise<{ owner: string; ids: string[]; fault: string | null }> {
  const house = c.get('house')
  const owner = posted.formKey
  if (!owner || !isId(owner)) throw new Refusal('no-form-key', '这张表单已失效，请返回上一页刷新后再提交。')
  await dropPendingFiles(house, owner, posted.all(`${field}Removed`))
  const { kept, refused } = await acceptUploads(house, posted.files(field), { by: 'staff', owner })
  return { owner, ids: kept.map(({ id }) => id), fault: refused.length > 0 ? refusedFiles(refused) : null }
}

async function perform(c: Context<Env>, act: BreachAct): Promise<Response> {
  const house = c.get('house')
  const actor = deskActor(c)
  const id = c.req.param('id') ?? ''
  // Not seen is not found, whatever the form says.
  const row = await findBreach(house.db, actor, id)
  needAllowed(act, row, await judgingOf(house, actor, row))
  const posted = await readTyped(c)
  const field = breachEvidence[act] ?? 'materials'
  const { fault, ...given } = await takeFiles(c, posted, field)
  try {
    if (fault) throw new NotFilled({ [field]: fault })
    const spent = await once(house, given.owner, `${act}\n${posted.text}`, async (tx) => {
      const doing = { house: { ...house, db: tx } as Working, actor, id, files: given }
      await performBreachAct(act, doing, posted.typed)
      return urls.deskBreach(id)
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    const refused = refusalOf(error)
    if (!refused) throw error
    house.metrics.refusals.inc({ code: error instanceof Refusal ? error.code : 'not-filled' })
    return show(c, { ...refused, act, typed: posted.typed, formKey: given.owner })
  }
}

/** Beside its field, or on top; null for what is a page of its own: not seeing, not being allowed. */
function refusalOf(error: unknown): { errors: FieldErrors; refusal: string | null } | null {
  if (error instanceof NotFilled) return { errors: error.errors, refusal: null }
  if (!(error instanceof Refusal) || (error.status !== 422 && error.status !== 409)) return null
  return error.field
    ? { errors: { [error.field]: error.message }, refusal: null }
    : { errors: {}, refusal: error.message }
}

type Back = {
  act: BreachAct
  errors: FieldErrors
  refusal: string | null
  typed: Record<string, string | undefined>
  formKey: string
}

async function show(c: Context<Env>, back?: Back): Promise<Response> {
  const house = c.get('house')
  const actor = deskActor(c)
  const read = await readBreach(house, actor, c.req.param('id') ?? '')
  const [kept, staff] = await Promise.all([
    back ? pendingFiles(house, back.formKey) : [],
    read.may.findings ? colleaguesOf(house, read.breach.unitId) : [],
  ])
  const body = (
    <BreachPage
      {...read}
      typed={present(back?.typed ?? {})}
      errors={back?.errors ?? {}}
      refusal={back?.refusal ?? null}
      kept={keptUploads(kept)}
      keyOf={(act) => (back?.act === act ? back.formKey : newId())}
      colleagues={staff.map(({ name }) => name)}
      todayText={dateIn(house.config.timeZone, house.clock.now()).toString()}
    />
  )
  const title = `${breachKinds[read.breach.kind]} · ${read.unit}`
  return page(c, `${breachKinds[read.breach.kind]} · 首问问责`, body, {
    layout: 'desk',
    status: back ? 422 : 200,
    breadcrumbs: [...breadcrumbs, { href: urls.deskBreach(read.breach.id), label: title }],
  })
}

const breadcrumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskBreaches(), label: '首问问责' },
]

const present = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

async function observeHere(c: Context<Env>): Promise<Response> {
  const actor = c.get('actor')
  requireRole(actor, 'supervisor')
  const house = c.get('house')
  const posted = await readTyped(c)
  const { fault, ...given } = await takeFiles(c, posted, 'materials')
  try {
    if (fault) throw new NotFilled({ materials: fault })
    const { about, input } = await readObservation(house, actor, posted.typed)
    const spent = await once(house, given.owner, posted.text, async (tx) => {
      const row = await observe({ ...house, db: tx }, actor, about, { ...input, files: given })
      return urls.deskBreach(row.id)
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    const refused = refusalOf(error)
    if (!refused) throw error
    const errors = refused.refusal ? { facts: refused.refusal } : refused.errors
    return showNew(c, { typed: present(posted.typed), errors, formKey: given.owner })
  }
}

async function showNew(
  c: Context<Env>,
  back: { typed: Record<string, string>; errors: FieldErrors; formKey: string },
): Promise<Response> {
  const house = c.get('house')
  const actor = c.get('actor')
  requireRole(actor, 'supervisor')
  const isRefused = Object.keys(back.errors).length > 0
  const [units, kept] = await Promise.all([unitDirectory(house.db), isRefused ? pendingFiles(house, back.formKey) : []])
  const mine = [...units.values()].filter(
    (unit) => unit.active && isOffice(actor, { unitId: unit.id, personId: null }, units),
  )
  const body = <NewBreachPage {...back} kept={keptUploads(kept)} unitNames={mine.map(({ shortName }) => shortName)} />
  return page(c, '登记督查发现的', body, {
    layout: 'desk',
    status: isRefused ? 422 : 200,
    breadcrumbs: [...breadcrumbs, { href: urls.newDeskBreach(), label: '登记督查发现的' }],
  })
}
