import { z } from '@hono/zod-openapi'
import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from 'hono'
import { acceptFiles, apiParts } from '#core/casework/index.ts'
import { files, openFile } from '#core/documents/index.ts'
import { openByHeader } from '#core/following/index.ts'
import { type Api, addOperation } from '#core/interface/index.ts'
import { anyone } from '#platform/actor.ts'
import { readSent, typedOf } from '#platform/http/api-body.ts'
import { inBody, invalidBody } from '#platform/http/api-problem.ts'
import type { Env } from '#platform/http/env.ts'
import { onceForKey } from '#platform/http/idempotency.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { actAsWriter } from '../following/act-as-writer.ts'
import { type Followed, findFollowed } from '../following/find-followed.ts'
import { followActs, followForms } from '../following/follow-acts.ts'
import type { FollowAct } from '../following/follow-forms.tsx'
import { matterShape } from './shapes.ts'

const group = '查进度、评价'
const { fileParams, numberParam } = apiParts

const summaries: Record<FollowAct, { summary: string; example?: Record<string, unknown> }> = {
  supplements: { summary: '补充情况', example: { supplement: '是3栋东边的大门口。' } },
  acceptance: { summary: '认可答复' },
  rejection: { summary: '不认可答复', example: { reason: 'notDone', why: '昨天晚上还是老样子。' } },
  rating: { summary: '评价', example: { solved: 'yes', satisfied: '5', remark: '谢谢' } },
  withdrawal: { summary: '撤回' },
  reopening: { summary: '有新情况，请求重新办理', example: { fact: '今天又发生了同样的情况，附近三盏灯都灭了。' } },
}

/** What the writer of a letter, who has number and code, sees and does; the same as on the follow page. */
export function addMatterOperations(api: Api): void {
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiMatter('{number}'),
      group,
      summary: '一件来信办到哪里了',
      description: '编号在网址里，查询码在 Matter-Code 头里。任何一个不对都答 404，试错的次数有限制。',
      needs: 'code',
      params: numberParam,
      answer: { description: '经过、现在由谁办、期限和它怎么算的、答复', schema: matterShape },
    },
    async (c) => c.json(shownMatter(await followed(c))),
  )
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiMatterFile('{number}', '{fileId}'),
      group,
      summary: '下载附件',
      needs: 'code',
      params: fileParams,
      answer: {
        description: '文件',
        type: 'application/octet-stream',
        schema: z.any().openapi({ type: 'string', format: 'binary' }),
      },
    },
    async (c) => {
      const { matterId } = await followed(c)
      const where = and(eq(files.matterId, matterId), inArray(files.visibility, ['asker', 'published']))
      return openFile(c.get('house'), { id: c.req.param('fileId') ?? '', where })
    },
  )
  for (const act of followActs.acts) {
    const form = Object.keys(followForms[act].shape).length > 0 ? followForms[act] : null
    addOperation(
      api,
      {
        method: 'post',
        path: urls.apiMatterAct('{number}', act),
        group,
        ...summaries[act],
        needs: 'code',
        params: numberParam,
        body: { form, takesFiles: act === 'supplements', example: summaries[act].example },
        answer: { description: '办好了，来信现在的样子', schema: matterShape },
      },
      (c) => perform(c, act, form),
    )
  }
}

async function perform(c: Context<Env>, act: FollowAct, form: z.ZodObject | null): Promise<Response> {
  const house = c.get('house')
  const opened = await followed(c)
  const sent = await readSent(c, form, act === 'supplements')
  const read = followActs.read(act, typedOf(sent))
  if (!read.ok) throw invalidBody(inBody(read.errors))
  const location = urls.apiMatter(opened.letter.number)
  let ids: string[] = []
  const filesOf = (owner: string) => `${owner}:${sent.fingerprint.toString('base64url')}`
  await onceForKey(c, sent.fingerprint, {
    before: async (owner) => {
      ids = await acceptFiles(house, sent.files, filesOf(owner))
    },
    act: async (tx, owner) => {
      await actAsWriter({ ...house, db: tx }, opened, read.asked, { ids, owner: filesOf(owner) })
      return { status: 200, location }
    },
  })
  const now = await findFollowed(house, opened.letter.number, anyone, opened.matterId)
  if (!now) throw notFound('来信')
  c.header('Content-Location', location)
  return c.json(shownMatter(now))
}

const followed = (c: Context<Env>): Promise<Followed> => openByHeader(c, findFollowed)

function shownMatter({ letter, why }: Followed) {
  const { may } = letter
  const acts: [FollowAct, boolean][] = [
    ['supplements', may.supplement],
    ['acceptance', may.decide],
    ['rejection', may.decide],
    ['rating', may.rate],
    ['withdrawal', may.withdraw],
    ['reopening', may.reopen],
  ]
  return {
    number: letter.number,
    title: letter.title,
    body: letter.body,
    place: letter.place,
    className: letter.classTitle,
    division: letter.division,
    openedAt: letter.openedAt,
    state: { id: letter.state.id, word: letter.state.word },
    round: letter.round,
    due: letter.due,
    why,
    firstAsked: letter.firstAsked,
    timeline: letter.stops.map(({ title, at, body, state }) => ({ title, at, body, state })),
    question: letter.question,
    answers: letter.answers,
    supplements: letter.supplements,
    files: letter.files,
    rating: letter.rating,
    acts: acts.filter(([, isOpen]) => isOpen).map(([act]) => act),
    published: letter.publishedHref,
  }
}
