import { asc } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { Calendar, type SpecialDay } from './calendar.ts'
import { calendarDays, calendarVersion, calendarYears, localDays } from './tables.ts'

/**
 * Keeps what `read` makes until the version row says that the tables changed: one short query a call instead of a thousand rows. Within a transaction that
 * changes the calendar, its own new version is seen.
 */
export function cachedByVersion<T>(read: (db: Db) => Promise<T>): (db: Db) => Promise<T> {
  const cached = new Map<string, Promise<T>>()
  return async (db) => {
    const [row] = await db.select().from(calendarVersion)
    const version = row?.version ?? 'empty'
    const known = cached.get(version)
    if (known && version !== 'empty') return known
    const made = read(db)
    cached.set(version, made)
    made.catch(() => cached.delete(version))
    // A few versions: several databases in tests, an uncommitted change beside the one in force.
    for (const oldest of cached.keys()) if (cached.size > 8) cached.delete(oldest)
    return made
  }
}

/** The city's calendar as it stands. */
export const loadCalendar = cachedByVersion(async (db): Promise<Calendar> => {
  const { specialDays, localDays, decreedYears } = await calendarRows(db)
  return new Calendar([...specialDays, ...localDays], decreedYears)
})

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
