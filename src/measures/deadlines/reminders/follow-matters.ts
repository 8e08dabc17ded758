import { followMatters } from '#core/matters/index.ts'
import { newId } from '#platform/id.ts'
import { itemOf } from './items-of.ts'
import { reminderItems } from './tables.ts'

followMatters((rows, event, after) => {
  const item = itemOf(event, after)
  if (!item) return
  rows.insert(reminderItems, { id: newId(), matterId: after.id, seq: event.seq, at: event.occurredAt, ...item })
})
