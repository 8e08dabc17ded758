import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from 'hono'
import { dueCalendarFile, fullDayText } from '#core/calendar/index.ts'
import {
  acceptUploads,
  chosenFiles,
  dropPendingFiles,
  files,
  keptUploads,
  openFile,
  pendingFiles,
  refusedFiles,
} from '#core/documents/index.ts'
import { followBreadcrumbs, followedNow, WithdrawalForm } from '#core/following/index.ts'
import { groupNumber } from '#core/matters/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { actAsWriter } from './act-as-writer.ts'
import { type Followed, findFollowed } from './find-followed.ts'
import { followActs } from './follow-acts.ts'
import type { FollowTyped } from './follow-forms.tsx'
import { FollowPage } from './follow-page.tsx'
import { FollowWhyPage } from './follow-why-page.tsx'

const breadcrumbs = followBreadcrumbs

export const followRoutes = routes()
  .get(urls.followMatter(':number'), async (c) => {
    const followed = await followedHere(c)
    // Known or not, a number alone leads to the form.
    if (!followed)
      return c.redirect(
        `${urls.follow()}?number=${encodeURIComponent((c.req.param('number') ?? '').slice(0, 40).toWellFormed())}`,
        303,
      )
    return showLetter(c, followed, null)
  })

  .get(urls.followWhy(':number'), async (c) => {
    const { letter, why } = await needFollowed(c)
    const title = letter.due?.isExact === false ? '最迟日期怎么算的' : '为什么是这一天'
    return page(c, title, <FollowWhyPage letter={letter} why={why} title={title} />, { breadcrumbs })
  })

  .get(urls.followCalendarFile(':number'), async (c) => {
    const { letter } = await needFollowed(c)
    if (!letter.due) throw notFound('日期')
    const file = dueCalendarFile({
      number: letter.number,
      title: letter.due.isExact ? '市长信箱来信答复期限' : '市长信箱来信最迟答复日期',
      dueOn: letter.due.on,
      description: `来信编号 ${groupNumber(letter.number)}，${fullDayText(letter.due.on)}前答复。`,
      stampedAt: c.get('house').clock.now(),
    })
    return c.body(file, 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="due-${letter.number}.ics"`,
    })
  })

  .get(urls.followFile(':number', ':fileId'), async (c) => {
    const { matterId } = await needFollowed(c)
    const where = and(eq(files.matterId, matterId), inArray(files.visibility, ['asker', 'published']))
    return openFile(c.get('house'), { id: c.req.param('fileId') ?? '', where })
  })

  .get(urls.followAct(':number', 'withdrawal'), async (c) => {
    const { letter } = await needFollowed(c)
    if (!letter.may.withdraw) return c.redirect(urls.followMatter(letter.number), 303)
    return page(
      c,
      '撤回这封信',
      <>
        <PageHeader title="撤回这封信？" lead={letter.title} />
        <p>撤回以后就不再办理，也不会有答复。信的编号仍可查看；以后需要，可以再写一封。</p>
        <WithdrawalForm number={letter.number} formKey={newId()} />
        <p>
          <a href={urls.followMatter(letter.number)}>不撤回，回去看进度</a>
        </p>
      </>,
      { breadcrumbs },
    )
  })

  .post('/follow/:number/:act', async (c) => {
    const noun = c.req.param('act')
    if (!followActs.isAct(noun)) throw notFound()
    const followed = await needFollowed(c)
    const house = c.get('house')
    const form = await postedForm(c)
    const formKey = formKeyIn(form)
    const values = followActs.valuesIn(form)
    const back = async (errors: FollowTyped['errors'], refusal?: string) => {
      const kept = keptUploads(await pendingFiles(house, formKey))
      const now = (await followedHere(c)) ?? followed
      return showLetter(c, now, { act: noun, values, errors, kept }, { status: refusal ? 409 : 422, formKey, refusal })
    }
    await dropPendingFiles(house, formKey, form.getAll('filesRemoved').map(String))
    const { kept, refused } = await acceptUploads(house, chosenFiles(form, 'files'), { by: 'asker', owner: formKey })
    const read = followActs.read(noun, values)
    if (!read.ok) return back(read.errors)
    if (refused.length > 0) return back({ files: refusedFiles(refused) })
    const fileIds = kept.map(({ id }) => id)
    try {
      const spent = await once(house, textIn(form, 'formKey'), JSON.stringify([values, fileIds]), async (tx) => {
        await actAsWriter({ ...house, db: tx }, followed, read.asked, { ids: fileIds, owner: formKey })
        return urls.followMatter(followed.letter.number)
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

function showLetter(
  c: Context<Env>,
  { letter, byCode }: Followed,
  typed: FollowTyped | null,
  again: { status?: 409 | 422; formKey?: string; refusal?: string } = {},
): Response | Promise<Response> {
  // The refused form keeps its key, under which its files wait; the others get new ones.
  const keyOf = (of: string) => (typed?.act === of && again.formKey ? again.formKey : newId())
  return page(
    c,
    '我的信',
    <FollowPage letter={letter} keyOf={keyOf} typed={typed} refusal={again.refusal} byCode={byCode} />,
    {
      status: again.status,
      breadcrumbs,
    },
  )
}

/** The letter of this number, if the cookie of number and code opens it, or the signed-in citizen wrote it. */
const followedHere = (c: Context<Env>): Promise<Followed | null> =>
  findFollowed(c.get('house'), c.req.param('number') ?? '', c.get('actor'), followedNow(c))

async function needFollowed(c: Context<Env>): Promise<Followed> {
  const followed = await followedHere(c)
  if (!followed) throw notFound('来信')
  return followed
}
