import type { House } from '#platform/house.ts'
import type { Channel } from './channel.ts'

/** Deliveries under way by one channel in this process, and those that wait for a place. */
type Lane = { running: number; waiting: (() => void)[] }

const lanes = new WeakMap<House, Map<Channel, Lane>>()

function laneOf(house: House, channel: Channel): Lane {
  const ofHouse = lanes.get(house) ?? new Map<Channel, Lane>()
  lanes.set(house, ofHouse)
  const lane = ofHouse.get(channel) ?? { running: 0, waiting: [] }
  ofHouse.set(channel, lane)
  return lane
}

/** Runs `work` when the channel has a place free: `atOnce` of one channel, whatever the others do. */
export async function inLane<T>(house: House, channel: Channel, work: () => Promise<T>): Promise<T> {
  const lane = laneOf(house, channel)
  if (lane.running >= channel.atOnce) await new Promise<void>((free) => lane.waiting.push(free))
  else lane.running++
  try {
    return await work()
  } finally {
    // The place goes to the next in line without becoming free in between.
    const next = lane.waiting.shift()
    if (next) next()
    else lane.running--
  }
}

/**
 * Waits for `work` a moment, then lets it go on by itself, so that a provider that hangs takes no place among the jobs. What a stop of
 * the process cuts off is settled after its lease like any other death.
 */
export async function aMoment(house: House, work: Promise<void>, milliseconds = 1000): Promise<void> {
  const noted = work.catch((error: Error) => house.log.error({ error: error.name }, 'delivery broke off'))
  const timer = Promise.withResolvers<void>()
  const ring = setTimeout(timer.resolve, milliseconds)
  await Promise.race([noted, timer.promise])
  clearTimeout(ring)
}
