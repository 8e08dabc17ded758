import { sql } from 'drizzle-orm'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'

/** What was tapped on days that are over becomes a count; who tapped is forgotten. One statement: a crash leaves all of it or none. */
export async function foldTaps({ db, clock, config }: Pick<House, 'db' | 'clock' | 'config'>): Promise<void> {
  const today = dateIn(config.timeZone, clock.now())
  await db.execute(sql`
    with gone as (
      delete from on_the_spot_taps where "on" < ${today.toString()}::date returning unit_id, business_id, channel, "on"
    )
    insert into on_the_spot_days (unit_id, business_id, channel, "on", count)
    select unit_id, business_id, channel, "on", count(*) from gone group by 1, 2, 3, 4
    on conflict ("on", unit_id, business_id, channel) do update set count = on_the_spot_days.count + excluded.count`)
}
