import { Calendar } from './calendar.ts'
import { provisionalDays2027, seedDays, seedYears } from './seed-days.ts'

/** The calendar as it is seeded: 2004–2026 by decree, 2027 by its core days. */
export const seededCalendar = async (): Promise<Calendar> =>
  new Calendar([...(await seedDays()), ...provisionalDays2027], seedYears)
