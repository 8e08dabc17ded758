import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { acceptUploads } from '#core/documents/index.ts'
import {
  type Api,
  addOperation,
  callerWith,
  defineScopes,
  describeApi,
  newApi,
  readQuery,
} from '#core/interface/index.ts'
import type { House } from '#platform/house.ts'
import { readSent, typedOf } from '#platform/http/api-body.ts'
import { inBody, invalidBody, Problem } from '#platform/http/api-problem.ts'
import type { Env } from '#platform/http/env.ts'
import { onceForKey } from '#platform/http/idempotency.ts'
import { Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { performAct } from '../acts/perform-act.ts'
import { actErrors, type WorkAct } from '../acts/work-act.ts'
import { mayDo, workActs } from '../acts/work-acts.ts'
import { openAtDesk, openPublic } from '../open-work.ts'
import { workSources } from '../tables.ts'
import { sourceNames, stateWords, workStates } from '../work.ts'
import { isPublic, seenAtDesk } from '../work-sight.ts'
import { viewWork, type WorkView } from '../work-view.ts'
import { type ListedWork, readWorks, type WorkKey, workLists } from '../works.ts'
import { deskWorkShape, workListShape, workShape } from './work-shapes.ts'

const scopes = { read: 'works:read', work: 'works:work' } as const

defineScopes({ [scopes.read]: '看抓落实台账', [scopes.work]: '报告节点、走访、验收、销号' })

const publicQuery = z.strictObject({
  year: z.coerce
    .number('year 应是年份。')
    .int('year 应是年份。')
    .optional()
    .openapi({ type: 'integer', description: '年份' }),
  state: z
    .enum(workStates, `state 应是 ${workStates.join('、')} 之一。`)
    .optional()
    .openapi({ description: workStates.map((state) => `${state} ${stateWords[state]}`).join('，') }),
  unit: z.uuid('unit 应是单位 id。').optional().openapi({ description: '牵头或配合的单位' }),
  sort: z
    .enum(['due', 'newest'], 'sort 应是 due 或 newest。')
    .default('due')
    .openapi({ description: 'due 下一个节点从近到远，newest 从新到旧' }),
  after: z.string().max(200, 'after 不对。').optional().openapi({ description: '上一页 next 里带的游标' }),
})

const deskQuery = publicQuery.extend({
  list: z
    .enum(
      workLists.map(({ id }) => id),
      `list 应是 ${workLists.map(({ id }) => id).join('、')} 之一。`,
    )
    .default('all')
    .openapi({ description: workLists.map(({ id, label }) => `${id} ${label}`).join('，') }),
  source: z
    .enum(workSources, `source 应是 ${workSources.join('、')} 之一。`)
    .optional()
    .openapi({ description: workSources.map((source) => `${source} ${sourceNames[source]}`).join('，') }),
})

const numberParam = z.object({ number: z.string().openapi({ description: '编号', example: '202603028000018' }) })
const publicGroup = '民生实事'
const deskGroup = '抓落实台账'

/** The same reads and acts as the pages, as JSON. */
export const worksApi = describeApi(newApi())

addPublicReading(worksApi)
addDeskReading(worksApi)
for (const act of workActs) addAct(worksApi, act)

function addPublicReading(api: Api): void {
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiWorks(),
      group: publicGroup,
      summary: '列出民生实事',
      query: publicQuery,
      answer: { description: '一页实事', schema: workListShape },
    },
    async (c) => {
      const { unit, after, sort, ...filters } = readQuery(c, publicQuery)
      const read = await readWorks(c.get('house'), {
        sight: isPublic,
        filters: { ...filters, unitId: unit },
        order: sort,
        key: readCursor(after, sort),
      })
      return c.json(listed(c, read.rows, read.next, urls.apiWorks()))
    },
  )
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiWork('{number}'),
      group: publicGroup,
      summary: '一件民生实事',
      description: '节点、状态、公开的结果和经过。',
      params: numberParam,
      answer: { description: '实事', schema: workShape },
    },
    async (c) => {
      const house = c.get('house')
      const view = await viewWork(house, await openPublic(house, c.req.param('number') ?? ''), { everybody: true })
      return c.json(shown(view, urls.workFile))
    },
  )
}

