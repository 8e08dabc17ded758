import { sql } from 'drizzle-orm'
import { type LimitUnit, loadCalendar, loadRules } from '#core/calendar/index.ts'
import { addBusiness, foldTaps, recordOnTheSpot } from '#core/on-the-spot/index.ts'
import { staffActor } from '#core/people/index.ts'
import { makePromise, sayWhyLate } from '#measures/deadlines/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'

/** Head, rule, promise: what a city that works fast has published. */
const promises: [head: string, ruleId: string, amount: number, unit: LimitUnit][] = [
  ['fuzeren', 'LIC-7', 7, 'workday'],
  ['fuzeren', 'LIC-3', 1, 'workday'],
  ['shenpi.fuzeren', 'LIC-7', 5, 'workday'],
  ['shenpi.fuzeren', 'LIC-10', 1, 'workday'],
  ['renshe.fuzeren', 'INF-12', 10, 'workday'],
  ['xinfang.fuzeren', 'PET-1', 7, 'day'],
  ['gongan.fuzeren', 'LIC-9', 10, 'workday'],
]

/** The counter's businesses: title, a published limit where it is not done at once, and about how many a day. */
const businesses: [title: string, days: number | null, aDay: number][] = [
  ['打印社保证明', null, 6],
  ['查公积金', null, 4],
  ['开无房证明', 1, 3],
  ['办居住证', 5, 1],
]

/** Tells the promises and the counter's last ten working days of the demo city, once. */
export async function seedPromises(house: House): Promise<void> {
  await house.db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('seed-promises')) as mine`,
    )
    if (!rows[0]?.mine || (await loadRules(tx)).promises.length > 0) return
    const now = house.clock.now()
    const published = now.subtract({ hours: 24 * 75 })
    const saying = { at: published, today: dateIn(house.config.timeZone, published) }
    await publishAll(house, tx, saying)
    await countAtCounter(house, tx, saying, now)
  })
  await foldTaps(house)
}

type Moment = { at: Temporal.Instant; today: Temporal.PlainDate }

async function publishAll(house: House, tx: Transaction, saying: Moment): Promise<void> {
  const from = saying.today.add({ days: 7 })
  const ids: string[] = []
  for (const [username, ruleId, amount, unit] of promises) {
    const actor = await staffActor(house, username)
    const unitId = actor.roles.find(({ role }) => role === 'head')?.unitId ?? ''
    ids.push(await makePromise(tx, { actor, ...saying }, { unitId, about: { ruleId }, amount, unit, from }))
  }
  const at = saying.at.add({ hours: 24 * 60 })
  const today = dateIn(house.config.timeZone, at)
  const dueOn = from.add({ days: 20 })
  await sayWhyLate(tx, { actor: await staffActor(house, 'fuzeren'), at, today }, ids[0] ?? '', {
    dueOn,
    doneOn: dueOn.add({ days: 2 }),
    reason: '省级系统升级停机两天，恢复后当天办结，已向申请人说明。',
  })
}

async function countAtCounter(house: House, tx: Transaction, saying: Moment, now: Temporal.Instant): Promise<void> {
  const clerk = await staffActor(house, 'zongchuang')
  const head = await staffActor(house, 'zhengwu.fuzeren')
  const unitId = clerk.roles[0]?.unitId ?? ''
  const calendar = await loadCalendar(tx)
  const listed: { id: string; aDay: number }[] = []
  for (const [title, days, aDay] of businesses) {
    const id = await addBusiness(tx, { personId: head.personId, at: saying.at }, { unitId, title })
    listed.push({ id, aDay })
    const from = saying.today.add({ days: 7 })
    if (days === null) continue
    const about = { businessId: id }
    await makePromise(tx, { actor: head, ...saying }, { unitId, about, amount: days, unit: 'workday', from })
  }
  const { timeZone } = house.config
  let day = dateIn(timeZone, now)
  for (let counted = 0; counted < 10; day = day.subtract({ days: 1 })) {
    if (!calendar.dayOn(day).isWorkday) continue
    counted++
    for (const { id, aDay } of listed) {
      for (let one = 0; one < aDay + ((counted * aDay) % 3); one++) {
        const at = day
          .toZonedDateTime({ timeZone, plainTime: '09:30' })
          .toInstant()
          .add({ minutes: one * 12 })
        if (Temporal.Instant.compare(at, now) > 0) continue
        await recordOnTheSpot(tx, clerk, { at, today: day }, { businessId: id, channel: 'counter' })
      }
    }
  }
}
