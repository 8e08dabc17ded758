import type { Context } from 'hono'
import { handReceipt, readNumberAndCode, receiptInHand } from '#core/following/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { countTries, forgetTries, giveBackTry, type RateLimit } from '#platform/http/rate-limit.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { findLetter, type OpenedLetter } from './find-letter.ts'
import { giveOpinion, readOpinion } from './give-opinion.ts'
import { OpinionDoorPage, OpinionPage } from './opinion-page.tsx'

const sentence = '试的次数太多了，请过一刻钟再试。编号和回复码在征求意见书上，找不到的请与发出机关联系。'
/** 本市自定, as for number and code of a matter. */
const byAddress: RateLimit = { name: 'opinion-address', points: 10, seconds: 900, sentence }
const byNumber: RateLimit = { name: 'opinion-number', points: 10, seconds: 900, sentence }

const crumbs = [
  { href: urls.home(), label: '首页' },
  { href: urls.disclosure(), label: '依申请公开' },
]

/** 第三方和共同制作的机关提出意见 (第32、34条): by number and code, which never stand in an address. */
export const opinionRoutes = routes()
  .get(urls.disclosureOpinion(), async (c) => {
    c.header('Cache-Control', 'no-store')
    const inHand = receiptInHand(c)
    const letter = inHand && (await findLetter(c.get('house'), inHand.number, inHand.code))
    return letter ? showLetter(c, letter) : showDoor(c, '')
  })

  .post(urls.disclosureOpinion(), async (c) => {
    const sent = readNumberAndCode(await postedForm(c), '回复码是 6 位数字，在征求意见书上。')
    if (!sent.ok) return showDoor(c, sent.typed, sent.errors, 422)
    const { typed, number, code } = sent
    const house = c.get('house')
    try {
      await countTries(house, [
        [byAddress, c.get('address')],
        [byNumber, number],
      ])
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return showDoor(c, typed, {}, 429, error.message)
    }
    const letter = await findLetter(house, number, code)
    if (!letter) return showDoor(c, typed, {}, 422, '编号或回复码不对。请对照征求意见书，逐位检查后再试。')
    await forgetTries(house, byNumber, number)
    await giveBackTry(house, byAddress, c.get('address'))
    handReceipt(c, urls.disclosureOpinion(), { number, code })
    return c.redirect(urls.disclosureOpinion(), 303)
  })

  .post(urls.disclosureOpinionAnswer(), async (c) => {
    const house = c.get('house')
    const form = await postedForm(c)
    const inHand = receiptInHand(c)
    const letter = inHand && (await findLetter(house, inHand.number, inHand.code))
    // The half hour is over, or the cookie was not taken: by number and code again.
    if (!letter)
      return showDoor(c, textIn(form, 'number').slice(0, 60), {}, 422, '请重新填写编号和回复码，再提交意见。')
    const typed = { opinion: textIn(form, 'opinion'), reasons: textIn(form, 'reasons').slice(0, 20_000) }
    const back = (errors: FieldErrors, refusal?: string) =>
      showLetter(c, letter, { typed, errors, formKey: formKeyIn(form), refusal: refusal ?? null })
    const read = readOpinion(typed)
    if (!read.ok) return back(read.errors)
    try {
      const spent = await once(house, textIn(form, 'formKey'), JSON.stringify(typed), async (tx) => {
        await giveOpinion({ ...house, db: tx }, letter, read)
        return urls.disclosureOpinion()
      })
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
      return c.redirect(spent.location, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.status === 404) throw error
      house.metrics.refusals.inc({ code: error.code })
      return error.field === 'text' ? back({ reasons: error.message }) : back({}, error.message)
    }
  })

function showDoor(
  c: Context<Env>,
  number: string,
  errors: FieldErrors = {},
  status?: 422 | 429,
  refusal?: string,
): Response {
  c.header('Cache-Control', 'no-store')
  const body = <OpinionDoorPage number={number} errors={errors} refusal={refusal ?? null} />
  return page(c, '对公开提出意见', body, { status, breadcrumbs: crumbs })
}

type Back = {
  typed: { opinion: string; reasons: string }
  errors: FieldErrors
  formKey: string
  refusal: string | null
}

function showLetter(c: Context<Env>, letter: OpenedLetter, back?: Back): Response {
  c.header('Cache-Control', 'no-store')
  const fresh = { typed: { opinion: '', reasons: '' }, errors: {}, formKey: newId(), refusal: null }
  return page(
    c,
    '对公开提出意见',
    <OpinionPage letter={letter} action={urls.disclosureOpinionAnswer()} {...(back ?? fresh)} />,
    {
      status: back ? 422 : 200,
      breadcrumbs: crumbs,
    },
  )
}
