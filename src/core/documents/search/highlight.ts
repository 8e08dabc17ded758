import { fold, runsOf, spell, wordsWithin } from './words.ts'

/** [start, end) in UTF-16 units of the text as it is shown; never inside a surrogate pair, never overlapping, in order. */
export type Range = [start: number, end: number]

type Folded = { text: string; placeOf(at: number): number }

/** Characters that fold to one unit each, whatever stands beside them: nearly every letter is made of these alone. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const plain = /^[\u0000-\u007f\u2013-\u2016\u2018-\u201d\u3000-\u3029\u4e00-\u9fff\uff01-\uff5e]*$/

/** The folded text and, for each of its units, where in the original it comes from: ㎡ folds to two characters, ４ to one. */
function foldWithPlaces(original: string): Folded {
  if (plain.test(original)) return { text: fold(original), placeOf: (at) => at }
  let text = ''
  const places: number[] = []
  let at = 0
  for (const character of original) {
    const folded = fold(character)
    text += folded
    for (let unit = 0; unit < folded.length; unit++) places.push(at)
    at += character.length
  }
  places.push(original.length)
  return { text, placeOf: (unit) => places[unit] ?? original.length }
}

/** Where the needles stand in a text. `spellings`: pinyin typed, which marks the words spelled so. */
export function highlights(original: string, needles: string[], spellings: string[] = []): Range[] {
  const folded = foldWithPlaces(original)
  const hits: Range[] = []
  for (const needle of [...needles, ...wordsSpelled(folded.text, spellings)]) {
    for (
      let at = folded.text.indexOf(needle);
      at >= 0 && needle !== '';
      at = folded.text.indexOf(needle, at + needle.length)
    ) {
      hits.push([folded.placeOf(at), folded.placeOf(at + needle.length)])
    }
  }
  return merged(hits.filter(([start, end]) => end > start))
}

function wordsSpelled(folded: string, spellings: string[]): string[] {
  if (spellings.length === 0) return []
  const words = runsOf(folded).flatMap((run) => (run.isHan ? wordsWithin(run.text) : []))
  const matching = words.filter(({ word }) => {
    const { full, initials } = spell(word)
    return spellings.some(
      (typed) => typed === initials || (typed.length >= 4 ? full.startsWith(typed) : full === typed),
    )
  })
  return [...new Set(matching.map(({ word }) => word))]
}

function merged(hits: Range[]): Range[] {
  const result: Range[] = []
  for (const [start, end] of hits.sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else result.push([start, end])
  }
  return result
}

export type Snippet = { text: string; ranges: Range[] }

/** About `length` characters around the first hit, or the beginning; … where something was left out. */
export function snippetOf(body: string, needles: string[], length = 110): Snippet {
  const flat = body.slice(0, 40_000).toWellFormed().replace(/\s+/g, ' ').trim()
  const hits = highlights(flat, needles)
  const from = beginning(flat, hits[0]?.[0] ?? 0)
  const characters = [...flat.slice(from, from + length * 2)].slice(0, length).join('')
  const before = from > 0 ? '…' : ''
  const after = from + characters.length < flat.length ? '…' : ''
  const shift = before.length - from
  const ranges = hits
    .filter(([start, end]) => start >= from && end <= from + characters.length)
    .map(([start, end]): Range => [start + shift, end + shift])
  return { text: before + characters + after, ranges }
}

/** A little before the hit, after a sign if one is near; never between the halves of an emoji. */
function beginning(text: string, hit: number): number {
  if (hit <= 30) return 0
  const lead = text.slice(hit - 30, hit)
  const sign = Math.max(...['。', '，', '；', '！', '？', '：', ' '].map((mark) => lead.lastIndexOf(mark)))
  const at = sign >= 0 && sign < lead.length - 1 ? hit - 30 + sign + 1 : hit - 15
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at
}
