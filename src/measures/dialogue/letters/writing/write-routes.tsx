import type { Context } from 'hono'
import {
  acceptUploads,
  chosenFiles,
  dropPendingFiles,
  keptUploads,
  pendingFiles,
  refusedFiles,
} from '#core/documents/index.ts'
import { handReceipt, openFollowed, receiptInHand } from '#core/following/index.ts'
import { phoneOf } from '#core/people/index.ts'
import type { House } from '#platform/house.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { isSpent } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { countTries, countTry, giveBackTry, type RateLimit } from '#platform/http/rate-limit.ts'
import { fragment, page } from '#platform/http/render.tsx'
import { safeReturnPath } from '#platform/http/return-path.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { cleanLine } from '#platform/typed-text.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { letterChoices } from '../letter-choices.ts'
import { emergencyIn } from '../letter-words.ts'
import { tracksIn } from '../tracks.ts'
import { FoundAnswers, type SimilarAnswer, similarTo } from './answer-hints.tsx'
import { filings, hints, toOnePhone, tries } from './filing-limits.ts'
import { blankLetter, type LetterInput, parseLetter, type TypedLetter } from './letter-form.tsx'
import { NewLetterPage, type NewLetterPageProps } from './new-letter-page.tsx'
import { receiptOf } from './receipt.ts'
import { ReceiptGonePage, ReceiptPage } from './receipt-page.tsx'
import { shownAgain, typedIn } from './typed-letter.ts'
import { codeOfForm, fileOnce } from './write-letter.ts'

const breadcrumbs = [
  { href: urls.home(), label: '首页' },
  { href: urls.newLetter(), label: '写信给市长' },
]

export const writeRoutes = routes()
  .get(urls.newLetter(), async (c) => {
    const house = c.get('house')
    const title = cleanLine(c.req.query('title') ?? '').slice(0, 200)
    const typed = { ...blankLetter, ...(await knownWriter(c)), title, ...correction(c.req.query('page')) }
    return show(c, { typed, formKey: newId(), similar: title ? await similarTo(house, title) : null })
  })

  .post(urls.newLetter(), async (c) => {
    const house = c.get('house')
    const form = await postedForm(c)
    const typed = typedIn(form)
    const formKey = formKeyIn(form)
    const again = { typed, formKey }
    try {
      const parsed = parseLetter(typed, await letterChoices(house))
      const isSimilar = textIn(form, 'step') === 'similar'
      // Most letters come without files: their limits are counted in one round trip, and nothing else is asked before they are filed.
      const plain = parsed.ok && !isSimilar && !hasFiles(form) ? parsed.letter : null
      const limits: [RateLimit, string][] = [[tries, c.get('address')], ...(plain ? filingTries(c, plain) : [])]
      await countTries(house, limits).catch(passSpent(house, formKey))
      const { kept, refused } = plain ? { kept: null, refused: [] } : await takeUploads(house, form, formKey)
      if (isSimilar) return show(c, { ...again, similar: await similarTo(house, typed.title || typed.body) })
      const errors: FieldErrors = parsed.ok ? {} : parsed.errors
      if (refused.length > 0) errors.files = refusedFiles(refused)
      if (!parsed.ok || refused.length > 0) return show(c, { ...again, errors, status: 422 })
      const { letter } = parsed
      if (!plain) await countTries(house, filingTries(c, letter)).catch(passSpent(house, formKey))
      const fileIds = kept?.map(({ id }) => id) ?? null
      const sent = { key: textIn(form, 'formKey'), typed, fileIds, isElder: c.get('display').elder }
      const { filed, isRepeat, bodyChanged } = await fileOnce(house, c.get('actor'), letter, formKey, sent)
      openFollowed(c, filed.matterId)
      handReceipt(c, urls.letterReceipt(), { number: filed.number, code: codeOfForm(house, formKey) })
      if (isRepeat) {
        for (const [limit, who] of filingTries(c, letter)) await giveBackTry(house, limit, who)
        setFlash(c, bodyChanged ? 'alreadyFiled' : 'alreadyDone')
      }
      return c.redirect(urls.letterReceipt(), 303)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      house.metrics.refusals.inc({ code: error.code })
      const status = error.status === 429 ? 429 : 422
      if (error.field && error.field !== 'formKey') {
        return show(c, { ...again, errors: { [error.field]: error.message }, status })
      }
      const title = error.code === 'already-written' ? '您已经提交过这封信' : '这次没有提交成功'
      const notice = { tone: 'warn' as const, title, text: error.message, follow: error.code === 'already-written' }
      return show(c, { ...again, notice, status })
    }
  })

  // A post, though it changes nothing: what somebody is about to write is in no address.
  .post(urls.letterHints(), async (c) => {
    await countTry(c.get('house'), hints, c.get('address'))
    const q = cleanLine(textIn(await postedForm(c), 'q')).slice(0, 100)
    return fragment(c, <FoundAnswers similar={q ? await similarTo(c.get('house'), q) : null} />)
  })

  .get(urls.letterReceipt(), async (c) => showReceipt(c, false))
  .get(urls.letterReceiptPrint(), async (c) => showReceipt(c, true))

