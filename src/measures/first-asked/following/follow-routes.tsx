import type { Context } from 'hono'
import { WhyDates } from '#core/casework/index.ts'
import { type FollowTyped, followBreadcrumbs, followedNow, WithdrawalForm } from '#core/following/index.ts'
import { act } from '#core/matters/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type Followed, findInquiry } from './find-inquiry.ts'
import { type InquiryAct, inquiryActs } from './follow-acts.ts'
import { FollowPage } from './follow-page.tsx'
import { thank } from './thank.ts'

/** Numbers of this kind; those of others are their rooms'. */
const number = ':number{\\d{8}6\\d{6,}}'

/** Of whoever asked, by number and code or as the unit that asks. Mounted before the room that takes all other numbers. */
export const inquiryFollowRoutes = routes()
  .get(urls.followMatter(number), async (c) => {
    const followed = await followedHere(c)
    // Known or not, a number alone leads to the form.
    if (!followed) return c.redirect(urls.follow(c.req.param('number')), 303)
    return showInquiry(c, followed, null)
  })

  .get(urls.followWhy(number), async (c) => {
    const { inquiry, why } = await needFollowed(c)
    return page(
      c,
      '为什么是这一天',
      <>
        <PageHeader title="为什么是这一天" lead={inquiry.title} />
        <WhyDates why={why} none="这件事现在没有要到期的日子。" />
        <p>
          <a href={urls.followMatter(inquiry.number)}>回去看进度</a>
        </p>
      </>,
      { breadcrumbs: followBreadcrumbs },
    )
  })

  .get(urls.followAct(number, 'withdrawal'), async (c) => {
    const { inquiry } = await needFollowed(c)
    if (!inquiry.may.withdraw) return c.redirect(urls.followMatter(inquiry.number), 303)
    return page(
      c,
      '撤回',
      <>
        <PageHeader title="不办了，撤回？" lead={inquiry.title} />
        <p>撤回以后就不再办理，也不会有答复。以后需要，可以再问。</p>
        <WithdrawalForm number={inquiry.number} formKey={newId()} />
        <p>
          <a href={urls.followMatter(inquiry.number)}>不撤回，回去看进度</a>
        </p>
      </>,
      { breadcrumbs: followBreadcrumbs },
    )
  })

  .post(`/follow/${number}/:act{supplements|acceptance|rejection|rating|withdrawal|reopening|thanks}`, async (c) => {
    const noun = c.req.param('act')
    if (!inquiryActs.isAct(noun)) throw notFound()
    const followed = await needFollowed(c)
    const house = c.get('house')
    const form = await postedForm(c)
    const values = inquiryActs.valuesIn(form)
    const back = async (errors: FollowTyped['errors'], refusal?: string) =>
      showInquiry(
        c,
        (await followedHere(c)) ?? followed,
        { act: noun, values, errors },
        { status: refusal ? 409 : 422, formKey: formKeyIn(form), refusal },
      )
    const read = inquiryActs.read(noun, values)
    if (!read.ok) return back(read.errors)
    const { asked: command } = read
    try {
      const spent = await once(house, textIn(form, 'formKey'), JSON.stringify([noun, values]), async (tx) => {
        if (command) await act({ ...house, db: tx }, followed.asker, followed.matterId, command)
        else await thank(tx, followed.asker, followed.matterId, house.clock.now())
        return urls.followMatter(followed.inquiry.number)
      })
      setFlash(c, spent.bodyChanged ? 'alreadyFiled' : spent.isRepeat ? 'alreadyDone' : 'done')
      return c.redirect(spent.location, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.status === 404) throw error
      house.metrics.refusals.inc({ code: error.code })
      const isOfField = error.field && error.field !== 'text' && error.field !== 'formKey'
      return isOfField ? back({ [error.field as string]: error.message }) : back({}, error.message)
    }
  })

function showInquiry(
  c: Context<Env>,
  { inquiry, breaches, byCode }: Followed,
  typed: FollowTyped<InquiryAct> | null,
  again: { status?: 409 | 422; formKey?: string; refusal?: string | undefined } = {},
): Response {
  const keyOf = (of: string) => (typed?.act === of && again.formKey ? again.formKey : newId())
  return page(
    c,
    '办理进度',
    <FollowPage
      inquiry={inquiry}
      breaches={breaches}
      keyOf={keyOf}
      typed={typed}
      {...(again.refusal && { refusal: again.refusal })}
      byCode={byCode}
    />,
    { status: again.status, breadcrumbs: followBreadcrumbs },
  )
}

const followedHere = (c: Context<Env>): Promise<Followed | null> =>
  findInquiry(c.get('house'), c.req.param('number') ?? '', c.get('actor'), followedNow(c))

async function needFollowed(c: Context<Env>): Promise<Followed> {
  const followed = await followedHere(c)
  if (!followed) throw notFound('首问事项')
  return followed
}
