import type { Context } from 'hono'
import { deskActor } from '#core/casework/index.ts'
import { audit, defineAuditActs, staffOnly } from '#core/people/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { Button, Card, type FieldErrors, Form } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { DeskOpinionsPage } from './desk-opinions-page.tsx'
import { findLetterAtDesk, lettersAtDesk, type OpenedLetter } from './find-letter.ts'
import { giveOpinion, readOpinion, receiveLetter, type TypedOpinion, type Working } from './give-opinion.ts'
import { OpinionPage } from './opinion-page.tsx'

defineAuditActs({ receiveOpinionLetter: '签收征求意见书', giveUnitOpinion: '对公开提出单位意见' })

const crumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskDisclosureOpinions(), label: '征求本单位意见' },
]

/** 共同制作的机关 (第34条) that is a unit of this city: its staff find, take and answer the letter at their desk; of the application they see nothing else. */
export const deskOpinionRoutes = routes()
  .use(urls.deskDisclosureOpinions(), staffOnly)
  .use(`${urls.deskDisclosureOpinions()}/*`, staffOnly)
  .get(urls.deskDisclosureOpinions(), async (c) => {
    const letters = await lettersAtDesk(c.get('house'), deskActor(c))
    return page(c, '征求本单位意见', <DeskOpinionsPage letters={letters} />, {
      layout: 'desk',
      breadcrumbs: crumbs.slice(0, 1),
    })
  })
  .get(urls.deskDisclosureOpinion(':number{\\d+}'), async (c) => showLetter(c, await needLetter(c)))
  // Audit: receiveOpinionLetter. The step itself names the party by its serial.
  .post(urls.deskDisclosureOpinionReceipt(':number{\\d+}'), async (c) => {
    const letter = await needLetter(c)
    const form = await postedForm(c)
    return perform(c, letter, { form, act: 'receiveOpinionLetter', typed: blank }, (house) =>
      receiveLetter(house, letter),
    )
  })
  // Audit: giveUnitOpinion.
  .post(urls.deskDisclosureOpinion(':number{\\d+}'), async (c) => {
    const letter = await needLetter(c)
    const form = await postedForm(c)
    const typed = { opinion: textIn(form, 'opinion'), reasons: textIn(form, 'reasons').slice(0, 20_000) }
    const read = readOpinion(typed)
    if (!read.ok) return showLetter(c, letter, { typed, errors: read.errors, formKey: formKeyIn(form), refusal: null })
    return perform(c, letter, { form, act: 'giveUnitOpinion', typed }, (house) => giveOpinion(house, letter, read))
  })

const blank: TypedOpinion = { opinion: '', reasons: '' }

type Sent = { form: FormData; act: 'receiveOpinionLetter' | 'giveUnitOpinion'; typed: TypedOpinion }

/** Once, with its audit row; what is refused comes back on the letter. */
async function perform(
  c: Context<Env>,
  letter: OpenedLetter,
  { form, act, typed }: Sent,
  verb: (house: Working) => Promise<void>,
): Promise<Response> {
  const house = c.get('house')
  try {
    const spent = await once(house, textIn(form, 'formKey'), JSON.stringify([act, typed]), async (tx) => {
      await verb({ ...house, db: tx })
      await audit(tx, {
        actor: deskActor(c),
        act,
        subjectType: 'matter',
        subjectId: letter.matterId,
        at: house.clock.now(),
      })
      return urls.deskDisclosureOpinion(letter.number)
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === 404) throw error
    house.metrics.refusals.inc({ code: error.code })
    const errors: FieldErrors = error.field === 'text' ? { reasons: error.message } : {}
    const refusal = error.field === 'text' ? null : error.message
    return showLetter(c, letter, { typed, errors, formKey: formKeyIn(form), refusal })
  }
}

async function needLetter(c: Context<Env>): Promise<OpenedLetter> {
  const letter = await findLetterAtDesk(c.get('house'), deskActor(c), c.req.param('number') ?? '')
  if (!letter) throw notFound('征求意见书')
  return letter
}

type Back = { typed: TypedOpinion; errors: FieldErrors; formKey: string; refusal: string | null }

function showLetter(c: Context<Env>, letter: OpenedLetter, back?: Back): Response {
  const waits = letter.receivedOn === null && letter.given === null
  const receipt = waits ? (
    <Card title="先签收" icon="letter">
      <p>签收之日起{letter.within}内提出意见；签收以后，对方的答复期限暂停计算。</p>
      <Form action={urls.deskDisclosureOpinionReceipt(letter.number)} formKey={newId()}>
        <Button variant="secondary">签收征求意见书</Button>
      </Form>
    </Card>
  ) : null
  const body = (
    <OpinionPage
      letter={letter}
      action={urls.deskDisclosureOpinion(letter.number)}
      receipt={receipt}
      {...(back ?? { typed: blank, errors: {}, formKey: newId(), refusal: null })}
    />
  )
  return page(c, '征求本单位意见', body, { layout: 'desk', status: back ? 422 : 200, breadcrumbs: crumbs })
}