function addDeskReading(api: Api): void {
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiDeskWorks(),
      group: deskGroup,
      summary: '任务列表',
      description: '密钥所属单位看得到的任务。一页 50 项。',
      needs: { scope: scopes.read },
      query: deskQuery,
      answer: { description: '一页任务', schema: workListShape },
    },
    async (c) => {
      const { unit, after, sort, list, ...filters } = readQuery(c, deskQuery)
      const read = await readWorks(c.get('house'), {
        sight: seenAtDesk(callerWith(c, scopes.read)),
        list,
        filters: { ...filters, unitId: unit },
        order: sort,
        key: readCursor(after, sort),
      })
      return c.json(listed(c, read.rows, read.next, urls.apiDeskWorks()))
    },
  )
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiDeskWork('{number}'),
      group: deskGroup,
      summary: '一项任务',
      description: '节点、佐证、经过，和现在可以办的事。看不到的一律 404。',
      needs: { scope: scopes.read },
      params: numberParam,
      answer: { description: '任务', schema: deskWorkShape },
    },
    async (c) => {
      const house = c.get('house')
      const actor = callerWith(c, scopes.read)
      const work = await openAtDesk(house, actor, c.req.param('number') ?? '')
      const view = await viewWork(house, work, { everybody: false })
      return c.json({
        ...shown(view, urls.deskWorkFile),
        acts: mayDo(actor, work).acts.map(({ noun }) => noun),
      })
    },
  )
}

function addAct(api: Api, act: WorkAct): void {
  addOperation(
    api,
    {
      method: 'post',
      path: urls.apiDeskWorkAct('{number}', act.noun),
      group: deskGroup,
      summary: act.title,
      description: act.files
        ? `${act.files.label}用 multipart/form-data 传${act.files.required ? '，至少一个' : ''}。涉密不上网：发现密级标志的不保存。`
        : undefined,
      needs: { scope: scopes.work },
      params: numberParam,
      body: { form: act.form, ...(act.files && { takesFiles: true }) },
      answer: {
        description: '办好了',
        schema: z.object({ number: z.string(), act: z.string(), work: z.string() }).openapi('WorkDone'),
      },
    },
    (c) => perform(c, act),
  )
}

async function perform(c: Context<Env>, act: WorkAct): Promise<Response> {
  const house = c.get('house')
  const actor = callerWith(c, scopes.work)
  const number = c.req.param('number') ?? ''
  // Before any file is read: what may not be seen is not found.
  await openAtDesk(house, actor, number)
  const sent = await readSent(c, act.form, act.files !== undefined)
  const typed = typedOf(sent)
  const filesOf = (owner: string) => `${owner}:${sent.fingerprint.toString('base64url')}`
  let ids: string[] = []
  try {
    await onceForKey(c, sent.fingerprint, {
      before: async (owner) => {
        if (sent.files.length > 0) ids = await takeFiles(house, sent.files, filesOf(owner))
      },
      act: async (tx, owner) => {
        const files = { owner: filesOf(owner), ids }
        await performAct({ ...house, db: tx }, actor, { number, act, typed, files })
        return { status: 200, location: urls.apiDeskWork(number) }
      },
    })
  } catch (error) {
    const errors = actErrors(error, act.noun)
    if (!errors || (error instanceof Refusal && (error.status === 409 || !error.field))) throw error
    throw invalidBody(inBody(errors))
  }
  return c.json({ number, act: act.noun, work: urls.apiDeskWork(number) })
}

async function takeFiles(house: House, files: File[], owner: string): Promise<string[]> {
  const { kept, refused } = await acceptUploads(house, files, { by: 'staff', owner })
  if (refused.length > 0) throw invalidBody(refused.map(({ message }) => ({ pointer: '#/files', detail: message })))
  return kept.map(({ id }) => id)
}

function listed(c: Context<Env>, rows: ListedWork[], next: WorkKey | null, path: string) {
  const cursor = next && Buffer.from(JSON.stringify({ at: next.at, id: next.id })).toString('base64url')
  return {
    works: rows.map(({ id: _, state, source, ...row }) => ({
      ...row,
      source: { id: source, word: sourceNames[source] },
      state: { id: state, word: stateWords[state] },
    })),
    next: cursor && `${path}?${new URLSearchParams({ ...c.req.query(), after: cursor })}`,
  }
}

const marks = {
  due: /^\d{4}-\d\d-\d\d$/,
  newest: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$/,
}

function readCursor(text: string | undefined, sort: 'due' | 'newest'): WorkKey | null {
  if (text === undefined) return null
  const mark = z.object({ at: z.string().regex(marks[sort]), id: z.uuid() })
  try {
    return { way: 'after', ...mark.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))) }
  } catch {
    throw new Problem('invalid-query', 'after 不对：请用上一页 next 里的网址。', {
      errors: [{ parameter: 'after', detail: '请用上一页 next 里的网址。' }],
    })
  }
}

function shown(view: WorkView, fileHref: (number: string, fileId: string) => string) {
  const files = (of: { id: string; name: string; bytes: number }[]) =>
    of.map((file) => ({ ...file, href: fileHref(view.number, file.id) }))
  const { source, sourceName, state, milestones, history, isProved: _, ...rest } = view
  return {
    ...rest,
    source: { id: source, word: sourceName },
    state: { id: state, word: stateWords[state] },
    milestones: milestones.map((milestone) => ({ ...milestone, files: files(milestone.files) })),
    history: history.map((event) => ({ ...event, files: files(event.files) })),
  }
}
