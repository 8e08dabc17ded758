import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { pinyin } from 'pinyin-pro'
import { userWords } from './user-words.ts'

/** `start` in UTF-16 units of the folded text. */
export type Word = { word: string; start: number }

let jieba: Jieba | undefined

/** Loaded at first use: 200 ms and 60 MB that a process without search need not pay. */
function cutter(): Jieba {
  if (!jieba) {
    jieba = Jieba.withDict(dict)
    jieba.loadDict(Buffer.from(userWords))
  }
  return jieba
}

/** For what else the cutter can do than cut. */
export const withCutter = <T>(use: (jieba: Jieba) => T): T => use(cutter())

/** What typing leaves open does not count: full and half width, capitals. PostgreSQL takes no NUL. */
export const fold = (text: string): string => text.toWellFormed().replaceAll('\0', ' ').normalize('NFKC').toLowerCase()

const runs = /[\p{Script=Han}〇]+|[[\p{L}\p{N}]--[\p{Script=Han}〇]]+/gv

export type Run = { text: string; start: number; isHan: boolean }

/** Stretches of Chinese characters and of letters or digits; all else (signs, emoji) only separates. */
export function runsOf(folded: string): Run[] {
  return [...folded.matchAll(runs)].map((hit) => ({
    text: hit[0],
    start: hit.index,
    isHan: /^[\p{Script=Han}〇]/v.test(hit[0]),
  }))
}

/** Every dictionary word of two or more characters anywhere in a run of Chinese, overlapping ones too, in order of their start. */
export function wordsWithin(run: string): Word[] {
  const found: Word[] = []
  const here = new Set<string>()
  let start = 0
  for (const word of cutter().cutAll(run)) {
    // cutAll gives no places but keeps the order of starts: the next place of a word not yet given at this start is its own.
    let at = run.indexOf(word, start)
    if (at === start && here.has(word)) at = run.indexOf(word, start + 1)
    if (at < 0) continue
    if (at > start) here.clear()
    start = at
    here.add(word)
    if ([...word].length >= 2) found.push({ word, start: at })
  }
  return found
}

/** The one most likely way to cut a run of Chinese; single characters included. */
export function likelyWords(run: string): Word[] {
  let start = 0
  return cutter()
    .cut(run, false)
    .map((word) => {
      const at = start
      start += word.length
      return { word, start: at }
    })
}

/** The dictionary's class of a word: `nr` a person's name, `v` a verb … */
export const classOf = (word: string): string => cutter().tag(word, false)[0]?.tag ?? ''

/**
 * All neighbouring characters. The index holds every pair, so that whatever stands in a text is found, although no dictionary knows it
 * (names of estates, villages, firms) or only half a word was typed.
 */
export function pairsOf(run: string): Word[] {
  const pairs: Word[] = []
  let before: Word | undefined
  let at = 0
  for (const character of run) {
    if (before) pairs.push({ word: before.word + character, start: before.start })
    before = { word: character, start: at }
    at += character.length
  }
  return pairs
}

/** The pairs that no dictionary word of the run holds together: what a query asks for beside its words. */
export function loosePairs(run: string): Word[] {
  const joined = new Set<number>()
  for (const { word, start } of wordsWithin(run)) {
    for (let at = start; at < start + word.length - 1; at++) joined.add(at)
  }
  return pairsOf(run).filter(({ start, word }) => !joined.has(start + word.length - 2))
}

const spelled = new Map<string, { full: string; initials: string }>()

/** gongjijin and gjj for 公积金. */
export function spell(word: string): { full: string; initials: string } {
  const known = spelled.get(word)
  if (known) return known
  const syllables = pinyin(word, { toneType: 'none', type: 'array', nonZh: 'removed', v: true })
  const result = { full: syllables.join(''), initials: syllables.map((syllable) => syllable[0] ?? '').join('') }
  if (spelled.size > 50_000) spelled.clear()
  spelled.set(word, result)
  return result
}
