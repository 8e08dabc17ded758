import { asc, inArray, isNull } from 'drizzle-orm'
import { personNames } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db, Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { shiftNotes } from './tables.ts'

export type ShiftNote = { id: string; at: Temporal.Instant; name: string; text: string }

/** What the shifts before have left and nobody has taken yet. */
export async function openNotes({ db, secrets }: Pick<House, 'secrets'> & { db: Db }): Promise<ShiftNote[]> {
  const rows = await db
    .select()
    .from(shiftNotes)
    .where(isNull(shiftNotes.takenAt))
    .orderBy(asc(shiftNotes.at))
    .limit(100)
  const names = await personNames(
    db,
    secrets,
    rows.map(({ by }) => by),
  )
  return rows.map(({ id, at, by, textCipher }) => ({
    id,
    at,
    name: names.get(by) ?? '',
    text: secrets.decrypt(textCipher, 'calls.note'),
  }))
}

type Working = Pick<House, 'clock' | 'secrets'> & { db: Transaction }

export async function leaveNote({ db, secrets, clock }: Working, actor: StaffActor, text: string): Promise<void> {
  const textCipher = secrets.encrypt(text, 'calls.note')
  await db.insert(shiftNotes).values({ id: newId(), at: clock.now(), by: actor.personId, textCipher })
}

/** 接班: those that were seen, by name; what was left meanwhile stays. */
export async function takeOver({ db, clock }: Working, actor: StaffActor, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await db.update(shiftNotes).set({ takenAt: clock.now(), takenBy: actor.personId }).where(inArray(shiftNotes.id, ids))
}
