import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { queueNotice } from '#core/notices/index.ts'
import { deliverAll } from './crash-at.ts'
import type { ServerProcess } from './server-process.ts'
import type { CountingGateway } from './sms-gateway.ts'
import type { TornCity } from './torn-city.ts'

/** What a jobs process needs to hand over to the counting gateway. */
export const gatewayOf = ({ url }: CountingGateway): Record<string, string> => ({
  SMS_URL: url,
  SMS_KEY_ID: 'torture',
  SMS_SECRET: 'torture-secret-torture-secret-torture',
  SMS_SENDER: '10690000',
})

/** Queues notices while the process that sends them is killed again and again; returns a sentence for each that went out twice or never. */
export async function tearOutbox(
  city: TornCity,
  gateway: CountingGateway,
  jobs: ServerProcess,
  plan: { notices: number; kills: number },
): Promise<string[]> {
  const ids: string[] = []
  for (let kill = 1; kill <= plan.kills; kill++) {
    const upTo = Math.floor((plan.notices * kill) / plan.kills)
    while (ids.length < upTo) ids.push(await queueOne(city, ids.length))
    // Not before it works: a process killed while it starts has nothing to lose, and a busy machine starts slowly.
    for (
      const until = performance.now() + 120_000;
      gateway.sent.size < ids.length - 20 && performance.now() < until;
    ) {
      await driveNow(city)
      await pause(50)
    }
    jobs.kill('SIGKILL')
  }
  while (ids.length < plan.notices) ids.push(await queueOne(city, ids.length))
  const unsent = await deliverAll(city, 60_000)
  const wrong = ids.flatMap((id) => {
    const times = gateway.sent.get(id) ?? 0
    return times === 1 ? [] : [`notice ${id} went out ${times} times`]
  })
  return [...unsent, ...wrong]
}

const queueOne = ({ house }: TornCity, index: number): Promise<string> =>
  house.db.transaction((tx) =>
    queueNotice(tx, house, {
      template: 'people.signInCode',
      to: { phone: `154${String(10_000_000 + index).slice(-8)}` },
      variables: { code: '123456', minutes: '5' },
      at: house.clock.now(),
    }),
  )

const driveNow = ({ house }: TornCity): Promise<unknown> =>
  house.db.execute(sql`select graphile_worker.add_job('notices:drive', '{}'::json, job_key := 'torture:drive')`)
