import { act, askerOf, type Command } from '#core/matters/index.ts'
import { askRecheck, type PetitionInput, registerPetition, routePetition } from '#measures/deadlines/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { type Cast, castOf } from './cast.ts'
import { houseAt, pastOf } from './past.ts'

type Told = Pick<PetitionInput, 'class' | 'title' | 'claim' | 'facts' | 'name' | 'phone' | 'address'> &
  Partial<PetitionInput>

/** Who does what, how many working days ago. `office` is the petition office, `asker` the petitioner. */
type Deed =
  | { ago: number; by: 'office' | 'handler' | 'head' | 'asker'; command: Command }
  | { ago: number; ask: 'recheck' | 'finalReview'; reason: string; by: { unit: string } }

/** `assign`: 交办, with the working days in which the result is to be reported; else 转送. */
type Tale = { ago: number; unit: string; input: Told; deeds: Deed[]; assign?: number }

const deed = (by: 'office' | 'handler' | 'head' | 'asker', ago: number, command: Command): Deed => ({
  ago,
  by,
  command,
})
const sign = (ago: number): Deed => deed('handler', ago, { type: 'sign' })
const accept = (ago: number, text: string): Deed => deed('handler', ago, { type: 'step', step: 'accept', text })
const draft = (ago: number, choice: string, opinion: string): Deed =>
  deed('handler', ago, {
    type: 'submitDraft',
    choice,
    text: `一、投诉请求\n请求依法处理并给予书面答复。\n\n二、事实和理由\n经现场查看、调取台账并听取双方陈述，反映的情况已经查清。\n\n三、处理意见\n${opinion}\n\n四、法律法规依据\n《信访工作条例》第三十二条。`,
  })
const answer = (ago: number): Deed => deed('head', ago, { type: 'answer' })
const received = (ago: number): Deed => deed('asker', ago, { type: 'step', step: 'deliver', choice: 'online' })

const tales: Tale[] = [
  {
    ago: 1,
    unit: 'ziran',
    input: {
      class: 'appeal',
      title: '宅基地审批三个月没有答复',
      claim: '请求对宅基地申请作出书面答复。',
      facts: '8月向镇上交了宅基地申请和材料，三个月过去没有答复，去问了四次都说再等等。',
      name: '王晓梅',
      phone: '15400000001',
      address: '仁和区大田镇片那立村',
    },
    deeds: [],
  },
  {
    ago: 7,
    unit: 'ziran',
    assign: 30,
    input: {
      class: 'appeal',
      title: '征地青苗补偿没有发齐',
      claim: '请求按公示的清册补发青苗补偿。',
      facts: '修路占用三十二户承包地，公示过清册，青苗补偿只发了一半，镇上说钱没有到。',
      name: '罗大山',
      phone: '15400000002',
      address: '东区银江镇双江村3组',
      source: 'national',
      nationalNumber: 'SC510420261100017',
      collective: true,
      people: '32',
      delegates: ['罗大山', '田建国'],
    },
    deeds: [sign(5)],
  },
  {
    ago: 24,
    unit: 'zhujian',
    input: {
      class: 'appeal',
      title: '老旧小区改造后屋面漏水',
      claim: '请求维修屋面并赔偿室内损失。',
      facts: '去年小区改造更换屋面，今年雨季顶楼三户漏水，施工单位来过一次没有修好。',
      name: '田建国',
      phone: '15400000004',
      address: '东区炳草岗街道机场路社区',
      source: 'visit',
    },
    deeds: [
      sign(22),
      accept(21, '您反映的屋面漏水问题已收到，由我局老旧小区改造办公室会同街道现场核查，60日内给您处理意见书。'),
      deed('handler', 3, {
        type: 'requestExtension',
        amount: 20,
        ground: 'investigation',
        text: '屋面须做蓄水试验并委托鉴定渗漏原因，鉴定需要三周。',
      }),
    ],
  },
  {
    ago: 4,
    unit: 'shuili',
    input: {
      class: 'appeal',
      title: '村口水渠被建房占用',
      claim: '请求恢复水渠，保证灌溉。',
      facts: '村口灌溉水渠被邻村建房占用，两个月没有水，玉米减产。',
      name: '沙马阿依',
      phone: '15400000003',
      address: '盐边县桐子林镇安宁村',
      source: 'letter',
    },
    deeds: [
      sign(3),
      deed('handler', 2, {
        type: 'step',
        step: 'object',
        text: '水渠由村集体建设管理，占用事实涉及违法建房查处，按三定规定属于县自然资源部门职权。',
      }),
    ],
  },
  {
    ago: 40,
    unit: 'chengguan',
    input: {
      class: 'appeal',
      title: '门店招牌被拆没有书面决定',
      claim: '请求说明拆除的依据，恢复招牌或者补偿。',
      facts: '8月门店招牌被拆，没有收到书面决定，多次要求说明依据没有结果。',
      name: '陈先生',
      phone: '15400000011',
      address: '东区大渡口街道',
    },
    deeds: [
      sign(37),
      accept(36, '已收到，由我局执法支队核查拆除的依据和程序。'),
      draft(14, 'explain', '招牌超出审批尺寸，拆除有据，但没有当场送达书面决定，程序有欠缺，已责成补送并书面致歉。'),
      answer(12),
      received(11),
      { ago: 6, ask: 'recheck', reason: '意见承认程序有欠缺，却没有说怎么补偿，请求复查。', by: { unit: 'xinfang' } },
    ],
  },
  {
    ago: 75,
    unit: 'wuye',
    input: {
      class: 'appeal',
      title: '维修资金使用没有公示',
      claim: '请求公示三年来维修资金的使用情况。',
      facts: '小区三年动用维修资金五次，没有公示过账目，物业说报过科里。',
      name: '刘女士',
      phone: '15400000012',
      address: '西区清香坪街道',
    },
    deeds: [
      sign(73),
      accept(72, '已收到，由我科调取维修资金使用台账核对。'),
      draft(60, 'notSupport', '三年使用均在小区公告栏公示，有照片存档，对再次公示的请求不予支持。'),
      answer(59),
      received(58),
      { ago: 52, ask: 'recheck', reason: '公告栏照片不是本小区的，请求重新核查。', by: { unit: 'zhujian' } },
      sign(51),
      draft(45, 'changed', '经复查，两次使用的公示照片确有错放，责成物业监管科十日内重新公示全部账目。'),
      answer(44),
      received(43),
      { ago: 38, ask: 'finalReview', reason: '重新公示的账目缺少施工合同，请求复核。', by: { unit: 'xinfang' } },
      sign(37),
      draft(26, 'upheld', '施工合同不属于应当公示的内容，可以向业主委员会申请查阅。复查意见事实清楚，予以维持。'),
      answer(25),
      received(24),
    ],
  },
  {
    ago: 15,
    unit: 'renshe',
    input: {
      class: 'appeal',
      title: '单位不认工伤待遇',
      claim: '请求单位支付工伤停工留薪期工资。',
      facts: '4月在车间受伤，已认定工伤，单位停发工资，协商三次没有结果。',
      name: '杨师傅',
      phone: '15400000013',
      address: '东区弄弄坪街道',
    },
    deeds: [
      sign(13),
      deed('handler', 12, {
        type: 'step',
        step: 'leadIn',
        choice: 'arbitration',
        text: '停工留薪期工资属于劳动争议，请在一年内向市劳动人事争议仲裁委员会申请仲裁，地址在市政务服务中心二楼，不收费。',
      }),
    ],
  },
  {
    ago: 18,
    unit: 'jiaotong',
    input: {
      class: 'suggestion',
      title: '建议早高峰增开21路区间车',
      claim: '建议早上七点到八点半增开从仁和到炳草岗的区间车。',
      facts: '21路早高峰连续三站上不了车，学生和上班的人都要等三四趟。',
      name: '周同学家长',
      phone: '15400000014',
      address: '仁和区仁和镇',
    },
    deeds: [
      sign(16),
      accept(15, '建议收到，由我局公共交通科会同公交公司测算客流。'),
      deed('handler', 2, {
        type: 'submitDraft',
        choice: 'adopted',
        text: '建议采纳：从下月起工作日7:00至8:30增开21路区间车四班，运行一个月后根据客流再调整。',
      }),
    ],
  },
  {
    ago: 9,
    unit: 'jiwei',
    input: {
      class: 'report',
      title: '反映采购中收受好处',
      claim: '请求查处采购中的违纪行为。',
      facts: '去年设备采购前，供应商多次宴请有关人员，中标价明显高于市场价。',
      name: '匿名的员工',
      phone: '15400000015',
      address: '东区（不便详写）',
      units: ['市水利局'],
    },
    deeds: [sign(8), accept(6, '您反映的问题已收到，由有权处理的机关依规依纪依法办理，办理情况将向您反馈。')],
  },
]

