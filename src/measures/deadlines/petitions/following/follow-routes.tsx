import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from 'hono'
import { dueCalendarFile, fullDayText } from '#core/calendar/index.ts'
import { paperRoutes, WhyDates } from '#core/casework/index.ts'
import { files, openFile } from '#core/documents/index.ts'
import { followBreadcrumbs, followedNow, handReceipt, openFollowed } from '#core/following/index.ts'
import { act, groupNumber } from '#core/matters/index.ts'
import type { Transaction } from '#platform/database.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { askRecheck } from '../ask-recheck.ts'
import { petitionPapers } from '../papers/petition-papers.ts'
import { petitionNumber } from '../petition.ts'
import { codeOfForm } from '../register-petition.ts'
import { type Followed, findPetition, whyLastDay } from './find-petition.ts'
import { type Asked, followValues, isFollowAct, readAct } from './follow-acts.ts'
import { type FollowTyped, WithdrawalForm } from './follow-forms.tsx'
import { FollowPage } from './follow-page.tsx'

const number = petitionNumber

/** Of whoever petitioned, by number and code or signed in. Mounted before the room that takes all other numbers. */
export const petitionFollowRoutes = routes()
  .get(urls.followMatter(number), async (c) => {
    const followed = await followedHere(c)
    // Known or not, a number alone leads to the form.
    if (!followed) return c.redirect(urls.follow(c.req.param('number')), 303)
    return show(c, followed, null)
  })

  .get(urls.followWhy(number), async (c) => {
    const { petition, why, matterId } = await needFollowed(c)
    const dates = why.length > 0 ? why : await whyLastDay(c.get('house'), matterId)
    return page(
      c,
      '为什么是这一天',
      <>
        <PageHeader title="为什么是这一天" lead={petition.title} />
        <WhyDates why={dates} none="这件事现在没有要到期的日子。" />
        <p>
          <a href={urls.followMatter(petition.number)}>回去看进度</a>
        </p>
      </>,
      { breadcrumbs: followBreadcrumbs },
    )
  })

  .get(urls.followCalendarFile(number), async (c) => {
    const { petition } = await needFollowed(c)
    const last = petition.next?.lastOn
    const on = petition.due?.on ?? last
    if (!on) throw notFound('日期')
    const title = petition.due ? `信访事项：${petition.due.what}` : '申请复查、复核的最后一天'
    const file = dueCalendarFile({
      number: petition.number,
      title,
      dueOn: on,
      description: `编号 ${groupNumber(petition.number)}，${fullDayText(on)}。`,
      stampedAt: c.get('house').clock.now(),
    })
    return c.body(file, 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="due-${petition.number}.ics"`,
    })
  })

  .get(urls.followFile(number, ':fileId'), async (c) => {
    const { matterId } = await needFollowed(c)
    const where = and(eq(files.matterId, matterId), inArray(files.visibility, ['asker', 'published']))
    return openFile(c.get('house'), { id: c.req.param('fileId') ?? '', where })
  })

  .get(urls.followAct(number, 'withdrawal'), async (c) => {
    const { petition } = await needFollowed(c)
    if (!petition.may.withdraw) return c.redirect(urls.followMatter(petition.number), 303)
    return page(
      c,
      '撤回',
      <>
        <PageHeader title="不反映了，撤回？" lead={petition.title} />
        <p>撤回以后就不再办理，也没有意见书。以后需要，可以再提出。</p>
        <WithdrawalForm number={petition.number} formKey={newId()} typed={null} />
        <p>
          <a href={urls.followMatter(petition.number)}>不撤回，回去看进度</a>
        </p>
      </>,
      { breadcrumbs: followBreadcrumbs },
    )
  })

  .post(`/follow/${number}/:act{supplements|delivery|recheck|final-review|rating|withdrawal}`, async (c) => {
    const noun = c.req.param('act')
    if (!isFollowAct(noun)) throw notFound()
    const followed = await needFollowed(c)
    const house = c.get('house')
    const form = await postedForm(c)
    const formKey = formKeyIn(form)
    const values = followValues(form)
    const back = async (errors: FollowTyped['errors'], refusal?: string) =>
      show(
        c,
        (await followedHere(c)) ?? followed,
        { act: noun, values, errors },
        { status: refusal ? 409 : 422, formKey, refusal },
      )
    const read = readAct(noun, values)
    if (!read.ok) return back(read.errors)
    try {
      const spent = await once(house, textIn(form, 'formKey'), JSON.stringify([noun, values]), (tx) =>
        perform(c, tx, followed, read.asked, formKey),
      )
      setFlash(c, spent.bodyChanged ? 'alreadyFiled' : spent.isRepeat ? 'alreadyDone' : 'done')
      if ('stage' in read.asked) handNumber(c, followed, spent.location, formKey)
      return c.redirect('stage' in read.asked ? urls.petitionReceipt() : spent.location, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.status === 404) throw error
      house.metrics.refusals.inc({ code: error.code })
      const isOfField = error.field && !['text', 'formKey', 'on', 'choice'].includes(error.field)
      return isOfField ? back({ [error.field as string]: error.message }) : back({}, error.message)
    }
  })

  .route(
    '/',
    paperRoutes(petitionPapers, {
      number,
      desk: urls.deskPetitionPaper,
      find: async (c) => (await needFollowed(c)).matterId,
    }),
  )

async function perform(
  c: Context<Env>,
  tx: Transaction,
  { asker, matterId, petition }: Followed,
  asked: Asked,
  formKey: string,
): Promise<string> {
  const house = { ...c.get('house'), db: tx }
  if ('stage' in asked) {
    const filed = await askRecheck(house, asker, matterId, { ...asked, formKey })
    return urls.followMatter(filed.number)
  }
  await act(house, asker, matterId, asked.command)
  return urls.followMatter(petition.number)
}

/** The new number with its code, shown once. The cookie stays with what is open: it opens the whole chain. */
function handNumber(c: Context<Env>, { byCode, matterId }: Followed, location: string, formKey: string): void {
  const asked = location.slice(urls.followMatter('').length)
  if (byCode) openFollowed(c, matterId)
  handReceipt(c, urls.petitionReceipt(), { number: asked, code: codeOfForm(c.get('house'), formKey) })
}

function show(
  c: Context<Env>,
  { petition, byCode }: Followed,
  typed: FollowTyped | null,
  again: { status?: 409 | 422; formKey?: string; refusal?: string | undefined } = {},
): Response {
  const keyOf = (of: string) => (typed?.act === of && again.formKey ? again.formKey : newId())
  return page(
    c,
    '办理进度',
    <FollowPage
      petition={petition}
      keyOf={keyOf}
      typed={typed}
      {...(again.refusal && { refusal: again.refusal })}
      byCode={byCode}
    />,
    { status: again.status, breadcrumbs: followBreadcrumbs },
  )
}

const followedHere = (c: Context<Env>): Promise<Followed | null> =>
  findPetition(c.get('house'), c.req.param('number') ?? '', c.get('actor'), followedNow(c))

async function needFollowed(c: Context<Env>): Promise<Followed> {
  const followed = await followedHere(c)
  if (!followed) throw notFound('信访事项')
  return followed
}
