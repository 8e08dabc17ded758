import { randomInt } from 'node:crypto'
import { and, asc, eq, gte, inArray, lt } from 'drizzle-orm'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { contactDesks, contactStarts } from '../tables.ts'
import { isDanger } from './register-contact.ts'
import { contactUnits } from './units-of-actor.ts'

/** 本市自定: whoever scanned and left is not waited for, and what they typed is not kept. */
const waits = { hours: 4 } as const
const mostAtADesk = 20

export type Start = {
  id: string
  callSign: string
  desk: string
  unitId: string
  who: string
  what: string
  createdAt: Temporal.Instant
  isDanger: boolean
}

/** A visitor begins: what they want lies before the clerk at that desk. @returns the two digits they show */
export async function startContact(
  { db, clock, secrets }: Pick<House, 'clock' | 'secrets'> & { db: Db },
  desk: { id: string },
  input: { who: string; what: string },
): Promise<string> {
  const since = clock.now().subtract(waits)
  const waiting = await db
    .select({ callSign: contactStarts.callSign })
    .from(contactStarts)
    .where(and(eq(contactStarts.deskId, desk.id), gte(contactStarts.createdAt, since)))
  if (waiting.length >= mostAtADesk)
    throw new Refusal('desk-full', '这个窗口前等的人已经很多了，请直接对工作人员说，或取号等候。', { status: 429 })
  const taken = new Set(waiting.map(({ callSign }) => callSign))
  const free = Array.from({ length: 90 }, (_, at) => String(at + 10)).filter((sign) => !taken.has(sign))
  const callSign = free[randomInt(free.length)] ?? '10'
  await db.insert(contactStarts).values({
    id: newId(),
    deskId: desk.id,
    callSign,
    whoCipher: input.who ? secrets.encrypt(input.who, 'contact_starts.who') : null,
    whatCipher: secrets.encrypt(input.what, 'contact_starts.what'),
    createdAt: clock.now(),
  })
  return callSign
}

/** Who waits before the desks of one's own units, the first first. */
export async function startsFor(
  { db, clock, secrets }: Pick<House, 'db' | 'clock' | 'secrets'>,
  actor: StaffActor,
): Promise<Start[]> {
  const mine = contactUnits(actor).map(({ id }) => id)
  if (mine.length === 0) return []
  const rows = await db
    .select({ start: contactStarts, desk: contactDesks.title, unitId: contactDesks.unitId })
    .from(contactStarts)
    .innerJoin(contactDesks, eq(contactDesks.id, contactStarts.deskId))
    .where(and(inArray(contactDesks.unitId, mine), gte(contactStarts.createdAt, clock.now().subtract(waits))))
    .orderBy(asc(contactStarts.createdAt), asc(contactStarts.id))
    .limit(50)
  return rows.map(({ start, desk, unitId }) => {
    const what = secrets.decrypt(start.whatCipher, 'contact_starts.what')
    return {
      id: start.id,
      callSign: start.callSign,
      desk,
      unitId,
      who: start.whoCipher ? secrets.decrypt(start.whoCipher, 'contact_starts.who') : '',
      what,
      createdAt: start.createdAt,
      isDanger: isDanger(what),
    }
  })
}

/** 人已走: nothing is kept. */
export async function dropStart(
  house: Pick<House, 'db' | 'clock' | 'secrets'>,
  actor: StaffActor,
  id: string,
): Promise<void> {
  const mine = (await startsFor(house, actor)).some((start) => start.id === id)
  if (mine) await house.db.delete(contactStarts).where(eq(contactStarts.id, id))
}

export async function forgetStarts({ db, clock }: Pick<House, 'db' | 'clock'>): Promise<void> {
  await db.delete(contactStarts).where(lt(contactStarts.createdAt, clock.now().subtract(waits)))
}
