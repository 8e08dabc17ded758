import type { Context } from 'hono'
import { publicGround } from '#core/documents/index.ts'
import { deskActor, staffOnly } from '#core/people/index.ts'
import { hasRole, type StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { asLine } from '#platform/http/form-fields.ts'
import { once } from '#platform/http/form-key.ts'
import { postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { cancelDraw } from './cancel-draw.ts'
import { DeskDrawPage, DeskDrawsPage } from './desk-draw-page.tsx'
import { enterNumbers, observerCode } from './give-chance.ts'
import { allPurposes } from './purposes.ts'
import { drawsOfUnits, sourcesOf } from './read-draws.ts'
import { needRunner } from './who-may.ts'

/** What the unit that draws does. Audit: draw.numbersEntered, draw.cancelled. */
export const deskDrawRoutes = routes()
  .use(urls.deskDraws(), staffOnly)
  .use(`${urls.deskDraws()}/*`, staffOnly)
  .get(urls.deskDraws(), async (c) => {
    const { db, config } = c.get('house')
    const actor = deskActor(c)
    const purposes = allPurposes().filter(({ roles }) => hasRole(actor, ...roles))
    if (purposes.length === 0)
      throw forbidden('随机抽取由督查、派单和信息发布人员发起；抽取的结果人人可看，在“随机抽取”页面上。')
    const unitIds = actor.roles.map(({ unitId }) => unitId)
    const draws = await drawsOfUnits(db, { unitIds, purposes: purposes.map(({ key }) => key) })
    const beginnings = purposes.flatMap(({ newHref, newLabel }) =>
      newHref ? [{ href: newHref, label: newLabel ?? '' }] : [],
    )
    return page(c, '随机抽取', <DeskDrawsPage {...{ draws, beginnings }} timeZone={config.timeZone} />, {
      layout: 'desk',
      breadcrumbs,
    })
  })

  .get(urls.deskDraw(':number{\\d{15,24}}'), (c) => show(c, {}, {}))

  .post(urls.deskDrawAct(':number{\\d{15,24}}', 'numbers'), (c) =>
    act(c, ['seq', 'numbers', 'evidence'], (house, actor, typed) => {
      const evidence = asLine(typed.evidence ?? '').slice(0, 200)
      if (evidence === '') throw new Refusal('evidence', '请写明在哪里公布的，例如网址。', { field: 'evidence' })
      return enterNumbers(house, actor, {
        number: numberOf(c),
        seq: /^\d{1,2}$/.test(typed.seq ?? '') ? Number(typed.seq) : -1,
        typed: typed.numbers ?? '',
        evidence,
      })
    }),
  )

  .post(urls.deskDrawAct(':number{\\d{15,24}}', 'cancellation'), (c) =>
    act(c, ['ground'], (house, actor, typed) =>
      cancelDraw(house, actor, numberOf(c), publicGround(typed.ground ?? '', 6)),
    ),
  )

const breadcrumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskDraws(), label: '随机抽取' },
]

const numberOf = (c: Context<Env>): string => c.req.param('number') ?? ''
async function act(
  c: Context<Env>,
  names: readonly string[],
  work: (
    house: Omit<House, 'db'> & { db: Transaction },
    actor: StaffActor,
    typed: Record<string, string>,
  ) => Promise<void>,
): Promise<Response> {
  const house = c.get('house')
  const actor = deskActor(c)
  await needRunner(house.db, actor, numberOf(c))
  const form = await postedForm(c)
  const typed = Object.fromEntries(names.map((name) => [name, textIn(form, name).slice(0, 1000)]))
  const formKey = textIn(form, 'formKey')
  try {
    const spent = await once(house, formKey, JSON.stringify(typed), async (tx) => {
      await work({ ...house, db: tx }, actor, typed)
      return urls.deskDraw(numberOf(c))
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 422 || !error.field) throw error
    return show(c, typed, { [error.field]: error.message }, formKey)
  }
}

async function show(
  c: Context<Env>,
  typed: Record<string, string>,
  errors: FieldErrors,
  formKey: string = newId(),
): Promise<Response> {
  const { db, secrets, clock, config } = c.get('house')
  const draw = await needRunner(db, deskActor(c), numberOf(c))
  const sources = await sourcesOf(db, draw)
  const codes = new Map(
    sources
      .filter(({ source }) => source.kind === 'observer')
      .map(({ seq }) => [seq, observerCode(secrets, draw.id, seq)]),
  )
  return page(
    c,
    draw.title,
    <DeskDrawPage {...{ draw, sources, codes, typed, errors, formKey }} now={clock.now()} timeZone={config.timeZone} />,
    {
      layout: 'desk',
      status: Object.keys(errors).length > 0 ? 422 : 200,
      breadcrumbs: [...breadcrumbs, { href: urls.deskDraw(draw.number), label: draw.title }],
    },
  )
}
