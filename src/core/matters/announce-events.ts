import { z } from 'zod'
import { defineMessageTypes, draftAnnouncement } from '#core/webhooks/index.ts'
import type { Db } from '#platform/database.ts'
import type { Rows } from '#platform/rows.ts'
import type { EventType, MatterEvent } from './events.ts'
import { kindOf } from './kind.ts'
import type { Projected } from './project.ts'
import type { MatterState } from './state.ts'

/** What a unit's own system may ask to be told of the matters that its unit sees. */
const told = {
  'matter.arrived': {
    title: '办件到了',
    about: '登记、派来、转来、请协办、重新打开',
    events: ['opened', 'dispatched', 'handOverOffered', 'jointInvited', 'reopened'],
  },
  'matter.moved': {
    title: '办件有进展',
    about: '签收、退单、转办的结果、送审、协办答复、改类别、并单、复核',
    events: [
      'signed',
      'dispatchReturned',
      'handOverAccepted',
      'handOverDeclined',
      'handOverWithdrawn',
      'drafted',
      'draftReturned',
      'jointAnswered',
      'classified',
      'merged',
      'reviewed',
    ],
  },
  'matter.dueChanged': {
    title: '期限有变化',
    about: '申请延期和结果、暂停、恢复、红黄绿灯',
    events: ['extensionRequested', 'extensionApproved', 'extensionRefused', 'paused', 'resumed', 'lightChanged'],
  },
  'matter.urged': { title: '催办、督办', events: ['urged', 'supervised'] },
  'matter.askerActed': {
    title: '和群众的往来',
    about: '请群众补充，群众补充、认可、退回、评价、撤回',
    events: ['supplementRequested', 'supplemented', 'answerAccepted', 'answerRejected', 'rated', 'withdrawn'],
  },
  'matter.ended': { title: '答复、办结', events: ['answered', 'closed'] },
} as const satisfies Record<string, { title: string; about?: string; events: readonly EventType[] }>

const data = z.object({
  event: z.string().meta({ description: '发生了什么，例如 dispatched 派单、signed 签收、answered 答复' }),
  seq: z.int().meta({ description: '这件事的第几步；到得有先有后，按它排' }),
  number: z.string().meta({ description: '编号；内容用接口密钥按编号来取' }),
  kind: z.string().meta({ description: '种类，例如 letter 来信、part 协办件' }),
  class: z.string().meta({ description: '类别代码' }),
  state: z.string().meta({ description: '办到哪一步' }),
  holderUnitId: z.uuid().meta({ description: '现在由哪个单位办' }),
  offeredUnitId: z.uuid().nullable().meta({ description: '正等哪个单位签收或接收' }),
  light: z.string().meta({ description: '红黄绿灯：green、yellow、red' }),
  dueOn: z.iso.date().nullable().meta({ description: '答复期限' }),
  isProvisional: z.boolean().meta({ description: '期限是不是暂定' }),
})

defineMessageTypes(
  Object.fromEntries(
    Object.entries(told).map(([type, { events: _, ...said }]) => [type, { ...said, isPublic: false, data }]),
  ),
)

const typeOf = new Map<EventType, string>(
  Object.entries(told).flatMap(([type, { events }]) => events.map((event) => [event, type] as const)),
)

/**
 * Adds the messages about these events to the rows of the act, for endpoints of units that may see the matter as it is afterwards. 举报 and 投诉工作人员 name no
 * unit in their audience, only officers: no system hears of them. Ids and codes only, and no person; what it says is read at the API, with a key.
 * `seq` tells the order: messages may arrive in another one. `left`: tokens of units that this act took it from.
 */
export async function announceEvents(
  rows: Rows,
  db: Db,
  {
    state,
    row,
    left,
  }: { state: MatterState; row: Pick<Projected, Told | 'audience' | 'barred'>; left: readonly string[] },
  events: readonly MatterEvent[],
): Promise<void> {
  if (!isAnnounced(state)) return
  for (const { type: event, seq, recordedAt: at } of events) {
    const type = typeOf.get(event)
    if (!type) continue
    const audience = [...row.audience, ...left]
    await draftAnnouncement(rows, db, { type, at, audience, barred: row.barred, data: { event, seq, ...stateOf(row) } })
  }
}

const isAnnounced = ({ kind, main }: MatterState): boolean =>
  main ? main.of !== undefined && kindOf(main.of.kind).announced === true : kindOf(kind).announced === true

type Told = 'number' | 'kind' | 'class' | 'state' | 'holderUnitId' | 'offeredUnitId' | 'light' | 'dueOn' | 'provisional'

const stateOf = ({
  number,
  kind,
  class: sort,
  state,
  holderUnitId,
  offeredUnitId,
  ...row
}: Pick<Projected, Told>): Omit<z.infer<typeof data>, 'event' | 'seq'> => ({
  number,
  kind,
  class: sort,
  state,
  holderUnitId,
  offeredUnitId,
  light: row.light,
  dueOn: row.dueOn?.toString() ?? null,
  isProvisional: row.provisional,
})
