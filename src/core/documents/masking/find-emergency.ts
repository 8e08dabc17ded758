import { narrow } from './span.ts'

export type EmergencyKind =
  | 'life'
  | 'fire'
  | 'gas'
  | 'violence'
  | 'children'
  | 'despair'
  | 'disaster'
  | 'wages'
  | 'crowd'

export type Emergency = {
  kind: EmergencyKind
  /** The words that were recognised. */
  words: string[]
  /** now: it seems to be happening; mentioned: as a risk, a fear or in the past. Both are shown; only `now` calls the duty officer. */
  certainty: 'now' | 'mentioned'
  phones: string[]
  /** What the page says at once. */
  sentence: string
}

const kinds: { kind: EmergencyKind; words: string[]; phones: string[]; sentence: string }[] = [
  {
    kind: 'despair',
    words: ['自杀', '轻生', '不想活', '活不下去', '跳楼', '跳桥', '跳江', '喝农药', '割腕', '遗书', '同归于尽'],
    phones: ['110', '120', '12356'],
    sentence: '如果您或身边的人想不开，请马上拨打 12356 心理援助热线（24 小时），危急时拨打 110 或 120。',
  },
  {
    kind: 'fire',
    words: ['着火', '起火', '失火', '火灾正在', '爆炸', '冒浓烟'],
    phones: ['119', '120'],
    sentence: '正在发生火情，请先离开现场并拨打 119，有人受伤拨打 120。',
  },
  {
    kind: 'gas',
    words: [
      '燃气泄漏',
      '煤气泄漏',
      '天然气泄漏',
      '燃气泄露',
      '煤气泄露',
      '天然气泄露',
      '煤气漏',
      '燃气漏',
      '天然气漏',
      '煤气中毒',
      '煤气味',
      '燃气味',
      '天然气味',
    ],
    phones: ['119', '120'],
    sentence: '闻到燃气味，请不要开关电器，马上离开，到室外拨打 119 和燃气抢修电话，有人不适拨打 120。',
  },
  {
    kind: 'violence',
    words: [
      '家暴',
      '家庭暴力',
      '持刀',
      '砍人',
      '杀人',
      '被打伤',
      '打死',
      '绑架',
      '非法拘禁',
      '被拘禁',
      '强奸',
      '性侵',
      '抢劫',
    ],
    phones: ['110', '120'],
    sentence: '有人身危险，请马上拨打 110；不便说话时可发短信到 12110。',
  },
  {
    kind: 'children',
    words: [
      '虐待儿童',
      '虐童',
      '虐待孩子',
      '猥亵',
      '拐卖',
      '孩子失踪',
      '小孩失踪',
      '孩子走失',
      '小孩走失',
      '孩子被打',
      '遗弃婴儿',
      '弃婴',
    ],
    phones: ['110', '120'],
    sentence: '孩子有危险，请马上拨打 110。',
  },
  {
    kind: 'life',
    words: ['救命', '快死了', '生命危险', '昏迷', '溺水', '落水', '触电', '被困', '食物中毒', '大出血', '心脏骤停'],
    phones: ['120', '119', '110'],
    sentence: '有生命危险，请马上拨打 120；有人被困拨打 119。',
  },
  {
    kind: 'disaster',
    words: ['坍塌', '垮塌', '塌方', '泥石流', '山体滑坡', '溃坝', '决堤'],
    phones: ['119', '110'],
    sentence: '请马上撤到安全的地方，并拨打 119。',
  },
  {
    kind: 'wages',
    words: ['拖欠工资', '拖欠农民工工资', '讨薪', '欠薪', '不发工资'],
    phones: ['12333', '110'],
    sentence: '工资被拖欠，可拨打 12333；因讨薪受到威胁、殴打或有人要做傻事，请马上拨打 110。',
  },
  {
    kind: 'crowd',
    words: ['集体上访', '聚众', '堵路', '拉横幅', '静坐', '罢工', '罢课', '群体性事件', '打群架'],
    phones: ['110'],
    sentence: '现场有冲突或危险，请马上拨打 110。',
  },
]

const notNow =
  /(?:反|防止|预防|避免|以免|免得|万一|如果|一旦|假如|要是|容易|可能|隐患|担心|害怕|曾经|以前|之前|昨天|前天|前几天|上周|上个?月|多次|去年|前年|当年|演练|宣传|禁止|严禁|消除)[^。！？\n]{0,14}$/
const alsoNotNow =
  /^[^。！？\n]{0,4}(?:隐患|风险|怎么办|的可能|演练|宣传|培训|讲座|知识|教育|预案|预防|事故责任|险|赔偿|案件|电影)/

/** Danger recognised by words (紧急事项), most pressing kinds first; blanks between characters do not hide it. */
export function findEmergency(text: string): Emergency[] {
  const plain = narrow(text).replace(/\s+/g, '')
  return kinds.flatMap(({ kind, words, phones, sentence }) => {
    const found = words.filter((word) => plain.includes(word))
    if (found.length === 0) return []
    const isNow = found.some((word) => isHappening(plain, word))
    return [{ kind, words: found, certainty: isNow ? ('now' as const) : ('mentioned' as const), phones, sentence }]
  })
}

/** At most twenty places of a word are looked at: more say nothing new. */
function isHappening(plain: string, word: string): boolean {
  let at = plain.indexOf(word)
  for (let count = 0; at >= 0 && count < 20; count++) {
    const isMentioned =
      notNow.test(plain.slice(Math.max(0, at - 20), at)) ||
      alsoNotNow.test(plain.slice(at + word.length, at + word.length + 10))
    if (!isMentioned) return true
    at = plain.indexOf(word, at + word.length)
  }
  return false
}
