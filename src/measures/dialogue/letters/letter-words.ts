import { checkIdNumber } from '#core/people/index.ts'

/**
 * What a person typed, made safe to show: line ends made one, control characters and those that turn the reading direction around taken out.
 * Emoji, foreign scripts and the joiners they need stay.
 */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u2028\u2029]/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the purpose
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim()

export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ')

/** Characters as people count them: an emoji outside the basic plane is one. */
export const countCharacters = (text: string): number => {
  let count = 0
  for (const _ of text) count++
  return count
}

export type Emergency = { kind: string; call: { number: string; what: string }[] }

const police = { number: '110', what: '报警' }
const fire = { number: '119', what: '火警、燃气泄漏' }
const ambulance = { number: '120', what: '急救' }
const comfort = { number: '12356', what: '心理援助热线' }
const labour = { number: '12333', what: '劳动保障' }

/**
 * Words that speak of danger now. Better once too often: the letter is filed all the same, the numbers only stand above it. Words of counselling
 * and prevention (消防演练, 反家暴宣传) are taken out first.
 */
const emergencies: [pattern: RegExp, emergency: Emergency][] = [
  [
    /不想活|想(?:要)?自杀|轻生|跳楼|跳河|割腕|喝农药|活不下去|结束(?:自己的)?生命/u,
    { kind: '生命危险', call: [ambulance, police, comfort] },
  ],
  [
    /燃气泄漏|煤气泄漏|天然气泄漏|漏(?:煤气|燃气|天然气)|煤气味|燃气味|着火|起火|失火|火灾|爆炸|冒浓烟/u,
    { kind: '火情或燃气', call: [fire, police, ambulance] },
  ],
  [
    /家暴|家庭暴力|正在(?:打|砍|殴打)|持刀|拿刀|被(?:绑架|拘禁|囚禁)|非法拘禁|强奸|性侵|猥亵|拐卖|被打(?:伤|得)|威胁要?杀/u,
    { kind: '人身侵害', call: [police, ambulance] },
  ],
  [
    /虐待(?:儿童|孩子|小孩|学生)|(?:孩子|小孩|儿童|学生)(?:失踪|走失|不见了|溺水|被打)/u,
    { kind: '儿童安全', call: [police, ambulance] },
  ],
  [
    /昏迷|快不行了|大出血|溺水|食物中毒|触电|(?<!(?:昨|前|上个?月|上周|以前|曾|之前|常|多次|过).{0,6})被困|坍塌|塌方|垮塌|泥石流|山体滑坡|决堤/u,
    { kind: '险情', call: [ambulance, fire, police] },
  ],
  [
    /(?:几十|上百|数十|数百|\d{2,})(?:名|个|多)?(?:人|工人|农民工).{0,12}(?:讨薪|堵路|堵门|聚集|围堵)|爬(?:塔吊|楼顶)讨薪/u,
    { kind: '群体或欠薪', call: [police, labour] },
  ],
]

const talkOfIt = /(?:防火|消防|火灾|防溺水|反家暴|预防|燃气安全)(?:演练|宣传|培训|讲座|知识|教育|检查|隐患排查)/gu

export function emergencyIn(text: string): Emergency | null {
  const said = text.replace(talkOfIt, '')
  return emergencies.find(([pattern]) => pattern.test(said))?.[1] ?? null
}

/** The valid ID numbers in a text, as they stand there; spaces and hyphens between the digits are seen through. */
export function idNumbersIn(text: string): string[] {
  const found = text.normalize('NFKC').match(/(?<!\d)(?:\d[\s-]?){17}[\dXx](?!\d)/gu) ?? []
  return found.filter((candidate) => checkIdNumber(candidate.replace(/[\s-]/g, '')).ok)
}

const abuse = /傻逼|傻[bB屄]|操你|草泥马|妈的|他妈|王八蛋|狗日的?|杂种|去死|混蛋|龟儿子|滚犊子|脑残|废物/u

/** Anger is no ground to refuse a letter; the writer is only told what helps it along. */
export const isAbusive = (text: string): boolean => abuse.test(text)
