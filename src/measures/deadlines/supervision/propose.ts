import { and, eq } from 'drizzle-orm'
import { type MatterRow, matterEvents } from '#core/matters/index.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import type { Rung, Standing } from '../ladder/rung.ts'
import { covering, type Directory } from '../reminders/directory.ts'
import { noteItem } from '../reminders/note-item.ts'
import { type supervisionOrders, supervisionProposals } from './tables.ts'

/** One step of the ladder, and where the matter stood. */
export type Climbed = {
  row: MatterRow
  run: string
  rung: Rung
  isTaken: boolean
  standing: Standing
  /** Of a step of an order's reply clock. */
  order: typeof supervisionOrders.$inferSelect | null
}

const stageOf = { order: 'order', listing: 'listing', talk: 'talk' } as const

/**
 * Puts a 督办单, 挂牌 or 约谈 before whoever may decide it. Where nobody of that role sees the matter (举报 is for its own officers only), the head of
 * the unit that has it is reminded instead, and no proposal stands anywhere.
 */
export async function propose(
  house: Pick<House, 'clock'> & { db: Transaction },
  directory: Directory,
  { row, rung, standing, order }: Climbed,
): Promise<void> {
  if (rung.act !== 'order' && rung.act !== 'listing' && rung.act !== 'talk') return
  const role = rung.tells.includes('leader') ? 'leader' : 'supervisor'
  const proposedAt = house.clock.now()
  if (covering(directory, row, role).length === 0) {
    await noteItem(house.db, { matterId: row.id, what: 'late', toUnitId: row.holderUnitId, at: proposedAt })
    return
  }
  const urges = await house.db.$count(
    matterEvents,
    and(eq(matterEvents.matterId, row.id), eq(matterEvents.type, 'urged')),
  )
  await house.db
    .insert(supervisionProposals)
    .values({
      ...{
        id: newId(),
        matterId: row.id,
        stage: stageOf[rung.act],
        rungId: rung.id,
        orderId: order?.id ?? null,
        role,
        proposedAt,
      },
      holderUnitId: row.holderUnitId,
      facts: {
        ...{ dueOn: row.dueOn?.toString() ?? null, workdaysOver: standing.workdaysOver, urges },
        ...{ returns: row.returns, extended: row.extended },
        orderNumber: order?.number ?? null,
        replyDueOn: order?.replyDueOn.toString() ?? null,
      },
    })
    // One that still waits says the same.
    .onConflictDoNothing()
}
