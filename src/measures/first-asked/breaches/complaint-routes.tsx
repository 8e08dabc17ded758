import type { Context } from 'hono'
import { NotFilled, readForm } from '#core/casework/index.ts'
import {
  acceptUploads,
  chosenFiles,
  dropPendingFiles,
  keptUploads,
  pendingFiles,
  refusedFiles,
} from '#core/documents/index.ts'
import {
  findFollowedMatter,
  followBreadcrumbs,
  followedNow,
  openByCode,
  openFollowed,
  readNumberAndCode,
  wrongCode,
} from '#core/following/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { ComplaintDoorPage, ComplaintPage } from './complaint-page.tsx'
import { complain, complaintForm, unitsOnWay } from './raise-breach.ts'

/** Numbers of inquiries. */
const numbers = ':number{\\d{8}6\\d{6,}}'

/** Of whoever asked: from the follow page, or from a card by number and code. Audit: breach.raised. */
export const complaintRoutes = routes()
  .get(urls.complaintDoor(), (c) => showDoor(c, c.req.query('number')?.slice(0, 40) ?? ''))
  .post(urls.complaintDoor(), async (c) => {
    const sent = readNumberAndCode(await postedForm(c), '查询码是 6 位数字，在短信或首问卡上。')
    if (!sent.ok) return showDoor(c, sent.typed, sent.errors)
    const { typed, number, code } = sent
    try {
      const found = await openByCode(c.get('house'), { number, code, address: c.get('address') })
      if (found?.kind !== 'inquiry') return showDoor(c, typed, {}, wrongCode)
      openFollowed(c, found.id)
      return c.redirect(urls.followComplaint(number), 303)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return showDoor(c, typed, {}, error.message)
    }
  })

  .get(urls.followComplaint(numbers), async (c) => {
    const followed = await followedHere(c)
    if (!followed) return c.redirect(urls.complaintDoor(), 303)
    return show(c, followed.matterId, { typed: {}, errors: {}, formKey: newId() })
  })
  .post(urls.followComplaint(numbers), async (c) => {
    const followed = await followedHere(c)
    if (!followed) throw notFound('首问事项')
    const house = c.get('house')
    const form = await postedForm(c)
    const formKey = formKeyIn(form)
    const typed = Object.fromEntries(
      ['kind', 'unit', 'complaint', 'mayName'].map((name) => [name, textIn(form, name).slice(0, 4000)]),
    )
    await dropPendingFiles(house, formKey, form.getAll('filesRemoved').map(String))
    const { refused } = await acceptUploads(house, chosenFiles(form, 'files'), { by: 'asker', owner: formKey })
    try {
      if (refused.length > 0) throw new NotFilled({ files: refusedFiles(refused) })
      const input = readForm(complaintForm, typed)
      const ids = (await pendingFiles(house, formKey)).map(({ id }) => id)
      const sent = JSON.stringify([typed, ids.length])
      const spent = await once(house, textIn(form, 'formKey'), sent, async (tx) => {
        const files = { owner: formKey, ids }
        await complain({ ...house, db: tx }, followed.asker, followed.matterId, { ...input, files })
        return urls.followMatter(followed.number)
      })
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
      return c.redirect(spent.location, 303)
    } catch (error) {
      const errors = errorsOf(error)
      if (!errors) throw error
      return show(c, followed.matterId, { typed, errors, formKey })
    }
  })

function errorsOf(error: unknown): FieldErrors | null {
  if (error instanceof NotFilled) return error.errors
  if (!(error instanceof Refusal) || error.status !== 422) return null
  return { [error.field && error.field !== 'formKey' ? error.field : 'complaint']: error.message }
}

async function followedHere(c: Context<Env>): Promise<{ matterId: string; number: string; asker: Actor } | null> {
  const asked = c.req.param('number') ?? ''
  const followed = await findFollowedMatter(c.get('house'), asked, c.get('actor'), followedNow(c))
  if (followed?.row.kind !== 'inquiry') return null
  return { matterId: followed.row.id, number: followed.row.number, asker: followed.asker }
}

async function show(
  c: Context<Env>,
  matterId: string,
  back: { typed: Record<string, string>; errors: FieldErrors; formKey: string },
): Promise<Response> {
  const house = c.get('house')
  const isRefused = Object.keys(back.errors).length > 0
  const [ids, units, kept] = await Promise.all([
    unitsOnWay(house.db, matterId),
    unitDirectory(house.db),
    isRefused ? pendingFiles(house, back.formKey) : [],
  ])
  const choices = ids.map((id) => ({ value: id, label: units.get(id)?.shortName ?? '原单位' }))
  const body = <ComplaintPage {...back} number={c.req.param('number') ?? ''} units={choices} kept={keptUploads(kept)} />
  return page(c, '反映首问责任没落实', body, { status: isRefused ? 422 : 200, breadcrumbs: followBreadcrumbs })
}

function showDoor(c: Context<Env>, typed: string, errors: FieldErrors = {}, refusal: string | null = null): Response {
  c.header('Cache-Control', 'no-store')
  const isRefused = refusal !== null || Object.keys(errors).length > 0
  return page(c, '反映首问责任没落实', <ComplaintDoorPage number={typed} errors={errors} refusal={refusal} />, {
    status: isRefused ? 422 : 200,
    breadcrumbs: [
      { href: urls.home(), label: '首页' },
      { href: urls.firstAsked(), label: '首问责任' },
      { href: urls.complaintDoor(), label: '反映首问责任没落实' },
    ],
  })
}
