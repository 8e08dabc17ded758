import { staffActor } from '#core/people/index.ts'
import { interviewActs } from '#measures/dialogue/index.ts'
import { anyone } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { type Cast, castOf } from './cast.ts'
import { houseAt, type Past, pastOf } from './past.ts'

const members = ['renshe', 'yibao', 'jiaoti', 'zhujian', 'weijian', 'gongan', 'jiaotong', 'shichang']

type Line = Omit<interviewActs.PlanLine, 'leadUnitId' | 'month'> & { lead: string }

/** The two that are told to the end and to the beginning. */
const archived: Line = {
  title: '养老保险怎么交、怎么转、怎么领',
  subject: 'insurance',
  guest: '市人力资源社会保障局负责人',
  lead: 'renshe',
}
const announced: Line = {
  title: '物业收费和小区电梯，听您问',
  subject: 'housing',
  guest: '市住房城乡建设局负责人',
  lead: 'zhujian',
}
const nextYear: (Line & { month: number })[] = [
  { month: 3, title: '春季求职和技能培训', subject: 'employment', guest: '市人力资源社会保障局负责人', lead: 'renshe' },
  { month: 5, title: '幼升小、小升初怎么报名', subject: 'education', guest: '市教育和体育局负责人', lead: 'jiaoti' },
  { month: 7, title: '门诊报销和异地就医', subject: 'health', guest: '市医疗保障局负责人', lead: 'yibao' },
  { month: 9, title: '停车难和公交线路', subject: 'transport', guest: '市交通运输局负责人', lead: 'jiaotong' },
]

/** 在线访谈: two meetings decided what is left of this year and the next, one interview is in the archive, the next is announced and has questions. */
export async function tellInterviews(house: House): Promise<void> {
  const past = await pastOf(house)
  const cast = await castOf(house)
  await house.db.transaction(async (tx) => {
    const telling = { house, tx, past, cast }
    const keyOf = await tellMeetings(telling)
    await tellArchived(telling, keyOf(archived))
    await tellAnnounced(telling, keyOf(announced))
  })
}

type Telling = { house: House; tx: Transaction; past: Past; cast: Cast }

const comingOn = ({ past }: Telling): Temporal.PlainDate =>
  past.calendar.dateOf(past.calendar.workdayAfter(past.today, 4))

/** Returns the key that a line has in the plan of its year. */
async function tellMeetings(telling: Telling): Promise<(line: Line) => string | null> {
  const { house, tx, past, cast } = telling
  const editor = await staffActor(house, 'bianji')
  for (const unit of members)
    await interviewActs.addMember(houseAt({ house, tx }, past.at([26, '10:00'])), editor, cast.unitId(unit))
  const [held, coming] = [past.dayOf(3), comingOn(telling)]
  const lines = [
    { ...archived, month: held.month, year: held.year },
    { ...announced, month: coming.month, year: coming.year },
    ...nextYear.map((line) => ({ ...line, year: held.year + 1 })),
  ]
  const keys = new Map<string, string>()
  for (const [year, daysAgo] of [
    [held.year, 20],
    [held.year + 1, 10],
  ] as const) {
    const ofYear = lines.filter((line) => line.year === year)
    for (const { title, key } of await tellMeeting(telling, { year, daysAgo, lines: ofYear })) keys.set(title, key)
  }
  return ({ title }) => keys.get(title) ?? null
}

async function tellMeeting(
  { house, tx, past, cast }: Telling,
  { year, daysAgo, lines }: { year: number; daysAgo: number; lines: (Line & { month: number })[] },
) {
  const editor = await staffActor(house, 'bianji')
  const at = (ago: number, time: string) => houseAt({ house, tx }, past.at([ago, time]))
  const meeting = await interviewActs.callMeeting(at(daysAgo + 4, '10:00'), editor, {
    title: `研究${year}年“在线访谈”安排的联席会议`,
    heldAt: past.at([daysAgo, '09:30']),
    place: '市政府办公楼 201 会议室',
    planYear: year,
  })
  const before = at(daysAgo + 1, '15:00')
  for (const { lead, title, month, subject, guest } of lines)
    await interviewActs.putItem(before, editor, meeting, {
      kind: 'add',
      ...{ title, month, subject, guest, leadUnitId: cast.unitId(lead) },
    })
  await interviewActs.putItem(before, editor, meeting, { kind: 'other', title: '没有来得及回答的问题怎么办到底' })
  const rule = '两个工作日内书面答复或者转为来信，由主办单位负责'
  await interviewActs.concludeMeeting(at(daysAgo, '11:30'), editor, meeting, {
    attended: members.map(cast.unitId),
    decisions: new Map(
      [...lines, null].map((line, index) => [index + 1, { decision: 'accepted', text: line ? '' : rule }] as const),
    ),
    reason: '',
  })
  return (await interviewActs.currentPlan(tx, year))?.items ?? []
}

