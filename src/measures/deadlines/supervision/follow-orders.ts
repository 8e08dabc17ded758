import { followMatters } from '#core/matters/index.ts'
import { newId } from '#platform/id.ts'
import { supervisionOrders } from './tables.ts'

/** An order is one by whichever page it was issued: its row is written with its event. */
followMatters((rows, event, after) => {
  if (event.type !== 'supervised') return
  const { orderNumber, replyDueOn, unitId, text } = event.data
  const id = newId()
  rows.insert(supervisionOrders, {
    ...{ id, matterId: after.id, seq: event.seq, stage: 'order', number: orderNumber },
    ...{ unitId: after.holder.unitId, byUnitId: unitId, issuedBy: event.actor.personId, issuedAt: event.occurredAt },
    ...{ demandTextId: text.id, replyDueOn: Temporal.PlainDate.from(replyDueOn) },
  })
  rows.enqueue('supervision:issue-paper', { orderId: id })
})
