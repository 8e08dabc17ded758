import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from 'hono'
import { acceptUploads, dropPendingFiles, files, openFile, pendingFiles } from '#core/documents/index.ts'
import type { Acting } from '#core/matters/index.ts'
import { staffOnly, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { KeptUpload } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { findOrder } from './find.ts'
import { acceptReply, returnForm, returnReply } from './judge-reply.ts'
import { needJudge, needReplier, stageWords } from './order.ts'
import { OrderPage, type OrderPageProps } from './order-page.tsx'
import { issueOrderPaper } from './order-paper.ts'
import { filled, keysFor, NotFilled, type Posted, readPosted, refusalOf, staffOf } from './posted.ts'
import { readOrder } from './read-order.ts'
import { replyForm, replyToOrder } from './reply-to-order.ts'
import { supervisionReplies } from './tables.ts'

export const orderRoutes = routes()
  .use('/desk/supervision/*', staffOnly)
  .get(urls.deskOrder(':id'), (c) => show(c))
  .get(urls.deskOrderPaper(':id'), async (c) => {
    const house = c.get('house')
    const { order, matter } = await findOrder(house.db, staffOf(c), c.req.param('id') ?? '')
    const paper = await issueOrderPaper(house, order.id)
    if (!paper) throw notFound('督办单')
    return openFile(house, { id: paper.fileId, where: eq(files.matterId, matter.id) })
  })
  .get(urls.deskOrderFile(':id', ':fileId'), async (c) => {
    const house = c.get('house')
    const { order, matter } = await findOrder(house.db, staffOf(c), c.req.param('id') ?? '', '附件')
    const replies = await house.db
      .select({ fileIds: supervisionReplies.fileIds })
      .from(supervisionReplies)
      .where(eq(supervisionReplies.orderId, order.id))
    const ids = replies.flatMap(({ fileIds }) => fileIds)
    if (ids.length === 0) throw notFound('附件')
    const where = and(eq(files.matterId, matter.id), inArray(files.id, ids))
    return openFile(house, { id: c.req.param('fileId') ?? '', where })
  })
  // Audit: supervision.reply.
  .post(urls.deskOrderAct(':id', 'replies'), (c) => reply(c))
  // Audit: supervision.judge, for both.
  .post(urls.deskOrderAct(':id', 'acceptance'), (c) =>
    judge(c, 'acceptance', (house, actor, id) => acceptReply(house, actor, id)),
  )
  .post(urls.deskOrderAct(':id', 'return'), (c) =>
    judge(c, 'return', (house, actor, id, typed) => returnReply(house, actor, id, filled(returnForm, typed))),
  )

type Within = Omit<Acting, 'db'> & { db: Transaction }

async function judge(
  c: Context<Env>,
  noun: string,
  verb: (house: Within, actor: StaffActor, id: string, typed: Record<string, string>) => Promise<void>,
): Promise<Response> {
  const house = c.get('house')
  const actor = staffOf(c)
  const { order } = await findOrder(house.db, actor, c.req.param('id') ?? '')
  needJudge(actor, order, await unitDirectory(house.db))
  const posted = await readPosted(c)
  return settle(c, noun, posted, [], async () =>
    once(house, posted.formKey, posted.text, async (tx) => {
      await verb({ ...house, db: tx }, actor, order.id, posted.typed)
      return urls.deskOrder(order.id)
    }),
  )
}

/** Files are taken in before the act, so that a refused form loses none of them. */
async function reply(c: Context<Env>): Promise<Response> {
  const house = c.get('house')
  const actor = staffOf(c)
  const { order } = await findOrder(house.db, actor, c.req.param('id') ?? '')
  needReplier(actor, order, await unitDirectory(house.db))
  const posted = await readPosted(c)
  const { formKey } = posted
  if (!formKey) throw new Refusal('no-form-key', '这张表单已失效，请返回上一页刷新后再提交。')
  await dropPendingFiles(house, formKey, posted.all('materialsRemoved'))
  const { refused } = await acceptUploads(house, posted.files('materials'), { by: 'staff', owner: formKey })
  const kept = await pendingFiles(house, formKey)
  return settle(c, 'replies', posted, kept.map(keptOf), async () => {
    if (refused.length > 0) throw new NotFilled({ materials: refused.map(({ message }) => message).join(' ') })
    const input = filled(replyForm, posted.typed)
    return once(house, formKey, posted.text, async (tx) => {
      await replyToOrder({ ...house, db: tx }, actor, order.id, {
        ...input,
        fileIds: kept.map(({ id }) => id),
        formKey,
      })
      return urls.deskOrder(order.id)
    })
  })
}

const keptOf = ({ id, originalName }: { id: string; originalName: string | null }): KeptUpload => ({
  id,
  name: originalName ?? '附件',
})

async function settle(
  c: Context<Env>,
  noun: string,
  posted: Posted,
  kept: KeptUpload[],
  work: () => Promise<{ location: string; isRepeat: boolean }>,
): Promise<Response> {
  try {
    const spent = await work()
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    const refused = refusalOf(error)
    if (!refused) throw error
    return show(c, { ...refused, typed: posted.typed, kept, formKey: keysFor(noun, posted.formKey) })
  }
}

type Back = Pick<OrderPageProps, 'typed' | 'errors' | 'refusal' | 'kept' | 'formKey'>

async function show(c: Context<Env>, back?: Back): Promise<Response> {
  const read = await readOrder(c.get('house'), staffOf(c), c.req.param('id') ?? '')
  const none: Back = { typed: {}, errors: {}, refusal: null, kept: [], formKey: keysFor(null, undefined) }
  return page(c, `${stageWords[read.order.stage]} ${read.order.number}`, <OrderPage {...read} {...(back ?? none)} />, {
    layout: 'desk',
    status: back ? 422 : 200,
    breadcrumbs: [
      { href: urls.deskSupervision(), label: '督办' },
      { href: urls.deskSupervision({ list: 'orders' }), label: '督办单' },
    ],
  })
}
