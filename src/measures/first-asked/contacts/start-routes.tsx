import type { Context } from 'hono'
import { unitsById } from '#core/people/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { countTry, type RateLimit } from '#platform/http/rate-limit.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type ContactDesk, deskOfCode } from './desks.ts'
import { StartedPage, StartPage, type TypedStart } from './start-pages.tsx'
import { startContact } from './starts.ts'

/** 本市自定: a hall shares one address. */
const starting: RateLimit = {
  name: 'contact-starts',
  points: 30,
  seconds: 600,
  sentence: '扫码的人太多了，请直接对工作人员说。',
}

/** What a visitor sees who scans the QR on a desk; no account, nothing kept but for the clerk before them. */
export const startRoutes = routes()
  .get(urls.contactDesk(':code{\\d{6}}'), async (c) => {
    const desk = await needDesk(c)
    return show(c, desk, { typed: { who: '', what: '' }, formKey: newId() })
  })
  .post(urls.contactDesk(':code{\\d{6}}'), async (c) => {
    const house = c.get('house')
    const desk = await needDesk(c)
    const form = await postedForm(c)
    const typed = { who: textIn(form, 'who').slice(0, 200), what: textIn(form, 'what').slice(0, 2000) }
    const again = { typed, formKey: formKeyIn(form) }
    const what = typed.what.replaceAll('\0', '').trim()
    if (what === '') return show(c, desk, { ...again, errors: { what: '请写一句话，说说要问什么事。' } })
    if ([...what].length > 500) return show(c, desk, { ...again, errors: { what: '最多 500 个字，细节可以当面说。' } })
    try {
      await countTry(house, starting, c.get('address'))
      const who = typed.who.replaceAll('\0', '').trim().slice(0, 60)
      const spent = await once(house, textIn(form, 'formKey'), JSON.stringify(typed), async (tx) => {
        const sign = await startContact({ ...house, db: tx }, desk, { who, what })
        return urls.contactStarted(desk.code, sign)
      })
      return c.redirect(spent.location, 303)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return show(c, desk, { ...again, errors: { what: error.message }, status: error.status === 429 ? 429 : 422 })
    }
  })
  .get(urls.contactStarted(':code{\\d{6}}', ':sign{\\d{2}}'), async (c) => {
    const desk = await needDesk(c)
    const body = (
      <StartedPage code={desk.code} sign={c.req.param('sign') ?? ''} unit={await unitName(c, desk)} desk={desk.title} />
    )
    return page(c, '已经送到工作人员面前', body)
  })

async function needDesk(c: Context<Env>): Promise<ContactDesk> {
  const desk = await deskOfCode(c.get('house').db, c.req.param('code') ?? '')
  if (!desk) throw notFound('桌码')
  return desk
}

const unitName = async (c: Context<Env>, { unitId }: ContactDesk): Promise<string> =>
  (await unitsById(c.get('house').db, [unitId])).get(unitId)?.name ?? ''

async function show(
  c: Context<Env>,
  desk: ContactDesk,
  shown: { typed: TypedStart; formKey: string; errors?: FieldErrors; status?: 422 | 429 },
): Promise<Response> {
  const errors = shown.errors ?? {}
  c.header('Cache-Control', 'no-store')
  const body = (
    <StartPage
      code={desk.code}
      unit={await unitName(c, desk)}
      desk={desk.title}
      typed={shown.typed}
      errors={errors}
      formKey={shown.formKey}
    />
  )
  return page(c, '您要问什么', body, { status: Object.keys(errors).length > 0 ? (shown.status ?? 422) : 200 })
}
