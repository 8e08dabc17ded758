import { eq } from 'drizzle-orm'
import { roleOver, textsOfMatter } from '#core/matters/index.ts'
import { personNames, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { ladderOn } from '../ladder/ladder.ts'
import { matterTitle } from '../matter-words.ts'
import { findProposal } from './find.ts'
import { decidersOf } from './order.ts'
import { deciderSentence, type ProposalPageProps, type TalkSaid } from './proposal-page.tsx'
import { supervisionTalks } from './tables.ts'

type ProposalRead = Omit<ProposalPageProps, 'typed' | 'errors' | 'refusal' | 'formKey'>

export async function readProposal(
  house: Pick<House, 'db' | 'secrets' | 'config'>,
  actor: StaffActor,
  id: string,
): Promise<ProposalRead> {
  const { proposal, matter } = await findProposal(house.db, actor, id)
  const { decidedBy, holderUnitId, reasonTextId } = proposal
  const [units, texts, title, rungs, names] = await Promise.all([
    unitDirectory(house.db),
    textsOfMatter(house.db, matter.id),
    matterTitle(house.db, matter),
    ladderOn(house.db, dateIn(house.config.timeZone, proposal.proposedAt)),
    personNames(house.db, house.secrets, decidedBy ? [decidedBy] : []),
  ])
  const textOf = (textId: string) => texts.get(textId)?.body ?? '（文字已依法删除）'
  return {
    ...{ proposal, matter, title },
    unit: units.get(holderUnitId)?.shortName ?? '原单位',
    rungTitle: rungs.find((rung) => rung.id === proposal.rungId)?.title ?? proposal.rungId,
    whoDecides: roleOver(actor, decidersOf(proposal), holderUnitId, units) ? null : deciderSentence(proposal),
    decidedBy: (decidedBy && names.get(decidedBy)) || '',
    reason: reasonTextId ? textOf(reasonTextId) : null,
    talk: proposal.stage === 'talk' && proposal.decidedAt ? await talkOf(house, id, textOf) : null,
  }
}

async function talkOf(
  { db, secrets }: Pick<House, 'db' | 'secrets'>,
  proposalId: string,
  textOf: (id: string) => string,
): Promise<TalkSaid | null> {
  const [talk] = await db.select().from(supervisionTalks).where(eq(supervisionTalks.proposalId, proposalId))
  if (!talk) return null
  const { heldOn, followUpOn, attendedCipher, agreementTextId } = talk
  const attended = secrets.decrypt(attendedCipher, 'supervision_talks.attended')
  return { heldOn, followUpOn, attended, agreement: textOf(agreementTextId) }
}
