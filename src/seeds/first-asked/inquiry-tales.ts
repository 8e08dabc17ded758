import type { Command } from '#core/matters/index.ts'
import type { When } from '../past.ts'

/** Who does it: a unit's handler (`unit`), its second (`unit 2`), its head (`unit head`), a user name (`@name`), whoever asked, or the clock. */
export type Deed = { on: When; by: string; command: InquiryCommand }

/** A command whose units are keys of the seed. */
export type InquiryCommand =
  | { type: 'offerHandOver'; unit: string; text: string }
  | { type: 'dispute'; unit: string; text: string }
  | { type: 'settle'; unit: string; text: string }
  | { type: 'thank' }
  | Exclude<Command, { type: 'offerHandOver' | 'dispute' | 'settle' }>

export type InquiryTale = {
  on: When
  /** Who is asked, by user name. */
  asked: string
  who: string
  what: string
  way: 'counter' | 'phone' | 'desk'
  outcome: 'look' | 'handle' | 'guide'
  guideTo?: string
  deeds: Deed[]
}

const deed = (by: string, on: When, command: InquiryCommand): Deed => ({ by, on, command })
const take = (by: string, on: When): Deed => deed(by, on, { type: 'acceptHandOver' })
const answer = (by: string, on: When, text: string): Deed => deed(by, on, { type: 'answer', text })
const lead = (by: string, on: When, unit: string, text: string): Deed =>
  deed(by, on, { type: 'offerHandOver', unit, text })
const content = (on: When): Deed[] => [
  deed('asker', on, { type: 'acceptAnswer' }),
  deed('asker', on, { type: 'rate', solved: true, satisfied: 5 }),
  deed('asker', on, { type: 'thank' }),
]

