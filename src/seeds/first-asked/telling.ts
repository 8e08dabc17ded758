import type { Calendar } from '#core/calendar/index.ts'
import { clockAt } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Cast } from '../cast.ts'
import type { When } from './inquiry-tales.ts'

export type Telling = {
  house: House
  tx: Transaction
  cast: Cast
  calendar: Calendar
  /** The day and hour so many workdays ago; nothing later than now has happened. */
  at(when: When): Temporal.Instant
  now: Temporal.Instant
}

export const hasCome = ({ now }: Telling, at: Temporal.Instant) => Temporal.Instant.compare(at, now) <= 0

export const houseAt = ({ house, tx }: Telling, at: Temporal.Instant) => ({ ...house, db: tx, clock: clockAt(at) })
