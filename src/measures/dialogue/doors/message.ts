import type { Division } from '#core/people/index.ts'
import { cleanLine, cleanText } from '#platform/typed-text.ts'
import type { LetterSort } from '../letters/letter.ts'
import type { LetterChoices } from '../letters/letter-choices.ts'
import { emergencyIn, idNumbersIn, isAbusive, isForeign } from '../letters/letter-words.ts'
import { type AnyLetter, blankLetter, parseAnyLetter } from '../letters/writing/letter-form.tsx'
import type { MessageDoor } from './tables.ts'

/** The columns of a file of messages, as its first line names them, in any order; the same fields by their keys in JSON. */
export const messageColumns = [
  { key: 'id', label: '留言编号', required: true },
  { key: 'author', label: '网名', required: true },
  { key: 'postedAt', label: '留言时间', required: true },
  { key: 'title', label: '标题', required: false },
  { key: 'body', label: '内容', required: true },
  { key: 'url', label: '网址', required: false },
  { key: 'region', label: '地区', required: false },
  { key: 'class', label: '类别', required: false },
] as const

export type MessageField = (typeof messageColumns)[number]['key']
/** As it was sent. */
export type SentMessage = Partial<Record<MessageField, string>>

/** A message as it is taken: a letter by the rules of the form, and where it stands. */
export type Message = {
  id: string
  author: string
  postedAt: Temporal.Instant
  url: string | null
  letter: AnyLetter
  /** What whoever takes it should know. */
  notes: string[]
}

type About = {
  door: MessageDoor
  choices: LetterChoices
  divisions: readonly Division[]
  cityCode: string
  timeZone: string
  now: Temporal.Instant
}

const sorts: Record<string, LetterSort> = {
  咨询: 'consult',
  求助: 'help',
  投诉: 'complaint-service',
  建议: 'suggestion',
  建言: 'suggestion',
  感谢: 'praise',
  表扬: 'praise',
}

/** Which sentence belongs to which column. */
const fieldWords: Record<string, string> = {
  title: '标题',
  body: '内容',
  name: '网名',
  division: '地区',
  place: '地区',
}

/** A message → a letter, or the sentences why not. Bad words, foreign script and numbers of identity cards are taken, and said. */
export function readMessage(sent: SentMessage, about: About): { message: Message } | { faults: string[] } {
  const faults: string[] = []
  const line = (field: MessageField): string => cleanLine(sent[field] ?? '')
  const id = line('id')
  if (id === '' || id.length > 200) faults.push('留言编号：要有，最多 200 个字符；它用来认出收过的留言。')
  if (line('author') === '') faults.push('网名：没有写。')
  const postedAt = momentIn(line('postedAt'), about)
  if (!postedAt) faults.push('留言时间：应是 2026-11-20 09:32 这样的时间，不早于 2000 年，不晚于现在。')
  const url = urlIn(line('url'))
  if (url === undefined) faults.push('网址：应是 http 或 https 开头的网址，最多 1000 个字符。')
  const sort = sortIn(line('class'))
  if (sort === 'report')
    faults.push('类别：举报不从留言收。请回复作者到网站上写举报，或拨打 12388；举报信被举报的单位看不到。')
  else if (!sort) faults.push('类别：应是咨询、求助、投诉、建议、表扬，可以不写。')
  const body = cleanText(sent.body ?? '')
  const parsed = parseAnyLetter(
    {
      ...blankLetter,
      sort: sort && sort !== 'report' ? sort : 'help',
      title: titleOf(line('title') || body),
      body,
      division: divisionIn(line('region'), about),
      name: [...line('author')].slice(0, 40).join(''),
    },
    about.choices,
  )
  if (!parsed.ok) {
    for (const [field, sentence] of Object.entries(parsed.errors))
      if (field !== 'title' || body !== '') faults.push(`${fieldWords[field] ?? field}：${sentence}`)
  }
  if (!parsed.ok || faults.length > 0 || !postedAt) return { faults }
  const message = { id, author: line('author'), postedAt, url: url ?? null, letter: parsed.letter }
  return { message: { ...message, notes: notesOf(parsed.letter, about.door) } }
}

const isPublicPlace = (door: MessageDoor): boolean => door !== 'wechat'

function notesOf({ title, body }: AnyLetter, door: MessageDoor): string[] {
  const words = `${title}\n${body}`
  const emergency = emergencyIn(words)
  return [
    ...(emergency ? [`可能有危险（${emergency.kind}），收下时马上叫值班人员`] : []),
    ...(idNumbersIn(words).length > 0
      ? [isPublicPlace(door) ? '有身份证号码：照样收，请马上提醒平台遮住原文' : '有身份证号码：照样收，不公开']
      : []),
    ...(isForeign(words) ? ['不是汉字写的：照样收，标明需要翻译'] : []),
    ...(isAbusive(words) ? ['话说得重：照样收'] : []),
  ]
}

/** A title, or the first sentence of the words, as much as a title holds. */
function titleOf(text: string): string {
  const [first = ''] = text.split(/[。！？!?\n]/)
  const signs = [...cleanLine(first)]
  return signs.length > 50 ? `${signs.slice(0, 49).join('')}…` : signs.join('')
}

/** The lowest division that the region names; 东区炳草岗 is a street of that district. */
function divisionIn(region: string, { divisions, cityCode }: About): string {
  if (divisions.some(({ code }) => code === region)) return region
  const isOurs = (code: string) => code.startsWith(cityCode.slice(0, 4))
  const named = divisions.filter(({ name, level, code }) => level !== 'city' && isOurs(code) && region.includes(name))
  return named.toSorted((a, b) => b.code.length - a.code.length)[0]?.code ?? cityCode
}

const sortIn = (text: string): LetterSort | null =>
  text === '' ? 'help' : text === '举报' ? 'report' : (sorts[text] ?? null)

/** Null: none given; undefined: none that a browser should open. */
function urlIn(text: string): string | null | undefined {
  if (text === '') return null
  const isWeb = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).username === ''
  return isWeb && text.length <= 1000 ? text : undefined
}

/** A moment with its offset, or as a clock of the city shows it. */
function momentIn(text: string, { timeZone, now }: About): Temporal.Instant | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[年月/.](?=\d)/g, '-')
    .replace(/日\s*/, ' ')
    .trim()
  const padded = plain.replace(
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2}))?/,
    (_, year, month, day, hour = '0', minute = '00') =>
      `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour.padStart(2, '0')}:${minute}`,
  )
  try {
    const at = /(?:Z|[+-]\d\d:?\d\d)$/i.test(padded.slice(16))
      ? Temporal.Instant.from(padded)
      : Temporal.PlainDateTime.from(padded, { overflow: 'reject' }).toZonedDateTime(timeZone).toInstant()
    const isPlausible = at.epochMilliseconds >= 946_656_000_000 && Temporal.Instant.compare(at, now) <= 0
    return isPlausible ? at : null
  } catch {
    return null
  }
}
