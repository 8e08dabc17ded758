import { classOf, fold, likelyWords, type Word } from '../search/words.ts'
import type { MaskContext, MaskSpan } from './span.ts'
import { compoundSurnames, doubtful, surnames } from './surnames.ts'

const kinship =
  '大爷 大妈 大娘 大叔 大伯 大姐 大哥 大嫂 大婶 阿姨 阿婆 叔叔 伯伯 婶婶 爷爷 奶奶 婆婆 嫂子 老伯 老人 老太 老太太 老汉'.split(
    ' ',
  )
const courtesy = '先生 女士 小姐 太太 夫人 同志 师傅 老师 老板 医生 大夫 护士 教练 教授 律师 工程师 同学'.split(' ')
const office =
  '科长 副科长 处长 副处长 局长 副局长 主任 副主任 书记 副书记 镇长 副镇长 乡长 副乡长 村长 村主任 村支书 支书 所长 副所长 队长 副队长 中队长 大队长 站长 副站长 校长 副校长 园长 院长 副院长 经理 总经理 副总 主席 副主席 股长 部长 副部长 县长 副县长 区长 副区长 市长 副市长 秘书长 秘书 干事 科员 会计 出纳 组长 班长 警官 民警 法官 检察官 厂长 社长 店长 董事长 班主任 网格员 专员'.split(
    ' ',
  )

const titles = new Map<string, 'kinship' | 'courtesy' | 'office'>([
  ...kinship.map((word) => [word, 'kinship'] as const),
  ...courtesy.map((word) => [word, 'courtesy'] as const),
  ...office.map((word) => [word, 'office'] as const),
])

/** After one of these a name follows: 联系人：…, 我叫…, 民警…. */
const cues = new Set(
  (
    '我叫 名叫 叫做 叫 姓名 署名 联系人 负责人 经办人 承办人 当事人 申请人 投诉人 举报人 信访人 来电人 来信人 反映人 被举报人 被投诉人 受害人 法定代表人 法人代表 法人 ' +
    '业主 户主 村民 居民 市民 本人 患者 死者 伤者 司机 驾驶员 民警 交警 协警 辅警 队员 工作人员 办事员 办事人员 客服 护士 医生 老师 班主任 校长 学生 同学 儿子 女儿 父亲 母亲 ' +
    '爸爸 妈妈 丈夫 妻子 老公 老婆 爷爷 奶奶 哥哥 姐姐 弟弟 妹妹 包工头 老板 房东 租客 租户 邻居 科员 书记 主任 副主任 局长 副局长 科长 镇长 村长 所长 队长 站长 经理 男子 女子'
  ).split(' '),
)

/** Characters that end a name: they belong to the sentence, seldom to a given name. */
const functional = new Set(
  '的在是说称向为因与和到被把已不未将从对来于也就都等及或去有又再还之该此并但而且后前内外上下时我你他她它们家住男女电手现曾以给让叫请打报由其这那等吗吧呢了着过要会能没很太最每各某个名位人'.split(
    '',
  ),
)

/** What stands behind a place or an institution named after somebody. */
const placeEndings =
  /^(?:路|街|道|巷|村|镇|乡|桥|坝|湾|沟|山|河|社区|小区|花园|广场|大道|学校|小学|中学|大学|医院|超市|公司|店|厂|派出所|街道|水库|公园|车站)/

/**
 * Names of persons: after a cue, before a title, and wherever a name so found or given in `context` stands again. Cutting into words
 * first keeps 公安局长, 语文老师 and 业主方面 whole. `text` is narrow.
 */
export function nameSpans(text: string, context: MaskContext): MaskSpan[] {
  const stretches = sentences(text)
  const titled = stretches.flatMap(({ at, words }) => beforeTitle(text, at, words))
  const leaders = addressedLeaders(text, titled)
  const full = stretches.flatMap(({ at, words }) => [...afterCue(text, at, words), ...beforeDeed(at, words)])
  const found = new Set(full.map(({ start, end }) => text.slice(start, end)))
  const given = (context.names ?? []).map((name) => name.trim()).filter((name) => [...name].length >= 2)
  return [
    ...full,
    ...titled.filter(({ start, end }) => !leaders.has(text.slice(start, end))),
    ...[...found].flatMap((name) => everywhere(text, name, true)),
    ...given.flatMap((name) => everywhere(text, name, false)),
  ].filter((span) => !inUnitName(text, span, context.unitNames ?? []))
}

