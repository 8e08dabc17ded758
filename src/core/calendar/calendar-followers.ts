import type { House } from '#platform/house.ts'
import type { CalendarFollower } from './enter-arrangement.ts'

type MakeFollower = (house: House) => CalendarFollower

const makers: MakeFollower[] = []

/** The dates that a room keeps move with the calendar; said once, at import time, in the order in which they move. */
export function followCalendar(make: MakeFollower): void {
  makers.push(make)
}

/** Whoever holds dates that move with the calendar. */
export const calendarFollowers = (house: House): CalendarFollower[] => makers.map((make) => make(house))
