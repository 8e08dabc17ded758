import type { Context } from 'hono'
import { z } from 'zod'
import { requireRole } from '#core/people/index.ts'
import { hasRole } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import { readPageKey, writePageKey } from '#platform/http/address-fields.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedFields } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { checkExclusion, decideExclusion } from './decide-exclusion.ts'
import { deciding, proposing } from './exclusion.ts'
import { ExclusionFormPage, exclusionForm } from './exclusion-form.tsx'
import { type ExclusionList, listExclusions } from './exclusions.ts'
import { ExclusionsPage, exclusionLists } from './exclusions-page.tsx'
import { answersOf, proposeExclusion } from './propose-exclusion.ts'
import { rollUp } from './roll-up.ts'

const listed = 50
/** Counted within the request; what is more waits for the job. */
const atOnce = 1000
const checkResult = z.enum(['stands', 'overturned'])

/** 剔除. Audit: proposeExclusion, confirmExclusion, refuseExclusion, checkExclusion. */
export const exclusionRoutes = routes()
  .get(urls.deskExclusions(), (c) => listPage(c, readList(c.req.query('list'))))
  .get(urls.newDeskExclusion(), async (c) => {
    requireRole(c.get('actor'), ...proposing)
    const number = c.req.query('number')?.replace(/\s/g, '') ?? ''
    return formPage(c, { number }, number === '' ? {} : null)
  })
  .post(urls.deskExclusions(), async (c) => {
    const actor = c.get('actor')
    requireRole(actor, ...proposing)
    const { key, typed } = await posted(c)
    const read = exclusionForm.safeParse(typed)
    if (!read.success) {
      const errors: FieldErrors = {}
      for (const issue of read.error.issues) errors[String(issue.path[0])] ??= issue.message
      return formPage(c, typed, errors)
    }
    const house = c.get('house')
    // A matter answered a moment ago may be chosen at once.
    await rollUp(house, atOnce)
    return tried(
      c,
      { key, typed, work: (tx) => proposeExclusion({ ...house, db: tx }, actor, read.data), list: 'proposed' },
      (errors) => formPage(c, typed, errors),
    )
  })
  .post('/desk/speed/exclusions/:id/:decision{confirmation|refusal}', async (c) => {
    const actor = c.get('actor')
    const { id, key, typed } = await postedTo(c, ...deciding, 'head')
    const house = c.get('house')
    const isConfirmed = c.req.param('decision') === 'confirmation'
    const work = (tx: Transaction) => decideExclusion({ ...house, db: tx }, actor, id, isConfirmed)
    return tried(c, { key, typed, work, list: readList(typed.list) }, (errors) =>
      listPage(c, readList(typed.list), errors),
    )
  })
  .post('/desk/speed/exclusions/:id/check', async (c) => {
    const actor = c.get('actor')
    const { id, key, typed } = await postedTo(c, 'supervisor')
    const house = c.get('house')
    const result = checkResult.safeParse(typed.result)
    if (!result.success)
      return listPage(c, readList(typed.list), { decision: '请选择抽查的结果：属实，或者不属实、恢复计入。' })
    const work = (tx: Transaction) => checkExclusion({ ...house, db: tx }, actor, id, result.data === 'stands')
    return tried(c, { key, typed, work, list: readList(typed.list) }, (errors) =>
      listPage(c, readList(typed.list), errors),
    )
  })

const readList = (text: string | undefined): ExclusionList =>
  text !== undefined && Object.hasOwn(exclusionLists, text) ? (text as ExclusionList) : 'proposed'

async function posted(c: Context<Env>): Promise<{ key: string | undefined; typed: Record<string, string> }> {
  const { formKey, ...fields } = await postedFields(c)
  const typed = Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  return { key: typeof formKey === 'string' ? formKey : undefined, typed }
}

async function postedTo(c: Context<Env>, ...roles: Parameters<typeof requireRole>[1][]) {
  requireRole(c.get('actor'), ...roles)
  const id = c.req.param('id') ?? ''
  if (!isId(id)) throw notFound('剔除')
  return { id, ...(await posted(c)) }
}

type Trying = {
  key: string | undefined
  typed: Record<string, string>
  work: (tx: Transaction) => Promise<unknown>
  list: ExclusionList
}

/** One form, one act; then the figures follow. What a person can mend comes back with the page. */
async function tried(
  c: Context<Env>,
  { key, typed, work, list }: Trying,
  again: (errors: FieldErrors) => Promise<Response>,
): Promise<Response> {
  const house = c.get('house')
  try {
    const spent = await once(house, key, JSON.stringify([c.req.path, typed]), async (tx) => {
      await work(tx)
      return urls.deskExclusions({ list })
    })
    await rollUp(house, atOnce)
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || (error.status !== 422 && error.status !== 409)) throw error
    return again({ [error.field ?? 'decision']: error.message })
  }
}

async function listPage(c: Context<Env>, list: ExclusionList, errors: FieldErrors = {}): Promise<Response> {
  const actor = c.get('actor')
  requireRole(actor, 'leader', 'supervisor', 'head', 'dispatcher')
  const { db, config } = c.get('house')
  const { rows, hasMore } = await listExclusions(db, actor, list, readPageKey(c.req.query('after')), listed)
  const last = rows.at(-1)
  const [problem] = Object.values(errors)
  return page(
    c,
    `${exclusionLists[list]} · 剔除`,
    <ExclusionsPage
      list={list}
      rows={rows}
      nextHref={
        hasMore && last ? urls.deskExclusions({ list, after: writePageKey(last.proposedAt, last.id) }) : undefined
      }
      timeZone={config.timeZone}
      may={{
        propose: hasRole(actor, ...proposing),
        decide: hasRole(actor, ...deciding),
        check: hasRole(actor, 'supervisor'),
      }}
      formKey={newId}
      problem={problem}
    />,
    { layout: 'desk', status: problem ? 422 : 200 },
  )
}

/** `errors` null: the number has only been asked for, and says itself whether it is there. */
async function formPage(c: Context<Env>, typed: Record<string, string>, errors: FieldErrors | null): Promise<Response> {
  const { db, config } = c.get('house')
  const found = typed.number ? await answersOf(db, c.get('actor'), typed.number) : null
  const shown: FieldErrors = { ...errors }
  if (errors === null && !found) shown.number = '没有找到这个编号，请核对，或者您看不到这一件。'
  return page(
    c,
    '提出剔除',
    <ExclusionFormPage typed={typed} errors={shown} found={found} formKey={newId()} timeZone={config.timeZone} />,
    { layout: 'desk', status: Object.keys(shown).length > 0 ? 422 : 200 },
  )
}
