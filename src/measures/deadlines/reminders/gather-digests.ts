import { and, eq, isNull, ne } from 'drizzle-orm'
import { type MatterRow, matters } from '#core/matters/index.ts'
import type { Posted } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'
import type { Rung } from '../ladder/rung.ts'
import { ladderSteps } from '../ladder/tables.ts'
import { supervisionProposals } from '../supervision/tables.ts'
import { addresseesOf, tellsOf } from './addressees.ts'
import { type Line, type LineKind, tidy } from './digest.ts'
import { covering, type Directory } from './directory.ts'
import { reminderItems } from './tables.ts'

/** Of each person what this round tells: from the steps of the ladder, from what happened, from what waits to be decided. Nobody who has nothing to hear. */
export async function gatherDigests(
  db: Db,
  { directory, rungs, roundAt }: { directory: Directory; rungs: readonly Rung[]; roundAt: Temporal.Instant },
): Promise<Map<string, Line[]>> {
  const lines = new Map<string, Line[]>()
  const tell = (people: readonly Posted[], what: LineKind, row: MatterRow): void => {
    for (const { personId } of people) lines.set(personId, [...(lines.get(personId) ?? []), { what, row }])
  }
  for (const { row, rung } of await stepsOfRound(db, roundAt, rungs)) {
    const isBefore = rung.trigger === 'yellow' || rung.trigger === 'share'
    tell(tellsOf(directory, row, rung.tells), isBefore ? 'yellow' : 'red', row)
  }
  for (const { row, item } of await itemsOfRound(db, roundAt)) tell(addresseesOf(directory, row, item), item.what, row)
  for (const { row, proposal } of await proposalsOfRound(db, roundAt))
    tell(covering(directory, row, proposal.role), 'toDecide', row)
  return new Map([...lines].map(([personId, told]) => [personId, tidy(told)]))
}

const stillWaits = and(isNull(matters.closedAt), ne(matters.state, 'answered'))

async function stepsOfRound(db: Db, roundAt: Temporal.Instant, rungs: readonly Rung[]) {
  const reminding = new Map(rungs.filter(({ act }) => act === 'remind').map((rung) => [rung.id, rung]))
  const rows = await db
    .select({ row: matters, rungId: ladderSteps.rungId })
    .from(ladderSteps)
    .innerJoin(matters, eq(matters.id, ladderSteps.matterId))
    .where(and(eq(ladderSteps.roundAt, roundAt), ladderSteps.isTaken, stillWaits))
  return rows.flatMap(({ row, rungId }) => {
    const rung = reminding.get(rungId)
    return rung ? [{ row, rung }] : []
  })
}

const itemsOfRound = (db: Db, roundAt: Temporal.Instant) =>
  db
    .select({ row: matters, item: reminderItems })
    .from(reminderItems)
    .innerJoin(matters, eq(matters.id, reminderItems.matterId))
    .where(eq(reminderItems.roundAt, roundAt))

/** Proposed by this round's climb: told once, and then they stand on the page until somebody decides. */
const proposalsOfRound = (db: Db, roundAt: Temporal.Instant) =>
  db
    .select({ row: matters, proposal: supervisionProposals })
    .from(supervisionProposals)
    .innerJoin(matters, eq(matters.id, supervisionProposals.matterId))
    .innerJoin(
      ladderSteps,
      and(
        eq(ladderSteps.matterId, supervisionProposals.matterId),
        eq(ladderSteps.rungId, supervisionProposals.rungId),
        eq(ladderSteps.roundAt, roundAt),
        ladderSteps.isTaken,
      ),
    )
    .where(and(isNull(supervisionProposals.decidedAt), stillWaits))
