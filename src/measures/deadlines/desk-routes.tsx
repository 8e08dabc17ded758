import type { Context } from 'hono'
import { z } from 'zod'
import {
  type Arrangement,
  arrangementLines,
  calendarChanges,
  calendarFollowers,
  calendarYearsEntered,
  localDaysEntered,
} from '#core/calendar/index.ts'
import { requireRole, staffOnly } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedFields } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { CalendarDeskPage, DecreeFormPage, DecreePreviewPage, scopeTitle } from './calendar-desk-page.tsx'
import { decreeScope, enterDecree, readDecree, type TypedDecree } from './enter-decree.ts'

const largestFile = 1_000_000

const decreeForm = z.object({
  title: z
    .string()
    .catch('')
    .transform((text) => text.slice(0, 200)),
  sourceUrl: z
    .string()
    .catch('')
    .transform((text) => text.trim().slice(0, 500)),
  lines: z
    .string()
    .catch('')
    .transform((text) => text.slice(0, largestFile)),
  step: z.enum(['preview', 'edit', 'save']).catch('preview'),
  formKey: z.string().optional(),
  file: z.instanceof(File).optional().catch(undefined),
})

/** For the system administrator: the city's calendar. Audit event: enterDecree. */
export const deskRoutes = routes()
  .use(`${urls.deskCalendar()}/*`, staffOnly)
  .get(urls.deskCalendar(), async (c) => {
    requireRole(c.get('actor'), 'system-admin')
    const { db } = c.get('house')
    const localDays = (await localDaysEntered(db)).length
    const years = await calendarYearsEntered(db)
    const body = <CalendarDeskPage years={years} localDays={localDays} thisYear={today(c).year} />
    return page(c, '工作日历', body, { layout: 'desk' })
  })
  .get('/desk/calendar/:scope', async (c) => {
    requireRole(c.get('actor'), 'system-admin')
    const scope = decreeScope(c.req.param('scope'), today(c))
    return formPage(c, scope, await enteredBefore(c, scope))
  })
  .post('/desk/calendar/:scope', async (c) => {
    const actor = c.get('actor')
    requireRole(actor, 'system-admin')
    const house = c.get('house')
    const scope = decreeScope(c.req.param('scope'), today(c))
    const form = decreeForm.parse(await postedFields(c))
    const typed = await withFile(form)
    if ('errors' in typed) return formPage(c, scope, form, { errors: typed.errors, faults: [] })
    if (form.step === 'edit') return formPage(c, scope, typed)
    const followers = calendarFollowers(house)
    const read = await readDecree(house.db, scope, typed, today(c), followers)
    if ('errors' in read) return formPage(c, scope, typed, read)
    if (form.step === 'preview') {
      const changes = await calendarChanges(house.db, read.arrangement)
      const body = (
        <DecreePreviewPage scope={scope} typed={typed} effect={read.effect} changes={changes} formKey={newId()} />
      )
      return page(c, `确认${scopeTitle(scope)}`, body, { layout: 'desk' })
    }
    const { arrangement } = read
    const spent = await once(house, form.formKey, JSON.stringify([scope, typed]), async (tx) => {
      await enterDecree(tx, actor, { arrangement, at: house.clock.now() }, followers)
      return urls.deskCalendar()
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
    return c.redirect(spent.location, 303)
  })

const today = (c: Context<Env>): Temporal.PlainDate => {
  const { clock, config } = c.get('house')
  return dateIn(config.timeZone, clock.now())
}

function formPage(
  c: Context<Env>,
  scope: Arrangement['scope'],
  typed: TypedDecree,
  refused?: Pick<Parameters<typeof DecreeFormPage>[0], 'errors' | 'faults'>,
): Response {
  const body = <DecreeFormPage scope={scope} typed={typed} {...refused} />
  return page(c, scopeTitle(scope), body, { layout: 'desk', status: refused ? 422 : 200 })
}

async function enteredBefore(c: Context<Env>, scope: Arrangement['scope']): Promise<TypedDecree> {
  const { db } = c.get('house')
  if (scope === 'local') {
    const days = await localDaysEntered(db)
    return { title: days[0]?.source ?? '', sourceUrl: '', lines: arrangementLines(days) }
  }
  const year = (await calendarYearsEntered(db)).find((known) => known.year === scope)
  const title = `国务院办公厅关于${scope}年部分节假日安排的通知`
  if (!year || year.status === 'provisional') return { title, sourceUrl: '', lines: '' }
  return { title: year.title, sourceUrl: year.sourceUrl, lines: arrangementLines(year.days) }
}

/** A chosen file takes the place of what stands in the box. */
async function withFile(form: z.infer<typeof decreeForm>): Promise<TypedDecree | { errors: FieldErrors }> {
  const { title, sourceUrl, lines, file } = form
  if (!file || file.size === 0) return { title, sourceUrl, lines }
  if (file.size > largestFile) return { errors: { file: '文件太大了，一年的安排不会超过 1 MB，请核对文件。' } }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    return { title, sourceUrl, lines: text }
  } catch {
    return { errors: { file: '文件不是 UTF-8 编码的文本，请另存为“CSV UTF-8”再上传。' } }
  }
}
