import { type Calendar, epochDayOf } from '#core/calendar/index.ts'
import { kindOf, type MatterRow, stateWords } from '#core/matters/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { LightColour, Tone } from '#ui/index.ts'
import type { Desk } from '../desk.ts'
import { markWord } from '../page/timeline.tsx'
import type { DeskRow } from './list-page.tsx'

/** What the ids of a row stand for. */
export type RowNames = {
  unit: ReadonlyMap<string, string>
  division: ReadonlyMap<string, string>
  person: ReadonlyMap<string, string>
}

export type Today = { on: Temporal.PlainDate; calendar: Calendar; zone: string }

export function deskRow(
  desk: Desk,
  row: MatterRow,
  title: string | null,
  names: RowNames,
  today: Today,
): Omit<DeskRow, 'more'> {
  const holder = names.unit.get(row.holderUnitId) ?? ''
  const person = row.holderPersonId ? names.person.get(row.holderPersonId) : undefined
  const offered = row.offeredUnitId ? names.unit.get(row.offeredUnitId) : undefined
  return {
    id: row.id,
    number: row.number,
    href: desk.urls.one(row.number),
    matter: desk.words.matter,
    title: titleOf(row.kind, title),
    className: classNameOf(desk, row),
    holderUnit: holder,
    holder: offered ? `${holder}，等${offered}接收` : person ? `${holder} ${person}` : holder,
    divisionName: names.division.get(row.divisionCode) ?? row.divisionCode,
    state: { word: stateWord(desk, row.state), tone: stateTones[row.state] },
    light: lightOfRow(row, today),
    dueOn: dueShown(row, today),
    marks: marksOf(desk, row),
  }
}

/** A part has no title of its own but what the lead unit asks. */
export const titleOf = (kind: string, words: string | null | undefined): string =>
  words == null ? '（文字已依法删除）' : kind === 'part' ? `协办：${[...words].slice(0, 40).join('')}` : words

/** The word for a class, as the desk says it; the code itself for one that this version does not know. */
export function classNameOf(desk: Desk, row: Pick<MatterRow, 'kind' | 'class' | 'marks'>): string {
  if (row.kind === 'part') return '协办'
  return desk.classWord?.(row) ?? kindOf(row.kind).classes[row.class] ?? row.class
}

export const stateWord = (desk: Desk, state: MatterRow['state']): string => desk.stateWords[state] ?? stateWords[state]

export const stateTones: Record<MatterRow['state'], Tone> = {
  opened: 'sun',
  dispatched: 'sun',
  inProgress: 'info',
  awaitingApproval: 'info',
  answered: 'good',
  underReview: 'warn',
  closed: 'neutral',
  merged: 'neutral',
  withdrawn: 'neutral',
}

/** Marks as words; the second round and an extension are shown beside them. Silent ones are said otherwise, as by the class. */
export const marksOf = (desk: Desk, row: Pick<MatterRow, 'marks' | 'round' | 'extended'>): string[] => [
  ...(row.round === 2 ? ['二次办理'] : []),
  ...(row.extended ? ['已延期'] : []),
  ...row.marks.filter((mark) => !desk.silentMarks.includes(mark)).map((mark) => markWord(desk, mark)),
]

/** The light with what it means in days, counted in working days of the city. */
export function lightOfRow(
  row: Pick<
    MatterRow,
    'kind' | 'state' | 'light' | 'paused' | 'dueOn' | 'acceptDueAt' | 'onTime' | 'closedAt' | 'marks'
  >,
  today: Today,
): { colour: LightColour; text: string } {
  if (row.closedAt) return { colour: 'closed', text: '已了结' }
  if (row.state === 'answered') return { colour: 'closed', text: row.onTime === false ? '已答复（超期）' : '已答复' }
  if (row.paused) return { colour: 'paused', text: '暂停计时' }
  if (row.state === 'underReview') return { colour: 'yellow', text: '复核中' }
  if (row.marks.includes('consultLate')) return { colour: 'red', text: '会商逾期，没有确定主办' }
  const dueOn = dueShown(row, today)
  const text = dueOn ? daysText(dueOn, today.on, today.calendar) : '没有期限'
  // The recorded light may be a minute behind the date; the page never shows green beside 超期.
  const colour = dueOn && Temporal.PlainDate.compare(dueOn, today.on) < 0 ? 'red' : row.light
  // Whoever handles it is not even known: the day that is given for that runs out first.
  if (row.marks.includes('consult') && row.state === 'opened')
    return { colour: colour === 'red' ? 'red' : 'yellow', text: `会商中，${text}` }
  return { colour, text: limitNow(row) + text }
}

/** The name of the limit before that of the answer, while it runs. */
function limitNow(row: Pick<MatterRow, 'kind' | 'state' | 'acceptDueAt'>): string {
  const { answerFrom: from = 'dispatch', firstStep } = kindOf(row.kind)
  if (from === 'step') return row.acceptDueAt ? (firstStep ?? '受理') : ''
  return from === 'dispatch' && row.state === 'opened' ? (firstStep ?? '派单') : ''
}

/** What runs now: until the dispatch that is the accept limit, whose last day ends at the instant before it is too late. */
export const dueShown = (row: Pick<MatterRow, 'dueOn' | 'acceptDueAt'>, { zone }: Today): Temporal.PlainDate | null =>
  row.acceptDueAt ? dateIn(zone, row.acceptDueAt.subtract({ nanoseconds: 1 })) : row.dueOn

export function daysText(dueOn: Temporal.PlainDate, on: Temporal.PlainDate, calendar: Calendar): string {
  const days = calendar.workdaysBetween(epochDayOf(on), epochDayOf(dueOn))
  const order = Temporal.PlainDate.compare(dueOn, on)
  if (order === 0) return '今天到期'
  if (order < 0) return days === 0 ? '已超期' : `超期 ${-days} 个工作日`
  return days === 0 ? '下个工作日之前到期' : `还剩 ${days} 个工作日`
}
