import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Api, addOperation, callerWith, readQuery } from '#core/interface/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { readPageKey, writePageKey } from '#platform/http/address-fields.ts'
import { readSent } from '#platform/http/api-body.ts'
import { inBody, invalidBody } from '#platform/http/api-problem.ts'
import type { Env } from '#platform/http/env.ts'
import { onceForKey } from '#platform/http/idempotency.ts'
import { isId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { closeWatch } from '../watches/close-watch.ts'
import { acceptWatches, mostAtOnce, offerWatches, refuseWatches } from '../watches/move-watches.ts'
import { watchesFor, watchLists } from '../watches/watches.ts'
import { scopes } from './scopes.ts'

const group = '盯办'

const listQuery = z.strictObject({
  list: z
    .enum(watchLists)
    .optional()
    .openapi({ description: 'mine 我盯着的，offered 请我接手的，unit 本单位的，orphaned 要移交的，closed 已结束的' }),
  after: z.string().optional().openapi({ description: '上一页的 next' }),
})

const watchShape = z
  .object({
    id: z.string(),
    number: z.string(),
    kind: z.string(),
    title: z.string(),
    state: z.string(),
    holder: z.string(),
    dueOn: z.iso.date().nullable(),
    watcher: z.string(),
    since: z.iso.datetime(),
    news: z.object({ word: z.string(), at: z.iso.datetime(), isNew: z.boolean() }),
    returns: z.int(),
  })
  .openapi('Watch')

const ids = z
  .array(z.uuid())
  .min(1)
  .max(mostAtOnce)
  .openapi({ description: `盯办的 id，一次最多 ${mostAtOnce} 件` })
const moveForm = z.object({ watches: ids, toPersonId: z.uuid().openapi({ description: '请哪位同事接手' }) })
const answerForm = z.object({ watches: ids })
const done = z.object({ count: z.int() })

/** The lists and acts of 我盯的事. */
export function addWatchOperations(api: Api): void {
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiWatches(),
      group,
      summary: '盯办列表',
      needs: { scope: scopes.read },
      query: listQuery,
      answer: {
        description: '一页 50 件，最近有进展的在前',
        schema: z.object({ watches: z.array(watchShape), next: z.string().nullable() }),
      },
    },
    async (c) => {
      const actor = callerWith(c, scopes.read)
      const { list = 'mine', after } = readQuery(c, listQuery)
      const key = readPageKey(after)
      const { rows, hasMore } = await watchesFor(c.get('house'), actor, list, {}, key ? { way: 'after', ...key } : null)
      const last = rows.at(-1)
      return c.json({
        watches: rows.map((row) => ({
          id: row.id,
          number: row.number,
          kind: row.kind,
          title: row.title,
          state: row.state,
          holder: row.holder,
          dueOn: row.dueOn,
          watcher: row.watcher,
          since: row.since,
          news: { word: row.news, at: row.newsAt, isNew: row.isNew },
          returns: row.returns,
        })),
        next: hasMore && last ? writePageKey(last.newsAt, last.id) : null,
      })
    },
  )
  addOperation(
    api,
    {
      method: 'post',
      path: urls.apiWatchClosure('{id}'),
      group,
      summary: '结束盯办',
      needs: { scope: scopes.work },
      params: z.object({ id: z.uuid() }),
      body: { form: null },
      answer: { description: '结束了', schema: done },
    },
    (c) =>
      perform(c, null, async (house, actor) => {
        const id = c.req.param('id') ?? ''
        if (!isId(id)) throw notFound('盯办')
        await closeWatch(house.db, actor, id, house.clock.now())
        return 1
      }),
  )
  for (const [noun, summary, verb] of [
    ['acceptance', '接手同事盯的事', acceptWatches],
    ['refusal', '不接手，退回', refuseWatches],
  ] as const) {
    addOperation(
      api,
      {
        method: 'post',
        path: urls.apiWatchMoves(noun),
        group,
        summary,
        needs: { scope: scopes.work },
        body: { form: answerForm },
        answer: { description: '办好了几件', schema: done },
      },
      (c) => perform(c, answerForm, (house, actor, sent) => verb(house, actor, answerForm.parse(sent).watches)),
    )
  }
  addOperation(
    api,
    {
      method: 'post',
      path: urls.apiWatchMoves(),
      group,
      summary: '请同事接手盯办',
      needs: { scope: scopes.work },
      body: { form: moveForm },
      answer: { description: '请了几件', schema: done },
    },
    (c) =>
      perform(c, moveForm, (house, actor, sent) => {
        const { watches, toPersonId } = moveForm.parse(sent)
        return offerWatches(house, actor, { watchIds: watches, toPersonId })
      }),
  )
}

type Working = Omit<House, 'db'> & { db: Transaction }

async function perform(
  c: Context<Env>,
  form: z.ZodObject | null,
  verb: (house: Working, actor: StaffActor, sent: unknown) => Promise<number>,
): Promise<Response> {
  const house = c.get('house')
  const actor = callerWith(c, scopes.work)
  const sent = await readSent(c, form)
  const read = form?.safeParse(sent.fields)
  if (read && !read.success)
    throw invalidBody(inBody({ watches: `请给出要办的盯办 id，1 到 ${mostAtOnce} 个；移交的还要写明接手的人。` }))
  let count = 0
  await onceForKey(c, sent.fingerprint, {
    act: async (tx) => {
      count = await verb({ ...house, db: tx }, actor, sent.fields)
      return { status: 200, location: urls.apiWatches() }
    },
  })
  return c.json({ count })
}
