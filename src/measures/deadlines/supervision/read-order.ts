import { and, asc, eq, inArray } from 'drizzle-orm'
import { files, papersInRecord } from '#core/documents/index.ts'
import { handling, roleOver, textsOfMatter } from '#core/matters/index.ts'
import { personNames, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { matterTitle } from '../matter-words.ts'
import { findOrder } from './find.ts'
import { orderState } from './order.ts'
import type { OrderPageProps, ReplySaid } from './order-page.tsx'
import { orderPaperKey } from './order-paper.ts'
import { supervisionReplies } from './tables.ts'

type OrderRead = Omit<OrderPageProps, 'typed' | 'errors' | 'refusal' | 'kept' | 'formKey'>

const gone = '（文字已依法删除）'

/** All of one order for whoever may see it, with what this person may do. */
export async function readOrder(
  house: Pick<House, 'db' | 'secrets'>,
  actor: StaffActor,
  id: string,
): Promise<OrderRead> {
  const { order, matter } = await findOrder(house.db, actor, id)
  const [units, texts, replies, title] = await Promise.all([
    unitDirectory(house.db),
    textsOfMatter(house.db, matter.id),
    house.db
      .select()
      .from(supervisionReplies)
      .where(eq(supervisionReplies.orderId, id))
      .orderBy(asc(supervisionReplies.repliedAt)),
    matterTitle(house.db, matter),
  ])
  const names = await personNames(
    house.db,
    house.secrets,
    [order.issuedBy, ...replies.flatMap(({ repliedBy, judgedBy }) => [repliedBy, judgedBy])].filter(
      (one) => one !== null,
    ),
  )
  const named = await fileNames(
    house,
    matter.id,
    replies.flatMap(({ fileIds }) => fileIds),
  )
  const textOf = (textId: string) => texts.get(textId)?.body ?? gone
  return {
    record: (await papersInRecord(house.db, matter.id)).get(orderPaperKey(order)) ?? null,
    ...{ order, matter, title, state: orderState(order, matter), demand: textOf(order.demandTextId) },
    unit: units.get(order.unitId)?.shortName ?? '原单位',
    byUnit: units.get(order.byUnitId)?.shortName ?? '原单位',
    issuedBy: (order.issuedBy && names.get(order.issuedBy)) || '',
    mayReply: roleOver(actor, handling, order.unitId, units) !== null,
    mayJudge: roleOver(actor, ['supervisor', 'leader'], order.unitId, units) !== null,
    replies: replies.map(
      (reply): ReplySaid => ({
        ...{ id: reply.id, text: textOf(reply.textId), by: names.get(reply.repliedBy) ?? '', at: reply.repliedAt },
        isInTime: reply.isInTime,
        files: reply.fileIds.flatMap((fileId) => {
          const name = named.get(fileId)
          return name === undefined ? [] : [{ id: fileId, name }]
        }),
        judgement:
          reply.judgedAt && reply.isAccepted !== null
            ? {
                ...{ isAccepted: reply.isAccepted, by: names.get(reply.judgedBy ?? '') ?? '', at: reply.judgedAt },
                text: reply.judgementTextId ? textOf(reply.judgementTextId) : null,
              }
            : null,
      }),
    ),
  }
}

/** Of those still kept. */
async function fileNames({ db }: Pick<House, 'db'>, matterId: string, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: files.id, name: files.originalName })
    .from(files)
    .where(and(eq(files.matterId, matterId), eq(files.state, 'kept'), inArray(files.id, ids)))
  return new Map(rows.map(({ id, name }) => [id, name ?? '附件']))
}
