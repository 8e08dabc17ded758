import { act, askerOf, type Command } from '#core/matters/index.ts'
import {
  consultParty,
  type DraftedDecision,
  draftDecision,
  type RequestInput,
  requestDisclosure,
} from '#measures/deadlines/index.ts'
import { type Actor, anyone } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { castOf } from './cast.ts'
import { houseAt, pastOf, type When } from './past.ts'

type Deed = { on: When; by: 'handler' | 'head' | 'asker' } & (
  | { command: Command }
  | { decision: DraftedDecision }
  | { consult: Parameters<typeof consultParty>[3] }
)
type Tale = {
  on: When
  unit: string
  input: Partial<RequestInput> & Pick<RequestInput, 'title' | 'body'>
  deeds: Deed[]
}

const received = (on: When): Deed => ({ on, by: 'handler', command: { type: 'step', step: 'receipt' } })
const approved = (on: When): Deed => ({ on, by: 'head', command: { type: 'answer' } })

const tales: Tale[] = [
  {
    on: [19, '10:12'],
    unit: 'zhujian',
    input: {
      title: '2025年炳草岗片区路灯改造工程验收报告',
      body: '炳草岗片区路灯改造工程，2025年验收，需要验收报告全文。',
    },
    deeds: [
      received([19, '14:30']),
      {
        on: [11, '10:20'],
        by: 'handler',
        decision: { choice: 'disclosed', text: '验收报告共12页，没有不予公开的内容，随答复一并提供。' },
      },
      approved([10, '16:00']),
    ],
  },
  {
    on: [17, '09:05'],
    unit: 'caizheng',
    input: {
      title: '市本级预算调整的内部讨论稿',
      body: '2026年市本级预算调整方案的历次讨论稿和会议记录。',
      applicant: 'organisation',
      organisation: '攀枝花市某律师事务所',
      documentKind: 'licence',
      documentNumber: '31510400MD0000001X',
    },
    deeds: [
      received([17, '11:00']),
      {
        on: [15, '15:10'],
        by: 'handler',
        command: {
          type: 'step',
          step: 'correction',
          text: '请写明是哪一次预算调整、哪一份文件；“历次讨论稿”不能指向特定的信息。',
        },
      },
      {
        on: [12, '09:40'],
        by: 'asker',
        command: { type: 'step', step: 'corrected', text: '2026年第一次预算调整，提交常务会议之前的讨论稿。' },
      },
      {
        on: [8, '11:20'],
        by: 'handler',
        decision: {
          choice: 'refused',
          ground: 'process',
          text: '讨论稿是行政机关内部研究过程中形成的过程稿，调整方案已经公布，讨论稿不再公开。',
        },
      },
      approved([7, '17:05']),
    ],
  },
  {
    on: [8, '15:30'],
    unit: 'jiaotong',
    input: {
      title: '客运站改造项目中标单位的报价清单',
      body: '客运站改造项目招标的中标单位、报价清单和评标结果。',
      formWanted: 'paper',
      way: 'pickup',
    },
    deeds: [
      received([8, '16:10']),
      {
        on: [6, '10:00'],
        by: 'handler',
        consult: {
          kind: 'enterprise',
          name: '某建设工程有限公司',
          address: '攀枝花市东区某路8号',
          text: '申请公开的内容里有贵公司的报价清单，可能涉及商业秘密，请提出是否同意公开的意见。',
        },
      },
      {
        on: [4, '09:30'],
        by: 'handler',
        command: { type: 'step', step: 'letterReceived', choice: 'at-1' },
      },
    ],
  },
  {
    on: [5, '11:45'],
    unit: 'jiaoti',
    input: { title: '学校名单', body: '想要学校的名单和相关资料。' },
    deeds: [
      received([5, '15:00']),
      {
        on: [2, '10:30'],
        by: 'handler',
        command: {
          type: 'step',
          step: 'correction',
          text: '请写明是哪个区、哪一类学校（小学、初中、高中）、哪一年的名单，“相关资料”是指哪些。',
        },
      },
    ],
  },
  {
    on: [0, '08:40'],
    unit: 'ziran',
    input: {
      title: '仁和区某地块控制性详细规划图',
      body: '仁和区老城片区控制性详细规划的图则和文本，最新一版。',
      help: ['sight'],
    },
    deeds: [],
  },
  {
    on: [13, '14:20'],
    unit: 'zhujian',
    input: {
      of: 'ownRecord',
      title: '房屋登记资料里我的姓名写错',
      body: '公租房档案里我的名字“罗大三”应为“罗大山”，有身份证可以证明，请更正。',
    },
    deeds: [
      received([13, '16:00']),
      {
        on: [9, '10:10'],
        by: 'handler',
        decision: { choice: 'corrected', text: '经核对身份证明，档案中的姓名确有笔误，已经更正。' },
      },
      approved([9, '15:20']),
    ],
  },
]

/** Requests for information in the states that they go through, told by the verbs that the forms call. */
export async function tellDisclosures(house: House, tx: Transaction): Promise<void> {
  const now = house.clock.now()
  const { calendar, today, dayOf, at } = await pastOf(house)
  const soon = calendar.dateOf(calendar.workdayAfter(today, 8))
  const houseOn = (on: When) => {
    const then = at(on)
    return houseAt({ house, tx }, Temporal.Instant.compare(then, now) > 0 ? now : then)
  }
  const cast = await castOf(house)
  for (const { on, unit, input, deeds } of tales) {
    const { matterId, actor: asker } = await filed(houseOn(on), cast.unitId(unit), input)
    for (const deed of deeds) {
      const then = houseOn(deed.on)
      const actor = deed.by === 'asker' ? asker : deed.by === 'head' ? await cast.head(unit) : await cast.handler(unit)
      if ('decision' in deed) await draftDecision(then, actor, matterId, deed.decision)
      else if ('consult' in deed) await consultParty(then, actor, matterId, deed.consult)
      else
        await act(then, actor, matterId, dated(deed.command, { correction: soon, letterReceived: dayOf(deed.on[0]) }))
    }
  }
}

const dated = (command: Command, days: Record<string, Temporal.PlainDate>): Command => {
  const on = command.type === 'step' ? days[command.step] : undefined
  return command.type === 'step' && on ? { ...command, on } : command
}

async function filed(
  then: ReturnType<typeof houseAt>,
  unitId: string,
  input: Tale['input'],
): Promise<{ matterId: string; actor: Actor }> {
  const { matterId } = await requestDisclosure(
    then,
    anyone,
    {
      of: 'information',
      applicant: 'citizen',
      name: '罗大山',
      organisation: '',
      documentKind: 'id',
      documentNumber: '510402199003077755',
      phone: '15400000002',
      address: '',
      unit: unitId,
      formWanted: 'electronic',
      way: 'web',
      help: [],
      channel: 'web',
      receivedOn: null,
      ...input,
    },
    { formKey: newId(), fileIds: [] },
  )
  return { matterId, actor: askerOf(matterId) }
}
