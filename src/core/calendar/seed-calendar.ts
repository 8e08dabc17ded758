import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { touch } from '#platform/page-cache/index.ts'
import { markCalendarChanged } from './load-calendar.ts'
import { provisionalDays2027, seedDecrees } from './seed-days.ts'
import { seedRules } from './seed-rules.ts'
import { calendarDays, calendarYears, limitRules } from './tables.ts'

/**
 * The decrees of 2004–2026, the core days of 2027 as provisional, and the rules. Run at every start: what this version of the platform knows and the
 * database does not is added, what is there already stays as it is.
 */
export async function seedCalendar({ db, clock }: Pick<House, 'db' | 'clock'>): Promise<void> {
  const enteredAt = clock.now()
  await db.transaction(async (tx) => {
    const years = await seedDecreesOf(tx, enteredAt)
    const rules = await tx.insert(limitRules).values(seedRules).onConflictDoNothing().returning({ id: limitRules.id })
    if (years + rules.length === 0) return
    await markCalendarChanged(tx)
    await touch(tx, ['calendar'])
  })
}

async function seedDecreesOf(tx: Db, enteredAt: Temporal.Instant): Promise<number> {
  const decrees = await seedDecrees()
  const added = await tx
    .insert(calendarYears)
    .values([
      ...decrees.map(({ year, title, sourceUrl }) => ({
        year,
        title,
        sourceUrl,
        status: 'decreed' as const,
        enteredAt,
      })),
      { year: 2027, title: '尚未公布，只含法定节日', sourceUrl: '', status: 'provisional' as const, enteredAt },
    ])
    .onConflictDoNothing()
    .returning({ year: calendarYears.year })
  const years = new Set(added.map(({ year }) => year))
  const days = [
    ...decrees.flatMap(({ year, days }) => days.map((day) => ({ ...day, year }))),
    ...provisionalDays2027.map((day) => ({ ...day, year: 2027 })),
  ].filter(({ year }) => years.has(year))
  if (days.length > 0)
    await tx.insert(calendarDays).values(days.map(({ year, on, kind, name }) => ({ year, on, kind, name })))
  return added.length
}
