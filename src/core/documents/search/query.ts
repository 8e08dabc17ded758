import { synonymNames, synonymsOf } from './synonyms.ts'
import { quoted } from './vector.ts'
import { fold, likelyWords, loosePairs, type Run, runsOf } from './words.ts'

/**
 * What was typed, understood. `all` finds rows that hold everything, `any` rows that hold something (used when `all` finds nothing);
 * null: nothing to search for. `needles` are the folded strings to highlight; `spellings` the pinyin to highlight words by.
 */
export type Query = { all: string | null; any: string | null; needles: string[]; spellings: string[]; terms: number }

/** Longer input is cut: nobody types more, and a pasted letter searches by its beginning. */
const longest = 100
const mostTerms = 12

const stopWords = new Set(
  (
    '的 了 吗 呢 吧 啊 是 在 和 与 及 或 我 你 他 她 它 们 我们 你们 他们 有 没有 要 想 请 请问 怎么 怎样 如何 怎么办 为什么 什么 哪里 哪儿 哪些 ' +
    '多少 可以 能 能否 能不能 是否 是不是 关于 对于 这个 那个 一个 一下 问题 情况 反映 咨询'
  ).split(' '),
)

/** Robust against anything: the length is bounded first, every word is quoted, an empty meaning is null. */
export function parseQuery(typed: string): Query {
  const folded = fold(typed.slice(0, longest * 4))
    .slice(0, longest)
    .toWellFormed()
    .replace(/[“”„「」『』＂]/g, '"')
  const must: string[] = []
  const mustNot: string[] = []
  const needles = new Set<string>()
  const spellings = new Set<string>()
  for (const { text, isPhrase, isMinus } of chunksOf(folded)) {
    const parts = isPhrase ? phrase(text) : loose(text)
    if (parts.length === 0) continue
    if (isMinus) mustNot.push(parts.map((part) => part.query).join(' & '))
    else {
      for (const part of parts) {
        if (must.length < mostTerms) must.push(part.query)
        for (const needle of part.needles) needles.add(needle)
        for (const spelling of part.spellings ?? []) spellings.add(spelling)
      }
    }
  }
  const without = mustNot.map((part) => ` & !(${part})`).join('')
  const distinct = [...new Set(must)]
  return {
    all: distinct.length > 0 ? distinct.map((part) => `(${part})`).join(' & ') + without : null,
    any: distinct.length > 1 ? `(${distinct.map((part) => `(${part})`).join(' | ')})${without}` : null,
    needles: [...needles].sort((a, b) => b.length - a.length),
    spellings: [...spellings],
    terms: distinct.length,
  }
}

type Chunk = { text: string; isPhrase: boolean; isMinus: boolean }

/** Blanks separate, quotes hold together, a minus before a word forbids it. An unclosed quote runs to the end. */
function chunksOf(folded: string): Chunk[] {
  return [...folded.matchAll(/(^|\s)?(-)?(?:"([^"]*)"?|([^\s"]+))/g)].map((hit) => ({
    isMinus: hit[1] !== undefined && hit[2] !== undefined,
    isPhrase: hit[3] !== undefined,
    text: hit[3] ?? hit[4] ?? '',
  }))
}

type Part = { query: string; needles: string[]; spellings?: string[] }

function loose(text: string): Part[] {
  const parts = runsOf(text).flatMap((run) => (run.isHan ? chinese(run.text) : [latin(run)]))
  const meant = parts.filter((part) => !part.needles.every((needle) => stopWords.has(needle)))
  return meant.length > 0 ? meant : parts
}

/** Letters may be a word of the text or the spelling of a Chinese one: gjj and gongjijin find 公积金. */
function latin(run: Run): Part {
  const own = quoted(run.text)
  if (!/^[a-z]{2,40}$/.test(run.text)) return { query: own, needles: [run.text] }
  const begun = run.text.length >= 4 ? ':*' : ''
  return { query: `${own} | ${quoted(`py:${run.text}`)}${begun}`, needles: [run.text], spellings: [run.text] }
}

/** Cuts at the names that have synonyms first, then by the dictionary. */
function chinese(run: string): Part[] {
  const name = synonymNames.find((candidate) => run.includes(candidate))
  if (name === undefined) return plain(run)
  const at = run.indexOf(name)
  const names = [name, ...synonymsOf(name)]
  const either = names
    .map(
      (word) =>
        `(${plain(word)
          .map((part) => `(${part.query})`)
          .join(' & ')})`,
    )
    .join(' | ')
  return [...around(run.slice(0, at)), { query: either, needles: names }, ...around(run.slice(at + name.length))]
}

const around = (rest: string): Part[] =>
  rest === '' ? [] : chinese(rest).filter((part) => [...(part.needles[0] ?? '')].length > 1)

function plain(run: string): Part[] {
  if ([...run].length === 1) return [{ query: `${quoted(run)}:*`, needles: [run] }]
  const pieces = likelyWords(run)
  const words = pieces.filter(({ word }) => [...word].length >= 2)
  const ofWords = (at: number): boolean => words.some(({ word, start }) => start <= at && at < start + word.length)
  const ofStops = (at: number): boolean =>
    pieces.some(({ word, start }) => stopWords.has(word) && start <= at && at < start + word.length)
  const pairs = loosePairs(run).filter(({ word, start }) => {
    const second = start + word.length - 1
    return !ofStops(start) && !ofStops(second) && !(ofWords(start) && ofWords(second))
  })
  const found = [...words, ...pairs].map(({ word }) => ({ query: quoted(word), needles: [word] }))
  return found.length > 0 ? found : [{ query: `${quoted([...run][0] ?? '')}:*`, needles: [run] }]
}

/** Held together: each word at its distance, in characters, from the one before. */
function phrase(text: string): Part[] {
  return runsOf(text).flatMap((run): Part[] => {
    if (!run.isHan) return [{ query: quoted(run.text), needles: [run.text] }]
    const words = likelyWords(run.text).filter(({ word }) => [...word].length >= 2)
    const pairs = loosePairs(run.text)
    const chain = [...words, ...pairs].sort((a, b) => a.start - b.start)
    const [first, ...rest] = chain
    if (!first) return plain(run.text)
    let query = quoted(first.word)
    let before = first.start
    for (const { word, start } of rest) {
      query += ` <${start - before}> ${quoted(word)}`
      before = start
    }
    return [{ query, needles: [run.text] }]
  })
}
