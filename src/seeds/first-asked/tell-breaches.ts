import { askerOf } from '#core/matters/index.ts'
import { complain, observe, performBreachAct } from '#measures/first-asked/index.ts'
import { newId } from '#platform/id.ts'
import { enqueue } from '#platform/jobs.ts'
import { houseAt, type When } from '../past.ts'
import { hasCome, type Telling } from './telling.ts'

/** Who does what when: [when, user name, act, form]. */
type BreachDeed = [on: When, by: string, act: Parameters<typeof performBreachAct>[0], form: Record<string, string>]

type BreachTale = {
  on: When
  kind: 'refused' | 'notGuided' | 'notFollowed' | 'unreachable' | 'wrongDoor' | 'rude'
  unit: string
  words: string
  /** Beginning of what was asked; without it a supervisor saw it. */
  asked?: string
  mayName?: boolean
  deeds: BreachDeed[]
}

const accepted = (on: When): BreachDeed => [on, 'ducha', 'acceptance', {}]
const found = (on: When, findings: string, gravity: string, cause: string, person = ''): BreachDeed => [
  on,
  'ducha',
  'findings',
  { findings, gravity, cause, person },
]
const invited = (on: When): BreachDeed => [on, 'ducha', 'hearing', {}]

const tales: BreachTale[] = [
  // The cause lies in the catalogue: the unit's, not the clerk's.
  {
    on: [18, '13:05'],
    kind: 'notGuided',
    unit: 'huanjing',
    asked: '小区旁边的工地',
    words: '打电话过去只说一句不归他们管，问该找谁也不说，前后问了四家。',
    deeds: [
      accepted([17, '09:20']),
      found(
        [15, '16:00'],
        '接线人员答复“不归我局管”，没有引导。职责目录当时没有写明夜间施工噪声由谁查处，接线人员无从引导。',
        'ordinary',
        'catalogue',
      ),
      invited([15, '16:10']),
      [
        [13, '10:30'],
        'huanjing.fuzeren',
        'statements',
        { party: 'unit', statement: '情况属实。职责目录缺这一项，我局已按裁定补进目录，并给接线人员发了引导口径。' },
      ],
      [
        [11, '15:00'],
        'shifuban.fuzeren',
        'decision',
        {
          outcome: 'graded',
          grade: 'explanation',
          reason: '原因在职责目录不清，责任在单位；已经补正，属第一次，请书面说明整改情况。',
          answer:
            '您反映的情况属实：当时职责目录没有写清楚该由谁管。现在已经写明由城管查处，接线人员会直接告诉您找谁。',
        },
      ],
      [[10, '09:30'], 'ducha', 'notification', { toldOn: '' }],
    ],
  },
  // Decided by the person's own office, appealed, waiting for another body.
  {
    on: [6, '09:10'],
    kind: 'notFollowed',
    unit: 'shuili',
    asked: '我们组的人饮水管坏了',
    words: '答复说安排维修，过了几天没有人来，打电话也没有下文。',
    deeds: [
      accepted([6, '15:00']),
      found(
        [5, '10:00'],
        '承办人电话通知管护单位后没有再问，到问事人退回答复时维修队还没有出发。',
        'light',
        'conduct',
        'shuili.chengban1',
      ),
      invited([5, '10:20']),
      [
        [4, '09:00'],
        'shuili.chengban1',
        'statements',
        { party: 'person', statement: '当天已经通知管护单位，之后在外地防汛，没有再问进度，是疏忽，但不是不管。' },
      ],
      [
        [3, '11:00'],
        'shuili.fuzeren',
        'decision',
        {
          outcome: 'graded',
          grade: 'reminder',
          reason: '没有跟进到结果，影响了群众用水；防汛期间人手紧，情节轻微，予以提醒。',
          answer: '您反映的情况属实，维修队已经修好通水。我们要求承办的人跟到水通了为止，向您致歉。',
        },
      ],
      [[3, '14:00'], 'ducha', 'notification', { toldOn: '' }],
      [
        [1, '10:00'],
        'shuili.chengban1',
        'appeal',
        { appeal: '通知以后我被抽调防汛，没有安排人接手，原因在人员安排，请重新认定。' },
      ],
    ],
  },
  // Established, and no grade.
  {
    on: [9, '10:00'],
    kind: 'wrongDoor',
    unit: 'zhengwu',
    asked: '开一家小超市',
    words: '第一次叫我去找商务局，白跑了一趟，后来才说是市场监管局。',
    mayName: true,
    deeds: [
      accepted([9, '15:20']),
      found(
        [8, '10:00'],
        '窗口人员按当时的业务手册引导到商务局，手册没有随“开店一件事”更新；发现后当天改正并当面致歉。',
        'light',
        'conduct',
        'zongchuang',
      ),
      invited([8, '10:10']),
      [
        [7, '16:00'],
        'zongchuang',
        'statements',
        { party: 'person', statement: '照手册引导的，发现不对以后马上联系了群众，手册已经请审批局更新。' },
      ],
      [
        [1, '11:00'],
        'zhengwu.fuzeren',
        'decision',
        {
          outcome: 'tolerated',
          tolerance: 'followedRule',
          reason: '照当时的业务手册办的，及时纠正，没有造成损失，容错免责；手册由单位负责更新。',
          answer: '您白跑一趟的情况属实，向您致歉。窗口手册已经更新，以后开店的事在一个窗口办完。',
        },
      ],
    ],
  },
  // Seen by a supervisor; the person has not spoken yet.
  {
    on: [4, '17:10'],
    kind: 'refused',
    unit: 'shebao',
    words: '暗访：下午四点四十，二楼三号窗口拉下帘子，对排队的两位老人说“下班了，明天来”，离下班还有五十分钟。',
    deeds: [
      accepted([3, '09:00']),
      found(
        [2, '15:00'],
        '录像显示该窗口四点四十二分停止接待，排队的两人当天没有办成；同楼层其他窗口正常。',
        'ordinary',
        'conduct',
        'shebao.chengban1',
      ),
      invited([2, '15:10']),
    ],
  },
  // Just arrived.
  {
    on: [0, '08:40'],
    kind: 'unreachable',
    unit: 'zhujian',
    asked: '老楼加装电梯',
    words: '补充了情况以后一直没有消息，首问卡上的电话打了三天没有人接。',
    deeds: [],
  },
]

