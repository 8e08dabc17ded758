import { suggestMasks } from '#core/documents/index.ts'
import { contactOf, type MatterState, readMatter, textsOfMatter } from '#core/matters/index.ts'
import { allUnits, personNames, requireRole } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { notFound } from '#platform/refusal.ts'
import { classifiedOf } from '../letter.ts'
import type { Publication, PublishableLetter, PublishedWords } from './publication.ts'
import { publicationOf } from './publications.ts'

export type PublishableLetterRead = { actor: StaffActor; state: MatterState; original: PublishedWords }

/** Editors and reviewers see what their units have; everybody else finds nothing here. */
export async function findPublishable(db: Db, actor: StaffActor, number: string): Promise<PublishableLetterRead> {
  const read = await readMatter(db, actor, number)
  if (read?.row.kind !== 'letter') throw notFound('来信')
  requireRole(actor, 'editor', 'reviewer')
  const texts = await textsOfMatter(db, read.row.id)
  const first = read.events[0]
  const filed = first?.type === 'opened' ? first.data.texts : []
  const part = (name: string) => texts.get(filed.find((text) => text.part === name)?.id ?? '')?.body ?? ''
  const reply = read.state.answer ? (texts.get(read.state.answer.text.id)?.body ?? '') : ''
  return { actor, state: read.state, original: { title: part('title'), body: part('body'), reply } }
}

type Proposal = {
  publication: Publication | null
  /** What is public now. */
  shown: Publication | null
  masks: Record<keyof PublishedWords, ReturnType<typeof suggestMasks>>
  /** What is public, or else the words with the masks. */
  proposed: PublishedWords
  letter: PublishableLetter
}

export async function proposalFor(
  house: House,
  { state, original }: Pick<PublishableLetterRead, 'state' | 'original'>,
): Promise<Proposal> {
  const publication = await publicationOf(house.db, state.id)
  const known = await contextOf(house, state)
  const masks = {
    title: suggestMasks(original.title, known),
    body: suggestMasks(original.body, known),
    reply: suggestMasks(original.reply, { ...known, isOfficial: true }),
  }
  const shown = publication?.status === 'published' ? publication : null
  return {
    publication,
    shown,
    masks,
    proposed: shown ?? { title: masks.title.masked, body: masks.body.masked, reply: masks.reply.masked },
    letter: {
      ...classifiedOf(state),
      isOwn: state.marks.includes('own'),
      isEmergency: state.marks.includes('emergency'),
      wantsPublic: state.wantsPublic,
      isAnswered: state.answer !== null,
    },
  }
}

/** Whom the masks must find however they are written: the writer and who answered; and what must stay: the units' names and phones. */
async function contextOf(house: House, state: MatterState) {
  const units = await allUnits(house.db)
  const ids = [state.askerPersonId, state.answer?.byPersonId].filter((id) => id != null)
  const people = await personNames(house.db, house.secrets, ids)
  // Not an unmasking: the name is only looked for in what the editor reads anyway.
  const writer = state.contactId ? await contactOf(house, state.contactId) : null
  return {
    names: [...people.values(), ...(writer?.name ? [writer.name] : [])],
    unitNames: units.flatMap((unit) => [unit.name, unit.shortName]),
    officialPhones: units.flatMap((unit) => unit.phone ?? []),
  }
}
