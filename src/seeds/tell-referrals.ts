import { act, type Command, findMatter } from '#core/matters/index.ts'
import { type ReferralInput, registerReferral } from '#measures/deadlines/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { type Cast, castOf } from './cast.ts'
import { houseAt, pastOf, type When } from './past.ts'

type Deed = { on: When; by: 'handler' | 'head' | 'giver'; command: Command }
type Tale = {
  on: When
  unit: string
  input: Partial<ReferralInput> & Pick<ReferralInput, 'source' | 'level' | 'title' | 'task'>
  deeds: Deed[]
}

const deed = (by: Deed['by'], on: When, command: Command): Deed => ({ by, on, command })
const sign = (on: When): Deed => deed('handler', on, { type: 'sign' })

const tales: Tale[] = [
  {
    on: [26, '09:10'],
    unit: 'caizheng',
    input: {
      source: 'feedback',
      feedbackFrom: 'audit',
      level: 'usual',
      title: '农村公路养护资金拨付不及时',
      task: '审计指出两个镇的农村公路养护资金逾期三个月未拨付。请核清原因，全部拨付到位，并建立按季拨付的办法。',
      giver: '市审计局',
    },
    deeds: [
      sign([26, '14:20']),
      deed('handler', [24, '10:05'], {
        type: 'step',
        step: 'firstReply',
        text: '第一周核清欠拨数额和原因，第二周全部拨付，第三周印发按季拨付办法。',
      }),
      deed('handler', [16, '15:40'], { type: 'submitDraft', text: '欠拨资金已拨付一半，其余正在办理。' }),
      deed('head', [16, '17:20'], { type: 'answer' }),
      deed('giver', [15, '09:30'], { type: 'rejectAnswer', reason: 'partial', text: '只拨付了一半，请全部到位再报。' }),
      deed('handler', [13, '11:00'], {
        type: 'submitDraft',
        text: '两个镇的养护资金已全部拨付到位，按季拨付办法已印发执行，拨付凭证和文件见材料。',
      }),
      deed('head', [13, '16:10'], { type: 'answer' }),
      deed('giver', [12, '10:00'], { type: 'acceptAnswer' }),
    ],
  },
  {
    on: [9, '10:20'],
    unit: 'jiaotong',
    input: {
      source: 'superior',
      level: 'usual',
      title: '客运站周边非法营运问题',
      task: '省政府督查室转来群众反映：客运站周边非法营运车辆揽客、乱停，影响旅客安全。请开展整治并建立常态巡查。',
      giver: '省政府督查室',
      jointUnits: '公安局、城管',
    },
    deeds: [
      sign([9, '15:10']),
      deed('handler', [7, '16:30'], {
        type: 'step',
        step: 'firstReply',
        text: '与公安、城管联合整治一周，之后早晚两个高峰各巡查一次，责任到人。',
      }),
      deed('handler', [2, '11:20'], {
        type: 'step',
        step: 'progress',
        text: '已联合整治四次，劝离车辆 36 台次。下一步补划出租车候客区，预计下周完成。',
      }),
    ],
  },
  {
    on: [4, '08:50'],
    unit: 'zhujian',
    input: {
      source: 'leader',
      level: 'prompt',
      title: '炳草岗大桥桥头路灯整治',
      task: '桥头路灯反复损坏，群众夜间通行不便。请三天内全部修复，并查明反复损坏的原因。',
    },
    deeds: [
      sign([4, '10:30']),
      deed('handler', [4, '17:10'], {
        type: 'step',
        step: 'firstReply',
        text: '今天查线，明天更换灯具和电缆，后天验收。',
      }),
      deed('handler', [2, '16:00'], {
        type: 'submitDraft',
        text: '17 盏路灯全部修复。反复损坏的原因是线路老化，已更换电缆 260 米，照片和记录见材料。',
      }),
      deed('head', [2, '17:30'], { type: 'answer' }),
    ],
  },
  {
    on: [6, '14:40'],
    unit: 'jiaoti',
    input: {
      source: 'feedback',
      feedbackFrom: 'congress',
      level: 'usual',
      title: '两所学校放学时段交通拥堵',
      task: '市人大代表视察时提出：两所学校放学时段拥堵严重。请会同有关单位提出错峰放学和接送区方案并实施。',
      giver: '市人大常委会',
    },
    deeds: [sign([5, '09:40'])],
  },
]

/** The register of instructions, told by the verbs that its forms call; the joint units are invited by the job that invites them always. */
export async function tellReferrals(house: House, tx: Transaction): Promise<void> {
  const { dayOf, at } = await pastOf(house)
  const cast = await castOf(house)
  const giver = await cast.staff('ducha')
  for (const { on, unit, input, deeds } of tales) {
    const number = await registerReferral(
      houseAt({ house, tx }, at(on)),
      giver,
      {
        feedbackFrom: '',
        giver: '',
        leaderId: null,
        paperNumber: '',
        instructedOn: dayOf(on[0]).toString(),
        leadUnit: cast.unitId(unit),
        jointUnits: '',
        lawfulRuleId: '',
        origin: '',
        ...input,
      },
      { formKey: newId(), scanIds: [] },
    )
    const row = await findMatter(tx, giver, number)
    if (!row) throw new Error(`no referral ${number}`)
    for (const { on: when, by, command } of deeds) {
      const dated = command.type === 'step' && command.step === 'firstReply' ? { ...command, on: dayOf(0) } : command
      await act(houseAt({ house, tx }, at(when)), await actorOf(cast, by, unit, giver), row.id, dated)
    }
  }
}

async function actorOf(cast: Cast, by: Deed['by'], unit: string, giver: Actor): Promise<Actor> {
  if (by === 'giver') return giver
  return by === 'head' ? cast.head(unit) : cast.handler(unit)
}
