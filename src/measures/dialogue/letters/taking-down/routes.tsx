import type { Context } from 'hono'
import { z } from 'zod'
import { deskActor, NotFilled, readForm, readTyped, type Typed, words } from '#core/casework/index.ts'
import type { Acting } from '#core/matters/index.ts'
import { personNames, staffOnly } from '#core/people/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { findPublishable, type PublishableLetterRead } from '../publishing/find-publishable.ts'
import { publicationOf } from '../publishing/publications.ts'
import { confirmTakeDown, takeDown } from './take-down.ts'
import { TakeDownPage } from './take-down-page.tsx'
import { urgentWithdrawalOf } from './urgent-withdrawals.ts'

const takingDown = z.object({
  urgentGround: words('撤下的理由', { least: 4, most: 200 }),
  sure: z.literal('yes', { error: '请勾选确认后再撤下。' }),
})
const confirming = z.object({ confirmation: z.literal('yes', { error: '请核对后勾选，再复核。' }) })

const at = '/desk/letters/:number{\\d+}/publication/urgent-withdrawal'

export const takingDownRoutes = routes()
  .use('/desk/letters/:number/publication/*', staffOnly)
  .get(at, async (c) => show(c, await find(c), {}, {}))
  .post(at, (c) =>
    perform(c, (working, { actor, state }, typed) =>
      takeDown(working, actor, state, readForm(takingDown, typed).urgentGround),
    ),
  )
  .post(`${at}/confirmation`, (c) =>
    perform(c, async (working, { actor, state }, typed) => {
      readForm(confirming, typed)
      await confirmTakeDown(working, actor, state)
    }),
  )

const find = (c: Context<Env>): Promise<PublishableLetterRead> =>
  findPublishable(c.get('house').db, deskActor(c), c.req.param('number') ?? '')

async function show(
  c: Context<Env>,
  { actor, state }: PublishableLetterRead,
  typed: Typed,
  errors: FieldErrors,
): Promise<Response> {
  const { db, config, secrets } = c.get('house')
  const [publication, row] = await Promise.all([publicationOf(db, state.id), urgentWithdrawalOf(db, state.id)])
  const ids = [row?.takenDownBy, row?.confirmedBy].filter((id) => id != null)
  return page(
    c,
    '紧急撤稿',
    <TakeDownPage
      number={state.number}
      isPublic={publication?.status === 'published'}
      row={row}
      personId={actor.personId}
      names={await personNames(db, secrets, ids)}
      timeZone={config.timeZone}
      urgentGround={typed.urgentGround ?? ''}
      errors={errors}
      formKey={newId()}
    />,
    { layout: 'desk', status: Object.keys(errors).length > 0 ? 422 : 200 },
  )
}

async function perform(
  c: Context<Env>,
  verb: (working: Acting, found: PublishableLetterRead, typed: Typed) => Promise<void>,
): Promise<Response> {
  const house = c.get('house')
  const found = await find(c)
  const { typed, formKey, text } = await readTyped(c)
  try {
    const spent = await once(house, formKey, text, async (tx) => {
      await verb({ ...house, db: tx }, found, typed)
      return urls.deskUrgentWithdrawal(found.state.number)
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (error instanceof NotFilled) return show(c, found, typed, error.errors)
    if (error instanceof Refusal && error.status === 422) {
      return show(c, found, typed, { [error.field ?? 'urgentGround']: error.message })
    }
    throw error
  }
}