async function tellArchived({ house, tx, past, cast }: Telling, planKey: string | null): Promise<void> {
  const editor = await staffActor(house, 'bianji')
  const answerer = await cast.handler('renshe')
  const at = (ago: number, time: string) => houseAt({ house, tx }, past.at([ago, time]))
  const startsAt = past.at([3, '15:00'])
  const number = await interviewActs.announceInterview(at(8, '10:00'), editor, {
    title: archived.title,
    subject: archived.subject,
    about:
      '灵活就业怎么参保，换了城市怎么转移，退休怎么申领：市人力资源和社会保障局来回答。事先可以提问，现场没有答完的，两个工作日内办到有着落。',
    leadUnitId: cast.unitId('renshe'),
    place: '市融媒体中心演播厅',
    streamUrl: null,
    startsAt,
    endsAt: startsAt.add({ minutes: 90 }),
    planKey,
    guests: [{ name: '罗知远', post: '市人力资源和社会保障局副局长' }],
  })
  const guest = '市人力资源和社会保障局副局长 罗知远'
  const asked: [name: string, body: string][] = [
    ['爬山的老周', '我在成都交了八年养老保险，回攀枝花以后怎么转过来？要跑两头吗？'],
    ['', '灵活就业的人按什么档次交？最低一年交多少？'],
    ['王女士', '我妈今年满五十，档案里出生年月和身份证对不上，以哪个为准？'],
    ['芒果园', '以前在农村交过居民养老保险，现在上班了，两个能合在一起算吗？'],
  ]
  for (const [at_, [name, body]] of asked.entries())
    await interviewActs.askQuestion(at(6 - Math.min(at_, 2), '20:10'), anyone, number, {
      name,
      phone: null,
      body,
      wantsPublic: true,
    })
  for (const [at_, [name, body]] of asked.entries())
    await interviewActs.passQuestion(at(3, '09:20'), editor, number, at_ + 1, { name: name || '网友', body })
  const say = (time: string, speaker: string, words: string, corrects: number | null = null) =>
    interviewActs.addWords(at(3, time), editor, number, { speaker, words, link: null, picture: null, corrects })
  await interviewActs.openInterview(at(3, '15:00'), editor, number)
  await say('15:01', '主持人', '各位网友下午好。今天请到市人力资源和社会保障局副局长罗知远，专门回答养老保险的问题。')
  await say('15:03', guest, '大家好。近一年的来信里，问得最多的就是转移和补缴，今天先从这两件说起。')
  await interviewActs.raiseQuestion(at(3, '15:06'), editor, number, 1)
  await interviewActs.answerOnAir(at(3, '15:09'), editor, number, 1, {
    speaker: guest,
    words:
      '不用跑两头。在手机上提交转移申请就行，原来的社保机构收到以后直接把关系和资金转过来，全程可以查进度，不用您再去开缴费凭证。',
  })
  await interviewActs.raiseQuestion(at(3, '15:20'), editor, number, 2)
  await interviewActs.answerOnAir(at(3, '15:24'), editor, number, 2, {
    speaker: guest,
    words:
      '可以在公布的缴费基数上下限之间自己选，按月、按季、按年交都行。今年的上下限已经登在局里网站上，窗口也能打印测算单。',
  })
  await say('15:40', guest, '补充一句：选了按年交的，十二月二十五日以前都可以补交当年的。')
  await say('15:52', guest, '刚才说的日期有误：当年的截止日期是十二月三十一日。', 8)
  await interviewActs.closeInterview(at(3, '16:30'), editor, number)
  await interviewActs.answerInWriting(
    at(2, '11:00'),
    answerer,
    number,
    4,
    '可以。您退休时满足职工养老保险的缴费年限的，居民养老保险的个人账户储存额并入职工养老保险的个人账户；居民养老保险的缴费年限不折算。申请时到社保窗口或者手机上一并提出。',
  )
  await interviewActs.makeLetter(at(1, '15:00'), answerer, number, 3)
  await interviewActs.archiveInterview(at(1, '16:00'), editor, number)
}

async function tellAnnounced(telling: Telling, planKey: string | null): Promise<void> {
  const { house, tx, past, cast } = telling
  const { timeZone } = house.config
  const editor = await staffActor(house, 'bianji')
  const at = (ago: number, time: string) => houseAt({ house, tx }, past.at([ago, time]))
  const startsAt = comingOn(telling).toZonedDateTime({ timeZone, plainTime: '10:00' }).toInstant()
  const number = await interviewActs.announceInterview(at(2, '09:00'), editor, {
    title: announced.title,
    subject: announced.subject,
    about:
      '物业费怎么定、怎么公开，电梯坏了找谁修、维修资金怎么用，老旧小区加装电梯怎么申请：市住房和城乡建设局来回答。',
    leadUnitId: cast.unitId('zhujian'),
    place: '市融媒体中心演播厅',
    streamUrl: null,
    startsAt,
    endsAt: startsAt.add({ minutes: 90 }),
    planKey,
    guests: [
      { name: '陈守正', post: '市住房和城乡建设局局长' },
      { name: '江一帆', post: '市住房和城乡建设局物业监管科科长' },
    ],
  })
  const asked: [body: string, isPassed: boolean][] = [
    ['电梯坏了半个月，物业说没有维修资金，业主能做什么？', true],
    ['物业费涨价要不要业主同意？要多少户同意才算？', true],
    ['老旧小区想加装电梯，一楼不同意怎么办？', false],
  ]
  for (const [index, [body, isPassed]] of asked.entries()) {
    await interviewActs.askQuestion(at(1, `1${index}:15`), anyone, number, {
      name: '',
      phone: null,
      body,
      wantsPublic: true,
    })
    if (isPassed) await interviewActs.passQuestion(at(1, '16:40'), editor, number, index + 1, { name: '网友', body })
  }
}
