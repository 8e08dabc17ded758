import { type Calendar, epochDayOf } from '#core/calendar/index.ts'
import type { Step, Story, When } from './story.ts'

/** One thing that happens in one story; without a step it is the writing of the letter. */
export type Moment = { story: Story; step: Step | null; at: Temporal.Instant }

type City = { calendar: Calendar; now: Temporal.Instant; timeZone: string }

const opens = Temporal.PlainTime.from('09:00')
const closes = Temporal.PlainTime.from('17:30')

/**
 * Everything that has happened by now in all stories, in the order in which it happened. What lies in the future has not happened yet, and
 * nothing that would follow it: so there is always work that is fresh, due and late, whatever day it is.
 */
export function timelineOf(stories: readonly Story[], city: City): Moment[] {
  return stories.flatMap((story) => momentsOf(story, city)).toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
}

function momentsOf(story: Story, city: City): Moment[] {
  const filed = filedAt(story, city)
  const moments: Moment[] = [{ story, step: null, at: filed.at }]
  let last = filed.at
  for (const step of story.steps) {
    const at = later(instantOf(step.on, filed.on, last, city), last.add({ minutes: 1 }))
    if (Temporal.Instant.compare(at, city.now) > 0) break
    moments.push({ story, step, at })
    last = at
  }
  return moments
}

/** Citizens write at any hour, staff work in office hours. */
function filedAt({ filed }: Story, city: City): { on: Temporal.PlainDate; at: Temporal.Instant } {
  if ('minutesAgo' in filed) {
    const at = city.now.subtract({ minutes: filed.minutesAgo })
    return { on: at.toZonedDateTimeISO(city.timeZone).toPlainDate(), at }
  }
  const today = city.now.toZonedDateTimeISO(city.timeZone).toPlainDate()
  const on = city.calendar.dateOf(city.calendar.workdayBefore(epochDayOf(today), filed[0]))
  return { on, at: earlier(at(on, Temporal.PlainTime.from(filed[1]), city), city.now) }
}

function instantOf(when: When, filedOn: Temporal.PlainDate, last: Temporal.Instant, city: City): Temporal.Instant {
  if ('hoursLater' in when) return last.add({ hours: when.hoursLater })
  if ('minutesAgo' in when) return officeTimeBefore(when.minutesAgo, city)
  const [workdays, time] = when
  const { calendar } = city
  const day = epochDayOf(filedOn)
  const on = calendar.dateOf(calendar.workdayAfter(day, calendar.isWorkday(day) ? workdays : workdays + 1))
  return at(on, Temporal.PlainTime.from(time), city)
}

/** So many minutes ago, or before the office closed last. */
function officeTimeBefore(minutes: number, city: City): Temporal.Instant {
  const { calendar, now, timeZone } = city
  const then = now.subtract({ minutes }).toZonedDateTimeISO(timeZone)
  const isOpen =
    calendar.isWorkday(epochDayOf(then.toPlainDate())) &&
    Temporal.PlainTime.compare(then.toPlainTime(), opens) >= 0 &&
    Temporal.PlainTime.compare(then.toPlainTime(), closes) <= 0
  if (isOpen) return then.toInstant()
  const local = now.toZonedDateTimeISO(timeZone)
  const today = epochDayOf(local.toPlainDate())
  const isOver = calendar.isWorkday(today) && Temporal.PlainTime.compare(local.toPlainTime(), closes) > 0
  const last = isOver ? today : calendar.workdayBefore(today, 1)
  return at(calendar.dateOf(last), closes, city).subtract({ minutes })
}

const at = (on: Temporal.PlainDate, plainTime: Temporal.PlainTime, { timeZone }: City): Temporal.Instant =>
  on.toZonedDateTime({ timeZone, plainTime }).toInstant()

const later = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) >= 0 ? a : b

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) <= 0 ? a : b
