import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { type Calendar, loadCalendar } from '#core/calendar/index.ts'
import { act, openMatter, wakeDue } from '#core/matters/index.ts'
import { actorOfPerson, allPosted, allUnits, staffActor } from '#core/people/index.ts'
import { seedLadder } from '#measures/deadlines/index.ts'
import { anyone, type StaffActor } from '#platform/actor.ts'
import { clockAt } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { deliverAll } from './crash-at.ts'
import type { ServerProcess } from './server-process.ts'
import type { CountingGateway } from './sms-gateway.ts'
import type { TornCity } from './torn-city.ts'

const zone = 'Asia/Shanghai'

/** A working day at nine, today or soon: the hour at which the processes believe to be. */
export async function roundHour({ house }: TornCity): Promise<Temporal.Instant> {
  const calendar = await loadCalendar(house.db)
  const today = house.clock.now().toZonedDateTimeISO(zone).toPlainDate()
  return onWorkday(calendar, today, 1).toZonedDateTime({ timeZone: zone, plainTime: '09:00' }).toInstant()
}

function onWorkday(calendar: Calendar, from: Temporal.PlainDate, workdays: number): Temporal.PlainDate {
  let day = from
  for (let left = Math.abs(workdays); left > 0; ) {
    day = day.add({ days: workdays > 0 ? 1 : -1 })
    if (calendar.dayOn(day).isWorkday) left--
  }
  return day
}

/** The environment of a process whose clock shows that hour. */
export const clockShowing = (hour: Temporal.Instant): Record<string, string> => ({
  NODE_OPTIONS: `--import=${join(import.meta.dirname, '../../test/torture/skewed-clock.mjs')}`,
  CLOCK_SKEW_MS: String(hour.epochMilliseconds - Temporal.Now.instant().epochMilliseconds),
})

/** So many letters, each with another unit, ten working days before: due after three, so that today all are urged and proposed at once. Everybody has a phone. */
export async function overdueLetters({ house }: TornCity, hour: Temporal.Instant, many: number): Promise<string[]> {
  await seedLadder(house)
  const calendar = await loadCalendar(house.db)
  const day = onWorkday(calendar, hour.toZonedDateTimeISO(zone).toPlainDate(), -10)
  const at = (time: string): House => ({
    ...house,
    clock: clockAt(day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()),
  })
  const units = await allUnits(house.db)
  const desk = units.find(({ isMailboxDesk }) => isMailboxDesk)?.id ?? ''
  const posted = await allPosted(house.db, house.clock.now())
  const handlers = posted.filter(({ roles }) => roles.some(({ role }) => role === 'handler'))
  const dispatcher = await staffActor(house, 'paidan')
  const ids: string[] = []
  for (const { personId, roles } of handlers.slice(0, many)) {
    const handler = (await actorOfPerson(house, personId)) as StaffActor
    const letter = { kind: 'letter', class: 'consult', channel: 'web', divisionCode: '510402', filingUnitId: desk }
    const { state } = await openMatter(at('09:30'), anyone, {
      ...letter,
      texts: { title: '咨询', body: '请问怎么办？' },
    })
    const unitId = roles[0]?.unitId ?? ''
    await act(at('10:00'), dispatcher, state.id, { type: 'dispatch', unitId })
    await act(at('10:30'), handler, state.id, { type: 'sign' })
    ids.push(state.id)
  }
  await wakeDue({ ...house, clock: clockAt(hour) })
  for (const [index, { personId }] of posted.entries()) {
    const cipher = house.secrets.encrypt(`154${String(20_000_000 + index)}`, 'persons.phone')
    await house.db.execute(sql`update persons set phone_cipher = ${cipher} where id = ${personId}`)
  }
  // What the letters themselves caused (papers, messages) is no part of this.
  await house.db.execute(sql`delete from graphile_worker._private_jobs`)
  return ids
}

/**
 * Asks for the round again and again, as the minute does, until it is finished and everything that it wrote has gone out. What a process was sending when it
 * died is held for minutes: once nothing else moves, they are over.
 */
export async function untilFinished(city: TornCity, jobs: ServerProcess, kills: number): Promise<void> {
  const { house } = city
  let before = -1
  let still = 0
  for (const until = performance.now() + 180_000; performance.now() < until; await pause(500)) {
    await house.db.execute(sql`select graphile_worker.add_job('reminders:round', '{}'::json)`)
    const { rows } = await house.db.execute<{ rounds: number; unsent: number }>(sql`
      select (select count(*)::int from reminder_rounds where finished_at is not null) as rounds,
        (select count(*)::int from notices where template = 'reminder.digest' and state <> 'sent') as unsent`)
    const unsent = rows[0]?.unsent ?? 0
    if (jobs.restarts < kills || rows[0]?.rounds !== 1) continue
    still = unsent === before ? still + 1 : 0
    before = unsent
    if (still > 6) await deliverAll(city)
    if (unsent === 0) return
  }
  throw new Error('the round did not come to its end')
}

/** A sentence for each matter that was not urged and proposed exactly once, and each person who was not told exactly once. */
export async function roundFaults(
  { house }: TornCity,
  gateway: CountingGateway,
  matterIds: readonly string[],
): Promise<string[]> {
  const { rows: told } = await house.db.execute<{ id: string; person: string; lines: number }>(sql`
    select n.id, n.to_person_id as person, (select count(*)::int from reminder_lines l where l.person_id = n.to_person_id) as lines
    from notices n where n.template = 'reminder.digest'`)
  const { rows: matters } = await house.db.execute<{ id: string; urges: number; proposals: number; steps: number }>(sql`
    select m.id, (select count(*)::int from matter_events e where e.matter_id = m.id and e.type = 'urged') as urges,
      (select count(*)::int from supervision_proposals p where p.matter_id = m.id) as proposals,
      (select count(*)::int from ladder_steps s where s.matter_id = m.id and s.is_taken) as steps
    from matters m`)
  const ofMatter = matters
    .filter(({ id }) => matterIds.includes(id))
    .flatMap(({ id, urges, proposals, steps }) => [
      ...(urges === 1 ? [] : [`matter ${id} was urged ${urges} times`]),
      ...(proposals === 1 ? [] : [`matter ${id} was proposed ${proposals} times`]),
      ...(steps === 3 ? [] : [`matter ${id} took ${steps} steps`]),
    ])
  const persons = Map.groupBy(told, ({ person }) => person)
  const ofPerson = [...persons].flatMap(([person, digests]) => [
    ...(digests.length === 1 ? [] : [`person ${person} had ${digests.length} digests`]),
    ...(digests[0] && digests[0].lines > 0 ? [] : [`person ${person} finds nothing on the page`]),
  ])
  const { rows: silent } = await house.db.execute<{ person: string }>(sql`
    select distinct person_id as person from reminder_lines where person_id not in
      (select to_person_id from notices where template = 'reminder.digest')`)
  const sent = told.flatMap(({ id }) => {
    const times = gateway.sent.get(id) ?? 0
    return times === 1 ? [] : [`digest ${id} went out ${times} times`]
  })
  return [...ofMatter, ...ofPerson, ...silent.map(({ person }) => `person ${person} was told nothing`), ...sent]
}