type Sentence = { at: number; words: Word[] }

const sentences = (text: string): Sentence[] =>
  [...text.matchAll(/\p{Script=Han}+/gu)].map((hit) => ({ at: hit.index, words: likelyWords(fold(hit[0])) }))

function afterCue(text: string, at: number, words: Word[]): MaskSpan[] {
  const spans: MaskSpan[] = []
  // 联系人：王小明 — the cue ends the stretch before, the name begins this one.
  const before = /(\p{Script=Han}{2,5})[:： ]{1,3}[“"「]?$/u.exec(text.slice(Math.max(0, at - 10), at))?.[1]
  if (before && endsWithCue(before)) spans.push(...nameAt(words, 0, at, '姓名'))
  for (const [index, { word }] of words.entries()) {
    if (cues.has(word) || (word === '叫' && index > 0))
      spans.push(...nameAt(words, index + 1, at, `“${word}”后面的姓名`))
  }
  return spans
}

const endsWithCue = (text: string): boolean =>
  [5, 4, 3, 2].some((length) => length <= text.length && cues.has(text.slice(-length)))

/** A full name of two or three characters (four with a compound surname) that begins exactly at word `index`. */
function nameAt(words: Word[], index: number, at: number, reason: string): MaskSpan[] {
  const length = nameLength(words, index)
  const first = words[index]
  if (length === 0 || !first) return []
  const start = at + first.start
  return [{ start, end: start + length, kind: 'name', replacement: '某某', reason }]
}

function nameLength(words: Word[], index: number): number {
  const [first, second, third] = [words[index], words[index + 1], words[index + 2]]
  if (!first) return 0
  if (isWholeName(first.word)) return first.word.length
  if (!isSurname(first) || !second || titles.has(second.word)) return 0
  const surname = first.word
  const rest = (from: number): string =>
    words
      .slice(from, from + 3)
      .map(({ word }) => word)
      .join('')
  if (placeEndings.test(rest(index + 1))) return 0
  if (second.word.length === 2 && (isGiven(second.word) || isActing(second.word, rest(index + 2)))) {
    return placeEndings.test(rest(index + 2)) ? 0 : surname.length + 2
  }
  if (second.word.length !== 1 || !isGiven(second.word)) return 0
  if (third && third.word.length === 1 && isGiven(third.word)) {
    return placeEndings.test(rest(index + 3)) ? 0 : surname.length + 2
  }
  return third && placeEndings.test(rest(index + 2)) ? 0 : surname.length + 1
}

const notGiven = new Set(
  '反映 投诉 表示 要求 提出 来电 来信 认为 希望 咨询 询问 联系 回复 答复 说明 介绍 告知 工作 问题 情况 人员 部门 单位 小区 社区 大厦 花园 国际 公司 集团 方面 以及 因为 由于 目前 现在 已经 没有 不是 可以'.split(
    ' ',
  ),
)

/** A given name of one or two characters: no word of the sentence, and not the end of a place or office (黄财镇, 舒区). */
const isGiven = (word: string): boolean =>
  word.length <= 2 &&
  !notGiven.has(word) &&
  !/[镇村区市县乡局组厂店路街科股室委办号楼栋年月日]$/u.test(word) &&
  ![...word].some((character) => functional.has(character)) &&
  !(word.length === 2 && /^(?:[vdpcrf]|ad)/.test(classOf(word)))

/** 李建国 stands in the dictionary as one word. */
const isWholeName = (word: string): boolean =>
  (compoundSurnames.has(word.slice(0, 2)) && (word.length === 3 || word.length === 4)) ||
  (word.length === 3 && surnames.has(word.slice(0, 1)) && classOf(word) === 'nr')

const isSurname = (word: Word | undefined): word is Word =>
  word !== undefined && !doubtful.has(word.word) && (surnames.has(word.word) || compoundSurnames.has(word.word))

/** 王科长, 张大爷, 李建国主任. The surname must begin a word, so that 公安局长 is no 安局长. */
function beforeTitle(text: string, at: number, words: Word[]): MaskSpan[] {
  const spans: MaskSpan[] = []
  for (const [index, { word, start }] of words.entries()) {
    const kind = titles.get(word)
    const name = kind ? nameBefore(words, index) : null
    if (!kind || !name) continue
    const reason = { kinship: '姓加称呼', courtesy: '姓加称呼', office: '姓加职务' }[kind]
    const from = at + name.start
    const end = at + start + word.length
    if (placeEndings.test(text.slice(end, end + 3))) continue
    spans.push({ start: from, end, kind: 'name', replacement: `某${word}`, reason })
  }
  return spans
}

/** The word at which the name before a title begins; the longest that can be a name. */
function nameBefore(words: Word[], title: number): Word | null {
  const [third, second, first] = [words[title - 3], words[title - 2], words[title - 1]]
  if (!first) return null
  if (isWholeName(first.word)) return first
  const isSingle = (word: Word | undefined): boolean => word?.word.length === 1 && isGiven(word.word)
  if (isSurname(third) && isSingle(second) && isSingle(first)) return third
  if (isSurname(second) && isGiven(first.word)) return second
  return isSurname(first) ? first : null
}

/** What only persons are followed by. */
const deed =
  /^(?:等人|夫妇|夫妻|一家|父子|母子|父女|母女|兄弟|姐妹|家属|本人|称|说|表示|认为|承认|反映|投诉|辩称|自称|家中|家里|名下|来电|来信|要求|（|$)/

/** 何满仓反映: a given name may also be a verb when its bearer then does something. */
const isActing = (word: string, rest: string): boolean => !notGiven.has(word) && rest !== '' && deed.test(rest)

/** 刘晓明称…: a surname and two characters that no dictionary word claims, before what only a person does. */
function beforeDeed(at: number, words: Word[]): MaskSpan[] {
  return words.flatMap((surname, index) => {
    const given = words.slice(index + 1, index + 3)
    const next = words.slice(index + 3, index + 5)
    if (!isSurname(surname) || next.length === 0 || !deed.test(next.map(({ word }) => word).join(''))) return []
    if (!given.every((part) => part.word.length === 1 && isGiven(part.word))) return []
    const start = at + surname.start
    const end = start + surname.word.length + 2
    return [{ start, end, kind: 'name' as const, replacement: '某某', reason: `“${next[0]?.word}”前面的姓名` }]
  })
}

const opening = /(?:^|\n|尊敬的|敬爱的)[:： ]{0,6}\p{Script=Han}{0,1}$/u
const greeting = /^(?:同志)?[ ]{0,3}(?:[:：,，!！\n]|[您你]|及|好|$)/

/** 尊敬的易书记： — a letter names the leader it is written to, whose office is public. The same words stay further down as well. */
function addressedLeaders(text: string, spans: MaskSpan[]): Set<string> {
  const leaders = spans.filter(
    ({ start, end }) =>
      /(?:书记|市长|县长|区长|镇长|乡长|局长|主任)$/.test(text.slice(start, end)) &&
      opening.test(text.slice(Math.max(0, start - 12), start)) &&
      greeting.test(text.slice(end, end + 8)),
  )
  return new Set(leaders.map(({ start, end }) => text.slice(start, end)))
}

/** Every place of a name; one that we found ourselves does not count where it is the beginning of a place's name. */
function everywhere(text: string, name: string, isFound: boolean): MaskSpan[] {
  const spans: MaskSpan[] = []
  for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + name.length)) {
    const end = start + name.length
    if (isFound && placeEndings.test(text.slice(end, end + 3))) continue
    spans.push({ start, end, kind: 'name', replacement: '某某', reason: isFound ? '同一姓名' : '有关人员的姓名' })
  }
  return spans
}

function inUnitName(text: string, span: MaskSpan, unitNames: string[]): boolean {
  return unitNames.some((name) => {
    for (
      let at = text.indexOf(name, Math.max(0, span.start - name.length));
      at >= 0 && at <= span.start;
      at = text.indexOf(name, at + 1)
    ) {
      if (span.end <= at + name.length) return true
    }
    return false
  })
}
