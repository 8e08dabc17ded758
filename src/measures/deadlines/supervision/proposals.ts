import { and, desc, eq, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { type MatterRow, matters } from '#core/matters/index.ts'
import { allUnits } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { PageKey } from '#platform/http/address-fields.ts'
import { titleInSql, titleOf } from '../matter-words.ts'
import { proposalsSeenBy } from './find.ts'
import type { Proposal } from './order.ts'
import { supervisionProposals } from './tables.ts'

export type ProposalRow = { proposal: Proposal; matter: MatterRow; title: string; unit: string }

export const proposalsPerPage = 30

/** What waits to be decided by this person, or what was decided; newest first. A supervisor sees what waits for a leader, and decides it not. */
export async function readProposals(
  { db }: { db: Db },
  actor: StaffActor,
  { isDecided, after }: { isDecided: boolean; after?: PageKey | undefined },
): Promise<{ rows: ProposalRow[]; next: PageKey | null }> {
  const units = await allUnits(db)
  const older = after && beyond(after)
  const found = await db
    .select({ proposal: supervisionProposals, matter: matters, title: titleInSql })
    .from(supervisionProposals)
    .innerJoin(matters, eq(matters.id, supervisionProposals.matterId))
    .where(and(proposalsSeenBy(actor, units), isDecided ? isNotNull(supervisionProposals.decidedAt) : waits, older))
    .orderBy(desc(supervisionProposals.proposedAt), desc(supervisionProposals.id))
    .limit(proposalsPerPage + 1)
  const names = new Map(units.map(({ id, shortName }) => [id, shortName]))
  const shown = found.slice(0, proposalsPerPage)
  const last = found.length > proposalsPerPage ? shown.at(-1)?.proposal : undefined
  return {
    rows: shown.map(({ proposal, matter, title }) => ({
      ...{ proposal, matter, title: titleOf(matter, title) },
      unit: names.get(proposal.holderUnitId) ?? '原单位',
    })),
    next: last ? { at: last.proposedAt, id: last.id } : null,
  }
}

/** A matter that was answered meanwhile waits for nobody, though the next round has yet to say so. */
const waits: SQL = and(
  isNull(supervisionProposals.decidedAt),
  isNull(matters.closedAt),
  sql`${matters.state} <> 'answered'`,
) as SQL

const beyond = ({ at, id }: PageKey) =>
  or(
    lt(supervisionProposals.proposedAt, at),
    and(eq(supervisionProposals.proposedAt, at), lt(supervisionProposals.id, id)),
  )

export async function countWaiting({ db }: { db: Db }, actor: StaffActor): Promise<number> {
  const [row] = await db
    .select({ many: sql<number>`count(*)::int` })
    .from(supervisionProposals)
    .innerJoin(matters, eq(matters.id, supervisionProposals.matterId))
    .where(and(proposalsSeenBy(actor, await allUnits(db)), waits))
  return row?.many ?? 0
}
