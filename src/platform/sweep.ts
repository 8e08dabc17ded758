import { lt, sql } from 'drizzle-orm'
import { platformGauges } from './gauges.ts'
import type { House } from './house.ts'
import { forgetSpentKeys } from './http/form-key.ts'
import type { Module } from './module.ts'
import { rateLimits } from './tables.ts'
import './own-register.ts'

/** What has served its time: form keys after a week, counters of rate limits once they have run out. */
export async function sweep(house: House): Promise<void> {
  await forgetSpentKeys(house)
  await house.db.delete(rateLimits).where(lt(rateLimits.expire, sql`${house.clock.now().epochMilliseconds}`))
}

export const platformModule: Module = {
  name: 'platform',
  title: '平台',
  jobs: { tasks: { 'platform:sweep': sweep }, cron: ['17 19 * * * platform:sweep'] },
  gauges: platformGauges,
}
