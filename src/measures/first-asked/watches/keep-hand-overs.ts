import { sql } from 'drizzle-orm'
import type { MatterEvent, MatterState } from '#core/matters/index.ts'
import type { Transaction } from '#platform/database.ts'
import { handOvers } from '../tables.ts'

type HandOver = typeof handOvers.$inferInsert

/** 转办 between units as the log of one matter tells them, each with its end. */
export function handOversIn(state: MatterState, events: readonly MatterEvent[]): HandOver[] {
  const found: HandOver[] = []
  let open: HandOver | null = null
  for (const event of events) {
    if (event.type === 'handOverOffered' && event.data.fromUnitId !== event.data.unitId) {
      open = {
        matterId: state.id,
        seq: event.seq,
        kind: state.kind,
        firstAskedUnitId: state.firstAsked.unitId,
        fromUnitId: event.data.fromUnitId,
        toUnitId: event.data.unitId,
        offeredAt: event.occurredAt,
        endedAt: null,
        end: null,
      }
      found.push(open)
      continue
    }
    const end = open && endOf(event)
    if (!open || !end) continue
    Object.assign(open, { endedAt: event.occurredAt, end })
    open = null
  }
  return found
}

function endOf(event: MatterEvent): NonNullable<HandOver['end']> | null {
  if (event.type === 'handOverAccepted') return 'accepted'
  if (event.type === 'handOverDeclined') return event.data.lapsed ? 'lapsed' : 'returned'
  if (event.type === 'handOverWithdrawn') return 'withdrawn'
  return ['withdrawn', 'merged', 'closed'].includes(event.type) ? 'dropped' : null
}

/** Of a 举报 no figure shows that it exists. */
export async function keepHandOvers(
  tx: Transaction,
  state: MatterState,
  events: readonly MatterEvent[],
): Promise<void> {
  const rows = state.reportedUnitId === null ? handOversIn(state, events) : []
  if (rows.length === 0) return
  await tx
    .insert(handOvers)
    .values(rows)
    .onConflictDoUpdate({
      target: [handOvers.matterId, handOvers.seq],
      set: { endedAt: sql`excluded.ended_at`, end: sql`excluded."end"` },
    })
}
