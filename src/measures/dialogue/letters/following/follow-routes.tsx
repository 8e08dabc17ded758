import { fullDayText } from '#core/calendar/index.ts'
import {
  acceptUploads,
  chosenFiles,
  dropPendingFiles,
  keptUploads,
  pendingFiles,
  refusedFiles,
} from '#core/documents/index.ts'
import {
  actOnce,
  followBreadcrumbs,
  followedHere,
  needFollowed,
  type RoomRoutes,
  roomRoutes,
  showFollowed,
} from '#core/following/index.ts'
import { groupNumber } from '#core/matters/index.ts'
import { routes } from '#platform/http/env.ts'
import { formKeyIn, postedForm } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { notFound } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { actAsWriter } from './act-as-writer.ts'
import { type Followed, findFollowed } from './find-followed.ts'
import { followActs } from './follow-acts.ts'
import type { FollowAct } from './follow-forms.tsx'
import { FollowPage } from './follow-page.tsx'
import { FollowWhyPage } from './follow-why-page.tsx'

const room: RoomRoutes<Followed, FollowAct> = {
  number: ':number',
  thing: '来信',
  title: '我的信',
  find: findFollowed,
  about: ({ letter }) => letter,
  page: ({ letter }, props) => <FollowPage letter={letter} {...props} />,
  due: ({ letter: { due, number } }) =>
    due && {
      on: due.on,
      title: due.isExact ? '市长信箱来信答复期限' : '市长信箱来信最迟答复日期',
      description: `来信编号 ${groupNumber(number)}，${fullDayText(due.on)}前答复。`,
    },
  hasFiles: true,
  withdrawal: {
    title: '撤回这封信',
    question: '撤回这封信？',
    words: '撤回以后就不再办理，也不会有答复。信的编号仍可查看；以后需要，可以再写一封。',
  },
}

export const followRoutes = routes()
  .route('/', roomRoutes(room))

  .get(urls.followWhy(':number'), async (c) => {
    const { letter, why } = await needFollowed(c, room)
    const title = letter.due?.isExact === false ? '最迟日期怎么算的' : '为什么是这一天'
    const body = <FollowWhyPage letter={letter} why={why} title={title} />
    return page(c, title, body, { breadcrumbs: followBreadcrumbs })
  })

  // With files, which are for the writer of a letter only.
  .post('/follow/:number/:act', async (c) => {
    const act = c.req.param('act')
    if (!followActs.isAct(act)) throw notFound()
    const followed = await needFollowed(c, room)
    const house = c.get('house')
    const form = await postedForm(c)
    const formKey = formKeyIn(form)
    const values = followActs.valuesIn(form)
    const back = async (errors: FieldErrors, refusal?: string) => {
      const kept = keptUploads(await pendingFiles(house, formKey))
      const now = (await followedHere(c, room)) ?? followed
      return showFollowed(c, room, now, { typed: { act, values, errors, kept }, formKey, refusal })
    }
    await dropPendingFiles(house, formKey, form.getAll('filesRemoved').map(String))
    const { kept, refused } = await acceptUploads(house, chosenFiles(form, 'files'), { by: 'asker', owner: formKey })
    const read = followActs.read(act, values)
    if (!read.ok) return back(read.errors)
    if (refused.length > 0) return back({ files: refusedFiles(refused) })
    const ids = kept.map(({ id }) => id)
    return actOnce(c, {
      form,
      body: [values, ids],
      fields: [...followActs.fieldsOf(act), 'files'],
      async work(tx) {
        await actAsWriter({ ...house, db: tx }, followed, read.asked, { ids, owner: formKey })
        return urls.followMatter(followed.letter.number)
      },
      back,
    })
  })
