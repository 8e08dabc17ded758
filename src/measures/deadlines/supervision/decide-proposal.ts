import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Acting, keepText, matters } from '#core/matters/index.ts'
import { allUnits, audit, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import { notFound } from '#platform/refusal.ts'
import { words } from './fields.ts'
import { proposalsSeenBy } from './find.ts'
import { needDecider, needOpenProposal, type Proposal } from './order.ts'
import { supervisionProposals } from './tables.ts'

type Within = Omit<Acting, 'db'> & { db: Transaction }

type Decision = Extract<Proposal['decision'], 'issued' | 'declined'>

/** The proposal for whoever may decide it, locked, so that of two who decide at once the second hears that it is decided. */
export async function lockProposal(
  { db: tx, clock }: Within,
  actor: StaffActor,
  proposalId: string,
): Promise<{ proposal: Proposal; decide(decision: Decision, reasonTextId?: string): Promise<unknown> }> {
  const [found] = await tx
    .select({ proposal: supervisionProposals })
    .from(supervisionProposals)
    .innerJoin(matters, eq(matters.id, supervisionProposals.matterId))
    .where(and(eq(supervisionProposals.id, proposalId), proposalsSeenBy(actor, await allUnits(tx))))
    .for('update', { of: supervisionProposals })
  if (!found) throw notFound('督办建议')
  const { proposal } = found
  needDecider(actor, proposal, await unitDirectory(tx))
  needOpenProposal(proposal)
  return {
    proposal,
    decide: (decision, reasonTextId) =>
      tx
        .update(supervisionProposals)
        .set({ decision, decidedAt: clock.now(), decidedBy: actor.personId, reasonTextId: reasonTextId ?? null })
        .where(eq(supervisionProposals.id, proposalId)),
  }
}

export const declineForm = z.object({ declineReason: words('不督办的理由', { least: 5 }) })

/** 不督办, with the reason; the clock does not propose the same again in this run. */
export async function declineProposal(
  house: Within,
  actor: StaffActor,
  proposalId: string,
  { declineReason }: z.infer<typeof declineForm>,
): Promise<void> {
  const { proposal, decide } = await lockProposal(house, actor, proposalId)
  await decide('declined', await keepText(house, actor, proposal.matterId, 'reason', declineReason))
  const about = { act: 'supervision.decline', subjectType: 'supervisionProposal', subjectId: proposalId }
  await audit(house.db, { actor, at: house.clock.now(), ...about })
}
