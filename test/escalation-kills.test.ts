import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gatewayOf } from './torture/outbox.ts'
import { clockShowing, overdueLetters, roundFaults, roundHour, untilFinished } from './torture/rounds.ts'
import { type CountingGateway, openCountingGateway } from './torture/sms-gateway.ts'
import { openTornCity, type TornCity } from './torture/torn-city.ts'

const letters = 40

let city: TornCity
let gateway: CountingGateway
let hour: Temporal.Instant
let matterIds: string[]
beforeAll(async () => {
  city = await openTornCity()
  gateway = await openCountingGateway()
  hour = await roundHour(city)
  matterIds = await overdueLetters(city, hour, letters)
}, 420_000)
afterAll(async () => {
  await city?.close()
  gateway?.close()
})

test('a process killed in the middle of climbing, between climbing and telling, and between two who are told: each thing is done once', async () => {
  // The ladder passes the place once for each urge, then once for each fifty people.
  const lives = ['before-commit:10', `before-commit:${letters + 1}`, 'before-commit:2'].map((place) => ({
    CRASH_AT: place,
  }))
  const jobs = await city.start('jobs', lives, { ...gatewayOf(gateway), ...clockShowing(hour) })
  await untilFinished(city, jobs, lives.length)
  await jobs.stop()
  expect(jobs.restarts).toBe(lives.length)
  const { rows } = await city.house.db.execute<{ people: number }>(
    sql`select count(distinct to_person_id)::int as people from notices where template = 'reminder.digest'`,
  )
  // More than one transaction of people, or the third death would have been none.
  expect(rows[0]?.people).toBeGreaterThan(50)
  expect(await roundFaults(city, gateway, matterIds)).toEqual([])
}, 420_000)

test('control: a house that forgets which rungs it climbed and whom it told is found out', async () => {
  await city.house.db.execute(sql`update notices set id = gen_random_uuid() where template = 'reminder.digest'`)
  await city.house.db.execute(sql`truncate ladder_steps, reminder_rounds, reminder_lines`)
  await city.house.db.execute(sql`update supervision_proposals set decided_at = now(), decision = 'moot'`)
  const jobs = await city.start('jobs', [], { ...gatewayOf(gateway), ...clockShowing(hour) })
  await untilFinished(city, jobs, 0)
  await jobs.stop()
  const faults = await roundFaults(city, gateway, matterIds)
  expect(faults.filter((fault) => / had 2 digests$/.test(fault)).length).toBeGreaterThan(50)
  expect(faults.filter((fault) => / was proposed 2 times$/.test(fault)).length).toBe(letters)
}, 420_000)
