import { TfIdf } from '@node-rs/jieba'
import { idf } from '@node-rs/jieba/dict.js'
import { classOf, fold, withCutter } from '../search/words.ts'

/** A word and how much it says about the text; of one text the squares of all add up to 1. */
export type Keyword = { word: string; weight: number }

let weighing: TfIdf | undefined

/** Nouns, verbal nouns, verbs, adjectives, fixed expressions: no names of persons (nr), of places (ns) or of firms. */
const telling = /^(n|nl|vn|v|j|l|i|a|an|s)$/

/** Of offices, estates and asking, in letters about anything. */
const saysNothing = new Set(
  (
    '小区 业主 居民 市民 群众 领导 书记 市长 请问 咨询 反映 投诉 希望 解决 问题 情况 时间 回复 答复 建议 政府 部门 相关 公司 开发商 有没有 什么时候 网友 谢谢 您好 县城 街道 村民 请求 ' +
    '要求 没有 老百姓 国家 政策 规定 工作 办理 严重 影响 附近 尽快 感谢 单位 联系电话 邻居 电话 来信 写信 处理 市里 县里 镇上 每天 晚上 早上 上午 下午 攀枝花'
  ).split(' '),
)

const most = 10

/** What a text is about: at most ten words, weighed by how rare they are in Chinese at large (the dictionary's own table). About 0.5 ms a letter. */
export function keywordsOf(text: string): Keyword[] {
  weighing ??= TfIdf.withDict(idf)
  const weighed = weighing
  const found = withCutter((jieba) => weighed.extractKeywords(jieba, fold(text), most * 3))
    .filter(({ keyword }) => /^\p{Script=Han}{2,}$/u.test(keyword) && !saysNothing.has(keyword))
    .filter(({ keyword }) => telling.test(classOf(keyword)))
    .slice(0, most)
  const length = Math.hypot(...found.map(({ weight }) => weight)) || 1
  return found.map(({ keyword, weight }) => ({ word: keyword, weight: weight / length }))
}
