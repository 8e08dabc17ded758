import { eq } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { ArrangedDay, Arrangement } from './arrangement.ts'
import { Calendar, calendarBounds, type SpecialDay } from './calendar.ts'
import { epochDayOf } from './epoch-days.ts'
import { calendarRows, markCalendarChanged } from './load-calendar.ts'
import { loadCalendar } from './load-law.ts'
import { calendarDays, calendarYears, localDays } from './tables.ts'

/** What holds dates that follow the calendar; `core/matters` is one (`followCalendar`). A value given to the verbs, so that these know none of them. */
export type CalendarFollower = {
  /** How many dates a calendar would move, and how many of those to a day before today, which no decree may do. */
  preview(db: Db, calendar: Calendar): Promise<CalendarEffect>
  /** Moves them, in the transaction that enters the decree; answers how many. */
  apply(tx: Db, calendar: Calendar): Promise<number>
}

export type CalendarEffect = { moves: number; intoPast: number }

/** The calendar as it would be with an arrangement; nothing is written. */
export async function calendarWith(db: Db, arrangement: Arrangement): Promise<Calendar> {
  const rows = await calendarRows(db, arrangement.scope)
  const entered: SpecialDay[] = arrangement.days.map((day) => ({ ...day, source: arrangement.title }))
  const decreedYears =
    typeof arrangement.scope === 'number' ? [...rows.decreedYears, arrangement.scope] : rows.decreedYears
  return new Calendar([...rows.specialDays, ...entered, ...rows.localDays], decreedYears)
}

export async function previewArrangement(
  db: Db,
  arrangement: Arrangement,
  followers: readonly CalendarFollower[],
): Promise<CalendarEffect> {
  const calendar = await calendarWith(db, arrangement)
  const effects = await Promise.all(followers.map((follower) => follower.preview(db, calendar)))
  return effects.reduce(
    (sum, { moves, intoPast }) => ({ moves: sum.moves + moves, intoPast: sum.intoPast + intoPast }),
    {
      moves: 0,
      intoPast: 0,
    },
  )
}

/** Puts an arrangement in force, replacing the one of its year, and lets the followers move their dates. In one transaction. */
export async function enterArrangement(
  tx: Db,
  arrangement: Arrangement,
  enteredAt: Temporal.Instant,
  followers: readonly CalendarFollower[],
): Promise<{ moved: number }> {
  const calendar = await calendarWith(tx, arrangement)
  if (arrangement.scope === 'local') await replaceLocalDays(tx, arrangement)
  else await replaceYear(tx, arrangement.scope, arrangement, enteredAt)
  await markCalendarChanged(tx)
  let moved = 0
  for (const follower of followers) moved += await follower.apply(tx, calendar)
  return { moved }
}

async function replaceYear(
  tx: Db,
  year: number,
  { title, sourceUrl, days }: Arrangement,
  enteredAt: Temporal.Instant,
): Promise<void> {
  const row = { status: 'decreed' as const, title, sourceUrl, enteredAt }
  await tx
    .insert(calendarYears)
    .values({ year, ...row })
    .onConflictDoUpdate({ target: calendarYears.year, set: row })
  await tx.delete(calendarDays).where(eq(calendarDays.year, year))
  if (days.length > 0) await tx.insert(calendarDays).values(days.map((day) => ({ ...day, year })))
}

async function replaceLocalDays(tx: Db, { title, sourceUrl, days }: Arrangement): Promise<void> {
  await tx.delete(localDays)
  const source = sourceUrl ? `${title} ${sourceUrl}` : title
  if (days.length > 0) await tx.insert(localDays).values(days.map((day) => ({ ...day, source })))
}

export type CalendarYear = typeof calendarYears.$inferSelect & { days: ArrangedDay[] }

/** Every year that has rows, newest first, with its days in order. */
export async function calendarYearsEntered(db: Db): Promise<CalendarYear[]> {
  const years = await db.select().from(calendarYears)
  const days = Map.groupBy(await db.select().from(calendarDays).orderBy(calendarDays.on), ({ year }) => year)
  return years.toSorted((a, b) => b.year - a.year).map((year) => ({ ...year, days: days.get(year.year) ?? [] }))
}

export const localDaysEntered = (db: Db): Promise<(typeof localDays.$inferSelect)[]> =>
  db.select().from(localDays).orderBy(localDays.on)

/** The days that would count otherwise than now, and as what: 放假, 上班, 周末, … */
export async function calendarChanges(
  db: Db,
  arrangement: Arrangement,
): Promise<{ on: Temporal.PlainDate; becomes: string }[]> {
  const [now, then] = [await loadCalendar(db), await calendarWith(db, arrangement)]
  const changes: { on: Temporal.PlainDate; becomes: string }[] = []
  for (let day = epochDayOf(calendarBounds.first); day <= epochDayOf(calendarBounds.last); day++) {
    if (now.isWorkday(day) !== then.isWorkday(day)) changes.push({ on: then.dateOf(day), becomes: then.reasonOf(day) })
  }
  return changes
}
