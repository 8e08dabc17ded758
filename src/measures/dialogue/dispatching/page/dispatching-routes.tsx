import type { Context } from 'hono'
import { audit, defineAuditActs, deskActor, requireRole, staffOnly } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { enqueue } from '#platform/jobs.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { cleanText } from '#platform/typed-text.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { forgetAdviser } from '../advising/adviser.ts'
import { categoriesInForce, forgetCategories } from '../categories/categories.ts'
import { categoryForm, endCategory, enterCategory } from '../categories/keep-categories.ts'
import { takeVersion } from '../learning/learn-advice.ts'
import { adviceSwitches } from '../tables.ts'
import { CategoriesPage } from './categories-page.tsx'
import { DispatchingPage } from './dispatching-page.tsx'
import { dispatchingFigures } from './figures.ts'

defineAuditActs({ switchAdvice: '派单建议：打开或关闭', learnAdvice: '派单建议：重学' })

/** 派单建议、来信分类. Audit: switchAdvice, learnAdvice, takeAdviceModel, enterCategory, endCategory. */
export const dispatchingRoutes = routes()
  .use(urls.deskDispatching(), staffOnly)
  .use(`${urls.deskDispatching()}/*`, staffOnly)
  .get(urls.deskDispatching(), (c) => {
    looker(c)
    return showDispatching(c)
  })

  .post(urls.deskAdviceSwitch(), async (c) => {
    looker(c)
    const form = await postedForm(c)
    const why = cleanText(textIn(form, 'why')).slice(0, 200)
    if (why.length < 4) return showDispatching(c, { why }, { why: '请写明原因，至少 4 个字。' })
    const isOn = textIn(form, 'on') === 'yes'
    return change(c, form, urls.deskDispatching(), async ({ db: tx, clock }, actor) => {
      const row = { id: newId(), isOn, why, by: actor.personId, at: clock.now() }
      await tx.insert(adviceSwitches).values(row)
      await audit(tx, { actor, act: 'switchAdvice', subjectType: 'adviceSwitch', subjectId: row.id, at: row.at })
    })
  })
  .post(urls.deskAdviceLearning(), async (c) => {
    looker(c)
    return change(c, await postedForm(c), urls.deskDispatching(), async ({ db: tx, clock }, actor) => {
      await enqueue(tx, 'letters:learn-advice', { asked: true }, { key: 'letters:learn-advice' })
      await audit(tx, { actor, act: 'learnAdvice', subjectType: 'adviceModel', subjectId: newId(), at: clock.now() })
    })
  })
  .post(urls.deskAdviceTaking(':id'), async (c) => {
    looker(c)
    const id = idOf(c)
    return change(c, await postedForm(c), urls.deskDispatching(), (house, actor) => takeVersion(house, actor, id))
  })

  .get(urls.deskLetterCategories(), (c) => {
    requireRole(c.get('actor'), 'dispatcher')
    return showCategories(c)
  })
  .post(urls.deskLetterCategories(), async (c) => {
    requireRole(c.get('actor'), 'dispatcher')
    const form = await postedForm(c)
    const typed = { title: textIn(form, 'title'), words: textIn(form, 'words'), parentId: textIn(form, 'parentId') }
    const read = categoryForm.safeParse(typed)
    if (!read.success) {
      const errors: FieldErrors = {}
      for (const { path, message } of read.error.issues) errors[String(path[0])] ??= message
      return showCategories(c, typed, errors)
    }
    try {
      return await change(c, form, urls.deskLetterCategories(), async (house, actor) => {
        await enterCategory(house, actor, read.data)
      })
    } catch (error) {
      if (!(error instanceof Refusal) || !error.field || error.field === 'formKey') throw error
      return showCategories(c, typed, { [error.field]: error.message })
    }
  })
  .post(urls.deskLetterCategoryEnd(':id'), async (c) => {
    requireRole(c.get('actor'), 'dispatcher')
    const id = idOf(c)
    return change(c, await postedForm(c), urls.deskLetterCategories(), (house, actor) => endCategory(house, actor, id))
  })

const looker = (c: Context<Env>): void => requireRole(c.get('actor'), 'dispatcher', 'supervisor')

function idOf(c: Context<Env>): string {
  const id = c.req.param('id') ?? ''
  if (!isId(id)) throw notFound()
  return id
}

type Act = (house: Omit<House, 'db'> & { db: Transaction }, actor: StaffActor) => Promise<void>

async function change(c: Context<Env>, form: FormData, to: string, act: Act): Promise<Response> {
  const house = c.get('house')
  const fields = JSON.stringify([c.req.path, ...[...form].filter(([name]) => name !== 'formKey')])
  const spent = await once(house, textIn(form, 'formKey'), fields, async (tx) => {
    await act({ ...house, db: tx }, deskActor(c))
    return to
  })
  forgetAdviser(house.db)
  forgetCategories(house.db)
  setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
  return c.redirect(spent.location, 303)
}

const desk = { href: urls.desk(), label: '工作台' }

async function showDispatching(c: Context<Env>, typed: Record<string, string> = {}, errors: FieldErrors = {}) {
  const figures = await dispatchingFigures(c.get('house'))
  return page(c, '派单建议', <DispatchingPage figures={figures} keyOf={newId} typed={typed} errors={errors} />, {
    layout: 'desk',
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [desk, { href: urls.deskDispatching(), label: '派单建议' }],
  })
}

async function showCategories(c: Context<Env>, typed: Record<string, string> = {}, errors: FieldErrors = {}) {
  const categories = await categoriesInForce(c.get('house').db)
  return page(c, '来信分类', <CategoriesPage categories={categories} keyOf={newId} typed={typed} errors={errors} />, {
    layout: 'desk',
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [desk, { href: urls.deskLetterCategories(), label: '来信分类' }],
  })
}
