import type { SpecialDay } from './calendar.ts'

/** The decree of a year, or the city's own days, as an administrator enters them. */
export type Arrangement = {
  scope: number | 'local'
  title: string
  sourceUrl: string
  days: ArrangedDay[]
}

export type ArrangedDay = Pick<SpecialDay, 'on' | 'kind' | 'name'>

/** A line that cannot be taken: where it stands and what to do. */
export type LineFault = { line: number; text: string; message: string }

const kinds: Record<string, ArrangedDay['kind']> = {
  off: 'off',
  放假: 'off',
  休: 'off',
  休息: 'off',
  work: 'work',
  上班: 'work',
  班: 'work',
  调休: 'work',
  调休上班: 'work',
}

/**
 * Reads the days of a decree: lines of `日期 放假|上班 名称` (also as CSV `date,kind,name`), a range as `2027-02-05至2027-02-11`; or JSON, a list of
 * `{ date, kind, name }` or the `days` of holiday-cn (`{ date, name, isOffDay }`). Every fault is named with its line; nothing is guessed.
 */
export function readArrangementLines(text: string): { days: ArrangedDay[]; faults: LineFault[] } {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  const lines = /^[[{]/.test(trimmed) ? linesOfJson(trimmed) : trimmed.split(/\r?\n/)
  if (lines === null)
    return { days: [], faults: [{ line: 1, text: trimmed.slice(0, 40), message: 'JSON 读不出来，请检查括号和引号。' }] }
  const days: ArrangedDay[] = []
  const faults: LineFault[] = []
  const seen = new Map<string, number>()
  for (const [at, raw] of lines.entries()) {
    const line = at + 1
    const words = raw.normalize('NFKC').trim()
    if (words === '' || words.startsWith('#') || /^date\s*,/i.test(words)) continue
    const read = readLine(words)
    if (typeof read === 'string') {
      faults.push({ line, text: raw.trim().slice(0, 60), message: read })
      continue
    }
    for (const day of read) {
      const before = seen.get(day.on.toString())
      if (before !== undefined)
        faults.push({ line, text: raw.trim(), message: `${day.on} 在第 ${before} 行已经有了，请删去一行。` })
      else days.push(day)
      seen.set(day.on.toString(), before ?? line)
    }
  }
  return { days, faults }
}

/** The lines that `readArrangementLines` reads back, one a day. */
export const arrangementLines = (days: readonly ArrangedDay[]): string =>
  days.map(({ on, kind, name }) => `${on} ${kind === 'off' ? '放假' : '上班'} ${name}`).join('\n')

function readLine(words: string): ArrangedDay[] | string {
  const match = words.match(
    /^(\d{4}-\d{1,2}-\d{1,2})(?:\s*(?:至|到|~|—|–|\.\.|\/)\s*(\d{4}-\d{1,2}-\d{1,2}))?[\s,;、]+([^\s,;、]+)(?:[\s,;、]+(.+))?$/,
  )
  if (!match) return '请写成“2027-01-01 放假 元旦”，一行一天；几天连着的写“2027-02-05至2027-02-11 放假 春节”。'
  const [, firstText = '', lastText, kindText = '', name = ''] = match
  const kind = kinds[kindText.toLowerCase()]
  if (!kind) return `“${kindText}”看不懂，请写“放假”或“上班”。`
  const first = dateIn(firstText)
  const last = lastText ? dateIn(lastText) : first
  if (!first) return `没有 ${firstText} 这一天。`
  if (!last) return `没有 ${lastText} 这一天。`
  const length = first.until(last).days + 1
  if (length < 1) return '后一个日期早于前一个日期，请调换。'
  if (length > 31) return '一行最多 31 天，请核对日期。'
  const cleanName = name.trim().replaceAll('"', '')
  if (kind === 'off' && !cleanName) return '请写上节日名称，例如“春节”。'
  return Array.from({ length }, (_, days) => ({ on: first.add({ days }), kind, name: cleanName }))
}

function dateIn(text: string): Temporal.PlainDate | null {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return null
  }
}

function linesOfJson(text: string): string[] | null {
  try {
    const value: unknown = JSON.parse(text)
    const list = isRecord(value) ? value.days : value
    if (!Array.isArray(list)) return null
    return list.map((entry: unknown) => {
      if (!isRecord(entry)) return String(entry)
      const kind = typeof entry.isOffDay === 'boolean' ? (entry.isOffDay ? 'off' : 'work') : entry.kind
      return [entry.date ?? entry.on, kind, entry.name ?? ''].join(' ').trim()
    })
  } catch {
    return null
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
