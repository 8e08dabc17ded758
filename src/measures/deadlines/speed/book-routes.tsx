import type { Context } from 'hono'
import { z } from 'zod'
import { requireRole } from '#core/people/index.ts'
import { hasRole } from '#platform/actor.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedFields } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type CorrectionGround, correctionGrounds } from './book-words.ts'
import { readBooks } from './books.ts'
import { BooksPage } from './books-page.tsx'
import { closeMonth, correctMonth, monthsThatDiffer } from './close-month.ts'

import { type Month, monthAt, monthsOf, rangeOf, readMonth, writeMonth } from './month.ts'
import { rollUp } from './roll-up.ts'
import { runningCounts } from './running-counts.ts'

const correction = z.object({
  ground: z.enum(Object.keys(correctionGrounds) as [CorrectionGround, ...CorrectionGround[]], {
    error: '请选择更正的依据。',
  }),
})

/** Counted within the request; what is more waits for the job. */
const atOnce = 1000

/** 统计关账. Audit: closeMonth, correctMonth. */
export const bookRoutes = routes()
  .get(urls.deskSpeedBooks(), (c) => booksPage(c, {}, {}))
  .post('/desk/speed/books/:month/closure', async (c) => {
    const { month, key } = await asked(c)
    return act(c, { month, key, typed: {} }, (house, actor) => closeMonth(house, actor, month))
  })
  .post('/desk/speed/books/:month/correction', async (c) => {
    const { month, key, typed } = await asked(c)
    requireRole(c.get('actor'), 'supervisor')
    const read = correction.safeParse(typed)
    if (!read.success) {
      return booksPage(
        c,
        { month: writeMonth(month) },
        { ground: read.error.issues[0]?.message ?? '请选择更正的依据。' },
      )
    }
    const { ground } = read.data
    return act(c, { month, key, typed: { ground } }, (house, actor) => correctMonth(house, actor, month, ground))
  })

async function asked(
  c: Context<Env>,
): Promise<{ month: Month; key: string | undefined; typed: Record<string, string | File> }> {
  const month = readMonth(c.req.param('month'))
  if (!month) throw notFound('月份')
  const { formKey, ...typed } = await postedFields(c)
  return { month, key: typeof formKey === 'string' ? formKey : undefined, typed }
}

type Act = (house: Parameters<typeof closeMonth>[0], actor: Parameters<typeof closeMonth>[1]) => Promise<void>

/** The roll-up catches up first: what is closed has to say all that happened until now. */
async function act(
  c: Context<Env>,
  { month, key, typed }: { month: Month; key: string | undefined; typed: { ground?: string } },
  verb: Act,
): Promise<Response> {
  const house = c.get('house')
  const actor = c.get('actor')
  requireRole(actor, 'supervisor')
  await rollUp(house, atOnce)
  try {
    const spent = await once(house, key, JSON.stringify([c.req.path, typed]), async (tx) => {
      await verb({ ...house, db: tx }, actor)
      return urls.deskSpeedBooks()
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || !error.field) throw error
    return booksPage(c, { month: writeMonth(month), ...typed }, { [error.field]: error.message })
  }
}

async function booksPage(
  c: Context<Env>,
  typed: { month?: string; ground?: string },
  errors: FieldErrors,
): Promise<Response> {
  const actor = c.get('actor')
  requireRole(actor, 'leader', 'supervisor', 'head', 'dispatcher')
  const { db, clock, config } = c.get('house')
  const now = clock.now()
  const thisMonth = monthAt(now, config.timeZone)
  const counts = await runningCounts(db)
  const first = [...counts.keys()].sort()[0]
  const range = rangeOf({ from: first }, thisMonth)
  const books = Map.groupBy(await readBooks(db, range, ['public', 'desk']), ({ month }) => month)
  const differing = await monthsThatDiffer(db)
  const months = monthsOf(range)
    .reverse()
    .map((month) => ({
      month,
      closed: counts.get(writeMonth(month)) ?? 0,
      books: books.get(writeMonth(month)) ?? [],
      differs: differing.has(writeMonth(month)),
    }))
  return page(
    c,
    '统计关账',
    <BooksPage
      months={months}
      today={now.toZonedDateTimeISO(config.timeZone).toPlainDate()}
      mayClose={hasRole(actor, 'supervisor')}
      errors={errors}
      typed={typed}
      formKey={newId}
    />,
    { layout: 'desk', status: Object.keys(errors).length > 0 ? 422 : 200 },
  )
}
