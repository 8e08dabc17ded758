import { asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import type { Rows } from '#platform/rows.ts'
import { type MatterEvent, parseEventData } from './events.ts'
import { type MatterEventRow, matterEvents } from './tables.ts'

export async function eventsOf(db: Db, matterId: string): Promise<MatterEvent[]> {
  const rows = await db
    .select()
    .from(matterEvents)
    .where(eq(matterEvents.matterId, matterId))
    .orderBy(asc(matterEvents.seq))
  return rows.map(eventOf)
}

/** The events of many matters in one statement, each in order. Whoever asks acts for the machine or has seen the matters before. */
export async function eventsOfEach(db: Db, matterIds: readonly string[]): Promise<Map<string, MatterEvent[]>> {
  if (matterIds.length === 0) return new Map()
  const rows = await db
    .select()
    .from(matterEvents)
    .where(inArray(matterEvents.matterId, [...matterIds]))
    .orderBy(asc(matterEvents.matterId), asc(matterEvents.seq))
  return new Map([...Map.groupBy(rows, (row) => row.matterId)].map(([id, events]) => [id, events.map(eventOf)]))
}

export function eventOf(row: MatterEventRow): MatterEvent {
  return {
    ...parseEventData(row.type, row.data),
    seq: row.seq,
    occurredAt: row.occurredAt,
    recordedAt: row.recordedAt,
    actor: { kind: row.actorKind, unitId: row.actorUnitId, personId: row.actorPersonId, name: row.actorName },
  } as MatterEvent
}

/** Appends; the data is checked once more on the way in, so that no event can be written that could not be read. */
export function appendEvents(rows: Rows, matterId: string, events: readonly MatterEvent[]): void {
  rows.insert(
    matterEvents,
    ...events.map(({ type, data, seq, occurredAt, recordedAt, actor }) => ({
      id: newId(),
      matterId,
      seq,
      type,
      occurredAt,
      recordedAt,
      actorKind: actor.kind,
      actorUnitId: actor.unitId,
      actorPersonId: actor.personId,
      actorName: actor.name,
      data: parseEventData(type, data).data as Record<string, unknown>,
    })),
  )
}
