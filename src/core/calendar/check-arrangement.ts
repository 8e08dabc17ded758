import type { ArrangedDay, Arrangement } from './arrangement.ts'
import { type Calendar, calendarBounds } from './calendar.ts'
import { epochDayOf, isWeekend } from './epoch-days.ts'

/** Days whose date the law itself fixes (全国年节及纪念日放假办法 第2条); a decree without them is not whole. */
const fixedHolidays = [
  { monthDay: '01-01', name: '元旦', since: 2004 },
  { monthDay: '05-01', name: '劳动节', since: 2004 },
  { monthDay: '05-02', name: '劳动节', since: 2025 },
  { monthDay: '10-01', name: '国庆节', since: 2004 },
  { monthDay: '10-02', name: '国庆节', since: 2004 },
  { monthDay: '10-03', name: '国庆节', since: 2004 },
]

/**
 * Is this a decree that can be put in force today? One sentence for each thing that speaks against it. A day that has passed under a decree
 * stays as it was counted (its year was not provisional): dates that were kept or missed are not changed afterwards.
 *
 * @param calendarThen the calendar as it would be with the arrangement (`calendarWith`): leaving a day out changes it as well as naming it does
 */
export function arrangementFaults(
  { scope, days }: Arrangement,
  { calendar, calendarThen, today }: { calendar: Calendar; calendarThen: Calendar; today: Temporal.PlainDate },
): string[] {
  const faults: string[] = []
  if (days.length === 0 && scope !== 'local') faults.push('还没有写任何一天，请逐行填写放假和上班的日子。')
  for (const day of days) faults.push(...dayFaults(day, scope))
  if (typeof scope === 'number' && days.length > 0) faults.push(...missingHolidays(scope, days))
  for (const on of changedPastDays(calendar, calendarThen, today)) {
    faults.push(`${on} 已经过去，${ended}，不能再改变；请按原来的安排填写这一天。`)
  }
  return faults
}

/** 民法典 第203条: the last day has been, as it was counted. */
const ended = '期间已按公布的安排届满（民法典第二百零三条）'

function dayFaults({ on, kind }: ArrangedDay, scope: Arrangement['scope']): string[] {
  if (typeof scope === 'number' && !belongsTo(scope, on)) {
    return [`${on} 不属于${scope}年的安排（${scope}年的安排可以含上一年 12 月最后一周）。`]
  }
  if (kind === 'work' && !isWeekend(epochDayOf(on)) && scope !== 'local') {
    return [`${on} 是周一至周五，本来就上班，请核对日期。`]
  }
  return []
}

/** A decree may arrange the last week of the year before: 2022-12-31 was off by the decree of 2023. */
const belongsTo = (year: number, on: Temporal.PlainDate): boolean =>
  on.year === year || (on.year === year - 1 && on.month === 12 && on.day >= 25)

function missingHolidays(year: number, days: readonly ArrangedDay[]): string[] {
  const off = new Set(days.filter(({ kind }) => kind === 'off').map(({ on }) => on.toString()))
  return fixedHolidays
    .filter(({ monthDay, since }) => year >= since && !off.has(`${year}-${monthDay}`))
    .map(
      ({ monthDay, name }) =>
        `缺少法定节日：${year}-${monthDay}（${name}）应当放假（全国年节及纪念日放假办法第二条）。`,
    )
}

function* changedPastDays(
  calendar: Calendar,
  then: Calendar,
  today: Temporal.PlainDate,
): Generator<Temporal.PlainDate> {
  for (let day = epochDayOf(calendarBounds.first); day < epochDayOf(today); day++) {
    if (calendar.isWorkday(day) === then.isWorkday(day)) continue
    const on = calendar.dateOf(day)
    if (calendar.decreedYears.has(on.year)) yield on
  }
}
