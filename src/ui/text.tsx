import type { ComponentChildren } from 'preact'
import { formatDate, formatDateLong, formatDateTime, formatDateTimeLong } from './written.ts'

/** `date` is a PlainDate or its ISO text. Never relative alone: `note` may add 还剩 3 个工作日. */
export function DateText({
  date,
  long,
  thisYear,
  note,
}: {
  date: Temporal.PlainDate | string
  long?: boolean
  thisYear?: number
  note?: ComponentChildren
}) {
  const day = typeof date === 'string' ? Temporal.PlainDate.from(date) : date
  const written = formatDate(day)
  return (
    <>
      <time class="date" dateTime={written}>
        {long ? formatDateLong(day, thisYear) : written}
      </time>
      {note && <span class="date-note">{note}</span>}
    </>
  )
}

/** `at` is an Instant or its ISO text; shown in the city's zone. */
export function DateTimeText({
  at,
  timeZone = 'Asia/Shanghai',
  long,
  thisYear,
}: {
  at: Temporal.Instant | string
  timeZone?: string
  long?: boolean
  thisYear?: number
}) {
  const instant = typeof at === 'string' ? Temporal.Instant.from(at) : at
  return (
    <time class="date" dateTime={instant.toString({ smallestUnit: 'second' })}>
      {long ? formatDateTimeLong(instant, timeZone, thisYear) : formatDateTime(instant, timeZone)}
    </time>
  )
}

export type DiffPart = { kind: 'same' | 'removed' | 'added'; text: string }

/** What a rewriting takes out and puts in; said aloud too, not only coloured. */
export function DiffText({ parts }: { parts: DiffPart[] }) {
  return (
    <p class="diff">
      {parts.map((part, index) => {
        if (part.kind === 'same') return <span key={index}>{part.text}</span>
        const Mark = part.kind === 'removed' ? 'del' : 'ins'
        return (
          <Mark key={index}>
            <span class="visually-hidden">{part.kind === 'removed' ? '〔删去〕' : '〔改为〕'}</span>
            {part.text}
          </Mark>
        )
      })}
    </p>
  )
}

/** `ranges` are [start, end) in UTF-16 units of `text`; overlapping or unsorted ones are put in order. */
export function Highlight({ text, ranges }: { text: string; ranges: readonly (readonly [number, number])[] }) {
  const pieces: ComponentChildren[] = []
  let position = 0
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const from = Math.max(start, position)
    const to = Math.min(end, text.length)
    if (to <= from) continue
    pieces.push(text.slice(position, from), <mark key={from}>{text.slice(from, to)}</mark>)
    position = to
  }
  pieces.push(text.slice(position))
  return <>{pieces}</>
}
