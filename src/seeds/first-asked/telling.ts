import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Cast } from '../cast.ts'
import type { Past } from '../past.ts'

/** Nothing later than now has happened. */
export type Telling = Past & {
  house: House
  tx: Transaction
  cast: Cast
  now: Temporal.Instant
}

export const hasCome = ({ now }: Telling, at: Temporal.Instant) => Temporal.Instant.compare(at, now) <= 0
