import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from 'hono'
import { dueCalendarFile, fullDayText } from '#core/calendar/index.ts'
import { WhyDates } from '#core/casework/index.ts'
import { files, openFile } from '#core/documents/index.ts'
import { followBreadcrumbs, followedNow } from '#core/following/index.ts'
import { act, type Command, groupNumber } from '#core/matters/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { cleanText, countCharacters } from '#platform/typed-text.ts'
import { Button, type FieldErrors, Form, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type Followed, findDisclosure } from './find-disclosure.ts'
import { followNumber as number } from './follow-number.ts'
import { type FollowAct, FollowPage, type FollowTyped } from './follow-page.tsx'

/** Of whoever applied, by number and code or by account. Mounted before the room that takes all other numbers. */
export const disclosureFollowRoutes = routes()
  .get(urls.followMatter(number), async (c) => {
    const followed = await followedHere(c)
    // Known or not, a number alone leads to the form.
    if (!followed) return c.redirect(urls.follow(c.req.param('number')), 303)
    return show(c, followed, null)
  })

  .get(urls.followWhy(number), async (c) => {
    const { disclosure, why } = await needFollowed(c)
    return page(
      c,
      '为什么是这一天',
      <>
        <PageHeader title="为什么是这一天" lead={disclosure.title} />
        <WhyDates why={why} none="这份申请现在没有要到期的日子。" />
        <p>
          <a href={urls.followMatter(disclosure.number)}>回去看进度</a>
        </p>
      </>,
      { breadcrumbs: followBreadcrumbs },
    )
  })

  .get(urls.followCalendarFile(number), async (c) => {
    const { disclosure } = await needFollowed(c)
    if (!disclosure.due) throw notFound('日期')
    const file = dueCalendarFile({
      number: disclosure.number,
      title: disclosure.due.isExact ? '公开申请答复期限' : '公开申请最迟答复日期',
      dueOn: disclosure.due.on,
      description: `公开申请编号 ${groupNumber(disclosure.number)}，${fullDayText(disclosure.due.on)}前答复。`,
      stampedAt: c.get('house').clock.now(),
    })
    return c.body(file, 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="due-${disclosure.number}.ics"`,
    })
  })

  .get(urls.followFile(number, ':fileId'), async (c) => {
    const { matterId } = await needFollowed(c)
    const where = and(eq(files.matterId, matterId), inArray(files.visibility, ['asker', 'published']))
    return openFile(c.get('house'), { id: c.req.param('fileId') ?? '', where })
  })

  .get(urls.followAct(number, 'withdrawal'), async (c) => {
    const { disclosure } = await needFollowed(c)
    if (!disclosure.may.withdraw) return c.redirect(urls.followMatter(disclosure.number), 303)
    return page(
      c,
      '撤回申请',
      <>
        <PageHeader title="不需要了，撤回申请？" lead={disclosure.title} />
        <p>撤回以后就不再办理，也不会有答复。以后需要，可以再申请。</p>
        <Form action={urls.followAct(disclosure.number, 'withdrawal')} formKey={newId()}>
          <Button variant="danger">确定撤回</Button>
        </Form>
        <p>
          <a href={urls.followMatter(disclosure.number)}>不撤回，回去看进度</a>
        </p>
      </>,
      { breadcrumbs: followBreadcrumbs },
    )
  })

  .post(`/follow/${number}/:act{corrections|reasons|withdrawal}`, async (c) => {
    const noun = c.req.param('act') as FollowAct
    const followed = await needFollowed(c)
    const house = c.get('house')
    const form = await postedForm(c)
    const words = textIn(form, noun).slice(0, 20_000)
    const back = async (errors: FieldErrors, refusal?: string) =>
      show(
        c,
        (await followedHere(c)) ?? followed,
        { act: noun, words, errors },
        { status: refusal ? 409 : 422, formKey: formKeyIn(form), refusal },
      )
    const read = readWords(noun, words)
    if (!read.ok) return back({ [noun]: read.message })
    try {
      const spent = await once(house, textIn(form, 'formKey'), JSON.stringify([noun, words]), async (tx) => {
        await act({ ...house, db: tx }, followed.asker, followed.matterId, read.command)
        return urls.followMatter(followed.disclosure.number)
      })
      setFlash(c, spent.bodyChanged ? 'alreadyFiled' : spent.isRepeat ? 'alreadyDone' : 'done')
      return c.redirect(spent.location, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.status === 404) throw error
      house.metrics.refusals.inc({ code: error.code })
      return error.field === 'text' ? back({ [noun]: error.message }) : back({}, error.message)
    }
  })

function readWords(noun: FollowAct, typed: string): { ok: true; command: Command } | { ok: false; message: string } {
  if (noun === 'withdrawal') return { ok: true, command: { type: 'withdraw' } }
  const text = cleanText(typed)
  if (text === '')
    return {
      ok: false,
      message: noun === 'corrections' ? '请写明补正的内容：要哪一份、哪一年、关于什么。' : '请写明为什么需要这些信息。',
    }
  if (countCharacters(text) > 2000) return { ok: false, message: '最多 2000 字，请写短一些。' }
  return { ok: true, command: { type: 'step', step: noun === 'corrections' ? 'corrected' : 'reasonsGiven', text } }
}

function show(
  c: Context<Env>,
  { disclosure, byCode }: Followed,
  typed: FollowTyped | null,
  again: { status?: 409 | 422; formKey?: string; refusal?: string | undefined } = {},
): Response {
  const keyOf = (of: FollowAct) => (typed?.act === of && again.formKey ? again.formKey : newId())
  return page(
    c,
    '办理进度',
    <FollowPage
      disclosure={disclosure}
      keyOf={keyOf}
      typed={typed}
      {...(again.refusal && { refusal: again.refusal })}
      byCode={byCode}
    />,
    { status: again.status, breadcrumbs: followBreadcrumbs },
  )
}

const followedHere = (c: Context<Env>): Promise<Followed | null> =>
  findDisclosure(c.get('house'), c.req.param('number') ?? '', c.get('actor'), followedNow(c))

async function needFollowed(c: Context<Env>): Promise<Followed> {
  const followed = await followedHere(c)
  if (!followed) throw notFound('公开申请')
  return followed
}
