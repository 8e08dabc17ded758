import { awayOn, staffAt } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { takers } from '../inquiry-kind.ts'

type Reading = Pick<House, 'clock' | 'secrets' | 'config'> & { db: Db }

export type Colleague = { personId: string; name: string; staffNumber: string; awayUntil: Temporal.PlainDate | null }

/** Whoever works on cases at a unit, with who is on leave. */
export async function colleaguesAt(house: Reading, unitId: string): Promise<Colleague[]> {
  const staff = await staffAt(house, house.db, unitId, takers)
  const away = await awayOn(
    house.db,
    dateIn(house.config.timeZone, house.clock.now()),
    staff.map(({ personId }) => personId),
  )
  return staff.map(({ personId, name, staffNumber }) => ({
    personId,
    name,
    staffNumber,
    awayUntil: away.get(personId) ?? null,
  }))
}

/** The person somebody named, by name or staff number; the sentence when nobody or several answer to it. */
export async function findColleague(
  house: Reading,
  unitId: string,
  typed: string,
): Promise<{ ok: true; personId: string | null } | { ok: false; message: string }> {
  const word = typed.trim()
  if (word === '') return { ok: true, personId: null }
  const found = (await colleaguesAt(house, unitId)).filter(({ name, staffNumber, personId }) =>
    [name, staffNumber, personId].includes(word),
  )
  const [only, ...others] = found
  if (only && others.length === 0) return { ok: true, personId: only.personId }
  return {
    ok: false,
    message: only
      ? `对方单位有 ${found.length} 位“${word}”，请改写工号，或者空着由对方安排。`
      : `对方单位没有“${word}”这位工作人员，请核对姓名或工号，或者空着由对方安排。`,
  }
}
