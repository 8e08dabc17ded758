import type { InferSelectModel } from 'drizzle-orm'
import type { ladderRungs } from './tables.ts'

/** One rung as it is in force. */
export type Rung = InferSelectModel<typeof ladderRungs>

/** Where a matter's clock stands on a day. */
export type Standing = {
  light: 'green' | 'yellow' | 'red'
  /** Of its time, from 0 to 1; null where it is not known. */
  share: number | null
  /** Working days since it was due, the due day not counted; 0 while it is not overdue. */
  workdaysOver: number
}

/** Where an order's reply clock stands. */
export type OrderStanding = { stage: 'order' | 'listing'; replyWorkdaysOver: number }

/** A rung climbed before in the same run of the clock. */
export type Step = { rungId: string; on: Temporal.PlainDate }

export type Climb = { taken: Rung[]; passed: Rung[] }

/** Has the moment of a rung come for a matter? The rungs of orders, and the one that goes by hours, have moments of their own. */
export function isReached({ trigger, amount }: Rung, { light, share, workdaysOver }: Standing): boolean {
  switch (trigger) {
    case 'yellow':
      return light !== 'green'
    case 'share':
      return light === 'red' || (share !== null && share * 100 >= (amount ?? 100))
    case 'red':
      return light === 'red'
    case 'workdaysOver':
      return light === 'red' && workdaysOver >= (amount ?? 1)
    default:
      return false
  }
}

/** After an order that nobody answers comes the listing, after a listing the talk. */
export function isReachedByOrder({ trigger, amount, act }: Rung, { stage, replyWorkdaysOver }: OrderStanding): boolean {
  if (trigger !== 'replyWorkdaysOver' || replyWorkdaysOver < (amount ?? 1)) return false
  return act === 'listing' ? stage === 'order' : act === 'talk' && stage === 'listing'
}

/**
 * Which rungs are climbed today: of each kind of act the highest that was reached, the lower ones passed over; of a kind that was climbed today already
 * none, that waits until tomorrow. Never one below the highest that was climbed before.
 */
export function climb(
  reached: readonly Rung[],
  before: readonly Step[],
  today: Temporal.PlainDate,
  all: readonly Rung[],
): Climb {
  const climb: Climb = { taken: [], passed: [] }
  const known = new Map(all.map((rung) => [rung.id, rung]))
  const climbed = before.flatMap(({ rungId, on }) => {
    const rung = known.get(rungId)
    return rung ? [{ rung, on }] : []
  })
  for (const [act, rungs] of Map.groupBy(reached, (rung) => rung.act)) {
    const ofAct = climbed.filter(({ rung }) => rung.act === act)
    if (ofAct.some(({ on }) => on.equals(today))) continue
    const highest = Math.max(...ofAct.map(({ rung }) => rung.position), Number.NEGATIVE_INFINITY)
    const fresh = rungs.filter(({ position }) => position > highest).toSorted((a, b) => a.position - b.position)
    const top = fresh.pop()
    if (!top) continue
    climb.taken.push(top)
    climb.passed.push(...fresh)
  }
  return climb
}

/** The name of one run of a matter's clock: it stays while nothing happens to the clock but time and decrees. */
export const runOf = ({
  openedAt,
  dispatchedAt,
  clockSteps,
  round,
}: {
  openedAt: Temporal.Instant
  dispatchedAt: Temporal.Instant | null
  clockSteps: number
  round: number
}): string => `${(dispatchedAt ?? openedAt).epochMilliseconds}.${round}.${clockSteps}`

export const runOfOrder = (orderId: string): string => `order:${orderId}`
