import type { MatterEvent, MatterState } from '#core/matters/index.ts'
import type { reminderItems } from './tables.ts'

export type NewItem = Pick<typeof reminderItems.$inferInsert, 'what' | 'toUnitId' | 'toPersonId' | 'byUnitId'>

/** What an event has somebody to be told of, and whom: the one who holds it now, the one it was put to, or the desk that has it back. */
export function itemOf(event: MatterEvent, after: MatterState): NewItem | null {
  const holder = { toUnitId: after.holder.unitId, toPersonId: after.holder.personId }
  // What the machine does is nobody's to be counted against.
  const sent = event.actor.kind === 'staff'
  switch (event.type) {
    case 'urged':
      return { what: 'urged', ...holder, byUnitId: sent ? event.data.unitId : null }
    case 'supervised':
      return { what: 'supervised', ...holder, byUnitId: sent ? event.data.unitId : null }
    case 'dispatched':
      return after.offer ? { what: 'handedOver', toUnitId: event.data.unitId, toPersonId: event.data.personId } : null
    case 'handOverOffered':
      return { what: 'handedOver', toUnitId: event.data.unitId, toPersonId: event.data.personId }
    case 'dispatchReturned':
    case 'draftReturned':
      return { what: 'returned', ...holder }
    case 'handOverDeclined':
      return { what: event.data.lapsed ? 'lapsed' : 'returned', ...holder }
    case 'signed':
      return event.data.silent ? { what: 'lapsed', toUnitId: event.data.unitId, toPersonId: event.data.personId } : null
    case 'marked':
      return event.data.mark === 'consultLate' && event.data.on ? { what: 'consultLate', ...holder } : null
    default:
      return null
  }
}
