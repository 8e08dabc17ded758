import type { AcdMessage } from '../acd-event.ts'

/** One message of the exchange, and when it is sent. */
export type ToldMessage = { id: string; at: Temporal.Instant; message: AcdMessage }

export type Agent = { operator: string; seat: string; skills: string[] }

export type Shift = {
  /** The same seed tells the same hour. Also part of every id. */
  seed: number
  from: Temporal.Instant
  minutes: number
  perHour: number
  agents: readonly Agent[]
}

/** Of a hundred calls so many ask for this. */
const dialects: [skill: string, share: number][] = [
  ['yi', 6],
  ['sichuan', 30],
]

/**
 * 话务模拟: an hour of a hotline as a telephone exchange would report it. Calls come at random, wait for a seat that speaks their language, are given up when it
 * takes too long; some are held, joined by a third, lose their end on the way. Pure: who calls and when follows from the seed alone.
 */
export function toldCalls({ seed, from, minutes, perHour, agents }: Shift): ToldMessage[] {
  const chance = chanceOf(seed)
  const told: ToldMessage[] = []
  let serial = 0
  const say = (seconds: number, message: Omit<AcdMessage, 'timestamp'>) => {
    const at = from.add({ milliseconds: Math.round(seconds * 1000) })
    told.push({ id: `sim-${seed}-${serial++}`, at, message: { ...message, timestamp: at.toString() } as AcdMessage })
  }
  const seats = agents.map((agent) => ({ ...agent, freeAt: 0 }))
  for (const { operator, seat, skills } of seats)
    say(0, { type: 'operator.state', data: { operator, seat, state: 'ready', skills } })
  for (let at = waitFor(chance, perHour), calls = 0; at < minutes * 60; at += waitFor(chance, perHour), calls++) {
    const call = `sim-${seed}-call-${calls}`
    const skill = dialectOf(chance() * 100)
    say(at, { type: 'call.offered', data: { call, number: numberOf(chance), ...(skill && { skill }) } })
    const able = seats.filter(({ skills }) => !skill || skill === 'sichuan' || skills.includes(skill))
    const seat = able.toSorted((a, b) => a.freeAt - b.freeAt)[0]
    const rings = at + 2 + chance() * 6
    const answered = seat ? Math.max(rings, seat.freeAt + 1) : Number.POSITIVE_INFINITY
    const patience = 25 + chance() * 90
    if (!seat || answered - at > patience) {
      say(at + patience, { type: 'call.abandoned', data: { call } })
      continue
    }
    say(answered, { type: 'call.answered', data: { call, seat: seat.seat, operator: seat.operator } })
    const ended = answered + 50 + chance() * 260
    if (chance() < 0.12) {
      say(answered + 20, { type: 'call.held', data: { call } })
      say(answered + 38, { type: 'call.resumed', data: { call } })
    }
    if (chance() < 0.06)
      say(answered + 42, { type: 'call.transferred', data: { call, kind: 'three-way', to: '市燃气公司服务热线' } })
    if (chance() < 0.98) say(ended, { type: 'call.ended', data: { call } })
    const { operator } = seat
    const ready = ended + 15 + chance() * 60
    say(ended + 0.2, { type: 'operator.state', data: { operator, seat: seat.seat, state: 'wrap-up' } })
    say(ready, { type: 'operator.state', data: { operator, seat: seat.seat, state: 'ready' } })
    say(ended + 3, { type: 'call.recorded', data: { call, recording: `rec-${seed}-${calls}` } })
    seat.freeAt = ready
  }
  return told.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
}

/** Seconds until the next caller, when on average so many call in an hour. */
const waitFor = (chance: () => number, perHour: number): number => (-Math.log(1 - chance()) * 3600) / perHour

function dialectOf(roll: number): string | null {
  let below = 0
  for (const [skill, share] of dialects) {
    below += share
    if (roll < below) return skill
  }
  return null
}

/** 154 is given out by nobody. */
const numberOf = (chance: () => number): string => `1549${String(Math.floor(chance() * 10_000_000)).padStart(7, '0')}`

/** mulberry32 */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
