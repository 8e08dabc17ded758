import type { Context } from 'hono'
import { z } from 'zod'
import { requireRole, staffOnly, unitDirectory } from '#core/people/index.ts'
import { hasRole } from '#platform/actor.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { deskActor, readPosted } from '../desk/posted.ts'
import { deskBreadcrumbs, todayOf } from '../desk/works-routes.tsx'
import { workSources } from '../tables.ts'
import { supervisingAt } from '../who-may.ts'
import { NotFilled, readForm, type Typed, words } from '../words.ts'
import { SamplePage, SamplesPage } from './sample-pages.tsx'
import { drawSample, noteSample, readSample, readSamples } from './samples.ts'

const whole = (what: string, least: number, most: number) =>
  z.coerce
    .number({ error: `请填写${what}，用数字。` })
    .int({ error: `${what}应是整数。` })
    .min(least, { error: `${what}应在 ${least} 到 ${most} 之间。` })
    .max(most, { error: `${what}应在 ${least} 到 ${most} 之间。` })

const form = z.object({
  title: words('名称', { least: 2, most: 60 }),
  year: whole('任务年度', 2000, 2100),
  source: z
    .enum([...workSources, ''], { error: '请选择任务来源。' })
    .optional()
    .transform((source) => source || null),
  among: z.enum(['open', 'proved'], { error: '请选择从哪些里抽。' }),
  size: whole('抽取数', 1, 500),
})

/** Audit: work.sampleNoted, work.sampleDrawn. Before `/desk/works/:number`. */
export const sampleRoutes = routes()
  .use(`${urls.deskWorksSamples()}/*`, staffOnly)
  .get(urls.deskWorksSamples(), (c) => {
    requireRole(c.get('actor'), 'supervisor', 'leader')
    return showSamples(c, { year: String(todayOf(c).year) })
  })
  .post(urls.deskWorksSamples(), async (c) => {
    const actor = deskActor(c)
    requireRole(actor, 'supervisor')
    const house = c.get('house')
    const { typed, formKey, text } = await readPosted(c)
    try {
      const input = readForm(form, typed)
      const spent = await once(house, formKey, text, async (tx) =>
        urls.deskWorksSample(await noteSample({ ...house, db: tx }, actor, input)),
      )
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
      return c.redirect(spent.location, 303)
    } catch (error) {
      if (!(error instanceof NotFilled)) throw error
      return showSamples(c, typed, error.errors, formKey)
    }
  })
  .get(urls.deskWorksSample(':id'), async (c) => {
    const actor = deskActor(c)
    requireRole(actor, 'supervisor', 'leader')
    const { db } = c.get('house')
    const read = await readSample(db, actor, idOf(c))
    const units = await unitDirectory(db)
    return page(
      c,
      read.sample.title,
      <SamplePage
        {...read}
        unitName={(id) => units.get(id)?.shortName ?? '原单位'}
        mayDraw={supervisingAt(actor).includes(read.sample.unitId)}
        formKey={newId()}
      />,
      {
        layout: 'desk',
        breadcrumbs: [...crumbs, { href: urls.deskWorksSample(read.sample.id), label: read.sample.title }],
      },
    )
  })
  .post(urls.deskWorksSampleDraw(':id'), async (c) => {
    const actor = deskActor(c)
    requireRole(actor, 'supervisor')
    const house = c.get('house')
    const id = idOf(c)
    const { formKey, text } = await readPosted(c)
    const spent = await once(house, formKey, text, async (tx) => {
      await drawSample({ ...house, db: tx }, actor, id)
      return urls.deskWorksSample(id)
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  })

const crumbs = [...deskBreadcrumbs, { href: urls.deskWorksSamples(), label: '督查抽样' }]

function idOf(c: Context<Env>): string {
  const id = c.req.param('id') ?? ''
  if (!isId(id)) throw notFound('抽样')
  return id
}

async function showSamples(
  c: Context<Env>,
  typed: Typed,
  errors: FieldErrors = {},
  formKey = newId(),
): Promise<Response> {
  const actor = deskActor(c)
  return page(
    c,
    '督查抽样',
    <SamplesPage
      samples={await readSamples(c.get('house').db, actor)}
      typed={typed}
      errors={errors}
      mayDraw={hasRole(actor, 'supervisor')}
      formKey={formKey}
    />,
    { layout: 'desk', status: Object.keys(errors).length > 0 ? 422 : 200, breadcrumbs: crumbs },
  )
}
