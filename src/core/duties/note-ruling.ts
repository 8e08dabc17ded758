import { matterHappened, takes } from '#core/facts/index.ts'
import { eventsOf, replay } from '#core/matters/index.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { rulings } from './tables.ts'

/** A dispatch that binds was decided in a dispute: it waits to be written into the catalogue, whatever kind of matter it was about. */
takes(matterHappened, {
  by: 'duties:rulings',
  wants: ({ type }) => type === 'dispatched',
  take: ({ db }, { matterId, seq }) => noteRuling(db, matterId, seq),
})

async function noteRuling(db: Db, matterId: string, seq: number): Promise<void> {
  const events = await eventsOf(db, matterId)
  const event = events.find((one) => one.seq === seq)
  if (event?.type !== 'dispatched' || !event.data.binding || event.actor.kind !== 'staff') return
  const state = replay(matterId, events)
  // Of a 举报 nothing may show that it exists.
  if (state.reportedUnitId !== null) return
  await db.insert(rulings).values({
    id: newId(),
    matterId,
    textId: event.data.text?.id ?? null,
    unitId: event.data.unitId,
    deciderUnitId: event.actor.unitId,
    decidedAt: event.occurredAt,
  })
}
