/**
 * 攀办发〔2022〕71号《攀枝花市推进“阳光政务”行动九条措施》, the nine measures word for word. Each is cut where the notice itself ends a duty: at 。 and ；,
 * and in 九 where 抓落实 ends and 严查 begins. Joined again they are the notice (a test compares them with its hash).
 */
export type Sentence = { id: string; text: string }
export type Measure = { numeral: string; title: string; sentences: Sentence[] }

export const notice = {
  number: '攀办发〔2022〕71号',
  title: '攀枝花市推进“阳光政务”行动九条措施',
  issuedOn: '2022-10-14',
} as const

export const measures: readonly Measure[] = [
  {
    numeral: '一',
    title: '深化决策公开',
    sentences: [
      {
        id: '一-1',
        text: '对事关经济社会发展全局和涉及群众切身利益、需要社会广泛知晓的公共政策措施、公共建设项目，除依法应当保密外，决策前应采取座谈会、听证会、实地走访、书面征求意见、向社会公开征求意见、问卷调查、民意调查、媒体沟通等方式，广泛充分听取公众意见；',
      },
      {
        id: '一-2',
        text: '政府常务会议、部门办公会议议事决策时，应根据需要，邀请公众代表、专家、法律顾问、媒体等列席会议，对社会普遍关心的问题解释说明，及时回应公众关切。',
      },
      {
        id: '一-3',
        text: '对适合听证的决策事项，坚持应听尽听，拓宽听证人报名渠道，扩大听证人来源范围，建立第三方听证主持人专家库，优化听证程序，并将听证过程和结果在多媒体平台公开发布，增强听证工作透明度和公信力。',
      },
      {
        id: '一-4',
        text: '经政府审定的决策事项，除依法不得公开的外，应及时向社会公布。',
      },
    ],
  },
  {
    numeral: '二',
    title: '推动政策上门',
    sentences: [
      {
        id: '二-1',
        text: '积极开展“送政策、送信息、送服务”上门活动，市政府各有关部门（单位）建立完善制度措施，按月度、季度、年度动态梳理汇编形成利企惠民政策“一页通”“一卡通”“一本通”，按照线上线下相结合、点线面全覆盖的要求，第一时间开展“送政策上门”服务，让市场主体应知尽知、非申即享。',
      },
      {
        id: '二-2',
        text: '探索推广信息精准推送机制，通过微信、短信、电子邮箱、二维码等方式向服务人群精准推送政务信息；',
      },
      {
        id: '二-3',
        text: '建立健全政府网站政策查询系统，供企业群众自行查询使用；',
      },
      {
        id: '二-4',
        text: '建立健全政策落实情况动态监督机制，科学评估政策实施是否达到预期效果、企业群众是否享受政策红利，推动各项政策精准直达企业群众。',
      },
    ],
  },
  {
    numeral: '三',
    title: '强化服务便民',
    sentences: [
      {
        id: '三-1',
        text: '按照标准化、规范化、便利化要求，深入推进政务服务线上线下融合、各级各方协同，加快建成以线上“一网通办”、线下“全市通办”、线上线下“一次办成”为显著特征的方便快捷、公平普惠、优质高效政务服务体系，更好满足企业和群众“网上办、掌上办、就近办、一次办”的办事需求。',
      },
      {
        id: '三-2',
        text: '全面推进“一网通办”，除涉及国家秘密等情形外，所有政务服务事项全部纳入一体化政务服务平台，加快实现“只进一个网，可办全部事”，推动企业和群众经常办理的政务服务事项均可“掌上办、指尖办”。',
      },
      {
        id: '三-3',
        text: '加快推进“全市通办”，各部门（单位）的政务服务、公共服务窗口加快整合并入政务服务中心，并实质化运行；',
      },
      {
        id: '三-4',
        text: '市、县两级政务服务中心按照“前台综合受理、后台分类审批、综合窗口出件”模式，合理设置无差别或分领域综合办事窗口，实现“一窗受理、综合服务”；',
      },
      {
        id: '三-5',
        text: '市、县、乡三级政务服务（便民）中心要打破事项办理的属地化管理限制，以全程网办、就地批办、异地代收代办、多地联办和自助通办等方式，实现企业和群众市内异地办事无差别受理、同标准办理并“最多跑一次”。',
      },
    ],
  },
  {
    numeral: '四',
    title: '提升监督效能',
    sentences: [
      {
        id: '四-1',
        text: '坚持融监管于服务之中，推行行政执法包容审慎监管和信用分级分类监管，全市各行政监管领域全面实施“双随机、一公开”监管，行政监管对违法失信者“无处不在”、对诚信守法者“无事不扰”。',
      },
    ],
  },
  {
    numeral: '五',
    title: '提高办事效率',
    sentences: [
      {
        id: '五-1',
        text: '建立健全限时办结制，对有明确办理时限的事项，严格按照时限办理，并尽可能提前办妥；',
      },
      {
        id: '五-2',
        text: '对无明确办理时限的事项，能当场办结的当场办结；',
      },
      {
        id: '五-3',
        text: '凡上级转办、督办信访件、反馈问题及主要领导交办的事项、批示，承办单位不能拖延耽误，以最快的时间办结。',
      },
    ],
  },
  {
    numeral: '六',
    title: '积极回应关切',
    sentences: [
      {
        id: '六-1',
        text: '健全网络问政处理机制，依托政府网站“市长信箱”、政务新媒体、“12345 市民热线”等载体建立完善留言咨询渠道，快速高效回应群众和企业留言，及时释疑解惑、便民利企。',
      },
      {
        id: '六-2',
        text: '建立“在线访谈”常态化工作联席会议制度，定期开展“在线访谈”等节目，现场解答社保、就业、教育等群众关心问题。',
      },
    ],
  },
  {
    numeral: '七',
    title: '拓展评议监督',
    sentences: [
      {
        id: '七-1',
        text: '结合企业座谈会、项目竞进拉练、部门政务开放日、府院联席会等活动平台，邀请社会各界代表评议惠企利民政策制定、执行、落实以及营商环境建设、城市品质提升等各项工作成效，对痛点、难点、堵点问题共同研究、共商对策，及时掌握、解决广大群众关切的问题。',
      },
      {
        id: '七-2',
        text: '加大“阳光政务—政风行风广播热线”举办频次，充分发挥群众监督、舆论监督作用，下深水解决群众“急难愁盼”问题。',
      },
      {
        id: '七-3',
        text: '重点项目、重要工作广泛听取“两代表一委员”意见建议。',
      },
    ],
  },
  {
    numeral: '八',
    title: '压实首问责任',
    sentences: [
      {
        id: '八-1',
        text: '群众或企业负责人到政府有关单位咨询或办理相关事项，以及单位之间办理相关工作业务时，首位接待或受理的单位和工作人员必须履行首位责任，热情接待、认真解答、负责办理、一盯到底，或负责向相关单位引荐导办并跟进协调至事情办结；',
      },
      {
        id: '八-2',
        text: '首次接待来访服务对象的工作人员是首问责任人，首问责任人所在单位是首问责任单位。',
      },
      {
        id: '八-3',
        text: '对落实首问责任不到位的单位或个人，视情节轻重给予问责处理。',
      },
    ],
  },
  {
    numeral: '九',
    title: '深化作风整治',
    sentences: [
      {
        id: '九-1',
        text: '坚持“政府的职责就是抓落实，政府的作风就是要务实”，',
      },
      {
        id: '九-2',
        text: '严查重处装模作样的“说唱歌手”、只动口不动手的“甩手掌柜”、得过且过的“撞钟和尚”、滥竽充数的“南郭先生”、不推不动的“提线木偶”、敷衍塞责的“太极大师”、尸位素餐的“太平官员”、拉拉扯扯的“官场油子”八种反面典型。',
      },
    ],
  },
]

/** As it stands in the notice: 五、提高办事效率。建立健全… */
export const measureText = ({ numeral, title, sentences }: Measure): string =>
  `${numeral}、${title}。${sentences.map(({ text }) => text).join('')}`

const byId = new Map(
  measures.flatMap((measure) => measure.sentences.map((sentence) => [sentence.id, { measure, sentence }])),
)

export const sentenceOf = (id: string): { measure: Measure; sentence: Sentence } | undefined => byId.get(id)

const numerals = measures.map(({ numeral }) => numeral)

/** 五-1 as it stands in an address: 5-1. */
export const slugOf = (id: string): string => `${numerals.indexOf(id.slice(0, 1)) + 1}${id.slice(1)}`

/** The other way round; undefined for what is no sentence. */
export const sentenceAt = (slug: string): { measure: Measure; sentence: Sentence } | undefined =>
  sentenceOf(`${numerals[Number(slug.slice(0, 1)) - 1] ?? ''}${slug.slice(1)}`)
