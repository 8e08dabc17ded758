import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { checkAcks } from './check-acks.ts'
import { deliverAll } from './crash-at.ts'
import { gatewayOf } from './outbox.ts'
import type { ServerProcess } from './server-process.ts'
import type { CountingGateway } from './sms-gateway.ts'
import type { TornCity } from './torn-city.ts'
import { writeLetters } from './writers.ts'

export type Disturbed = { acks: number; tries: number; disturbances: number; faults: string[] }

/** One thing that goes wrong; answers when it is over. */
export type Disturbance = (target: { city: TornCity; webs: ServerProcess[]; jobs: ServerProcess }) => Promise<void>

const oneOf = <T>(list: readonly T[]): T => {
  const chosen = list[Math.floor(Math.random() * list.length)]
  if (chosen === undefined) throw new Error('an empty choice')
  return chosen
}

export const killAnything: Disturbance = async ({ city, webs, jobs }) => {
  const target = oneOf(['web', 'web', 'jobs', 'database'] as const)
  if (target === 'database') await city.killDatabase()
  else (target === 'jobs' ? jobs : oneOf(webs)).kill('SIGKILL')
}

/** A process that stands still, holding what it holds, and goes on as if nothing had been. */
export const pauseAnything: Disturbance = async ({ webs, jobs }) => {
  const target = oneOf([...webs, jobs])
  target.kill('SIGSTOP')
  await pause(3_000)
  target.kill('SIGCONT')
}

/** Two webs and one jobs process under writers, disturbed every few seconds until the time is over; then everything that was acknowledged is looked for. */
export async function disturb(
  city: TornCity,
  gateway: CountingGateway,
  disturbance: Disturbance,
  seconds: number,
  name: string,
): Promise<Disturbed> {
  const env = gatewayOf(gateway)
  const webs = [await city.start('web', [], env), await city.start('web', [], env)]
  const jobs = await city.start('jobs', [], env)
  let isOver = false
  let turn = 0
  const base = () => webs[turn++ % webs.length]?.base ?? ''
  const writing = writeLetters({ base, more: () => !isOver, writers: 8, name })
  let disturbances = 0
  for (const end = performance.now() + seconds * 1000; performance.now() < end; disturbances++) {
    await pause(1_000 + Math.random() * 4_000)
    await disturbance({ city, webs, jobs })
  }
  isOver = true
  const { acks, begun, tries, refused } = await writing
  const unsent = await deliverAll(city, 120_000)
  await Promise.all([...webs, jobs].map((server) => server.stop()))
  const faults = [...(await checkAcks(city.house, acks)), ...refused, ...unsent, ...twice(gateway)]
  if (acks.length !== begun) faults.push(`${begun - acks.length} writers never got an answer`)
  return { acks: acks.length, tries, disturbances, faults }
}

const twice = ({ sent }: CountingGateway): string[] =>
  [...sent].flatMap(([id, times]) => (times === 1 ? [] : [`notice ${id} went out ${times} times`]))

/** The clocks of two processes three hours apart in both directions, as after a bad time server; the database keeps its own. */
export async function skewClocks(city: TornCity, gateway: CountingGateway, seconds: number): Promise<Disturbed> {
  const preload = `--import=${join(import.meta.dirname, '../../test/torture/skewed-clock.mjs')}`
  const skewed = (hours: number) => ({
    ...gatewayOf(gateway),
    NODE_OPTIONS: preload,
    CLOCK_SKEW_MS: String(hours * 3_600_000),
  })
  const webs = [await city.start('web', [], skewed(3)), await city.start('web', [], skewed(-3))]
  const jobs = await city.start('jobs', [], gatewayOf(gateway))
  let turn = 0
  const end = performance.now() + seconds * 1000
  const base = () => webs[turn++ % webs.length]?.base ?? ''
  const { acks, tries, refused } = await writeLetters({
    base,
    more: () => performance.now() < end,
    writers: 4,
    name: '钟差',
  })
  await Promise.all(webs.map((web) => web.stop()))
  await jobs.stop()
  // A letter of the clock that is fast lies three hours ahead of the tester's; its message goes out when that time has come.
  return { acks: acks.length, tries, disturbances: 2, faults: [...(await checkAcks(city.house, acks)), ...refused] }
}
