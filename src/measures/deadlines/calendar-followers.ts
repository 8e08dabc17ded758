import type { CalendarFollower } from '#core/calendar/index.ts'
import { matterDates } from '#core/matters/index.ts'
import type { House } from '#platform/house.ts'

/** Whoever holds dates that move with the calendar. */
export const calendarFollowers = (house: House): readonly CalendarFollower[] => [matterDates(house)]
