import { expect, test } from 'vitest'
import { seededCalendar } from './calendar-for-tests.ts'
import { epochDayOf } from './epoch-days.ts'
import { seedDays, seedDecrees } from './seed-days.ts'

/** The lists of the rule table, §1: ranges of month-day. */
const lists: Record<number, { off: string; work: string; workdays?: number }> = {
  2022: { off: '', work: '1-29 1-30 4-2 4-24 5-7 10-8 10-9' },
  2023: { off: '', work: '1-28 1-29 4-23 5-6 6-25 10-7 10-8' },
  2024: {
    off: '1-1 2-10..2-17 4-4..4-6 5-1..5-5 6-10 9-15..9-17 10-1..10-7',
    work: '2-4 2-18 4-7 4-28 5-11 9-14 9-29 10-12',
    workdays: 251,
  },
  2025: {
    off: '1-1 1-28..2-4 4-4..4-6 5-1..5-5 5-31..6-2 10-1..10-8',
    work: '1-26 2-8 4-27 9-28 10-11',
    workdays: 248,
  },
  2026: {
    off: '1-1..1-3 2-15..2-23 4-4..4-6 5-1..5-5 6-19..6-21 9-25..9-27 10-1..10-7',
    work: '1-4 2-14 2-28 5-9 9-20 10-10',
    workdays: 248,
  },
}

const dated = (year: number, monthDay: string): Temporal.PlainDate => {
  const [month, day] = monthDay.split('-').map(Number)
  return Temporal.PlainDate.from({ year, month: month ?? 0, day: day ?? 0 })
}

function spread(year: number, list: string): string[] {
  return list.split(' ').flatMap((range) => {
    const [first, last = first] = range.split('..')
    const days: string[] = []
    for (
      let on = dated(year, first as string);
      Temporal.PlainDate.compare(on, dated(year, last as string)) <= 0;
      on = on.add({ days: 1 })
    )
      days.push(on.toString())
    return days
  })
}

const daysOf = async (year: number, kind: 'off' | 'work') =>
  (await seedDays()).filter((day) => day.on.year === year && day.kind === kind).map((day) => day.on.toString())

test.each(Object.entries(lists))('the decree of %s is the list of the rule table', async (text, list) => {
  const year = Number(text)
  expect(await daysOf(year, 'work')).toEqual(spread(year, list.work))
  if (list.off) expect(await daysOf(year, 'off')).toEqual(spread(year, list.off))
  if (!list.workdays) return
  const calendar = await seededCalendar()
  const [before, last] = [Temporal.PlainDate.from(`${year - 1}-12-31`), Temporal.PlainDate.from(`${year}-12-31`)]
  expect(calendar.workdaysBetween(epochDayOf(before), epochDayOf(last))).toBe(list.workdays)
})

test('days at the turn of a year belong to the decree of the next', async () => {
  expect(await daysOf(2022, 'off')).toContain('2022-12-31')
  expect(await daysOf(2005, 'work')).toContain('2005-12-31')
  expect(await daysOf(2006, 'work')).toEqual(expect.arrayContaining(['2006-12-30', '2006-12-31']))
})

test('every year from 2004 to 2026 has its decree, and all but one its address', async () => {
  const decrees = await seedDecrees()
  expect(decrees.map(({ year }) => year)).toEqual(Array.from({ length: 23 }, (_, at) => 2004 + at))
  expect(decrees.filter(({ sourceUrl }) => !sourceUrl).map(({ year }) => year)).toEqual([2005])
})