/** 信访事项 in different states, told by the verbs that the pages call. */
export async function tellPetitions(house: House, tx: Transaction): Promise<void> {
  const { at } = await pastOf(house)
  const cast = await castOf(house)
  const today = dateIn(house.config.timeZone, house.clock.now())
  const dayAfter = (days: number) => today.add({ days }).toString()
  for (const tale of tales) {
    let minute = 0
    /** Within a day in the order of the tale. */
    const then = (ago: number) => {
      const time = Temporal.PlainTime.from('09:10').add({ minutes: 20 * minute++ })
      return houseAt({ house, tx }, at([ago, time.toString()]))
    }
    await tell(tale, { cast, then, dayAfter })
  }
}

type Telling = { cast: Cast; then(ago: number): ReturnType<typeof houseAt>; dayAfter(days: number): string }

async function tell({ ago, unit, input, deeds, assign }: Tale, { cast, then, dayAfter }: Telling): Promise<void> {
  const office = await cast.handler('xinfang')
  const actor = input.source ? office : await cast.writer(input.phone)
  const filled: PetitionInput = {
    division: '510400',
    units: [],
    collective: false,
    people: '',
    delegates: [],
    secret: false,
    earlier: '',
    newFacts: false,
    ...input,
  }
  let { matterId } = await registerPetition(then(ago), actor, filled, { formKey: newId(), fileIds: [] })
  let holder = unit
  if (input.class !== 'report' && deeds.length > 0)
    await routePetition(then(ago - 1), office, matterId, {
      unitId: cast.unitId(unit),
      ...(assign === undefined ? { way: 'forward', on: undefined } : { way: 'assign', on: dayAfter(assign) }),
      note: undefined,
    })
  for (const one of deeds) {
    const asker = input.source || !['15400000001', '15400000002'].includes(input.phone) ? askerOf(matterId) : actor
    if ('ask' in one) {
      const asked = { stage: one.ask, reason: one.reason, formKey: newId() }
      matterId = (await askRecheck(then(one.ago), asker, matterId, asked)).matterId
      holder = one.by.unit
      continue
    }
    const by = { office, asker, handler: await cast.handler(holder), head: await cast.head(holder) }
    await act(then(one.ago), by[one.by], matterId, one.command)
  }
}