/** Chosen now, or listed with the form that came back. */
const hasFiles = (form: FormData): boolean =>
  chosenFiles(form, 'files').length > 0 || form.has('filesKept') || form.has('filesRemoved')

async function takeUploads(house: House, form: FormData, formKey: string): ReturnType<typeof acceptUploads> {
  await dropPendingFiles(house, formKey, form.getAll('filesRemoved').map(String))
  return acceptUploads(house, chosenFiles(form, 'files'), { by: 'asker', owner: formKey })
}

const filingTries = (c: Context<Env>, letter: LetterInput): [RateLimit, string][] => [
  [filings, c.get('address')],
  [toOnePhone, letter.phone],
]

/** A second click is answered with the first receipt even where no more letters are taken. */
const passSpent = (house: House, formKey: string) => async (refusal: unknown) => {
  const isOfFiling = refusal instanceof Refusal && refusal.message !== tries.sentence
  if (!isOfFiling || !(await isSpent(house, formKey))) throw refusal
}

type Shown = {
  typed: TypedLetter
  formKey: string
  errors?: FieldErrors
  similar?: SimilarAnswer[] | null
  notice?: NewLetterPageProps['notice']
  status?: 200 | 422 | 429
}

async function show(c: Context<Env>, { typed, formKey, errors = {}, similar = null, notice, status }: Shown) {
  const house = c.get('house')
  const [choices, waiting] = await Promise.all([letterChoices(house), pendingFiles(house, formKey)])
  return page(
    c,
    status ? '请改一下再提交' : '写信给市长',
    <NewLetterPage
      typed={shownAgain(typed)}
      errors={errors}
      formKey={formKey}
      choices={choices}
      kept={keptUploads(waiting)}
      similar={similar}
      emergency={emergencyIn(`${typed.title}\n${typed.body.slice(0, 20_000)}`)}
      told={typed.sort === 'report' ? [] : tracksIn(`${typed.title}\n${typed.body.slice(0, 20_000)}`)}
      notice={notice}
    />,
    {
      status,
      breadcrumbs,
      description: '市长信箱：咨询、求助、投诉、举报、建议、表扬，不用注册，有编号、有期限、有答复。',
    },
  )
}

/** 我要纠错, from the foot of every page: the page is named for them. */
function correction(path: string | undefined): Partial<TypedLetter> {
  if (!path || safeReturnPath(path, '') === '') return {}
  return { sort: 'suggestion', title: '网页纠错', body: `有误的网页：${path.slice(0, 300)}\n问题是：` }
}

/** A signed-in citizen need not type what we know. */
async function knownWriter(c: Context<Env>): Promise<Pick<TypedLetter, 'name' | 'phone'>> {
  const actor = c.get('actor')
  if (actor.kind !== 'citizen') return { name: '', phone: '' }
  const { db, secrets } = c.get('house')
  const phone = await phoneOf(db, secrets, actor.personId)
  return { name: actor.name.includes('*') ? '' : actor.name, phone: phone ?? '' }
}

async function showReceipt(c: Context<Env>, print: boolean): Promise<Response> {
  const inHand = receiptInHand(c)
  const receipt = inHand && (await receiptOf(c.get('house'), inHand))
  c.header('Cache-Control', 'no-store')
  if (!receipt) return page(c, '回执已经不在这里了', <ReceiptGonePage />, { status: 410 })
  return page(c, '信已收到', <ReceiptPage receipt={receipt} print={print} />, { layout: print ? 'print' : 'site' })
}
