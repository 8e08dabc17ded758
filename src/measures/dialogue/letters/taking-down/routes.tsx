import type { Context } from 'hono'
import { deskActor, NotFilled, readTyped, type Typed } from '#core/casework/index.ts'
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
import { TakeDownPage } from './take-down-page.tsx'
import { actOnTakeDown, type TakingDownAct } from './taking-down-acts.ts'
import { openWords } from './urgent-withdrawal.ts'
import { urgentWithdrawalOf } from './urgent-withdrawals.ts'

const at = '/desk/letters/:number{\\d+}/publication/urgent-withdrawal'

export const takingDownRoutes = routes()
  .use('/desk/letters/:number/publication/*', staffOnly)
  .get(at, async (c) => show(c, await find(c), {}, {}))
  .post(at, (c) => perform(c, 'takeDown'))
  .post(`${at}/confirmation`, (c) => perform(c, 'confirmation'))
  .post(`${at}/refusal`, (c) => perform(c, 'refusal'))

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
  const ids = [row?.takenDownBy, row?.confirmedBy, row?.refusedBy].filter((id) => id != null)
  return page(
    c,
    '紧急撤稿',
    <TakeDownPage
      number={state.number}
      isPublic={publication?.status === 'published'}
      row={row}
      words={row && openWords(secrets, row)}
      personId={actor.personId}
      names={await personNames(db, secrets, ids)}
      timeZone={config.timeZone}
      urgentGround={typed.urgentGround ?? ''}
      refusalGround={typed.refusalGround ?? ''}
      errors={errors}
      formKey={newId}
    />,
    { layout: 'desk', status: Object.keys(errors).length > 0 ? 422 : 200 },
  )
}

async function perform(c: Context<Env>, act: TakingDownAct): Promise<Response> {
  const house = c.get('house')
  const found = await find(c)
  const { typed, formKey, text } = await readTyped(c)
  try {
    const spent = await once(house, formKey, text, async (tx) => {
      await actOnTakeDown({ ...house, db: tx }, found.actor, found.state, act, typed)
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