/** 首问问责 in the demo city, by the verbs of its pages; what the clock has to say comes with its first round. */
export async function tellBreaches(telling: Telling, matterIds: ReadonlyMap<string, string>): Promise<void> {
  for (const tale of tales) await tellOne(telling, tale, matterIds)
  const runAt = telling.now.add({ minutes: 2 })
  await enqueue(telling.tx, 'first-asked:breaches', {}, { runAt, key: 'first-asked-breaches-first' })
}

async function tellOne(telling: Telling, tale: BreachTale, matterIds: ReadonlyMap<string, string>): Promise<void> {
  const { cast, at } = telling
  const begins = at(tale.on)
  if (!hasCome(telling, begins)) return
  const files = { owner: newId(), ids: [] }
  const unitId = cast.unitId(tale.unit)
  const house = houseAt(telling, begins)
  const matterId = matterOf(tale, matterIds)
  if (tale.asked && !matterId) return
  const { id } = matterId
    ? await complain(house, askerOf(matterId), matterId, {
        ...{ kind: tale.kind, unit: unitId, complaint: tale.words, files },
        mayName: tale.mayName ? 'yes' : undefined,
      })
    : await observe(
        house,
        await cast.staff('ducha'),
        { unitId, personId: null, matterId: null },
        {
          ...{ kind: tale.kind, facts: tale.words, files },
        },
      )
  for (const [on, by, act, form] of tale.deeds) {
    const when = at(on)
    if (!hasCome(telling, when)) return
    const doing = { house: houseAt(telling, when), actor: await cast.staff(by), id, files }
    await performBreachAct(act, doing, await filledIn(telling, when, form))
  }
}

const matterOf = ({ asked }: BreachTale, matterIds: ReadonlyMap<string, string>): string | undefined =>
  asked === undefined ? undefined : [...matterIds].find(([what]) => what.startsWith(asked))?.[1]

/** Persons by their user names, and the day on which it is done. */
async function filledIn(
  { cast, house }: Telling,
  when: Temporal.Instant,
  form: Record<string, string>,
): Promise<Record<string, string>> {
  const today = when.toZonedDateTimeISO(house.config.timeZone).toPlainDate().toString()
  return {
    ...form,
    ...(form.person && { person: (await cast.staff(form.person)).personId }),
    ...(form.toldOn === '' && { toldOn: today }),
  }
}
