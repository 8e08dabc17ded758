import { asc } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { Calendar, type SpecialDay } from './calendar.ts'
import { calendarDays, calendarVersion, calendarYears, localDays } from './tables.ts'

/** The city's calendar as the tables hold it; `loadCalendar` keeps it. */
export async function readCalendar(db: Db): Promise<Calendar> {
  const { specialDays, localDays, decreedYears } = await calendarRows(db)
  return new Calendar([...specialDays, ...localDays], decreedYears)
}

/** What a calendar is made of: decreed days by year, then days of the city. `without` leaves one year, or the days of the city, out. */
export async function calendarRows(
  db: Db,
  without?: number | 'local',
): Promise<{ specialDays: SpecialDay[]; localDays: SpecialDay[]; decreedYears: number[] }> {
  const years = (await db.select().from(calendarYears)).filter(({ year }) => year !== without)
  const titles = new Map(years.map(({ year, title }) => [year, title]))
  const days = await db.select().from(calendarDays).orderBy(asc(calendarDays.year), asc(calendarDays.on))
  return {
    specialDays: days.flatMap(({ year, on, kind, name }) => {
      const source = titles.get(year)
      return source === undefined ? [] : [{ on, kind, name, source }]
    }),
    localDays: without === 'local' ? [] : await db.select().from(localDays),
    decreedYears: years.filter(({ status }) => status === 'decreed').map(({ year }) => year),
  }
}

/** To be called in the transaction of every change to calendar or rules. */
export async function markCalendarChanged(tx: Db): Promise<void> {
  const version = newId()
  await tx
    .insert(calendarVersion)
    .values({ version })
    .onConflictDoUpdate({ target: calendarVersion.one, set: { version } })
}