export const inquiryTales: InquiryTale[] = [
  {
    on: [31, '09:12'],
    asked: 'zongchuang',
    who: '罗大山 15400000002',
    what: '老人八十岁了，高龄津贴在哪里办、要带什么',
    way: 'counter',
    outcome: 'guide',
    guideTo: 'minzheng',
    deeds: [
      take('minzheng', [31, '09:58']),
      answer(
        'minzheng',
        [31, '10:40'],
        '带老人身份证、户口本和银行卡到户籍地社区办理，当月申请次月发放；行动不便的社区上门。',
      ),
      ...content([30, '20:15']),
    ],
  },
  // Over four units, with a return and a circle, decided once.
  {
    on: [22, '10:05'],
    asked: 'chengban',
    who: '王女士',
    what: '小区旁边的工地半夜还在打桩，吵得孩子睡不着，问了几个单位都说不归他们管',
    way: 'desk',
    outcome: 'handle',
    deeds: [
      lead('zhujian', [22, '10:20'], 'huanjing', '施工噪声扰民，请接办并答复群众。'),
      deed('huanjing', [22, '14:30'], {
        type: 'declineHandOver',
        text: '夜间施工证明由住建部门出具，现场执法由城管负责，我局只负责监测。',
      }),
      lead('zhujian', [22, '15:10'], 'chengguan', '请到现场查处夜间施工。'),
      take('chengguan', [22, '16:45']),
      lead('chengguan', [21, '09:40'], 'gongan', '涉及社会生活噪声，请协助到场。'),
      take('gongan', [21, '11:15']),
      lead('gongan', [21, '15:20'], 'chengguan', '现场是建筑施工噪声，不属于社会生活噪声，仍应由城管查处。'),
      deed('shifuban head', [20, '10:30'], {
        type: 'settle',
        unit: 'chengguan',
        text: '建筑施工噪声的现场查处属城管权责清单第18项，由市城市管理执法局主办，生态环境局配合监测。',
      }),
      deed('chengguan', [20, '11:05'], { type: 'sign' }),
      answer(
        'chengguan',
        [19, '16:30'],
        '已到现场查处，责令停止夜间打桩并立案；以后晚上10点到早上6点发现施工，直接拨打 12319，半小时内到场。',
      ),
      ...content([18, '12:20']),
    ],
  },
  // Nobody took it in time: back to the first-asked, who led it on again.
  {
    on: [12, '15:30'],
    asked: 'zongchuang',
    who: '田师傅 A041',
    what: '开一家小超市要办哪些证，能不能一次办完',
    way: 'counter',
    outcome: 'guide',
    guideTo: 'shangwu',
    deeds: [
      deed('clock', [10, '09:00'], { type: 'wake' }),
      lead('@zongchuang', [10, '09:40'], 'shichang', '办营业执照和食品经营备案，请直接联系群众。'),
      take('shichang', [10, '10:25']),
      answer(
        'shichang',
        [9, '16:00'],
        '营业执照和预包装食品备案一次申请、一并办理：到政务服务中心“开店一件事”窗口，带身份证和房屋证明，当天领照。',
      ),
      ...content([8, '19:00']),
    ],
  },
  {
    on: [8, '11:10'],
    asked: 'rexian',
    who: '15400000003',
    what: '外地的医保能不能在攀枝花直接结算住院费',
    way: 'phone',
    outcome: 'look',
    deeds: [
      answer(
        '@rexian',
        [7, '10:00'],
        '可以。入院前在国家医保服务平台上备案到攀枝花，出院时在医院直接结算，不用回去报销。',
      ),
      deed('asker', [7, '12:40'], { type: 'acceptAnswer' }),
    ],
  },
  // Not accepted: another person handles it.
  {
    on: [9, '09:30'],
    asked: 'shuili.chengban1',
    who: '沙马先生',
    what: '我们组的人饮水管坏了两个月，说要修一直没有人来',
    way: 'desk',
    outcome: 'handle',
    deeds: [
      answer('shuili', [7, '17:00'], '已通知管护单位安排维修。'),
      deed('asker', [6, '08:20'], { type: 'rejectAnswer', reason: 'notDone', text: '到今天还没有人来修。' }),
      deed('shuili 2', [6, '09:15'], { type: 'sign' }),
      answer(
        'shuili 2',
        [4, '15:30'],
        '维修队昨天换好了 180 米水管，今天已通水，村民小组长签字确认；以后坏了 24 小时内到场。',
      ),
    ],
  },
  {
    on: [2, '09:05'],
    asked: 'zongchuang',
    who: '何女士 B017',
    what: '公积金提取交房租，手机上一直提示材料不全',
    way: 'counter',
    outcome: 'guide',
    guideTo: 'gongjijin',
    deeds: [take('gongjijin', [2, '09:30'])],
  },
  {
    on: [1, '14:20'],
    asked: 'jiaotong.chengban1',
    who: '',
    what: '村口的公交站牌被撞倒了，问该找谁修',
    way: 'desk',
    outcome: 'handle',
    deeds: [
      lead('jiaotong', [1, '14:35'], 'dongqu.zhujian', '站牌由区里维护，请接办。'),
      deed('dongqu.zhujian', [1, '16:10'], { type: 'declineHandOver', text: '站牌产权属公交公司，由交通部门管理。' }),
      deed('jiaotong', [0, '09:02'], {
        type: 'dispute',
        unit: 'dongqu.zhujian',
        text: '市区公共交通设施管理办法第九条：站牌由所在区维护，产权归属不影响维护责任。',
      }),
    ],
  },
  {
    on: [0, '09:00'],
    asked: 'zongchuang',
    who: '老人家 A003',
    what: '养老金这个月少发了两百块，想查一查是怎么回事',
    way: 'counter',
    outcome: 'guide',
    guideTo: 'shebao',
    deeds: [],
  },
  // Past its day without an answer.
  {
    on: [14, '10:40'],
    asked: 'chengban',
    who: '住户代表 15400000004',
    what: '老楼加装电梯一楼不同意，怎么办',
    way: 'desk',
    outcome: 'handle',
    deeds: [
      deed('zhujian', [13, '09:20'], {
        type: 'requestSupplement',
        text: '请告诉我们是哪栋哪个单元、有几户同意，方便先看图纸。',
      }),
      deed('asker', [12, '18:30'], { type: 'supplement', text: '临江路 5 栋 2 单元，12 户里 11 户同意。' }),
    ],
  },
]
