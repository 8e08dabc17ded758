/** Where the chance of a draw comes from, and how much of it: from outside, so that nobody here can choose it. Amounts in bits, rounded down. */

/** 本市自定（非法律规定）except `enough` and `ofAnObserver`, which are of the method. */
export const enough = 80
export const ofAnObserver = 40

export const lotteries = {
  kl8: { title: '福彩快乐8', bits: 61, groups: [{ name: '号码', count: 20, from: 1, to: 80 }] },
  ssq: {
    title: '福彩双色球',
    bits: 24,
    groups: [
      { name: '红球', count: 6, from: 1, to: 33 },
      { name: '蓝球', count: 1, from: 1, to: 16 },
    ],
  },
  dlt: {
    title: '体彩大乐透',
    bits: 24,
    groups: [
      { name: '前区', count: 5, from: 1, to: 35 },
      { name: '后区', count: 2, from: 1, to: 12 },
    ],
  },
} as const
export type Lottery = keyof typeof lotteries

/** As the manifest names it: what nobody can know before `at`. */
export type Source =
  | { kind: 'drand'; name: string; chain: string; round: number; at: string; bits: number }
  | { kind: 'lottery'; name: string; game: Lottery; issue: string; at: string; bits: number }
  | { kind: 'observer'; name: string; at: string; bits: number }
  | { kind: 'demo'; name: string; at: string; bits: number }

export type GivenSource = { source: Source; value: string | null }

/** Whether what came is enough: rounds and lotteries of at least 80 bits, or the words of two bodies. A demo city's own beacon counts there only. */
export function isEnough(given: readonly GivenSource[], { demo }: { demo: boolean }): boolean {
  const came = given.filter(({ value }) => value !== null).map(({ source }) => source)
  const outside = came
    .filter(({ kind }) => kind === 'drand' || kind === 'lottery' || (demo && kind === 'demo'))
    .reduce((sum, { bits }) => sum + bits, 0)
  const bodies = new Set(came.filter(({ kind }) => kind === 'observer').map(({ name }) => name))
  return outside + (bodies.size >= 2 ? bodies.size * ofAnObserver : 0) >= enough
}

/** What all together are as one string, in the order of the manifest, each ended by `/`; who gave nothing is left out. */
export const randomnessOf = (given: readonly GivenSource[]): string =>
  given.map(({ value }) => (value === null ? '' : `${value}/`)).join('')

export type Read = { ok: true; value: string } | { ok: false; message: string }

/** The numbers of a lottery as they are read out, in any order: each group ascending, each number ended by a point (RFC 3797). */
export function readNumbers(game: Lottery, typed: string): Read {
  const { title, groups } = lotteries[game]
  const numbers = (typed.normalize('NFKC').match(/\d+/g) ?? []).map(Number)
  const wanted = groups.map(({ name, count }) => `${name} ${count} 个`).join('、')
  if (numbers.length !== groups.reduce((sum, { count }) => sum + count, 0))
    return { ok: false, message: `${title}应有${wanted}，用空格隔开；您填了 ${numbers.length} 个。` }
  let at = 0
  const parts: number[] = []
  for (const { name, count, from, to } of groups) {
    const group = numbers.slice(at, at + count)
    at += count
    const wrong = group.find((number) => number < from || number > to)
    if (wrong !== undefined) return { ok: false, message: `${name}应在 ${from} 到 ${to} 之间，${wrong} 不是，请核对。` }
    if (new Set(group).size !== count) return { ok: false, message: `${name}里有重复的号码，请核对。` }
    parts.push(...group.toSorted((a, b) => a - b))
  }
  return { ok: true, value: `${parts.join('.')}.` }
}

/**
 * An observer's words, as they are hashed: NFC, blanks as one. Counted low: three bits for a digit, four for a letter, six for a character, nothing for
 * what stood there already.
 */
export function readWords(typed: string): Read {
  const value = typed.normalize('NFC').replace(/\s+/gu, ' ').trim()
  if (value === '') return { ok: false, message: '请写下几个字：随便什么，别人猜不到就行。' }
  if (/[/|\p{Cc}]/u.test(value)) return { ok: false, message: '请不要用“/”和“|”，换别的字。' }
  if ([...value].length > 100) return { ok: false, message: '太长了，最多 100 个字。' }
  const bits = [...new Set(value)].reduce((sum, sign) => sum + bitsOf(sign), 0)
  if (bits < ofAnObserver)
    return { ok: false, message: '太容易猜到了。请再多写几个不重复的字，例如 8 个不同的汉字，或者一段随手写的话。' }
  return { ok: true, value }
}

const bitsOf = (sign: string): number =>
  /\d/.test(sign) ? 3 : /\p{Script=Han}/u.test(sign) ? 6 : /\p{L}/u.test(sign) ? 4 : 2
